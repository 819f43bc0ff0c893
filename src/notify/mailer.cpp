#include "notify/mailer.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace kringwerk::notify {

namespace {

Instant clock_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

struct Mailer::Worker {
  Worker(storage::Database& store, SmtpOptions smtp, std::chrono::milliseconds rest, Report hears)
      : database(store), options(std::move(smtp)), pause(rest), report(std::move(hears)), thread([this] { run(); }) {}
  ~Worker() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    news.notify_one();
    thread.join();
  }

  void run();
  bool stopped() {
    const std::lock_guard lock(mutex);
    return stopping;
  }
  /// False when nothing was due.
  bool send_next();
  void tell(MailId id, const std::string& what) const {
    if (report) report(id, what);
  }

  storage::Database& database;
  SmtpOptions options;
  std::chrono::milliseconds pause;
  Report report;
  std::mutex mutex;
  std::condition_variable news;
  bool stopping = false;
  bool woken = false;
  std::thread thread;  // last: it uses all of the above
};

void Mailer::Worker::run() {
  for (;;) {
    try {
      while (!options.url.empty() && !stopped() && send_next()) {
      }
    } catch (const std::exception& error) {
      // The store is away or full. The mails stay, their leases run out.
      tell(MailId{}, error.what());
    }
    std::unique_lock lock(mutex);
    news.wait_for(lock, pause, [this] { return stopping || woken; });
    if (stopping) return;
    woken = false;
  }
}

bool Mailer::Worker::send_next() {
  // Looking costs no write: the lease is only asked for when something is due.
  const bool due = database.read([](storage::Connection& connection) { return is_mail_due(connection, clock_now()); });
  if (!due) return false;
  const auto leased =
      database.write([](storage::Connection& transaction) { return lease_due(transaction, clock_now(), 1); });
  if (leased.empty()) return false;
  const QueuedMail& queued = leased.front();
  try {
    send_mail(options, queued.id, queued.mail, clock_now());
    database.write([&](storage::Connection& transaction) { mark_sent(transaction, queued.id, clock_now()); });
  } catch (const SmtpFailure& failure) {
    tell(queued.id, failure.what());
    database.write([&](storage::Connection& transaction) {
      mark_failed(transaction, queued.id, failure.failure(), failure.what(), clock_now());
    });
  }
  return true;
}

Mailer::Mailer(storage::Database& database, SmtpOptions options, std::chrono::milliseconds pause, Report report)
    : worker_(std::make_unique<Worker>(database, std::move(options), pause, std::move(report))) {}
Mailer::~Mailer() = default;

void Mailer::wake() {
  {
    const std::lock_guard lock(worker_->mutex);
    worker_->woken = true;
  }
  worker_->news.notify_one();
}

}  // namespace kringwerk::notify
