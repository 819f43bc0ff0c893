#include "exchange/io/row_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/csv.h"
#include "exchange/typed_day.h"
#include "text/format.h"
#include "web/typed_text.h"

namespace kringwerk::exchange {

namespace {

constexpr std::size_t kLongestList = 1'000;

web::Form form_of(const SheetRow& row, const ColumnFields& columns, const web::Pairs& constants) {
  std::vector<std::pair<std::string, std::string>> fields;
  for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
    // Our own downloads have an apostrophe in front of what a spreadsheet would run.
    if (!columns[i].empty() && !row.cells[i].empty()) fields.emplace_back(columns[i], without_guard(row.cells[i]));
  }
  for (const auto& constant : constants.list()) fields.push_back(constant);
  return {web::Pairs(std::move(fields)), {}};
}

/// A number without sign of thousands and with a point, as a double; nullopt for anything else.
std::optional<double> plain_number(std::string text) {
  std::replace(text.begin(), text.end(), ',', '.');
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// Digits behind the last sign, when that is the only one: what a formula leaves.
std::size_t decimals_of(const std::string& text) {
  const auto sign = text.find_first_of(",.");
  if (sign == std::string::npos || text.find_first_of(",.", sign + 1) != std::string::npos) return 0;
  return text.size() - sign - 1;
}

}  // namespace

RowReader::RowReader(const SheetRow& row, const ColumnFields& columns, const web::Pairs& constants, Language notation)
    : line_(row.line), form_(form_of(row, columns, constants)), notation_(notation), reader_(form_, notation) {}

std::string RowReader::text(std::string_view field, Presence presence, std::size_t longest) {
  return reader_.line(field, presence, longest);
}

std::string RowReader::email(std::string_view field) {
  return reader_.email(field, Presence::optional);
}

std::optional<std::int64_t> RowReader::thousandths(std::string_view field, Presence presence) {
  constexpr std::size_t kMostDecimals = 3;
  constexpr double kThousand = 1000;
  constexpr double kLargest = 1e15;
  const std::string typed = web::one_line(reader_.typed(field));
  std::optional<std::int64_t> value;
  if (decimals_of(typed) > kMostDecimals) {
    const auto number = plain_number(typed);
    if (number && std::abs(*number) < kLargest / kThousand) value = std::llround(*number * kThousand);
  }
  if (!value) value = reader_.thousandths(field, presence);
  if (value && *value < 0) {
    report({"exchange.number_below_zero", std::string(field), {}});
    return std::nullopt;
  }
  return value;
}

std::optional<Mass> RowReader::kilograms(std::string_view field, Presence presence) {
  const auto value = thousandths(field, presence);
  return value ? std::optional<Mass>{Mass::grams(*value)} : std::nullopt;
}

std::optional<Money> RowReader::euros(std::string_view field) {
  constexpr std::int64_t kThousandthsPerCent = 10;
  const auto value = reader_.thousandths(field, Presence::optional);
  if (!value) return std::nullopt;
  if (*value % kThousandthsPerCent != 0) {
    report({"exchange.price_too_fine", std::string(field), {}});
    return std::nullopt;
  }
  return Money::cents(*value / kThousandthsPerCent);
}

std::optional<Day> RowReader::day(std::string_view field) {
  const std::string typed = web::one_line(reader_.typed(field));
  if (typed.empty()) return std::nullopt;
  const auto day = read_typed_day(typed);
  if (!day) report({"exchange.day_not_understood", std::string(field), {{"typed", typed}}});
  return day;
}

std::optional<Point> RowReader::position(std::string_view lat, std::string_view lon) {
  if (!is_given(lat) && !is_given(lon)) return std::nullopt;
  const auto north = plain_number(web::one_line(reader_.typed(lat)));
  const auto east = plain_number(web::one_line(reader_.typed(lon)));
  if (north && east && is_near_belgium({*east, *north})) return Point{*east, *north};
  report({"exchange.position_not_understood", std::string(lat), {}});
  return std::nullopt;
}

std::optional<std::string> RowReader::chosen(std::string_view field, std::string_view typed,
                                             std::span<const ChoiceWord> words) {
  const std::string folded = text::folded(typed);
  const auto found = std::find_if(words.begin(), words.end(), [&](const ChoiceWord& word) {
    return word.folded == folded || word.choice == typed;
  });
  if (found != words.end()) return found->choice;
  std::string known;
  for (const ChoiceWord& word : words) {
    // Each choice is named once, by its first word.
    const bool is_first = std::find_if(words.begin(), words.end(), [&](const ChoiceWord& other) {
                            return other.choice == word.choice;
                          }) == words.begin() + (&word - words.data());
    if (is_first) known += (known.empty() ? "" : ", ") + word.folded;
  }
  report({"exchange.choice_unknown", std::string(field), {{"typed", std::string(typed)}, {"choices", known}}});
  return std::nullopt;
}

std::optional<std::string> RowReader::choice(std::string_view field, std::span<const ChoiceWord> words) {
  const std::string typed = web::one_line(reader_.typed(field));
  if (typed.empty()) return std::nullopt;
  return chosen(field, typed, words);
}

std::vector<std::string> RowReader::list(std::string_view field) {
  const std::string typed = reader_.line(field, Presence::optional, kLongestList);
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= typed.size()) {
    const auto end = std::min(typed.find_first_of(";,/|", begin), typed.size());
    std::string part = web::one_line(typed.substr(begin, end - begin));
    if (!part.empty() && std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(std::move(part));
    begin = end + 1;
  }
  return parts;
}

std::vector<std::string> RowReader::choices(std::string_view field, std::span<const ChoiceWord> words) {
  std::vector<std::string> found;
  for (const std::string& part : list(field)) {
    const auto one = chosen(field, part, words);
    if (one && std::find(found.begin(), found.end(), *one) == found.end()) found.push_back(*one);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace kringwerk::exchange
