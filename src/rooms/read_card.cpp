#include "rooms/read_card.h"

#include <algorithm>
#include <array>

namespace kringwerk::rooms {

namespace {

constexpr std::array<std::string_view, 11> kBeforePlaces{"in",  "uit",  "te", "bij",      "from", "near",
                                                         "van", "dans", "de", "\xC3\xA0", "at"};

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t,.;");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t,.;") - from + 1);
}

bool may_be_place(std::string_view text) {
  if (text.empty()) return false;
  const char first = text.front();
  const bool is_postcode = text.size() == 4 && text.find_first_not_of("0123456789") == std::string_view::npos;
  // A capital of ASCII or the first byte of a longer character (Évere).
  return is_postcode || (first >= 'A' && first <= 'Z') || static_cast<unsigned char>(first) >= 0xC0;
}

bool is_before_place(std::string_view word) {
  return std::find(kBeforePlaces.begin(), kBeforePlaces.end(), word) != kBeforePlaces.end();
}

/// A comma between what it is and how much is no part of either; a number without unit counts things.
materials::ReadPhrase tidied(materials::ReadPhrase phrase) {
  phrase.what = std::string(trimmed(phrase.what));
  if (!phrase.number_text.empty() && !phrase.unit) phrase.unit = materials::AmountUnit::piece;
  return phrase;
}

}  // namespace

materials::ReadPhrase read_without_place(std::string_view typed) {
  return tidied(materials::read_phrase(typed));
}

ReadWords read_words(std::string_view typed) {
  for (auto at = typed.rfind(' '); at != std::string_view::npos && at > 0; at = typed.rfind(' ', at - 1)) {
    const auto begin = typed.rfind(' ', at - 1) + 1;  // npos + 1 is the beginning
    const std::string_view place = trimmed(typed.substr(at + 1));
    if (!is_before_place(typed.substr(begin, at - begin)) || !may_be_place(place)) continue;
    return {read_without_place(trimmed(typed.substr(0, begin))), std::string(place)};
  }
  return {read_without_place(typed), {}};
}

}  // namespace kringwerk::rooms
