#include "app/room_keeper.h"

#include "network/io/save_calendar.h"
#include "text/format.h"

namespace kringwerk::app {

RoomKeeper::RoomKeeper(storage::Database& database, const web::Log& log, std::chrono::milliseconds pause)
    : database_(database), log_(log), pause_(pause) {
  thread_ = std::thread([this] { run(); });
}

RoomKeeper::~RoomKeeper() {
  {
    const std::scoped_lock lock(mutex_);
    stops_ = true;
  }
  stop_asked_.notify_all();
  thread_.join();
}

void RoomKeeper::run() {
  std::unique_lock lock(mutex_);
  while (!stops_) {
    lock.unlock();
    look();
    lock.lock();
    stop_asked_.wait_for(lock, pause_, [this] { return stops_; });
  }
}

void RoomKeeper::look() {
  try {
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const std::int64_t changed = network::refresh_free_capacities(database_, text::brussels_day(now));
    if (changed > 0) log_.write(web::Log::Level::info, "room_refreshed", {{"capabilities", std::to_string(changed)}});
  } catch (const std::exception& error) {
    log_.write(web::Log::Level::error, "room_not_refreshed", {{"what", std::string(error.what())}});
  }
}

}  // namespace kringwerk::app
