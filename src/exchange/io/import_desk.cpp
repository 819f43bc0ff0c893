#include "exchange/io/import_desk.h"

#include <exception>
#include <utility>

#include "storage/database.h"

namespace kringwerk::exchange {

namespace {

/// Thrown through a transaction that is left.
struct DeskCloses : std::exception {};

bool passes(const storage::Error& error) {
  using enum storage::ErrorKind;
  return error.kind() == busy || error.kind() == lost || error.kind() == conflict;
}

}  // namespace

ImportDesk::ImportDesk(Report report, std::chrono::milliseconds pause)
    : report_(std::move(report)), pause_(pause), thread_([this] { run(); }) {}

ImportDesk::~ImportDesk() {
  {
    const std::scoped_lock lock(mutex_);
    stops_ = true;
  }
  news_.notify_all();
  thread_.join();
}

void ImportDesk::order(BatchId batch, Work work) {
  {
    const std::scoped_lock lock(mutex_);
    const auto standing = standings_.find(batch);
    if (standing != standings_.end() && !standing->second.has_failed) return;
    standings_[batch] = {};
    orders_.push_back({batch, std::move(work)});
  }
  news_.notify_all();
}

std::optional<ImportStanding> ImportDesk::standing(BatchId batch) const {
  const std::scoped_lock lock(mutex_);
  const auto standing = standings_.find(batch);
  return standing == standings_.end() ? std::nullopt : std::optional(standing->second);
}

void ImportDesk::wait_for(BatchId batch, std::chrono::milliseconds patience) const {
  std::unique_lock lock(mutex_);
  news_.wait_for(lock, patience, [&] {
    const auto standing = standings_.find(batch);
    return stops_ || standing == standings_.end() || standing->second.has_failed;
  });
}

void ImportDesk::run() {
  for (;;) {
    std::unique_lock lock(mutex_);
    news_.wait(lock, [this] { return stops_ || !orders_.empty(); });
    if (stops_) return;
    const Order order = std::move(orders_.front());
    orders_.pop_front();
    lock.unlock();
    try {
      work_on(order);
    } catch (const DeskCloses&) {
      return;
    }
  }
}

void ImportDesk::work_on(const Order& order) {
  const auto tell = [&](const ImportProgress& progress) {
    const std::scoped_lock lock(mutex_);
    if (stops_) throw DeskCloses{};
    standings_[order.batch].progress = progress;
  };
  bool has_failed = false;
  for (bool is_through = false; !is_through;) {
    is_through = true;
    try {
      order.work(tell);
    } catch (const DeskCloses&) {
      throw;
    } catch (const storage::Error& error) {
      report_(error.what());
      is_through = !passes(error);
      has_failed = is_through;
      if (!is_through && !again_later()) return;
    } catch (const std::exception& error) {
      report_(error.what());
      has_failed = true;
    }
  }
  {
    const std::scoped_lock lock(mutex_);
    if (has_failed)
      standings_[order.batch].has_failed = true;
    else
      standings_.erase(order.batch);
  }
  news_.notify_all();
}

/// After a pause; false when the desk closes.
bool ImportDesk::again_later() {
  std::unique_lock lock(mutex_);
  return !news_.wait_for(lock, pause_, [this] { return stops_; });
}

}  // namespace kringwerk::exchange
