#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "text/format.h"

namespace kringwerk::text {
namespace {

constexpr std::int64_t kMost = 1'000'000'000'000;
constexpr std::size_t kMostDigits = 32;
constexpr std::size_t kGroup = 3;

bool digit(char c) {
  return c >= '0' && c <= '9';
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_space(std::string_view& text) {
  constexpr std::array<std::string_view, 5> kSpaces{" ", "\t", "\u00A0", "\u202F", "\u2009"};
  return std::any_of(kSpaces.begin(), kSpaces.end(), [&](std::string_view space) { return take(text, space); });
}

// Digits, '.', ',' and ' ' for any space; nullopt when anything else stands there. Spaces at both ends are gone.
std::optional<std::string> symbols_of(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    if (take_space(text)) {
      result += ' ';
    } else if (digit(text.front()) || text.front() == '.' || text.front() == ',') {
      result += text.front();
      text.remove_prefix(1);
    } else {
      return std::nullopt;
    }
    if (result.size() > kMostDigits) return std::nullopt;
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

// "1.250.000": a first group of one to three digits, not starting with 0, then groups of exactly three.
bool is_grouped(std::string_view whole, char separator) {
  std::size_t start = whole.find(separator);
  if (start == 0 || start > kGroup || whole.front() == '0') return false;
  while (start != std::string_view::npos) {
    const std::size_t next = whole.find(separator, start + 1);
    if (std::min(next, whole.size()) - start - 1 != kGroup) return false;
    start = next;
  }
  return true;
}

// The place of the decimal separator, or the end; nullopt when the separators make no sense.
std::optional<std::size_t> decimal_place(std::string_view symbols, char decimal) {
  const char group = decimal == '.' ? ',' : '.';
  const auto times = [&](char c) { return std::count(symbols.begin(), symbols.end(), c); };
  if (times(decimal) > 1) return std::nullopt;
  if (times(decimal) == 1) return symbols.find(decimal);
  // The other language's sign, once and not before exactly three digits: phones offer only one of the two.
  if (times(group) == 1 && !is_grouped(symbols, group)) {
    const std::size_t place = symbols.find(group);
    const bool two_kinds_of_groups = times(' ') > 0 && symbols.size() - place - 1 == kGroup;
    return two_kinds_of_groups ? std::nullopt : std::optional(place);
  }
  return symbols.size();
}

std::optional<std::string> whole_digits(std::string_view whole) {
  const std::size_t first = whole.find_first_of("., ");
  std::string digits{whole};
  if (first == std::string_view::npos) return digits;
  const char separator = whole[first];
  if (!is_grouped(whole, separator)) return std::nullopt;
  std::erase(digits, separator);
  if (!std::all_of(digits.begin(), digits.end(), digit)) return std::nullopt;
  return digits;
}

bool fits(std::int64_t whole, std::int64_t fraction) {
  return whole < kMost || (whole == kMost && fraction == 0);
}

std::optional<std::int64_t> unsigned_thousandths(std::string_view symbols, char decimal) {
  const std::optional<std::size_t> place = decimal_place(symbols, decimal);
  if (!place) return std::nullopt;
  const std::optional<std::string> digits = whole_digits(symbols.substr(0, *place));
  if (!digits) return std::nullopt;
  std::string fraction{symbols.substr(std::min(*place + 1, symbols.size()))};
  const bool separator_without_decimals = *place < symbols.size() && fraction.empty();
  if (separator_without_decimals || (digits->empty() && fraction.empty()) || fraction.size() > kGroup) {
    return std::nullopt;
  }
  if (!std::all_of(fraction.begin(), fraction.end(), digit)) return std::nullopt;
  fraction.append(kGroup - fraction.size(), '0');
  std::int64_t whole = 0;
  for (const char c : *digits) {
    whole = whole * 10 + (c - '0');
    if (whole > kMost) return std::nullopt;
  }
  const std::int64_t rest = std::stoll(fraction);
  return fits(whole, rest) ? std::optional(whole * 1000 + rest) : std::nullopt;
}

}  // namespace

bool parse_decimal(Language language, std::string_view text, Thousandths& result) {
  while (take_space(text)) {
  }
  const bool negative = take(text, "-") || take(text, "\u2212");
  if (!negative) take(text, "+");
  while (take_space(text)) {
  }
  const std::optional<std::string> symbols = symbols_of(text);
  if (!symbols || symbols->empty()) return false;
  const std::optional<std::int64_t> size = unsigned_thousandths(*symbols, language == Language::en ? '.' : ',');
  if (!size) return false;
  result.value = negative ? -*size : *size;
  return true;
}

}  // namespace kringwerk::text
