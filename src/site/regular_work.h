#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace kringwerk::site {

/// When a regular work is done for the first time.
enum class FirstTime { at_once, after_the_pause };

/// Does `work` in a thread of its own, each time `pause` after it ended. What it throws is told to `report`, and it is
/// done again after the pause all the same: so it must find in the store what is left to do, where several processes
/// may do it too. Both run in that thread; `report` must not throw. Ending lets the work under way finish.
class RegularWork {
 public:
  using Report = std::function<void(const std::string& what)>;
  RegularWork(std::chrono::milliseconds pause, std::function<void()> work, Report report,
              FirstTime first = FirstTime::at_once);
  RegularWork(const RegularWork&) = delete;
  ~RegularWork();

 private:
  void run();
  void work_once() const;

  const std::chrono::milliseconds pause_;
  const std::function<void()> work_;
  const Report report_;
  const FirstTime first_;
  std::mutex mutex_;
  std::condition_variable stop_asked_;
  bool stops_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace kringwerk::site
