#pragma once

#include <cstdint>
#include <string_view>

#include "base/geo.h"
#include "base/time.h"
#include "base/violation.h"
#include "matching/instance.h"
#include "matching/instance_rows.h"

namespace kringwerk::matching {

/// A finding about one cell: facts {file} {line} {column}, then `more`.
Violation finding(std::string_view rule, const Where& where, std::string_view column, std::vector<Fact> more = {});

/// Both ends inside.
struct Range {
  double low = 0;
  double high = 0;
};

/// Largest amount, 10^12 kg: products with four yields in millionths stay below 2^127.
inline constexpr double kMaxKilograms = 1e12;
/// Largest price, cost or rate; keeps scores in millionths of a euro within 64 bits.
inline constexpr double kMaxRate = 1e9;

/// Checks of single cells. Each adds its finding to the list it was made with and returns a usable value (0 when
/// refused). Rules: matching.not_finite, matching.out_of_range, matching.not_whole, matching.kg_out_of_range,
/// matching.coordinates_swapped, matching.coordinates_out_of_range, matching.window_reversed.
class RowChecks {
 public:
  explicit RowChecks(Violations& found) : found_(found) {}
  double number(double value, Range range, const Where& where, std::string_view column);
  int whole(double value, Range range, const Where& where, std::string_view column);
  Kilograms kilograms(double value, const Where& where, std::string_view column);
  Point place(Point point, const Where& where);
  Window window(const Period& period, const Where& where, std::string_view column);

 private:
  bool finite(double value, const Where& where, std::string_view column);
  Violations& found_;
};

}  // namespace kringwerk::matching
