#include "exchange/io/workbook.h"

#include <zip.h>

namespace kringwerk::exchange {

bool is_workbook(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04");
}

Result<WorkbookSheet> read_workbook(std::string_view, std::string_view) {
  return Invalid{{Violation{"exchange.not_a_workbook", "", {}}}};
}

}  // namespace kringwerk::exchange
