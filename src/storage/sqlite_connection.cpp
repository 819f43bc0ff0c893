#include <sqlite3.h>

#include "base/ensure.h"
#include "storage/connection_impl.h"
#include "storage/parameter_numbers.h"
#include "storage/sqlite_statement.h"

namespace kringwerk::storage::detail {

namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};

class SqliteConnection final : public ConnectionImpl {
 public:
  SqliteConnection(const std::string& path, TransactionKind kind, std::chrono::milliseconds busy_timeout);

  std::unique_ptr<Cursor> query(std::string_view sql, const std::vector<Value>& parameters) override;
  std::int64_t run(std::string_view sql, const std::vector<Value>& parameters) override;
  void run_script(std::string_view sql) override;
  Backend backend() const override { return Backend::sqlite; }
  void begin(TransactionKind kind) override;
  void commit() override;
  void rollback() noexcept override;
  bool usable() const override { return usable_; }

  /// True when a row stands ready.
  bool step(sqlite3_stmt* statement);

 private:
  std::unique_ptr<SqliteStatement> prepare(std::string_view sql);
  BorrowedStatement bound(std::string_view sql, const std::vector<Value>& parameters, sqlite3_destructor_type lifetime);
  void set_up(TransactionKind kind, std::chrono::milliseconds busy_timeout);
  void simple(const char* sql);
  void check(int code, std::string_view doing) {
    if (code != SQLITE_OK) fail(code, doing);
  }
  [[noreturn]] void fail(int code, std::string_view doing);

  std::unique_ptr<sqlite3, CloseDatabase> database_;
  StatementCache cache_;
  bool usable_ = true;
};

class SqliteCursor final : public Cursor {
 public:
  SqliteCursor(SqliteConnection& connection, BorrowedStatement statement)
      : connection_(connection), statement_(std::move(statement)), ready_(connection_.step(statement_.handle())) {}

  bool next() override {
    if (!started_) {
      started_ = true;
    } else if (ready_) {
      ready_ = connection_.step(statement_.handle());
    }
    return ready_;
  }
  bool is_null(int column) const override { return type(column) == SQLITE_NULL; }
  std::int64_t int64(int column) const override {
    if (type(column) != SQLITE_INTEGER) throw wrong(column, "no whole number");
    return sqlite3_column_int64(statement_.handle(), column);
  }
  double float64(int column) const override {
    if (type(column) != SQLITE_FLOAT && type(column) != SQLITE_INTEGER) throw wrong(column, "no number");
    return sqlite3_column_double(statement_.handle(), column);
  }
  std::string_view text(int column) const override {
    type(column);
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_.handle(), column));
    return {data == nullptr ? "" : data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.handle(), column))};
  }
  std::vector<std::byte> bytes(int column) const override {
    if (type(column) != SQLITE_BLOB) throw wrong(column, "no bytes");
    const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(statement_.handle(), column));
    return {data, data + sqlite3_column_bytes(statement_.handle(), column)};
  }

 private:
  int type(int column) const {
    ensure(started_ && ready_, "a column is read without a row");
    ensure(column >= 0 && column < sqlite3_column_count(statement_.handle()), "no such column");
    return sqlite3_column_type(statement_.handle(), column);
  }
  static Error wrong(int column, const char* what) {
    return {ErrorKind::other, "column " + std::to_string(column) + " holds " + what};
  }

  SqliteConnection& connection_;
  BorrowedStatement statement_;
  bool ready_;
  bool started_ = false;
};

SqliteConnection::SqliteConnection(const std::string& path, TransactionKind kind,
                                   std::chrono::milliseconds busy_timeout) {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(raw);
  check(code, "open " + path);
  set_up(kind, busy_timeout);
}

