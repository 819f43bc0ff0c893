#include "exchange/typed_day.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/text_digits.h"

namespace kringwerk::exchange {

namespace {

/// Beginnings of names of months in Dutch, English and French, longest first where one begins another.
constexpr std::array<std::pair<std::string_view, unsigned>, 24> kMonths{{
    {"jan", 1}, {"feb", 2},  {"fev", 2},        {"f\xC3\xA9v", 2}, {"maart", 3}, {"mrt", 3},  {"mar", 3},  {"apr", 4},
    {"avr", 4}, {"mei", 5},  {"mai", 5},        {"may", 5},        {"juin", 6},  {"jun", 6},  {"juil", 7}, {"jul", 7},
    {"aug", 8}, {"aout", 8}, {"ao\xC3\xBB", 8}, {"sep", 9},        {"okt", 10},  {"oct", 10}, {"nov", 11}, {"dec", 12},
}};
constexpr std::string_view kAccentedDecember =
    "d\xC3\xA9"
    "c";

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::optional<unsigned> month_named(std::string_view word) {
  if (word.starts_with(kAccentedDecember)) return 12;
  for (const auto& [beginning, month] : kMonths) {
    if (word.starts_with(beginning)) return month;
  }
  return std::nullopt;
}

std::optional<unsigned> number_in(std::string_view digits, std::size_t longest) {
  if (digits.empty() || digits.size() > longest) return std::nullopt;
  unsigned value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::vector<std::string_view> parts_of(std::string_view text) {
  constexpr std::string_view kBetween = " /-.";
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = text.find_first_of(kBetween);
    if (end != 0) parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

std::optional<Day> existing(std::optional<unsigned> year, std::optional<unsigned> month, std::optional<unsigned> day) {
  if (!year || !month || !day || *year < 1) return std::nullopt;
  const Day result{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month}, std::chrono::day{*day}};
  return result.ok() ? std::optional<Day>{result} : std::nullopt;
}

}  // namespace

std::optional<Day> read_typed_day(std::string_view typed) {
  const std::string text = lower(typed);
  std::string_view rest = text;
  // "2026-11-21T00:00:00" and "21/11/2026 00:00": the time says nothing about the day.
  if (const auto colon = rest.find(':'); colon != std::string_view::npos) {
    const auto cut = rest.find_last_of(" t", colon);
    if (cut == std::string_view::npos) return std::nullopt;
    rest = rest.substr(0, cut);
  }
  const std::vector<std::string_view> parts = parts_of(rest);
  if (parts.size() != 3) return std::nullopt;
  if (parts[0].size() == 4) return existing(number_in(parts[0], 4), number_in(parts[1], 2), number_in(parts[2], 2));
  if (parts[2].size() != 4) return std::nullopt;
  std::string_view day = parts[0];
  if (day == "1er") day = "1";
  const auto month = is_digit(parts[1].front()) ? number_in(parts[1], 2) : month_named(parts[1]);
  return existing(number_in(parts[2], 4), month, number_in(day, 2));
}

std::optional<Day> day_of_serial(double serial) {
  constexpr double kFirst = 61;        // 1 March 1900
  constexpr double kBeyond = 2958466;  // 1 January 10000
  if (std::isnan(serial) || serial < kFirst || serial >= kBeyond) return std::nullopt;
  using namespace std::chrono;
  constexpr Day kEpoch{year{1899}, December, day{30}};
  return plus_days(kEpoch, static_cast<std::int64_t>(serial));
}

}  // namespace kringwerk::exchange
