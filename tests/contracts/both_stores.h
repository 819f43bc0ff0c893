#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <string>

#include "storage/database.h"

namespace kringwerk::contracts {

/// A store of its own, empty, taken away at the end.
class FreshStore {
 public:
  explicit FreshStore(storage::Backend backend);
  FreshStore(const FreshStore&) = delete;
  ~FreshStore();
  const std::string& url() const { return url_; }
  storage::Database open(std::chrono::milliseconds busy_timeout = std::chrono::seconds{30}, int readers = 4) const;

 private:
  storage::Backend backend_;
  std::string place_;
  std::string url_;
};

/// Runs `test` on a fresh SQLite store and, where KW_TEST_POSTGRES holds the libpq address of a server, on a fresh
/// database there. Says so when PostgreSQL is left out; with KW_REQUIRE_POSTGRES=1 that is a failure.
void for_each_fresh_store(const std::function<void(const FreshStore&)>& test);
/// The same with an open, empty database.
void for_each_store(const std::function<void(storage::Database&)>& test);
/// The same with all migrations of the project applied.
void for_each_migrated_store(const std::function<void(storage::Database&)>& test);

}  // namespace kringwerk::contracts
