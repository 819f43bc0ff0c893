#include <cstdint>
#include <string>

#include "base/ensure.h"
#include "exchange/import_fields.h"
#include "exchange/io/given_table.h"
#include "exchange/io/row_reader.h"
#include "exchange/typed_recognition.h"
#include "web/form.h"

/// What somebody brings in: a workbook or a text in any encoding, to rows whose cells are read as every kind of value.
/// Every row has the columns of the header, limits hold, and what was read once reads the same again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kringwerk;
  using namespace kringwerk::exchange;
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto given = read_given(bytes, "");
  if (!given) return 0;
  const auto sheet = read_sheet(given->content);
  if (!sheet) return 0;
  ensure(sheet->rows.size() <= kMostRows && sheet->header.size() <= kMostColumns, "a table is within its limits");
  const auto again = read_sheet(given->content);
  ensure(again && again->rows.size() == sheet->rows.size(), "a table reads the same twice");
  const ColumnFields columns = guess_columns(ImportKind::organisations, sheet->header);
  ensure(columns.size() == sheet->header.size(), "every column has an answer");
  const ChoiceWord word{"a", "a"};
  for (const SheetRow& row : sheet->rows) {
    ensure(row.cells.size() == sheet->header.size(), "a row has a cell for each column");
    ColumnFields each(columns.size());
    for (std::size_t i = 0; i < each.size(); ++i) each[i] = "c" + std::to_string(i);
    RowReader reader(row, each, web::Pairs(FieldConstants{}), given->notation);
    for (std::size_t i = 0; i < each.size(); ++i) {
      const std::string& field = each[i];
      const auto day = reader.day(field);
      ensure(!day || day->ok(), "a day that is read exists");
      const auto mass = reader.kilograms(field);
      ensure(!mass || mass->in_grams() >= 0, "an amount is not below zero");
      (void)reader.euros(field);
      (void)reader.email(field);
      (void)reader.choice(field, std::span(&word, 1));
      const auto recognition = read_typed_recognition(row.cells[i]);
      ensure(!recognition || !recognition->period.from || !recognition->period.to ||
                 *recognition->period.from <= *recognition->period.to,
             "a period does not run backwards");
    }
  }
  return 0;
}
