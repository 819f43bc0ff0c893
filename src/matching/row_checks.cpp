#include "matching/row_checks.h"

#include <cmath>

namespace kringwerk::matching {

Violation finding(std::string_view rule, const Where& where, std::string_view column, std::vector<Fact> more) {
  Violation violation{std::string(rule), std::string(column), {}};
  violation.facts = {{"file", where.file}, {"line", where.line}, {"column", std::string(column)}};
  for (Fact& fact : more) violation.facts.push_back(std::move(fact));
  return violation;
}

bool RowChecks::finite(double value, const Where& where, std::string_view column) {
  if (std::isfinite(value)) return true;
  found_.push_back(finding("matching.not_finite", where, column));
  return false;
}

double RowChecks::number(double value, Range range, const Where& where, std::string_view column) {
  if (!finite(value, where, column)) return 0;
  if (value >= range.low && value <= range.high) return value;
  found_.push_back(
      finding("matching.out_of_range", where, column, {{"found", value}, {"low", range.low}, {"high", range.high}}));
  return 0;
}

int RowChecks::whole(double value, Range range, const Where& where, std::string_view column) {
  const double checked = number(value, range, where, column);
  if (checked == std::floor(checked)) return static_cast<int>(checked);
  found_.push_back(finding("matching.not_whole", where, column, {{"found", value}}));
  return 0;
}

Kilograms RowChecks::kilograms(double value, const Where& where, std::string_view column) {
  if (!finite(value, where, column)) return 0;
  if (value < 0 || value > kMaxKilograms) {
    found_.push_back(finding("matching.kg_out_of_range", where, column, {{"found", value}, {"high", kMaxKilograms}}));
    return 0;
  }
  if (value == std::floor(value)) return static_cast<Kilograms>(value);
  found_.push_back(finding("matching.not_whole", where, column, {{"found", value}}));
  return 0;
}

Point RowChecks::place(Point point, const Where& where) {
  const bool lon_is_finite = finite(point.lon, where, "lon");
  if (!finite(point.lat, where, "lat") || !lon_is_finite) return Point{};
  const bool inside = std::abs(point.lon) <= 180 && std::abs(point.lat) <= 90;
  const bool swapped_fits = std::abs(point.lat) <= 180 && std::abs(point.lon) <= 90;
  if ((!inside && swapped_fits) || looks_swapped(point)) {
    found_.push_back(finding("matching.coordinates_swapped", where, "lon", {{"lon", point.lon}, {"lat", point.lat}}));
  } else if (!inside) {
    found_.push_back(
        finding("matching.coordinates_out_of_range", where, "lon", {{"lon", point.lon}, {"lat", point.lat}}));
  }
  return point;
}

Window RowChecks::window(const Period& period, const Where& where, std::string_view column) {
  Window window;
  const auto number_of = [](Day day) {
    return static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count());
  };
  if (period.from) window.from = number_of(*period.from);
  if (period.to) window.to = number_of(*period.to);
  if (period.from && period.to && *period.from > *period.to) {
    found_.push_back(finding("matching.window_reversed", where, column,
                             {{"from", day_text(*period.from)}, {"to", day_text(*period.to)}}));
  }
  return window;
}

}  // namespace kringwerk::matching
