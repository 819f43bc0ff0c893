#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "base/quantity.h"
#include "exchange/import_fields.h"
#include "exchange/sheet.h"
#include "web/form.h"

namespace kringwerk::exchange {

/// A word that people write for one of the choices of a field, in the form of text::folded, and the choice.
struct ChoiceWord {
  std::string folded;
  std::string choice;
};

/// Reads the fields of one row as web::FormReader reads a form, with the same rules, and what spreadsheets need beside
/// them. A cell is what stood in the column mapped to the field, else the constant of the field.
/// Rules: those of the form reader; exchange.day_not_understood {typed}, exchange.choice_unknown {typed} {choices},
/// exchange.position_not_understood, exchange.price_too_fine, exchange.number_below_zero.
class RowReader {
 public:
  RowReader(const SheetRow& row, const ColumnFields& columns, const web::Pairs& constants, Language notation);
  RowReader(const RowReader&) = delete;

  std::size_t line() const { return line_; }
  bool is_given(std::string_view field) const { return !form_.fields.value(field).empty(); }
  std::string_view typed(std::string_view field) const { return form_.fields.value(field); }

  using Presence = web::FormReader::Presence;
  std::string text(std::string_view field, Presence presence, std::size_t longest);
  std::string email(std::string_view field);
  /// Not below zero; more than three decimals, as formulas leave them, are rounded.
  std::optional<std::int64_t> thousandths(std::string_view field, Presence presence = Presence::optional);
  std::optional<Mass> kilograms(std::string_view field, Presence presence = Presence::optional);
  /// Whole cents; may be below zero.
  std::optional<Money> euros(std::string_view field);
  std::optional<Day> day(std::string_view field);
  /// From two columns; both or none.
  std::optional<Point> position(std::string_view lat, std::string_view lon);
  /// One of `words`, by its folded form; nullopt when nothing is given, or with a finding.
  std::optional<std::string> choice(std::string_view field, std::span<const ChoiceWord> words);
  /// Parts between semicolons, commas or slashes, trimmed.
  std::vector<std::string> list(std::string_view field);
  std::vector<std::string> choices(std::string_view field, std::span<const ChoiceWord> words);

  void report(Violation violation) { reader_.report(std::move(violation)); }
  const Violations& findings() const { return reader_.violations(); }

 private:
  std::optional<std::string> chosen(std::string_view field, std::string_view typed, std::span<const ChoiceWord> words);
  std::size_t line_;
  web::Form form_;
  Language notation_;
  web::FormReader reader_;
};

}  // namespace kringwerk::exchange
