#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kringwerk {

/// Where a fault stands, both counted from 1. `column` counts fields, not characters.
struct CsvPlace {
  std::size_t line = 0;
  std::size_t column = 0;
};

/// One record. `line` is the line its first field starts on (quoted fields may span lines).
struct CsvRecord {
  std::size_t line = 0;
  std::vector<std::string> fields;
};

/// Why a text is not RFC 4180.
enum class CsvFault {
  quote_inside_field,  ///< a quote in an unquoted field, or text after a closing quote
  quote_not_closed,    ///< the text ends inside a quoted field
};

struct CsvError {
  CsvFault fault{};
  CsvPlace place;
};

/// RFC 4180 with one delimiter: quoted fields, doubled quotes, CRLF or LF; a UTF-8 byte order mark is skipped, empty
/// lines are skipped, a record may have any number of fields. Bytes are not interpreted: check UTF-8 separately.
/// Our own because no packaged reader reports line and column of a fault in quoted, multi-line records.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text, char delimiter = ',');
  /// The next record, or nullopt at the end or at a fault: then error() is set and stays set.
  std::optional<CsvRecord> next();
  const std::optional<CsvError>& error() const { return error_; }

 private:
  bool read_field(std::string& field, CsvPlace place);
  bool read_quoted(std::string& field, CsvPlace place);
  bool fail(CsvFault fault, CsvPlace place);
  bool at_end_of_record();

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::optional<CsvError> error_;
};

/// One field as RFC 4180 wants it, quoted where needed. With `against_formulas` a leading = + - @ tab, CR or LF gets an
/// apostrophe in front, so that a spreadsheet shows the text and does not run it; so does one that follows apostrophes,
/// which is why without_guard gives back every text.
std::string csv_field(std::string_view text, bool against_formulas);

/// The text that stood in a field against formulas: "'-5" is "-5".
std::string_view without_guard(std::string_view field);

}  // namespace kringwerk
