#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kringwerk::network {

/// One fact, or one row of a list, by column: {"kind": "maatwerkbedrijf", "from": "2022-03-01"}. A column that is not
/// known is left out. Every row may have `source` (key of its source) and `doubt` ("yes" when somebody doubts it).
using FactRow = std::map<std::string, std::string, std::less<>>;

/// The editable fields of one record, as text. A field of one fact has one row with the column `value`; a field that is
/// not known is left out. This is what a revision keeps, what forms show, and what an undo puts back.
struct RecordImage {
  std::map<std::string, std::vector<FactRow>, std::less<>> fields;

  const std::vector<FactRow>& rows(std::string_view field) const;                      ///< empty when unknown
  std::string value(std::string_view field, std::string_view column = "value") const;  ///< of the first row, or ""
  /// Keeps what is not empty; a row that says nothing beside where it comes from is no row.
  void add(std::string_view field, FactRow row);
  friend bool operator==(const RecordImage&, const RecordImage&) = default;
};

std::string column_of(const FactRow& row, std::string_view column);
/// A column of money: whole cents, at least 0. nullopt for anything else.
std::optional<std::int64_t> cents_in(std::string_view value);

/// What is different in one field: rows that are gone and rows that are new, in their order.
struct FieldDifference {
  std::string field;
  std::vector<FactRow> gone;
  std::vector<FactRow> come;
};
/// By field name; fields that are the same are left out.
std::vector<FieldDifference> differences(const RecordImage& before, const RecordImage& after);

/// A change brought onto a record that moved on: fields that the change does not touch stay as they are now.
struct Rebased {
  RecordImage image;
  std::vector<std::string> overtaken;  ///< fields that were changed to something else in the meantime; kept as they are
};
struct ImageChange {
  const RecordImage& before;
  const RecordImage& after;
};
Rebased rebase(const ImageChange& change, const RecordImage& current);

}  // namespace kringwerk::network
