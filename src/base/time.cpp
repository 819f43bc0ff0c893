#include "base/time.h"

#include <array>
#include <charconv>

namespace kringwerk {

namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

void write_digits(char* place, unsigned value, int count) {
  for (int i = count - 1; i >= 0; --i) {
    place[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
}

}  // namespace

std::string day_text(Day day) {
  std::string text = "0000-00-00";
  write_digits(text.data(), static_cast<unsigned>(static_cast<int>(day.year())), 4);
  write_digits(text.data() + 5, static_cast<unsigned>(day.month()), 2);
  write_digits(text.data() + 8, static_cast<unsigned>(day.day()), 2);
  return text;
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day || *year == 0) return std::nullopt;
  const Day result{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                   std::chrono::day{static_cast<unsigned>(*day)}};
  return result.ok() ? std::optional<Day>{result} : std::nullopt;
}

}  // namespace kringwerk
