#pragma once

#include <postgresql/libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/connection_impl.h"

namespace kringwerk::storage::detail {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

/// Parameters as libpq wants them: binary, with the types of the C++ values bound. The values must outlive it.
class PostgresParameters {
 public:
  explicit PostgresParameters(const std::vector<Value>& parameters);

  int count() const { return static_cast<int>(types_.size()); }
  const Oid* types() const { return types_.data(); }
  const char* const* values() const { return pointers_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }
  /// One letter per type: the same text with other types is another prepared statement.
  const std::string& signature() const { return signature_; }

 private:
  void add(std::string_view bytes);
  void add_number(std::size_t place, std::uint64_t bits);

  std::string signature_;
  std::vector<Oid> types_;
  std::vector<const char*> pointers_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::vector<std::uint64_t> numbers_;  ///< in network order
};

/// Rows of a finished result, in libpq's text format (sums of INT64 are numeric there, booleans t and f).
class PostgresCursor final : public Cursor {
 public:
  explicit PostgresCursor(PostgresResult result) : result_(std::move(result)) {}

  bool next() override { return ++row_ < PQntuples(result_.get()); }
  bool is_null(int column) const override;
  std::int64_t int64(int column) const override;
  double float64(int column) const override;
  std::string_view text(int column) const override;
  std::vector<std::byte> bytes(int column) const override;

 private:
  PostgresResult result_;
  int row_ = -1;
};

/// What an SQLSTATE means; an empty one comes with a lost connection.
ErrorKind postgres_error_kind(std::string_view sqlstate);

}  // namespace kringwerk::storage::detail
