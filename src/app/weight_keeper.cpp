#include "app/weight_keeper.h"

#include "introductions/io/weight_store.h"

namespace kringwerk::app {

WeightKeeper::WeightKeeper(storage::Database& database, std::string audit_key, const web::Log& log,
                           std::chrono::milliseconds pause)
    : database_(database), audit_key_(std::move(audit_key)), log_(log), pause_(pause) {
  thread_ = std::thread([this] { run(); });
}

WeightKeeper::~WeightKeeper() {
  {
    const std::scoped_lock lock(mutex_);
    stops_ = true;
  }
  stop_asked_.notify_all();
  thread_.join();
}

void WeightKeeper::run() {
  std::unique_lock lock(mutex_);
  while (!stops_) {
    lock.unlock();
    look();
    lock.lock();
    stop_asked_.wait_for(lock, pause_, [this] { return stops_; });
  }
}

void WeightKeeper::look() {
  try {
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    if (introductions::learn_when_due(database_, audit_key_, now)) {
      log_.write(web::Log::Level::info, "weights_learned", {});
    }
  } catch (const std::exception& error) {
    log_.write(web::Log::Level::error, "weights_not_learned", {{"what", std::string(error.what())}});
  }
}

}  // namespace kringwerk::app
