#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "storage/connection.h"

namespace kringwerk::storage {

struct DatabaseOptions {
  /// "sqlite:PATH" or a libpq address "postgresql://…" / "host=… dbname=…".
  std::string url;
  int readers = 4;  ///< connections that only read; one more writes
  /// How long a call waits for a connection, and a statement for a lock, before Error{busy}.
  std::chrono::milliseconds busy_timeout{5000};
};

/// The store: a pool of connections. SQLite runs in WAL with synchronous=FULL (NORMAL lost acknowledged writes in
/// simulated power cuts); PostgreSQL with SERIALIZABLE transactions and C collation, checked at start. Writers take
/// turns, also those of other processes, once the store has its schema: a write sees all that was kept before it.
/// Thread rule: read and write may be called from any thread; the calls block. A write inside a write waits for itself
/// until Error{busy}; so may a read inside a read when all connections are out.
class Database {
 public:
  static Database open(const DatabaseOptions& options);
  Database(Database&&) noexcept;
  ~Database();

  /// Runs `work(Connection&)` inside one transaction and commits, so that what it answers is only known once it is
  /// kept. A thrown exception or an answer that is a Result without value rolls back. The whole of `work` is repeated
  /// up to five times when the store reports a conflict (decisions are pure, so repeating is safe); then
  /// Error{conflict}.
  template <class Work>
  auto write(Work&& work) {
    return attempt(Access::write, [&](Session& session) {
      auto answer = call(work, session.connection());
      if (keeps(answer)) session.commit();
      return answer;
    });
  }

  /// Runs `work(Connection&)` on one consistent snapshot; writing is an error. Repeated like a write: a serialisable
  /// reader can meet a conflict as well (PostgreSQL).
  template <class Work>
  auto read(Work&& work) {
    return attempt(Access::read, [&](Session& session) { return call(work, session.connection()); });
  }

  /// Takes what was removed or overwritten out of the store's files: SQLite writes its log back and empties it, and
  /// with `rewrite` writes the whole file anew, with no row of the past in a gap of a page; PostgreSQL vacuums. Waits
  /// for running writes and holds new ones up; a long read leaves the log for the next time.
  enum class Traces { empty_log, rewrite };
  void forget_removed(Traces how);

  Backend backend() const;

 private:
  enum class Access { read, write };
  struct Nothing {};
  struct Pool;

  /// One open transaction on a borrowed connection; rolls back and gives the connection back unless committed.
  class Session {
   public:
    Session(Pool& pool, Access access);
    Session(const Session&) = delete;
    ~Session();
    Connection& connection() { return *connection_; }
    void commit();

   private:
    Pool& pool_;
    Access access_;
    std::unique_ptr<Connection> connection_;
    bool open_ = true;
  };

  explicit Database(std::unique_ptr<Pool> pool);
  /// Waits a little before the next try after a conflict; throws any other error, and the fifth conflict.
  static void wait_or_rethrow(const Error& error, int attempt);

  template <class Work>
  static auto call(Work& work, Connection& connection) {
    if constexpr (std::is_void_v<decltype(work(connection))>) {
      work(connection);
      return Nothing{};
    } else {
      return work(connection);
    }
  }
  template <class Answer>
  static bool keeps(const Answer& answer) {
    if constexpr (requires {
                    answer.error();
                    answer.has_value();
                  })
      return answer.has_value();
    else
      return true;
  }
  template <class Try>
  auto attempt(Access access, Try&& one_try) {
    for (int count = 1;; ++count) {
      try {
        Session session(*pool_, access);
        return one_try(session);
      } catch (const Error& error) {
        wait_or_rethrow(error, count);
      }
    }
  }

  std::unique_ptr<Pool> pool_;
};

}  // namespace kringwerk::storage
