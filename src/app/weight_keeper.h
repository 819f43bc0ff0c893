#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "storage/database.h"
#include "web/log.h"

namespace kringwerk::app {

/// Looks every `pause` whether the weekly run of the ranking's weights is on and due, and does it then. The store keeps
/// when it looked last, so that a restart or a second process neither skips a week nor learns twice. What fails is
/// logged as an error and tried again.
class WeightKeeper {
 public:
  WeightKeeper(storage::Database& database, std::string audit_key, const web::Log& log,
               std::chrono::milliseconds pause = std::chrono::hours{1});
  WeightKeeper(const WeightKeeper&) = delete;
  ~WeightKeeper();

 private:
  void look();
  void run();

  storage::Database& database_;
  const std::string audit_key_;
  const web::Log& log_;
  const std::chrono::milliseconds pause_;
  std::mutex mutex_;
  std::condition_variable stop_asked_;
  bool stops_ = false;
  std::thread thread_;
};

}  // namespace kringwerk::app
