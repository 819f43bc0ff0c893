#include "network/place.h"

#include <algorithm>

#include "base/typing_errors.h"

namespace kringwerk::network {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t,;-()";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

}  // namespace

TypedPlace take_apart(std::string_view typed) {
  const std::string_view text = trimmed(typed);
  // Four digits that stand alone are a postcode, in front ("3000 Leuven", "B-3000") or behind ("Leuven 3000").
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    const bool four = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                                  text.begin() + static_cast<std::ptrdiff_t>(at) + 4, is_digit);
    const bool alone = (at == 0 || !is_digit(text[at - 1])) && (at + 4 == text.size() || !is_digit(text[at + 4]));
    if (!four || !alone) continue;
    std::string_view before = trimmed(text.substr(0, at));
    if (before == "B" || before == "b" || before == "BE" || before == "be") before = {};
    const std::string_view after = trimmed(text.substr(at + 4));
    return TypedPlace{std::string(text.substr(at, 4)), std::string(after.empty() ? before : after)};
  }
  return TypedPlace{std::nullopt, std::string(text)};
}

bool is_close(std::string_view a, std::string_view b) {
  const std::size_t allowed = a.size() <= 5 ? 1 : 2;
  if (a.size() > b.size() + allowed || b.size() > a.size() + allowed) return false;
  return typing_errors(a, b) <= allowed;
}

}  // namespace kringwerk::network
