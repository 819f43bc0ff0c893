#include "exchange/typed_recognition.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "exchange/typed_day.h"

namespace kringwerk::exchange {

namespace {

constexpr std::array<std::string_view, 11> kBeginnings{"vanaf", "sinds", "van",         "from",   "since", "depuis",
                                                       "de",    "du",    "a partir de", "vanaf:", "sedert"};
constexpr std::array<std::string_view, 12> kEnds{"tot en met", "t/m",      "tot",    "until", "till",         "to",
                                                 "jusqu'au",   "jusqu au", "jusque", "au",    "\xE2\x80\x93", "-"};
constexpr std::string_view kSpace = " \t()[]:,";

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

bool ends_with_word(std::string_view text, std::string_view word) {
  if (!text.ends_with(word)) return false;
  const std::size_t before = text.size() - word.size();
  return before == 0 || text[before - 1] == ' ' || text[before - 1] == '(';
}

enum class Edge { begin, end };

/// A day, or a bare year whose edge is meant.
std::optional<Day> read_edge(std::string_view typed, Edge edge) {
  constexpr std::size_t kYearDigits = 4;
  int year = 0;
  const auto [stop, error] = std::from_chars(typed.data(), typed.data() + typed.size(), year);
  if (error == std::errc{} && stop == typed.data() + typed.size() && typed.size() == kYearDigits)
    return edge == Edge::begin ? Day{std::chrono::year{year}, std::chrono::January, std::chrono::day{1}}
                               : Day{std::chrono::year{year}, std::chrono::December, std::chrono::day{31}};
  return read_typed_day(typed);
}

/// Where the word between two ends stands in `text`, and how long it is. A bare dash parts years or has spaces around.
std::optional<std::pair<std::size_t, std::size_t>> find_end_word(std::string_view text) {
  for (const std::string_view word : kEnds) {
    const bool is_dash = word == "-";
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      const bool opens = at == 0 || text[at - 1] == ' ';
      const bool closes = at + word.size() == text.size() || text[at + word.size()] == ' ';
      constexpr std::size_t kTwoYears = 9;
      const bool parts_years = is_dash && text.size() == kTwoYears && at == kTwoYears / 2;
      if ((opens && closes) || parts_years) return std::pair{at, word.size()};
    }
  }
  return std::nullopt;
}

std::optional<Period> read_days(std::string_view text, Edge lone) {
  Period period;
  std::string_view from = lone == Edge::begin ? text : std::string_view();
  std::string_view to = lone == Edge::end ? text : std::string_view();
  if (const auto word = find_end_word(text)) {
    from = trimmed(text.substr(0, word->first));
    to = trimmed(text.substr(word->first + word->second));
  }
  if (!from.empty()) period.from = read_edge(from, Edge::begin);
  if (!to.empty()) period.to = read_edge(to, Edge::end);
  if (period.from.has_value() == from.empty() || period.to.has_value() == to.empty()) return std::nullopt;
  if (period.from && period.to && *period.to < *period.from) return std::nullopt;
  return period;
}

}  // namespace

std::optional<TypedRecognition> read_typed_recognition(std::string_view typed) {
  const std::size_t digit = typed.find_first_of("0123456789");
  std::string_view words = trimmed(typed.substr(0, digit));
  if (digit == std::string_view::npos) return TypedRecognition{std::string(words), {}};
  Edge lone = Edge::begin;
  for (bool is_found = true; is_found;) {
    is_found = false;
    for (const std::string_view word : kEnds) {
      if (!ends_with_word(words, word)) continue;
      words = trimmed(words.substr(0, words.size() - word.size()));
      lone = Edge::end;
      is_found = true;
      break;
    }
  }
  for (const std::string_view word : kBeginnings) {
    if (lone == Edge::end || !ends_with_word(words, word)) continue;
    words = trimmed(words.substr(0, words.size() - word.size()));
    break;
  }
  const auto period = read_days(trimmed(typed.substr(digit)), lone);
  if (!period) return std::nullopt;
  return TypedRecognition{std::string(words), *period};
}

}  // namespace kringwerk::exchange
