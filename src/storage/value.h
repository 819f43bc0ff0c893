#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "base/id.h"
#include "base/quantity.h"
#include "base/time.h"

namespace kringwerk::storage {

using Bytes = std::span<const std::byte>;

/// One bound parameter. The C++ type decides the SQL type on both stores: integers and the integer-valued types are
/// INT64, double FLOAT64, text TEXT, Bytes BYTES; an empty optional is NULL of its type. Strings and bytes are not
/// copied: they must outlive the call of query or execute (not the Rows).
class Value {
 public:
  enum class Type { unknown, int64, float64, text, bytes };
  using Data = std::variant<std::nullptr_t, std::int64_t, double, std::string_view, Bytes, std::string>;

  // Parameters are written as they are, so every conversion is implicit on purpose.
  // NOLINTBEGIN(google-explicit-constructor)
  Value(std::nullopt_t) : data_(nullptr) {}
  explicit Value(Type type) : data_(nullptr), type_(type) {}  ///< NULL of that type
  Value(double value) : data_(value), type_(Type::float64) {}
  Value(std::string_view text) : data_(text), type_(Type::text) {}
  Value(const std::string& text) : data_(std::string_view(text)), type_(Type::text) {}
  Value(const char* text) : data_(std::string_view(text)), type_(Type::text) {}
  Value(Bytes bytes) : data_(bytes), type_(Type::bytes) {}
  Value(Money amount) : data_(amount.in_cents()), type_(Type::int64) {}
  Value(Mass amount) : data_(amount.in_grams()), type_(Type::int64) {}
  Value(Distance distance) : data_(distance.in_metres()), type_(Type::int64) {}
  Value(Instant instant) : data_(to_ms(instant)), type_(Type::int64) {}
  Value(Day day) : data_(day_text(day)), type_(Type::text) {}
  template <class T>
  requires std::is_integral_v<T> Value(T value) : data_(static_cast<std::int64_t>(value)), type_(Type::int64) {}
  template <class Tag>
  Value(Id<Tag> id) : data_(id.value()), type_(Type::int64) {}
  template <class T>
  Value(const std::optional<T>& value) : Value(value ? Value(*value) : Value(Value(T{}).type())) {}
  // NOLINTEND(google-explicit-constructor)

  const Data& data() const { return data_; }
  Type type() const { return type_; }

 private:
  Data data_;
  Type type_ = Type::unknown;
};

}  // namespace kringwerk::storage
