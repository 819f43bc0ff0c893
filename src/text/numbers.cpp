#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "base/ensure.h"
#include "text/format.h"

namespace kringwerk::text {
namespace {

struct Signs {
  std::string_view group;
  char decimal;
};

constexpr std::string_view kMinus = "\u2212";
constexpr std::string_view kNoBreakSpace = "\u00A0";

constexpr Signs signs(Language language) {
  switch (language) {
    case Language::nl:
      return {".", ','};
    case Language::en:
      return {",", '.'};
    case Language::fr:
      break;
  }
  return {"\u202F", ','};
}

std::string grouped(Language language, std::string_view digits) {
  const std::string_view group = signs(language).group;
  std::string result;
  result.reserve(digits.size() + digits.size() / 3 * group.size());
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) result += group;
    result += digits[i];
  }
  return result;
}

// The size of an int64 without overflow at its lowest value.
std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

std::string joined(Language language, std::string_view whole, std::string_view fraction) {
  std::string result = grouped(language, whole);
  if (!fraction.empty()) {
    result += signs(language).decimal;
    result += fraction;
  }
  return result;
}

// Adds one to the last of the digits; "99" becomes "100".
void count_up(std::string& digits) {
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    if (*digit != '9') {
      ++*digit;
      return;
    }
    *digit = '0';
  }
  digits.insert(digits.begin(), '1');
}

// Rounds the shortest decimal writing, not the binary value: 1.005 is 1,01 as people expect.
std::string unsigned_number(Language language, double size, int decimals) {
  ensure(std::isfinite(size), "a number on a page is finite");
  ensure(decimals >= 0 && decimals <= 6, "a number on a page has 0 to 6 decimals");
  std::array<char, 400> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), size, std::chars_format::fixed);
  const std::string_view shortest(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
  const std::size_t point = std::min(shortest.find('.'), shortest.size());
  const std::string_view fraction = shortest.substr(std::min(point + 1, shortest.size()));
  const auto kept = static_cast<std::size_t>(decimals);
  std::string digits{shortest.substr(0, point)};
  digits += fraction.substr(0, kept);
  if (fraction.size() < kept) digits.append(kept - fraction.size(), '0');
  if (fraction.size() > kept && fraction[kept] >= '5') count_up(digits);
  const std::size_t whole = digits.size() - kept;
  return joined(language, std::string_view(digits).substr(0, whole), std::string_view(digits).substr(whole));
}

bool all_zero(std::string_view written) {
  return written.find_first_of("123456789") == std::string_view::npos;
}

std::string with_currency(Language language, std::string_view sign, std::string_view written) {
  std::string result;
  switch (language) {
    case Language::nl:
      result.append("€").append(kNoBreakSpace).append(sign).append(written);
      break;
    case Language::en:
      result.append(sign).append("€").append(written);
      break;
    case Language::fr:
      result.append(sign).append(written).append(kNoBreakSpace).append("€");
      break;
  }
  return result;
}

std::string with_unit(std::string written, std::string_view unit) {
  return written.append(kNoBreakSpace).append(unit);
}

// Tenths of a unit with at most one decimal.
std::string tenths(Language language, std::uint64_t value) {
  const std::string whole = std::to_string(value / 10);
  return joined(language, whole, value % 10 == 0 ? "" : std::to_string(value % 10));
}

std::string unsigned_mass(Language language, std::uint64_t grams) {
  constexpr std::uint64_t kGramsPerKilogram = 1000;
  constexpr std::uint64_t kTonnesFrom = 10'000;
  if (grams == 0) return with_unit("0", "kg");  // nothing of what is weighed in kilograms
  if (grams < kGramsPerKilogram) return with_unit(std::to_string(grams), "g");
  if (grams < 10 * kGramsPerKilogram - 50) return with_unit(tenths(language, (grams + 50) / 100), "kg");
  const std::uint64_t kilograms = (grams + 500) / kGramsPerKilogram;
  if (kilograms < kTonnesFrom) return with_unit(grouped(language, std::to_string(kilograms)), "kg");
  return with_unit(tenths(language, (grams + 50'000) / 100'000), language == Language::nl ? "ton" : "tonnes");
}

}  // namespace

std::string number(Language language, double value, int decimals) {
  const std::string written = unsigned_number(language, std::abs(value), decimals);
  return value < 0 && !all_zero(written) ? std::string(kMinus) + written : written;
}

std::string number(Language language, std::int64_t value) {
  const std::string written = grouped(language, std::to_string(magnitude(value)));
  return value < 0 ? std::string(kMinus) + written : written;
}

std::string money(Language language, Money amount) {
  const std::uint64_t cents = magnitude(amount.in_cents());
  std::string fraction = std::to_string(cents % 100);
  if (fraction.size() == 1) fraction.insert(fraction.begin(), '0');
  return with_currency(language, amount.in_cents() < 0 ? kMinus : "",
                       joined(language, std::to_string(cents / 100), fraction));
}

std::string euros(Language language, double amount, Sign sign) {
  const std::string written = unsigned_number(language, std::abs(amount), 2);
  std::string_view shown = sign == Sign::always ? "+" : "";
  if (all_zero(written))
    shown = "";
  else if (amount < 0)
    shown = kMinus;
  return with_currency(language, shown, written);
}

std::string mass(Language language, Mass amount) {
  const std::string written = unsigned_mass(language, magnitude(amount.in_grams()));
  return amount.in_grams() < 0 ? std::string(kMinus) + written : written;
}

}  // namespace kringwerk::text
