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
/// INT64, double FLOAT64, text TEXT, Bytes BYTES. Strings and bytes are not copied: they must outlive the call.
class Value {
 public:
  using Data = std::variant<std::nullptr_t, std::int64_t, double, std::string_view, Bytes, std::string>;

  Value(std::nullopt_t) : data_(nullptr) {}                          // NOLINT
  Value(double value) : data_(value) {}                              // NOLINT
  Value(std::string_view text) : data_(text) {}                      // NOLINT
  Value(const std::string& text) : data_(std::string_view(text)) {}  // NOLINT
  Value(const char* text) : data_(std::string_view(text)) {}         // NOLINT
  Value(Bytes bytes) : data_(bytes) {}                               // NOLINT
  Value(Money amount) : data_(amount.in_cents()) {}                  // NOLINT
  Value(Mass amount) : data_(amount.in_grams()) {}                   // NOLINT
  Value(Distance distance) : data_(distance.in_metres()) {}          // NOLINT
  Value(Instant instant) : data_(to_ms(instant)) {}                  // NOLINT
  Value(Day day) : data_(day_text(day)) {}                           // NOLINT
  template <class T>
  requires std::is_integral_v<T> Value(T value) : data_(static_cast<std::int64_t>(value)) {}  // NOLINT
  template <class Tag>
  Value(Id<Tag> id) : data_(id.value()) {}  // NOLINT
  template <class T>
  Value(const std::optional<T>& value) : Value(value ? Value(*value) : Value(std::nullopt)) {}  // NOLINT

  const Data& data() const { return data_; }

 private:
  Data data_;
};

}  // namespace kringwerk::storage
