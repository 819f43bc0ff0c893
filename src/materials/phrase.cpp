#include "materials/phrase.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace kringwerk::materials {

namespace {

constexpr std::array<std::pair<std::string_view, AmountUnit>, 25> kUnits{{
    {"kg", AmountUnit::kg},
    {"kilo", AmountUnit::kg},
    {"kilo's", AmountUnit::kg},
    {"kilogram", AmountUnit::kg},
    {"kilogramme", AmountUnit::kg},
    {"kilogrammes", AmountUnit::kg},
    {"t", AmountUnit::t},
    {"ton", AmountUnit::t},
    {"tons", AmountUnit::t},
    {"tonne", AmountUnit::t},
    {"tonnes", AmountUnit::t},
    {"m3", AmountUnit::m3},
    {"m\xC2\xB3", AmountUnit::m3},
    {"kuub", AmountUnit::m3},
    {"m2", AmountUnit::m2},
    {"m\xC2\xB2", AmountUnit::m2},
    {"m", AmountUnit::m},
    {"meter", AmountUnit::m},
    {"stuk", AmountUnit::piece},
    {"stuks", AmountUnit::piece},
    {"stukken", AmountUnit::piece},
    {"piece", AmountUnit::piece},
    {"pieces", AmountUnit::piece},
    {"pi\xC3\xA8"
     "ce",
     AmountUnit::piece},
    {"pi\xC3\xA8"
     "ces",
     AmountUnit::piece},
}};

constexpr std::array<std::pair<std::string_view, Rhythm>, 18> kRhythms{{
    {"week", Rhythm::week},
    {"weken", Rhythm::week},
    {"wekelijks", Rhythm::week},
    {"weekly", Rhythm::week},
    {"semaine", Rhythm::week},
    {"maand", Rhythm::month},
    {"maandelijks", Rhythm::month},
    {"month", Rhythm::month},
    {"monthly", Rhythm::month},
    {"mois", Rhythm::month},
    {"jaar", Rhythm::year},
    {"jaarlijks", Rhythm::year},
    {"year", Rhythm::year},
    {"yearly", Rhythm::year},
    {"an", Rhythm::year},
    {"eenmalig", Rhythm::once},
    {"once", Rhythm::once},
    {"unique", Rhythm::once},
}};

constexpr std::array<std::string_view, 10> kJoiners{"per", "elke",   "every", "each", "a",
                                                    "par", "chaque", "de",    "of",   "/"};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_of(" \t", at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

template <class Table>
auto look_up(const Table& table, const std::string& word) -> std::optional<typename Table::value_type::second_type> {
  for (const auto& [name, value] : table) {
    if (name == word) return value;
  }
  return std::nullopt;
}

/// "2", "2,5", "1.250" and also "2kg", which is split.
std::pair<std::string_view, std::string_view> number_and_rest(std::string_view word) {
  const auto end = word.find_first_not_of("0123456789.,");
  if (word.empty() || word[0] < '0' || word[0] > '9') return {{}, word};
  return {word.substr(0, end), end == std::string_view::npos ? std::string_view{} : word.substr(end)};
}

bool is_joiner(std::string_view word) {
  return std::find(kJoiners.begin(), kJoiners.end(), lower(word)) != kJoiners.end();
}

}  // namespace

ReadPhrase read_phrase(std::string_view typed) {
  ReadPhrase phrase;
  std::vector<std::string_view> kept;
  for (std::string_view word : words_of(typed)) {
    if (phrase.number_text.empty() && !phrase.unit) {
      const auto [number, rest] = number_and_rest(word);
      const auto unit = look_up(kUnits, lower(rest));
      if (!number.empty() && (rest.empty() || unit)) {
        phrase.number_text = std::string(number);
        phrase.unit = unit;
        continue;
      }
    }
    if (!phrase.number_text.empty() && !phrase.unit) {
      phrase.unit = look_up(kUnits, lower(word));
      if (phrase.unit) continue;
    }
    if (const auto rhythm = look_up(kRhythms, lower(word)); rhythm && phrase.rhythm == Rhythm::unknown) {
      phrase.rhythm = *rhythm;
      if (!kept.empty() && is_joiner(kept.back())) kept.pop_back();
      continue;
    }
    kept.push_back(word);
  }
  // "2 ton de bois", "2 tonnes of wood": the joiner in front belongs to the amount.
  if (phrase.unit && kept.size() > 1 && is_joiner(kept.front())) kept.erase(kept.begin());
  for (const std::string_view word : kept) {
    if (!phrase.what.empty()) phrase.what += ' ';
    phrase.what += word;
  }
  return phrase;
}

}  // namespace kringwerk::materials
