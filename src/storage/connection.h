#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "storage/value.h"

namespace kringwerk::storage {

enum class Backend { sqlite, postgres };

/// What kind of failure, the same on both stores.
enum class ErrorKind {
  full,        ///< no room: disk or quota
  busy,        ///< a lock was not given in time
  lost,        ///< the connection or the file is gone
  constraint,  ///< unique, check, foreign key or not null
  conflict,    ///< serialisation failure or deadlock: repeat the whole transaction
  other,
};

class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  ErrorKind kind() const { return kind_; }

 private:
  ErrorKind kind_;
};

namespace detail {
class Cursor;          // one running statement; one implementation per store
class ConnectionImpl;  // one session; one implementation per store

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};
}  // namespace detail

/// The rows of one query, read once, front to back. Lives no longer than its transaction. Queries may nest, with
/// the same text too. int64 and float64 throw Error{other} on NULL and on a value of another type; text of NULL is
/// empty.
class Rows {
 public:
  explicit Rows(std::unique_ptr<detail::Cursor> cursor);
  Rows(Rows&&) noexcept;
  ~Rows();

  /// Moves to the next row; false after the last.
  bool next();

  bool is_null(int column) const;
  std::int64_t int64(int column) const;
  double float64(int column) const;
  std::string_view text(int column) const;  ///< valid until the next call of next()
  std::vector<std::byte> bytes(int column) const;

  /// Column `column` (from 0) as T: integers, bool, double, std::string, Id<…>, Money, Mass, Distance, Instant, Day,
  /// and std::optional of each. Throws Error{other} on NULL without optional and on a day that is none.
  template <class T>
  T get(int column) const {
    if constexpr (detail::IsOptional<T>::value) {
      return is_null(column) ? T{} : T{get<typename T::value_type>(column)};
    } else {
      require_value(column);
      if constexpr (std::is_same_v<T, std::string>)
        return std::string(text(column));
      else if constexpr (std::is_same_v<T, double>)
        return float64(column);
      else if constexpr (std::is_same_v<T, bool>)
        return int64(column) != 0;
      else if constexpr (std::is_integral_v<T>)
        return static_cast<T>(int64(column));
      else if constexpr (std::is_same_v<T, Money>)
        return Money::cents(int64(column));
      else if constexpr (std::is_same_v<T, Mass>)
        return Mass::grams(int64(column));
      else if constexpr (std::is_same_v<T, Distance>)
        return Distance::metres(int64(column));
      else if constexpr (std::is_same_v<T, Instant>)
        return instant_from_ms(int64(column));
      else if constexpr (std::is_same_v<T, Day>)
        return day(column);
      else {
        static_assert(detail::IsId<T>::value, "no column type for this C++ type");
        return T{int64(column)};
      }
    }
  }

 private:
  void require_value(int column) const;
  Day day(int column) const;
  std::unique_ptr<detail::Cursor> cursor_;
};

/// One session with the store. Statements are written once, with ?1 ?2 …, and run on SQLite and PostgreSQL alike; a
/// bare
/// `?` and `$1` are refused, as is text that is not UTF-8 or holds U+0000. After an Error the transaction is spent:
/// every further call and the commit throw that same Error. LIKE minds upper and lower case. Thread rule: one thread at
/// a time; Database hands them out.
class Connection {
 public:
  explicit Connection(std::unique_ptr<detail::ConnectionImpl> impl);
  Connection(Connection&&) noexcept;
  ~Connection();

  template <class... Parameters>
  Rows query(std::string_view sql, const Parameters&... parameters) {
    return run_query(sql, {Value(parameters)...});
  }
  /// Runs a statement to its end. Answers the number of rows it inserted, updated or deleted (not by cascade); else 0.
  template <class... Parameters>
  std::int64_t execute(std::string_view sql, const Parameters&... parameters) {
    return run(sql, {Value(parameters)...});
  }
  /// Lists of a length that is only known at run time.
  Rows run_query(std::string_view sql, std::vector<Value> parameters);
  std::int64_t run(std::string_view sql, std::vector<Value> parameters);
  /// Several statements without parameters, as in a migration.
  void run_script(std::string_view sql);

  Backend backend() const;

  /// For the plumbing itself: transactions begin and end with Database.
  detail::ConnectionImpl& impl() { return *impl_; }

 private:
  void check_usable(const std::vector<Value>& parameters) const;
  std::unique_ptr<detail::ConnectionImpl> impl_;
};

}  // namespace kringwerk::storage
