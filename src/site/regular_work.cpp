#include "site/regular_work.h"

#include <exception>
#include <utility>

namespace kringwerk::site {

RegularWork::RegularWork(std::chrono::milliseconds pause, std::function<void()> work, Report report, FirstTime first)
    : pause_(pause), work_(std::move(work)), report_(std::move(report)), first_(first), thread_([this] { run(); }) {}

RegularWork::~RegularWork() {
  {
    const std::scoped_lock lock(mutex_);
    stops_ = true;
  }
  stop_asked_.notify_all();
  thread_.join();
}

void RegularWork::run() {
  if (first_ == FirstTime::at_once) work_once();
  std::unique_lock lock(mutex_);
  while (!stop_asked_.wait_for(lock, pause_, [this] { return stops_; })) {
    lock.unlock();
    work_once();
    lock.lock();
  }
}

void RegularWork::work_once() const {
  try {
    work_();
  } catch (const std::exception& error) {
    report_(error.what());
  }
}

}  // namespace kringwerk::site
