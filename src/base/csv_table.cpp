#include "base/csv_table.h"

#include "base/raw_table.h"

namespace kringwerk {

namespace {

Violation finding(const char* rule, std::string_view file, std::size_t line, std::string column) {
  return Violation{
      rule, column, {{"file", std::string(file)}, {"line", static_cast<std::int64_t>(line)}, {"column", column}}};
}

const char* csv_rule_of(ColumnFault fault) {
  switch (fault) {
    case ColumnFault::missing:
      return "csv.column_missing";
    case ColumnFault::unknown:
      return "csv.column_unknown";
    case ColumnFault::twice:
      break;
  }
  return "csv.column_twice";
}

Violations faults_of(std::string_view file, const RawTable& table) {
  Violations violations;
  for (const ColumnFinding& one : table.columns) {
    violations.push_back(finding(csv_rule_of(one.fault), file, table.header->line, one.column));
  }
  const std::size_t wanted = table.header->fields.size();
  for (const CsvRecord& record : table.records) {
    if (record.fields.size() == wanted) continue;
    const bool more = record.fields.size() > wanted;
    violations.push_back(finding(more ? "csv.too_many_fields" : "csv.too_few_fields", file, record.line, ""));
  }
  if (table.fault) {
    const CsvPlace& place = table.fault->place;
    violations.push_back(finding("csv.malformed", file, place.line, std::to_string(place.column)));
  }
  return violations;
}

}  // namespace

Result<CsvTable> CsvTable::read(std::string_view file, std::string_view text,
                                const std::vector<std::string_view>& columns) {
  RawTable raw = read_raw_table(text, columns, {});
  if (raw.bad_byte) return Invalid{{finding("csv.not_utf8", file, line_of_byte(text, *raw.bad_byte), "")}};
  if (!raw.header) return Invalid{{finding("csv.header_missing", file, 1, "")}};
  if (Violations violations = faults_of(file, raw); !violations.empty()) return Invalid{std::move(violations)};
  CsvTable table;
  for (const std::string_view column : columns) table.places_.push_back(raw.place_of(column).value());
  table.records_ = std::move(raw.records);
  return table;
}

}  // namespace kringwerk
