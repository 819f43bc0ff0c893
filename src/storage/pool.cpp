#include "storage/pool.h"

#include <algorithm>
#include <thread>

namespace kringwerk::storage {

namespace {

constexpr std::string_view kSqlitePrefix = "sqlite:";
constexpr int kMostTries = 5;

detail::TransactionKind kind_for(bool writes) {
  return writes ? detail::TransactionKind::write : detail::TransactionKind::read;
}

}  // namespace

std::unique_ptr<Connection> Shelf::take(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  if (room_ > 0) {
    --room_;
  } else {
    wait_for_turn(lock, patience);
  }
  if (idle_.empty()) return nullptr;
  auto connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

void Shelf::wait_for_turn(std::unique_lock<std::mutex>& lock, std::chrono::milliseconds patience) {
  // One signal for all would let a thread that just gave its connection back take it again before the others wake.
  Waiter waiter;
  waiting_.push_back(&waiter);
  if (waiter.called.wait_for(lock, patience, [&] { return waiter.served; })) return;
  std::erase(waiting_, &waiter);
  throw Error(ErrorKind::busy, "no connection came free in time");
}

void Shelf::give_back(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  if (connection) idle_.push_back(std::move(connection));
  if (waiting_.empty()) {
    ++room_;
    return;
  }
  // Called while the lock is held: the waiter, and its signal with it, goes when it wakes.
  waiting_.front()->served = true;
  waiting_.front()->called.notify_one();
  waiting_.pop_front();
}

Database::Pool::Pool(DatabaseOptions wanted)
    : options(std::move(wanted)),
      backend(options.url.starts_with(kSqlitePrefix) ? Backend::sqlite : Backend::postgres),
      writer_(1),
      others_(std::max(1, options.readers)) {}

std::unique_ptr<Connection> Database::Pool::open(Access access) const {
  if (backend == Backend::postgres) {
    return std::make_unique<Connection>(detail::open_postgres(options.url, options.busy_timeout));
  }
  const std::string path = options.url.substr(kSqlitePrefix.size());
  if (path.empty() || path == ":memory:") throw Error(ErrorKind::other, "the store needs a file: sqlite:PATH");
  return std::make_unique<Connection>(
      detail::open_sqlite(path, kind_for(access == Access::write), options.busy_timeout));
}

std::unique_ptr<Connection> Database::Pool::begin(Access access) {
  const auto kind = kind_for(access == Access::write);
  auto connection = shelf(access).take(options.busy_timeout);
  try {
    if (connection) {
      try {
        connection->impl().begin(kind);
        return connection;
      } catch (const Error& error) {
        if (error.kind() != ErrorKind::lost) throw;
        connection.reset();
      }
    }
    connection = open(access);
    connection->impl().begin(kind);
    return connection;
  } catch (...) {
    if (connection && !connection->impl().usable()) connection.reset();
    shelf(access).give_back(std::move(connection));
    throw;
  }
}

void Database::Pool::give_back(Access access, std::unique_ptr<Connection> connection) {
  if (!connection->impl().usable()) connection.reset();
  shelf(access).give_back(std::move(connection));
}

Database::Session::Session(Pool& pool, Access access) : pool_(pool), access_(access), connection_(pool.begin(access)) {}

Database::Session::~Session() {
  if (open_) connection_->impl().rollback();
  pool_.give_back(access_, std::move(connection_));
}

void Database::Session::commit() {
  connection_->impl().commit();
  open_ = false;
}

Database::Database(std::unique_ptr<Pool> pool) : pool_(std::move(pool)) {}
Database::Database(Database&&) noexcept = default;
Database::~Database() = default;

Database Database::open(const DatabaseOptions& options) {
  Database database(std::make_unique<Pool>(options));
  // A wrong address, an unwritable file or a wrong collation is known at the start.
  Session first(*database.pool_, Access::write);
  return database;
}

void Database::forget_removed(Traces how) {
  Session session(*pool_, Access::write);
  detail::ConnectionImpl& store = session.connection().impl();
  // Neither may run inside a transaction; the session ends the one that is begun for it.
  store.rollback();
  if (how == Traces::rewrite) store.run_script("VACUUM");
  if (backend() == Backend::sqlite) store.run_script("PRAGMA wal_checkpoint(TRUNCATE)");
  store.begin(kind_for(true));
}

Backend Database::backend() const {
  return pool_->backend;
}

void Database::wait_or_rethrow(const Error& error, int attempt) {
  if (error.kind() != ErrorKind::conflict || attempt >= kMostTries) throw;
  std::this_thread::sleep_for(std::chrono::milliseconds(1 << attempt));
}

}  // namespace kringwerk::storage
