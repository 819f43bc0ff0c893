#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "storage/connection_impl.h"
#include "storage/database.h"

namespace kringwerk::storage {

/// Connections of one use, handed out to one thread at a time, first come first served. Opened when first needed.
class Shelf {
 public:
  explicit Shelf(int room) : room_(room) {}
  /// An idle connection, or nullptr: then the caller may open one. Throws Error{busy} after `patience`.
  std::unique_ptr<Connection> take(std::chrono::milliseconds patience);
  /// nullptr when the connection was given up.
  void give_back(std::unique_ptr<Connection> connection);

 private:
  struct Waiter {
    std::condition_variable called;
    bool served = false;
  };
  void wait_for_turn(std::unique_lock<std::mutex>& lock, std::chrono::milliseconds patience);

  std::mutex mutex_;
  std::deque<Waiter*> waiting_;
  std::vector<std::unique_ptr<Connection>> idle_;
  int room_;
};

struct Database::Pool {
  explicit Pool(DatabaseOptions wanted);
  /// A connection with an open transaction. One that was lost while it lay idle is replaced here.
  std::unique_ptr<Connection> begin(Access access);
  void give_back(Access access, std::unique_ptr<Connection> connection);

  DatabaseOptions options;
  Backend backend;

 private:
  /// Writers take turns on both stores; one that waits keeps no connection from readers.
  Shelf& shelf(Access access) { return access == Access::write ? writer_ : others_; }
  std::unique_ptr<Connection> open(Access access) const;

  Shelf writer_;
  Shelf others_;
};

}  // namespace kringwerk::storage
