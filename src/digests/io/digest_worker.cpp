#include "digests/io/digest_worker.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "digests/io/send_digests.h"
#include "materials/io/load_streams.h"

namespace kringwerk::digests {

namespace {

/// Without any change of a stream: somebody may have got a role, or a match have settled long enough.
constexpr int kLooksBetweenRounds = 12;

}  // namespace

struct DigestWorker::Worker {
  Worker(const site::Services& everything, std::shared_ptr<matchmaking::LiveEconomy> economy, DigestPace speed,
         Report hears)
      : services(everything), live(std::move(economy)), pace(speed), report(std::move(hears)), thread([this] {
          run();
        }) {}
  ~Worker() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    news.notify_one();
    thread.join();
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void run();
  void look();

  const site::Services& services;
  std::shared_ptr<matchmaking::LiveEconomy> live;
  DigestPace pace;
  Report report;
  std::int64_t seen_version = -1;
  int looks = 0;
  std::mutex mutex;
  std::condition_variable news;
  bool stopping = false;
  std::thread thread;  // last: it uses all of the above
};

void DigestWorker::Worker::run() {
  for (;;) {
    try {
      look();
    } catch (const std::exception& error) {
      // The store is away or busy; nothing is lost, the next look begins where this one did.
      report(error.what());
    }
    std::unique_lock lock(mutex);
    if (news.wait_for(lock, pace.pause, [this] { return stopping; })) return;
  }
}

void DigestWorker::Worker::look() {
  const std::int64_t version = services.database.read(materials::load_list_version);
  const bool is_round = looks++ % kLooksBetweenRounds == 0;
  if (version != seen_version || is_round) {
    find_news({services, *live});
    seen_version = version;
  }
  send_digests({services, *live}, pace.settle);
}

DigestWorker::DigestWorker(const site::Services& services, std::shared_ptr<matchmaking::LiveEconomy> live,
                           DigestPace pace, Report report)
    : worker_(std::make_unique<Worker>(services, std::move(live), pace, std::move(report))) {}
DigestWorker::~DigestWorker() = default;

}  // namespace kringwerk::digests
