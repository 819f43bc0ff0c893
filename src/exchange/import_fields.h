#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What can be imported, and which column means what.
namespace kringwerk::exchange {

enum class ImportKind { organisations, capabilities, streams };
inline constexpr std::array<std::string_view, 3> kImportKindKeys{"organisations", "capabilities", "streams"};
constexpr std::string_view key_of(ImportKind kind) {
  return kImportKindKeys[static_cast<std::size_t>(kind)];
}
std::optional<ImportKind> parse_import_kind(std::string_view key);

/// A field of a record; its words are the text "exchange.field.KIND.NAME".
struct ImportField {
  std::string_view name;
  bool is_required = false;  ///< a row without it cannot be brought in
  /// Words that head such a column in Dutch, English and French, in the form of text::folded.
  std::vector<std::string_view> synonyms;
};
const std::vector<ImportField>& fields_of(ImportKind kind);
const ImportField* find_field(ImportKind kind, std::string_view name);

/// Which field each column holds; "" for a column that is not brought in.
using ColumnFields = std::vector<std::string>;

/// Guesses from headers in the form of text::folded: a header that is a synonym, or the field's name; then one that
/// holds a synonym as whole words, the longest first. No field twice.
ColumnFields guess_columns(ImportKind kind, const std::vector<std::string>& folded_headers);

}  // namespace kringwerk::exchange
