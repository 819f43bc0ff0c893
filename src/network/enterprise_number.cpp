#include "network/enterprise_number.h"

#include <algorithm>
#include <cstdint>

namespace kringwerk::network {

namespace {

enum class Register { enterprise, establishment };

std::string digits_of(std::string_view typed) {
  std::string digits;
  for (const char c : typed) {
    if (c != '.' && c != ' ' && c != '-') digits += c;
  }
  if (digits.size() > 2 && (digits.starts_with("BE") || digits.starts_with("be"))) digits.erase(0, 2);
  return digits;
}

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::string two_digits(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

Result<std::string> parse(std::string_view typed, std::string_view field, Register which) {
  const auto refuse = [&](const char* rule, std::vector<Fact> facts) -> Result<std::string> {
    return Invalid{{Violation{rule, std::string(field), std::move(facts)}}};
  };
  std::string digits = digits_of(typed);
  if (digits.size() == 9 && which == Register::enterprise) digits.insert(0, "0");
  const bool only_digits = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits.size() != 10 || !only_digits) return refuse("network.kbo_not_ten_digits", {{"found", std::string(typed)}});
  const bool first_fits = which == Register::enterprise ? digits[0] <= '1' : digits[0] >= '2' && digits[0] <= '8';
  // 0000000097 passes the arithmetic and was never given out.
  if (!first_fits || digits.starts_with("00000000")) {
    return refuse("network.kbo_first_digit", {{"found", std::string(typed)}});
  }
  const std::int64_t expected = 97 - number(digits.substr(0, 8)) % 97;
  if (expected != number(digits.substr(8))) {
    return refuse("network.kbo_check_digits", {{"expected", two_digits(expected)}, {"found", digits.substr(8)}});
  }
  return digits;
}

}  // namespace

Result<std::string> parse_enterprise_number(std::string_view typed, std::string_view field) {
  return parse(typed, field, Register::enterprise);
}

Result<std::string> parse_establishment_number(std::string_view typed, std::string_view field) {
  return parse(typed, field, Register::establishment);
}

std::string dotted_enterprise_number(std::string_view ten_digits) {
  return std::string(ten_digits.substr(0, 4)) + "." + std::string(ten_digits.substr(4, 3)) + "." +
         std::string(ten_digits.substr(7));
}

}  // namespace kringwerk::network
