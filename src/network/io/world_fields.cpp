#include "network/io/world_fields.h"

#include <charconv>
#include <cmath>
#include <stdexcept>

namespace kringwerk::network {

namespace {

template <class Number>
Number parsed(const std::string& field) {
  Number value{};
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc{} || end != field.data() + field.size()) {
    throw std::runtime_error("shipped data: '" + field + "' is not a number");
  }
  return value;
}

}  // namespace

std::optional<std::string_view> optional_text(const std::string& field) {
  if (field.empty()) return std::nullopt;
  return std::string_view(field);
}

double degrees(const std::string& field) {
  return parsed<double>(field);
}

std::optional<double> optional_degrees(const std::string& field) {
  if (field.empty()) return std::nullopt;
  return degrees(field);
}

std::int64_t whole_number(const std::string& field) {
  return parsed<std::int64_t>(field);
}

std::optional<std::int64_t> optional_number(const std::string& field) {
  if (field.empty()) return std::nullopt;
  return whole_number(field);
}

std::int64_t scaled(const std::string& field, double scale) {
  return std::llround(parsed<double>(field) * scale);
}

bool is_yes(const std::string& field) {
  if (field != "yes" && field != "no") throw std::runtime_error("shipped data: '" + field + "' is not yes or no");
  return field == "yes";
}

std::optional<Day> WorldPart::day(const std::string& field) const {
  if (field.empty()) return std::nullopt;
  if (is_example()) return plus_days(today_, -whole_number(field));
  const auto day = parse_day(field);
  if (!day) throw std::runtime_error("shipped data: '" + field + "' is not a day");
  return day;
}

}  // namespace kringwerk::network
