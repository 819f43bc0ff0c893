#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kringwerk::network {

/// What a control of a form holds.
enum class ColumnKind {
  line,
  day,
  money,         ///< typed as people write euros, kept as whole cents
  choice,        ///< one of `choices`
  many,          ///< some of `choices`, kept with semicolons between
  place,         ///< a municipality, typed by name or postcode, kept as its NIS code
  organisation,  ///< an organisation, typed by name, kept as the text of its id
  hidden,        ///< goes along with a row that stays as it is; a new row has `start`
};

struct ColumnShape {
  std::string_view name;
  ColumnKind kind = ColumnKind::line;
  std::span<const std::string_view> choices = {};
  std::string_view words = {};  ///< beginning of the ids of the choices' words, "network.kind."
  std::string_view start = {};
};

enum class Repeat {
  once,
  rows,    ///< any number
  places,  ///< any number of municipalities, typed in one box
};

struct FieldShape {
  std::string_view name;
  Repeat repeat = Repeat::once;
  std::vector<ColumnShape> columns;
};

/// The form of one kind of record. Words: "network.edit.RECORD.FIELD", "….FIELD.hint" where there is a hint, and
/// "network.edit.column.COLUMN".
struct EditShape {
  std::string_view record;  ///< "organisation", "hub"
  std::vector<FieldShape> fields;
};

/// The id and name of a control: "sites-0-name".
inline std::string control_name(std::string_view field, std::size_t row, std::string_view column) {
  return std::string(field).append("-").append(std::to_string(row)).append("-").append(column);
}

}  // namespace kringwerk::network
