#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/connection.h"

namespace kringwerk::storage::detail {

/// One running statement. Columns count from 0. Every function but next() speaks of the row next() moved to.
class Cursor {
 public:
  virtual ~Cursor() = default;
  virtual bool next() = 0;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t int64(int column) const = 0;
  virtual double float64(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual std::vector<std::byte> bytes(int column) const = 0;
};

enum class TransactionKind { read, write };

/// One session with one store. All functions but rollback and usable throw Error.
class ConnectionImpl {
 public:
  virtual ~ConnectionImpl() = default;
  /// Runs the statement up to its first row, so that a change with RETURNING is made even when nobody reads the rows.
  virtual std::unique_ptr<Cursor> query(std::string_view sql, const std::vector<Value>& parameters) = 0;
  virtual std::int64_t run(std::string_view sql, const std::vector<Value>& parameters) = 0;
  virtual void run_script(std::string_view sql) = 0;
  virtual Backend backend() const = 0;
  virtual void begin(TransactionKind kind) = 0;
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;
  /// False after the connection was lost or a write to disk failed: it is then replaced, never used again.
  virtual bool usable() const = 0;

  /// The failure this transaction met. Both stores then refuse everything up to the rollback, as PostgreSQL does.
  const std::optional<Error>& failure() const { return failure_; }

 protected:
  void set_failure(const Error& error) {
    if (!failure_) failure_ = error;
  }
  void clear_failure() { failure_.reset(); }

 private:
  std::optional<Error> failure_;
};

/// `write`: the one connection that changes the file. `read`: query_only.
std::unique_ptr<ConnectionImpl> open_sqlite(const std::string& path, TransactionKind kind,
                                            std::chrono::milliseconds busy_timeout);
/// Refuses a database that does not sort by bytes (C collation) or is not UTF-8.
std::unique_ptr<ConnectionImpl> open_postgres(const std::string& address, std::chrono::milliseconds busy_timeout);

}  // namespace kringwerk::storage::detail
