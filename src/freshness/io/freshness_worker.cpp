#include "freshness/io/freshness_worker.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "freshness/io/write_letters.h"

namespace kringwerk::freshness {

struct FreshnessWorker::Worker {
  Worker(const site::Services& everything, std::chrono::milliseconds rest, std::function<void()> first, Report hears)
      : services(everything), pause(rest), before_each(std::move(first)), report(std::move(hears)), thread([this] {
          run();
        }) {}
  ~Worker() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    stop_asked.notify_one();
    thread.join();
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void run();

  const site::Services& services;
  std::chrono::milliseconds pause;
  std::function<void()> before_each;
  Report report;
  std::mutex mutex;
  std::condition_variable stop_asked;
  bool stopping = false;
  std::thread thread;  // last: it uses all of the above
};

void FreshnessWorker::Worker::run() {
  for (;;) {
    try {
      before_each();
      write_letters(services);
    } catch (const std::exception& error) {
      // The store is away or busy; the next look finds the same.
      report(error.what());
    }
    std::unique_lock lock(mutex);
    if (stop_asked.wait_for(lock, pause, [this] { return stopping; })) return;
  }
}

FreshnessWorker::FreshnessWorker(const site::Services& services, std::chrono::milliseconds pause,
                                 std::function<void()> before_each, Report report)
    : worker_(std::make_unique<Worker>(services, pause, std::move(before_each), std::move(report))) {}
FreshnessWorker::~FreshnessWorker() = default;

}  // namespace kringwerk::freshness
