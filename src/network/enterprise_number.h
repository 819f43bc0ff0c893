#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace kringwerk::network {

/// A Belgian enterprise number (KBO/BCE): ten digits, the first 0 or 1, the last two 97 − (first eight mod 97).
/// Accepts dots, spaces, "BE" and the old nine digits without the leading 0. Answers ten digits.
/// Rules: network.kbo_not_ten_digits {found}, network.kbo_first_digit {found}, network.kbo_check_digits
/// {expected} {found}. Source: FOD Economie; docs/rules/network.kbo_check_digits.md.
Result<std::string> parse_enterprise_number(std::string_view typed, std::string_view field);

/// The same for an establishment unit (first digit 2 to 8).
Result<std::string> parse_establishment_number(std::string_view typed, std::string_view field);

/// 0566988259 → 0566.988.259
std::string dotted_enterprise_number(std::string_view ten_digits);

}  // namespace kringwerk::network
