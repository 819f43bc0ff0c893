#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "storage/database.h"
#include "web/log.h"

namespace kringwerk::app {

/// Looks every `pause` whether a new day has come, and then works out the free capacity of all capabilities anew: weeks
/// begin and options end by themselves. The store keeps of which day each is, so that any number of processes may do
/// it. What fails is logged as an error and tried again.
class RoomKeeper {
 public:
  RoomKeeper(storage::Database& database, const web::Log& log,
             std::chrono::milliseconds pause = std::chrono::minutes{5});
  RoomKeeper(const RoomKeeper&) = delete;
  ~RoomKeeper();

 private:
  void look();
  void run();

  storage::Database& database_;
  const web::Log& log_;
  const std::chrono::milliseconds pause_;
  std::mutex mutex_;
  std::condition_variable stop_asked_;
  bool stops_ = false;
  std::thread thread_;
};

}  // namespace kringwerk::app
