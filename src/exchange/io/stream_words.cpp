#include "exchange/io/stream_words.h"

#include <array>
#include <utility>

namespace kringwerk::exchange {

std::vector<ChoiceWord> stream_kind_words() {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kWords{{{"aanbod", "offer"},
                                                                                  {"vraag", "need"},
                                                                                  {"offer", "offer"},
                                                                                  {"offre", "offer"},
                                                                                  {"need", "need"},
                                                                                  {"demande", "need"},
                                                                                  {"gezocht", "need"},
                                                                                  {"zoekt", "need"},
                                                                                  {"heeft", "offer"},
                                                                                  {"wanted", "need"},
                                                                                  {"besoin", "need"}}};
  std::vector<ChoiceWord> words;
  for (const auto& [word, kind] : kWords) words.push_back({std::string(word), std::string(kind)});
  return words;
}

std::vector<ChoiceWord> stream_unit_words() {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 26> kWords{{
      {"kg", "kg"},
      {"t", "t"},
      {"stuks", "piece"},
      {"m", "m"},
      {"m2", "m2"},
      {"m3", "m3"},
      {"kilo", "kg"},
      {"kilogram", "kg"},
      {"ton", "t"},
      {"tonne", "t"},
      {"tonnes", "t"},
      {"stuk", "piece"},
      {"piece", "piece"},
      {"pieces", "piece"},
      {"meter", "m"},
      {"metre", "m"},
      {"kuub", "m3"},
      {"kubieke meter", "m3"},
      {"vierkante meter", "m2"},
      {"st", "piece"},
      {"kwh", "kwh"},
      {"uur", "hour"},
      {"uren", "hour"},
      {"hour", "hour"},
      {"hours", "hour"},
      {"heures", "hour"},
  }};
  std::vector<ChoiceWord> words;
  for (const auto& [word, unit] : kWords) words.push_back({std::string(word), std::string(unit)});
  return words;
}

std::vector<ChoiceWord> stream_rhythm_words() {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 24> kWords{{
      {"week", "week"},        {"maand", "month"},    {"jaar", "year"},       {"eenmalig", "once"},
      {"onbekend", "unknown"}, {"wekelijks", "week"}, {"per week", "week"},   {"maandelijks", "month"},
      {"per maand", "month"},  {"jaarlijks", "year"}, {"per jaar", "year"},   {"once", "once"},
      {"weekly", "week"},      {"month", "month"},    {"monthly", "month"},   {"year", "year"},
      {"yearly", "year"},      {"une fois", "once"},  {"unique", "once"},     {"semaine", "week"},
      {"mois", "month"},       {"an", "year"},        {"unknown", "unknown"}, {"inconnu", "unknown"},
  }};
  std::vector<ChoiceWord> words;
  for (const auto& [word, rhythm] : kWords) words.push_back({std::string(word), std::string(rhythm)});
  return words;
}

}  // namespace kringwerk::exchange
