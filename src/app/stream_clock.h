#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "storage/database.h"
#include "web/log.h"

namespace kringwerk::app {

/// Looks every `pause` which streams have passed their last day, and expires them; ends agreements that are over. The
/// store decides under each stream's version, so that several processes may look at once. What fails is logged as an
/// error and tried again.
class StreamClock {
 public:
  StreamClock(storage::Database& database, std::string audit_key, const web::Log& log,
              std::chrono::milliseconds pause = std::chrono::minutes{15});
  StreamClock(const StreamClock&) = delete;
  ~StreamClock();

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