void SqliteConnection::set_up(TransactionKind kind, std::chrono::milliseconds busy_timeout) {
  sqlite3* database = database_.get();
  sqlite3_extended_result_codes(database, 1);
  sqlite3_busy_timeout(database, static_cast<int>(busy_timeout.count()));
  // Text in double quotes is a name on PostgreSQL; so it is here.
  for (const auto& [option, value] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                      {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
                                      {SQLITE_DBCONFIG_DQS_DML, 0},
                                      {SQLITE_DBCONFIG_DQS_DDL, 0}}) {
    check(sqlite3_db_config(database, option, value, nullptr), "configure");
  }
  {
    const auto mode = query("PRAGMA journal_mode = WAL", {});
    ensure(mode->next(), "journal_mode answers");
    if (mode->text(0) != "wal") throw Error(ErrorKind::other, "this file system does not carry SQLite's WAL mode");
  }
  simple("PRAGMA synchronous = FULL");
  simple("PRAGMA case_sensitive_like = ON");
  simple("PRAGMA secure_delete = ON");
  simple("PRAGMA temp_store = MEMORY");
  simple("PRAGMA cache_size = -16000");
  simple("PRAGMA journal_size_limit = 67108864");
  if (kind == TransactionKind::read) simple("PRAGMA query_only = ON");
}

void SqliteConnection::fail(int code, std::string_view doing) {
  const int primary = code & 0xff;
  // After a failed write or sync nobody knows what the page cache holds: this connection must not try again.
  if (primary == SQLITE_IOERR || primary == SQLITE_FULL || primary == SQLITE_CANTOPEN || primary == SQLITE_CORRUPT ||
      code == SQLITE_READONLY_DBMOVED) {
    usable_ = false;
  }
  const char* message = database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code);
  const Error error(sqlite_error_kind(code),
                    std::string(message) + " (" + std::to_string(code) + "): " + std::string(doing));
  set_failure(error);
  throw Error(error);
}

std::unique_ptr<SqliteStatement> SqliteConnection::prepare(std::string_view sql) {
  check_parameter_numbers(sql);
  sqlite3_stmt* raw = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, &tail);
  auto statement = std::make_unique<SqliteStatement>();
  statement->handle.reset(raw);
  check(code, sql);
  const std::string_view rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
  ensure(raw != nullptr && rest.find_first_not_of("; \t\r\n") == std::string_view::npos, "one statement at a time");
  return statement;
}

BorrowedStatement SqliteConnection::bound(std::string_view sql, const std::vector<Value>& parameters,
                                          sqlite3_destructor_type lifetime) {
  BorrowedStatement statement = cache_.borrow(sql, [&] { return prepare(sql); });
  ensure(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement.handle())) == parameters.size(),
         "as many values as parameters");
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    check(bind_value(statement.handle(), static_cast<int>(i) + 1, parameters[i], lifetime), sql);
  }
  return statement;
}

bool SqliteConnection::step(sqlite3_stmt* statement) {
  const int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(code, sqlite3_sql(statement));
  return false;
}

std::unique_ptr<Cursor> SqliteConnection::query(std::string_view sql, const std::vector<Value>& parameters) {
  // The rows are read after this call, when the caller's strings may be gone: SQLite keeps copies.
  return std::make_unique<SqliteCursor>(*this, bound(sql, parameters, SQLITE_TRANSIENT));
}

std::int64_t SqliteConnection::run(std::string_view sql, const std::vector<Value>& parameters) {
  const BorrowedStatement statement = bound(sql, parameters, SQLITE_STATIC);
  // changes() keeps the count of an earlier statement when this one is no INSERT, UPDATE or DELETE.
  const auto before = sqlite3_total_changes64(database_.get());
  while (step(statement.handle())) {
  }
  return sqlite3_total_changes64(database_.get()) == before ? 0 : sqlite3_changes64(database_.get());
}

void SqliteConnection::run_script(std::string_view sql) {
  simple(std::string(sql).c_str());
}

void SqliteConnection::simple(const char* sql) {
  check(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr), sql);
}

void SqliteConnection::begin(TransactionKind kind) {
  clear_failure();
  run(kind == TransactionKind::write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED", {});
}

void SqliteConnection::commit() {
  if (failure()) throw Error(*failure());
  run("COMMIT", {});
}

void SqliteConnection::rollback() noexcept {
  // Some failures make SQLite roll back by itself.
  if (sqlite3_get_autocommit(database_.get()) == 0 &&
      sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr) != SQLITE_OK) {
    usable_ = false;
  }
  clear_failure();
}

}  // namespace

std::unique_ptr<ConnectionImpl> open_sqlite(const std::string& path, TransactionKind kind,
                                            std::chrono::milliseconds busy_timeout) {
  return std::make_unique<SqliteConnection>(path, kind, busy_timeout);
}

}  // namespace kringwerk::storage::detail
