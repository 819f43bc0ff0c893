#include <unordered_map>

#include "base/ensure.h"
#include "storage/connection_impl.h"
#include "storage/parameter_numbers.h"
#include "storage/postgres_statement.h"

namespace kringwerk::storage::detail {

namespace {

constexpr std::size_t kMostPrepared = 400;

struct FinishConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};

/// The statement, but no more of it than a log line bears. Values never stand in it: they are bound.
std::string shortened(std::string_view sql) {
  return std::string(sql.substr(0, 300));
}

class PostgresConnection final : public ConnectionImpl {
 public:
  PostgresConnection(const std::string& address, std::chrono::milliseconds busy_timeout);

  std::unique_ptr<Cursor> query(std::string_view sql, const std::vector<Value>& parameters) override {
    return std::make_unique<PostgresCursor>(perform(sql, parameters));
  }
  std::int64_t run(std::string_view sql, const std::vector<Value>& parameters) override;
  void run_script(std::string_view sql) override;
  Backend backend() const override { return Backend::postgres; }
  void begin(TransactionKind kind) override;
  void commit() override;
  void rollback() noexcept override;
  bool usable() const override { return usable_; }

 private:
  PostgresResult perform(std::string_view sql, const std::vector<Value>& parameters);
  const std::string& prepared(std::string_view sql, const PostgresParameters& parameters);
  PostgresResult simple(const std::string& sql);
  PostgresResult checked(PGresult* raw, std::string_view sql);
  void check_database();
  void begin_in_turn();

  std::unique_ptr<PGconn, FinishConnection> connection_;
  std::unordered_map<std::string, std::string> prepared_;  ///< types and text → name
  std::int64_t names_given_ = 0;
  bool plans_stale_ = false;
  bool has_turn_ = false;  ///< the table whose lock is the writers' turn is there
  bool usable_ = true;
};

PostgresConnection::PostgresConnection(const std::string& address, std::chrono::milliseconds busy_timeout) {
  // What the address itself says comes later and wins.
  const char* const words[] = {"connect_timeout", "application_name", "keepalives_idle", "dbname", nullptr};
  const char* const values[] = {"10", "kringwerk", "30", address.c_str(), nullptr};
  connection_.reset(PQconnectdbParams(words, values, 1));
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    throw Error(ErrorKind::lost, connection_ ? PQerrorMessage(connection_.get()) : "no memory");
  }
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  simple("SET client_encoding = 'UTF8'");
  simple("SET bytea_output = 'hex'");
  simple("SET extra_float_digits = 1");
  simple("SET standard_conforming_strings = on");
  simple("SET lock_timeout = " + std::to_string(busy_timeout.count()));
  check_database();
}

void PostgresConnection::check_database() {
  const auto result = simple(
      "SELECT datcollate IN ('C', 'POSIX') AND datlocprovider = 'c', pg_encoding_to_char(encoding) = 'UTF8' "
      "FROM pg_database WHERE datname = current_database()");
  const bool by_bytes = PQgetvalue(result.get(), 0, 0)[0] == 't';
  const bool utf8 = PQgetvalue(result.get(), 0, 1)[0] == 't';
  if (by_bytes && utf8) return;
  throw Error(ErrorKind::other, std::string("this PostgreSQL database ") +
                                    (by_bytes ? "is not in UTF-8" : "does not sort by bytes (C collation)") +
                                    "; make it with: CREATE DATABASE name TEMPLATE template0 ENCODING 'UTF8' "
                                    "LC_COLLATE 'C' LC_CTYPE 'C'");
}

PostgresResult PostgresConnection::checked(PGresult* raw, std::string_view sql) {
  PostgresResult result(raw);
  const auto status = PQresultStatus(raw);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return result;
  const auto field = [&](int code) {
    const char* text = PQresultErrorField(raw, code);
    return std::string(text == nullptr ? "" : text);
  };
  const std::string state = field(PG_DIAG_SQLSTATE);
  if (state == "0A000" || state == "26000") plans_stale_ = true;
  const bool lost = PQstatus(connection_.get()) != CONNECTION_OK;
  const ErrorKind kind = lost ? ErrorKind::lost : postgres_error_kind(state);
  if (kind == ErrorKind::lost) usable_ = false;
  // The detail field is left out: it quotes values, which may be personal.
  const std::string message = state.empty() ? PQerrorMessage(connection_.get()) : field(PG_DIAG_MESSAGE_PRIMARY);
  const Error error(kind, message + " (" + state + "): " + shortened(sql));
  set_failure(error);
  throw Error(error);
}

