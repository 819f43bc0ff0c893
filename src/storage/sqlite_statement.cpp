#include "storage/sqlite_statement.h"

namespace kringwerk::storage::detail {

BorrowedStatement::~BorrowedStatement() {
  if (statement_ == nullptr) return;
  sqlite3_reset(handle());
  sqlite3_clear_bindings(handle());
  statement_->in_use = false;
}

int bind_value(sqlite3_stmt* statement, int number, const Value& value, sqlite3_destructor_type lifetime) {
  struct Binder {
    sqlite3_stmt* statement;
    int number;
    sqlite3_destructor_type lifetime;

    int operator()(std::nullptr_t) const { return sqlite3_bind_null(statement, number); }
    int operator()(std::int64_t integer) const { return sqlite3_bind_int64(statement, number, integer); }
    int operator()(double real) const { return sqlite3_bind_double(statement, number, real); }
    int operator()(const std::string& text) const { return (*this)(std::string_view(text)); }
    // SQLite takes a null pointer for NULL, and an empty view may hold one.
    int operator()(std::string_view text) const {
      return sqlite3_bind_text64(statement, number, text.empty() ? "" : text.data(), text.size(), lifetime,
                                 SQLITE_UTF8);
    }
    int operator()(Bytes bytes) const {
      return bytes.empty() ? sqlite3_bind_zeroblob(statement, number, 0)
                           : sqlite3_bind_blob64(statement, number, bytes.data(), bytes.size(), lifetime);
    }
  };
  return std::visit(Binder{statement, number, lifetime}, value.data());
}

ErrorKind sqlite_error_kind(int code) {
  switch (code) {
    case SQLITE_BUSY_SNAPSHOT:
      return ErrorKind::conflict;
    case SQLITE_READONLY_DBMOVED:
      return ErrorKind::lost;
    case SQLITE_IOERR_NOMEM:
      return ErrorKind::other;
    default:
      break;
  }
  switch (code & 0xff) {
    case SQLITE_FULL:
      return ErrorKind::full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_INTERRUPT:
      return ErrorKind::busy;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return ErrorKind::lost;
    case SQLITE_CONSTRAINT:
      return ErrorKind::constraint;
    case SQLITE_SCHEMA:
      return ErrorKind::conflict;
    default:
      return ErrorKind::other;
  }
}

}  // namespace kringwerk::storage::detail
