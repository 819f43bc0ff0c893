#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kringwerk::matching {

/// Threads that wait for work between uses. What a caller cuts its work into never depends on their number, so that
/// results do not either.
class Workers {
 public:
  /// The calling thread works too, so `threads` − 1 are started; 1 to 64.
  explicit Workers(int threads);
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers();

  /// work(0) … work(blocks − 1), each once, in any order and on any thread. Returns when all are done. `work` must not
  /// throw. One caller at a time.
  void run(int blocks, const std::function<void(int)>& work);
  /// work(begin, end) over [0, size) in blocks of a fixed size.
  void run_ranges(int size, const std::function<void(int, int)>& work);

 private:
  void wait_for_work();
  void take_blocks(std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;
  std::condition_variable begun_, ended_;
  const std::function<void(int)>* work_ = nullptr;
  int next_ = 0;
  int blocks_ = 0;
  int running_ = 0;
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace kringwerk::matching
