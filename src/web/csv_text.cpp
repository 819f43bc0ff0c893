#include "web/csv_text.h"

namespace kringwerk::web {

std::string csv_field(std::string_view text) {
  constexpr std::string_view kFormulaStart = "=+-@\t\r\n";
  std::string field;
  if (!text.empty() && kFormulaStart.find(text.front()) != std::string_view::npos) field += '\'';
  field += text;
  if (field.find_first_of(",;\"\r\n\t") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char c : field) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv_record(std::span<const std::string> fields) {
  std::string record;
  for (const std::string& field : fields) {
    if (&field != fields.data()) record += ',';
    record += csv_field(field);
  }
  return record + "\r\n";
}

}  // namespace kringwerk::web