PostgresResult PostgresConnection::simple(const std::string& sql) {
  return checked(PQexec(connection_.get(), sql.c_str()), sql);
}

const std::string& PostgresConnection::prepared(std::string_view sql, const PostgresParameters& parameters) {
  std::string key = parameters.signature() + " ";
  key += sql;
  const auto found = prepared_.find(key);
  if (found != prepared_.end()) return found->second;
  const std::string name = "s" + std::to_string(++names_given_);
  checked(PQprepare(connection_.get(), name.c_str(), numbered_for_postgres(sql).c_str(), parameters.count(),
                    parameters.types()),
          sql);
  if (prepared_.size() >= kMostPrepared) plans_stale_ = true;
  return prepared_.emplace(std::move(key), name).first->second;
}

PostgresResult PostgresConnection::perform(std::string_view sql, const std::vector<Value>& values) {
  const PostgresParameters parameters(values);
  const std::string& name = prepared(sql, parameters);
  return checked(PQexecPrepared(connection_.get(), name.c_str(), parameters.count(), parameters.values(),
                                parameters.lengths(), parameters.formats(), 0),
                 sql);
}

std::int64_t PostgresConnection::run(std::string_view sql, const std::vector<Value>& parameters) {
  const auto result = perform(sql, parameters);
  const std::string_view tag = PQcmdStatus(result.get());
  if (!tag.starts_with("INSERT") && !tag.starts_with("UPDATE") && !tag.starts_with("DELETE")) return 0;
  return std::atoll(PQcmdTuples(result.get()));
}

void PostgresConnection::run_script(std::string_view sql) {
  // A script may change tables that prepared statements speak of.
  plans_stale_ = true;
  simple(std::string(sql));
}

void PostgresConnection::begin(TransactionKind kind) {
  clear_failure();
  if (plans_stale_) {
    simple("DEALLOCATE ALL");
    prepared_.clear();
    plans_stale_ = false;
  }
  if (kind == TransactionKind::read) {
    simple("BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY");
  } else {
    begin_in_turn();
  }
}

/// Writers of all processes take turns, as SQLite's do. Locking a table takes no snapshot, so what the writer before
/// kept is seen, and the row that every change moves on (the head of the audit trail) makes no conflict.
void PostgresConnection::begin_in_turn() {
  const std::string begin = "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE";
  if (!has_turn_) {
    has_turn_ = PQgetisnull(simple("SELECT to_regclass('schema_version')").get(), 0, 0) == 0;
  }
  // A store without a schema yet: migrate_to has a lock of its own.
  if (!has_turn_) {
    simple(begin);
    return;
  }
  try {
    simple(begin + "; LOCK TABLE schema_version IN EXCLUSIVE MODE");
  } catch (const Error&) {
    rollback();
    throw;
  }
}

void PostgresConnection::commit() {
  if (failure()) throw Error(*failure());
  const auto result = simple("COMMIT");
  // COMMIT of a spent transaction answers ROLLBACK, and no error.
  ensure(std::string_view(PQcmdStatus(result.get())) == "COMMIT", "the commit is one");
}

void PostgresConnection::rollback() noexcept {
  if (usable_) {
    const PostgresResult result(PQexec(connection_.get(), "ROLLBACK"));
    usable_ = PQresultStatus(result.get()) == PGRES_COMMAND_OK;
  }
  clear_failure();
}

}  // namespace

std::unique_ptr<ConnectionImpl> open_postgres(const std::string& address, std::chrono::milliseconds busy_timeout) {
  return std::make_unique<PostgresConnection>(address, busy_timeout);
}

}  // namespace kringwerk::storage::detail
