#include "matching/workers.h"

#include <algorithm>

namespace kringwerk::matching {

namespace {

constexpr int kMostThreads = 64;
constexpr int kRange = 1024;

}  // namespace

Workers::Workers(int threads) {
  for (int i = 1; i < std::clamp(threads, 1, kMostThreads); ++i) {
    threads_.emplace_back([this] { wait_for_work(); });
  }
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  begun_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Workers::take_blocks(std::unique_lock<std::mutex>& lock) {
  while (next_ < blocks_) {
    const int block = next_++;
    const std::function<void(int)>& work = *work_;
    ++running_;
    lock.unlock();
    work(block);
    lock.lock();
    --running_;
  }
  if (running_ == 0) ended_.notify_all();
}

void Workers::wait_for_work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    begun_.wait(lock, [this] { return closing_ || next_ < blocks_; });
    if (closing_) return;
    take_blocks(lock);
  }
}

void Workers::run(int blocks, const std::function<void(int)>& work) {
  if (threads_.empty() || blocks < 2) {
    for (int block = 0; block < blocks; ++block) work(block);
    return;
  }
  std::unique_lock lock(mutex_);
  work_ = &work;
  next_ = 0;
  blocks_ = blocks;
  begun_.notify_all();
  take_blocks(lock);
  ended_.wait(lock, [this] { return next_ >= blocks_ && running_ == 0; });
}

void Workers::run_ranges(int size, const std::function<void(int, int)>& work) {
  const int blocks = (size + kRange - 1) / kRange;
  run(blocks, [&](int block) { work(block * kRange, std::min(size, (block + 1) * kRange)); });
}

}  // namespace kringwerk::matching
