#include "app/stream_clock.h"

#include "handovers/io/save_taken.h"
#include "materials/io/save_life.h"

namespace kringwerk::app {

StreamClock::StreamClock(storage::Database& database, std::string audit_key, const web::Log& log,
                         std::chrono::milliseconds pause)
    : database_(database), audit_key_(std::move(audit_key)), log_(log), pause_(pause) {
  thread_ = std::thread([this] { run(); });
}

StreamClock::~StreamClock() {
  {
    const std::scoped_lock lock(mutex_);
    stops_ = true;
  }
  stop_asked_.notify_all();
  thread_.join();
}

void StreamClock::run() {
  std::unique_lock lock(mutex_);
  while (!stops_) {
    lock.unlock();
    look();
    lock.lock();
    stop_asked_.wait_for(lock, pause_, [this] { return stops_; });
  }
}

void StreamClock::look() {
  try {
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    if (const int expired = materials::save_expired(database_, audit_key_, now); expired > 0) {
      log_.write(web::Log::Level::info, "streams_expired", {{"count", std::int64_t{expired}}});
    }
    if (const int ended = handovers::save_agreements_over(database_, audit_key_, now); ended > 0) {
      log_.write(web::Log::Level::info, "agreements_ended", {{"count", std::int64_t{ended}}});
    }
  } catch (const std::exception& error) {
    log_.write(web::Log::Level::error, "streams_not_expired", {{"what", std::string(error.what())}});
  }
}

}  // namespace kringwerk::app
