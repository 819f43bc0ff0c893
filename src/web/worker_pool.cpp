#include "web/worker_pool.h"

#include <algorithm>
#include <utility>

namespace kringwerk::web {

WorkerPool::WorkerPool(Size size) : limit_(size.queue_limit) {
  threads_.reserve(size.workers);
  for (unsigned i = 0; i < std::max(1U, size.workers); ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock{mutex_};
    closing_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::post(Job job, Lane lane) {
  {
    const std::lock_guard lock{mutex_};
    const std::size_t limit = lane == Lane::urgent ? limit_ + limit_ / 4 : limit_;
    if (closing_ || ordinary_.size() + urgent_.size() >= limit) return false;
    auto& queue = lane == Lane::urgent ? urgent_ : ordinary_;
    queue.push_back({std::move(job), std::chrono::steady_clock::now()});
  }
  wake_.notify_one();
  return true;
}

std::size_t WorkerPool::waiting() const {
  const std::lock_guard lock{mutex_};
  return ordinary_.size() + urgent_.size();
}

bool WorkerPool::next(Waiting& out) {
  std::unique_lock lock{mutex_};
  wake_.wait(lock, [this] { return closing_ || !ordinary_.empty() || !urgent_.empty(); });
  if (closing_) return false;
  auto& queue = urgent_.empty() ? ordinary_ : urgent_;
  out = std::move(queue.front());
  queue.pop_front();
  return true;
}

void WorkerPool::work() {
  Waiting waiting;
  while (next(waiting)) {
    waiting.job(std::chrono::steady_clock::now() - waiting.since);
    waiting.job = nullptr;  // what the job holds must not live until the next one comes
  }
}

}  // namespace kringwerk::web
