#include "storage/postgres_statement.h"

#include <algorithm>
#include <bit>
#include <charconv>

#include "base/ensure.h"

namespace kringwerk::storage::detail {

namespace {

// The numbers of PostgreSQL's built-in types (src/include/catalog/pg_type.dat).
constexpr Oid kBytea = 17;
constexpr Oid kInt8 = 20;
constexpr Oid kText = 25;
constexpr Oid kFloat8 = 701;
constexpr int kBinary = 1;

struct TypeName {
  Oid number;
  char letter;
};
TypeName type_name(Value::Type type) {
  switch (type) {
    case Value::Type::int64:
      return {kInt8, 'i'};
    case Value::Type::float64:
      return {kFloat8, 'f'};
    case Value::Type::text:
      return {kText, 't'};
    case Value::Type::bytes:
      return {kBytea, 'b'};
    case Value::Type::unknown:
      break;
  }
  return {0, '?'};
}

std::uint64_t network_order(std::uint64_t value) {
  if constexpr (std::endian::native == std::endian::big) return value;
  return __builtin_bswap64(value);
}

template <class Number>
Number parse_number(std::string_view text, const char* what) {
  Number number{};
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) throw Error(ErrorKind::other, what);
  return number;
}

int hex_digit(char c) {
  return c <= '9' ? c - '0' : c - 'a' + 10;
}

}  // namespace

PostgresParameters::PostgresParameters(const std::vector<Value>& parameters)
    : lengths_(parameters.size()), formats_(parameters.size(), kBinary), numbers_(parameters.size()) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Value& value = parameters[i];
    const auto [number, letter] = type_name(value.type());
    types_.push_back(number);
    signature_ += letter;
    const auto& data = value.data();
    if (const auto* integer = std::get_if<std::int64_t>(&data)) {
      add_number(i, static_cast<std::uint64_t>(*integer));
    } else if (const auto* real = std::get_if<double>(&data)) {
      add_number(i, std::bit_cast<std::uint64_t>(*real));
    } else if (const auto* view = std::get_if<std::string_view>(&data)) {
      add(*view);
    } else if (const auto* text = std::get_if<std::string>(&data)) {
      add(*text);
    } else if (const auto* bytes = std::get_if<Bytes>(&data)) {
      add({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    } else {
      pointers_.push_back(nullptr);
    }
  }
}

void PostgresParameters::add(std::string_view bytes) {
  lengths_[pointers_.size()] = static_cast<int>(bytes.size());
  // libpq takes a null pointer for NULL, and an empty view may hold one.
  pointers_.push_back(bytes.empty() ? "" : bytes.data());
}

void PostgresParameters::add_number(std::size_t place, std::uint64_t bits) {
  numbers_[place] = network_order(bits);
  add({reinterpret_cast<const char*>(&numbers_[place]), sizeof(bits)});
}

bool PostgresCursor::is_null(int column) const {
  ensure(row_ >= 0 && row_ < PQntuples(result_.get()), "a column is read without a row");
  ensure(column >= 0 && column < PQnfields(result_.get()), "no such column");
  return PQgetisnull(result_.get(), row_, column) != 0;
}

std::string_view PostgresCursor::text(int column) const {
  if (is_null(column)) return {};
  return {PQgetvalue(result_.get(), row_, column), static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

std::int64_t PostgresCursor::int64(int column) const {
  const std::string_view value = text(column);
  if (value == "t" || value == "f") return value == "t" ? 1 : 0;
  return parse_number<std::int64_t>(value, "column holds no whole number");
}

double PostgresCursor::float64(int column) const {
  return parse_number<double>(text(column), "column holds no number");
}

std::vector<std::byte> PostgresCursor::bytes(int column) const {
  const std::string_view value = text(column);
  if (PQftype(result_.get(), column) != kBytea || !value.starts_with("\\x")) {
    throw Error(ErrorKind::other, "column holds no bytes");
  }
  std::vector<std::byte> result;
  result.reserve(value.size() / 2);
  for (std::size_t place = 2; place + 1 < value.size(); place += 2) {
    result.push_back(static_cast<std::byte>(hex_digit(value[place]) * 16 + hex_digit(value[place + 1])));
  }
  return result;
}

ErrorKind postgres_error_kind(std::string_view sqlstate) {
  const auto one_of = [&](std::initializer_list<std::string_view> states) {
    return std::find(states.begin(), states.end(), sqlstate) != states.end();
  };
  // 0A000: a cached plan met a changed table; 26000: a prepared statement that is gone. Both pass on a second try.
  if (one_of({"40001", "40P01", "0A000", "26000"})) return ErrorKind::conflict;
  if (sqlstate.starts_with("23")) return ErrorKind::constraint;
  if (one_of({"53300"})) return ErrorKind::busy;
  if (sqlstate.starts_with("53")) return ErrorKind::full;
  if (one_of({"55P03", "57014"})) return ErrorKind::busy;
  if (sqlstate.empty() || sqlstate.starts_with("08") || sqlstate.starts_with("57P0") || sqlstate.starts_with("58")) {
    return ErrorKind::lost;
  }
  return ErrorKind::other;
}

}  // namespace kringwerk::storage::detail
