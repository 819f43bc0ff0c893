#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/connection.h"

namespace kringwerk::storage::detail {

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
struct SqliteStatement {
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle;
  bool in_use = false;
};

/// A statement on loan from the cache; its own when the cached one is running already. Reset when it goes.
class BorrowedStatement {
 public:
  explicit BorrowedStatement(SqliteStatement* cached) : statement_(cached) { statement_->in_use = true; }
  explicit BorrowedStatement(std::unique_ptr<SqliteStatement> own) : own_(std::move(own)), statement_(own_.get()) {}
  BorrowedStatement(BorrowedStatement&& other) noexcept
      : own_(std::move(other.own_)), statement_(std::exchange(other.statement_, nullptr)) {}
  BorrowedStatement& operator=(BorrowedStatement&&) = delete;
  ~BorrowedStatement();
  sqlite3_stmt* handle() const { return statement_->handle.get(); }

 private:
  std::unique_ptr<SqliteStatement> own_;
  SqliteStatement* statement_;
};

/// Prepared statements by their text.
class StatementCache {
 public:
  /// The idle statement with this text, or what `prepare` makes.
  template <class Prepare>
  BorrowedStatement borrow(std::string_view sql, Prepare&& prepare) {
    if (const auto found = statements_.find(sql); found != statements_.end()) {
      return found->second->in_use ? BorrowedStatement(prepare()) : BorrowedStatement(found->second.get());
    }
    if (statements_.size() >= kMost) {
      std::erase_if(statements_, [](const auto& entry) { return !entry.second->in_use; });
    }
    return BorrowedStatement(statements_.emplace(std::string(sql), prepare()).first->second.get());
  }

 private:
  // Statements with lists of varying length would otherwise fill the memory.
  static constexpr std::size_t kMost = 400;
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, std::unique_ptr<SqliteStatement>, TextHash, std::equal_to<>> statements_;
};

/// Binds parameter `number` (from 1). `lifetime`: SQLITE_STATIC or SQLITE_TRANSIENT. Answers SQLite's result code.
int bind_value(sqlite3_stmt* statement, int number, const Value& value, sqlite3_destructor_type lifetime);

/// What an (extended) result code means.
ErrorKind sqlite_error_kind(int code);

}  // namespace kringwerk::storage::detail
