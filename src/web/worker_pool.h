#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kringwerk::web {

/// A fixed number of threads and a bounded queue, urgent work first. A job must not throw. Thread rule: any thread.
class WorkerPool {
 public:
  enum class Lane { ordinary, urgent };
  /// Told how long it waited, so that a job nobody waits for any more can answer at once.
  using Job = std::function<void(std::chrono::steady_clock::duration waited)>;

  struct Size {
    unsigned workers = 4;
    std::size_t queue_limit = 512;
  };
  explicit WorkerPool(Size size);
  /// Waits for running jobs; queued ones are dropped.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when the queue is full or the pool is closing; the job is then not run. An urgent job may exceed the limit
  /// by a quarter.
  [[nodiscard]] bool post(Job job, Lane lane = Lane::ordinary);
  std::size_t waiting() const;

 private:
  struct Waiting {
    Job job;
    std::chrono::steady_clock::time_point since;
  };
  void work();
  bool next(Waiting& out);

  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Waiting> ordinary_;
  std::deque<Waiting> urgent_;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace kringwerk::web
