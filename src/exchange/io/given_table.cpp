#include "exchange/io/given_table.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "exchange/io/workbook.h"
#include "exchange/text_encoding.h"
#include "text/format.h"
#include "web/typed_text.h"

namespace kringwerk::exchange {

namespace {

Invalid not_understood(const std::string& part) {
  return Invalid{{Violation{"exchange.mapping_not_understood", "", {{"typed", part}}}}};
}

std::string content_of(const std::string& mapping) {
  if (mapping.find('=') != std::string::npos) return mapping;
  std::ifstream stream(mapping, std::ios::binary);
  if (!stream) return mapping;
  std::ostringstream content;
  content << stream.rdbuf();
  return content.str();
}

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const auto end = std::min(text.find_first_of(";\n", begin), text.size());
    std::string part = web::one_line(text.substr(begin, end - begin));
    if (!part.empty()) parts.push_back(std::move(part));
    begin = end + 1;
  }
  return parts;
}

}  // namespace

Result<GivenTable> read_given(std::string_view bytes, std::string_view sheet) {
  GivenTable given;
  if (is_workbook(bytes)) {
    auto workbook = read_workbook(bytes, sheet);
    if (!workbook) return workbook.error();
    given.content = std::move(workbook->content);
    given.other_sheets = std::move(workbook->other_sheets);
  } else {
    given.content = as_utf8(bytes);
    given.notation = guess_delimiter(given.content) == ',' ? Language::en : Language::nl;
  }
  const auto read = read_sheet(given.content);
  if (!read) return read.error();
  return given;
}

void take_over(ImportBatch& batch, const GivenTable& given) {
  batch.content = given.content;
  batch.other_sheets = given.other_sheets;
  batch.notation = given.notation;
}

Result<Done> apply_mapping(const std::string& mapping, const Sheet& sheet, ImportBatch& batch) {
  for (const std::string& part : parts_of(content_of(mapping))) {
    const auto sign = part.find('=');
    if (sign == std::string::npos || sign == 0) return not_understood(part);
    const bool is_constant = part[sign - 1] == ':';
    const std::string field = web::one_line(part.substr(0, is_constant ? sign - 1 : sign));
    const std::string value = web::one_line(part.substr(sign + 1));
    if (find_field(batch.kind, field) == nullptr) return not_understood(part);
    if (is_constant) {
      batch.constants.emplace_back(field, value);
      continue;
    }
    const auto header = std::find_if(sheet.header.begin(), sheet.header.end(),
                                     [&](const std::string& one) { return text::folded(one) == text::folded(value); });
    if (header == sheet.header.end()) return not_understood(part);
    std::replace(batch.columns.begin(), batch.columns.end(), field, std::string());
    batch.columns[static_cast<std::size_t>(header - sheet.header.begin())] = field;
  }
  return Done{};
}

}  // namespace kringwerk::exchange
