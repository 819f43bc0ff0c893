#include "materials/io/world_waste_list.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;
using storage::DataFolder;

void insert_codes(Connection& transaction, const DataFolder& data) {
  const CsvTable table = data.table("waste_codes.csv", {"code", "hazardous", "valid_from", "valid_to", "label_nl",
                                                        "label_en", "label_fr", "successors", "confirmed", "source"});
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto field = [&](std::size_t column) -> const std::string& { return table.at(row, column); };
    const auto to = field(3).empty() ? std::optional<std::string>{} : std::optional<std::string>{field(3)};
    transaction.execute("INSERT INTO waste_code VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", field(0), field(2),
                        to, field(1) == "yes", field(4), field(5), field(6), field(7), field(8) == "yes", field(9));
  }
}

void insert_headings(Connection& transaction, const DataFolder& data) {
  const CsvTable table = data.table("waste_headings.csv",
                                    {"code", "valid_from", "label_nl", "label_en", "label_fr", "confirmed", "source"});
  for (std::size_t row = 0; row < table.size(); ++row) {
    transaction.execute("INSERT INTO waste_heading VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", table.at(row, 0),
                        table.at(row, 1), table.at(row, 2), table.at(row, 3), table.at(row, 4),
                        table.at(row, 5) == "yes", table.at(row, 6));
  }
}

bool has_list(Connection& transaction) {
  auto rows = transaction.query("SELECT COUNT(*) FROM waste_code");
  return rows.next() && rows.int64(0) != 0;
}

}  // namespace

void insert_waste_list(Connection& transaction, const DataFolder& data) {
  if (has_list(transaction)) return;
  insert_codes(transaction, data);
  insert_headings(transaction, data);
}

}  // namespace kringwerk::materials
