#include "matching/io/instance_table.h"

#include <algorithm>
#include <charconv>

#include "matching/row_checks.h"

namespace kringwerk::matching {

namespace {

std::string_view column_rule_of(ColumnFault fault) {
  switch (fault) {
    case ColumnFault::missing:
      return "matching.column_missing";
    case ColumnFault::unknown:
      return "matching.column_unknown";
    case ColumnFault::twice:
      break;
  }
  return "matching.column_duplicate";
}

}  // namespace

InstanceTable::InstanceTable(std::string_view text, const TableShape& shape, Violations& found)
    : file_(shape.file), found_(found) {
  RawTable raw = read_raw_table(text, shape.required, shape.optional);
  if (raw.bad_byte) {
    const auto line = static_cast<std::int64_t>(line_of_byte(text, *raw.bad_byte));
    found_.push_back(
        finding("matching.utf8_invalid", {file_, line}, "", {{"offset", static_cast<std::int64_t>(*raw.bad_byte)}}));
  }
  if (raw.fault) report_fault(*raw.fault, raw);
  if (!raw.header && !raw.fault && !raw.bad_byte) found_.push_back(finding("matching.csv_empty", {file_, 1}, ""));
  for (const ColumnFinding& one : raw.columns)
    found_.push_back(finding(column_rule_of(one.fault), {file_, 1}, one.column));
  is_whole_ = raw.header && !raw.fault && raw.columns.empty();
  if (!raw.header || !raw.columns.empty()) return;
  header_ = std::move(raw.header->fields);
  records_ = std::move(raw.records);
  check_field_counts();
}

void InstanceTable::report_fault(const CsvError& fault, const RawTable& table) {
  const std::size_t column = fault.place.column;
  const bool has_name = table.header && column <= table.header->fields.size();
  const std::string name = has_name ? table.header->fields[column - 1] : std::to_string(column);
  const char* rule = fault.fault == CsvFault::quote_not_closed ? "matching.csv_quote_open" : "matching.csv_quote";
  found_.push_back(finding(rule, {file_, static_cast<std::int64_t>(fault.place.line)}, name));
}

void InstanceTable::check_field_counts() {
  const std::size_t wanted = header_.size();
  std::erase_if(records_, [&](const CsvRecord& record) {
    const std::size_t count = record.fields.size();
    if (count == wanted) return false;
    const std::string column = count < wanted ? header_[count] : std::to_string(wanted + 1);
    found_.push_back(
        finding("matching.field_count", {file_, static_cast<std::int64_t>(record.line)}, column,
                {{"expected", static_cast<std::int64_t>(wanted)}, {"found", static_cast<std::int64_t>(count)}}));
    const int id = position_of("id");
    if (id >= 0 && static_cast<std::size_t>(id) < count) {
      lost_ids_.push_back(record.fields[static_cast<std::size_t>(id)]);
    } else {
      is_whole_ = false;
    }
    return true;
  });
}

int InstanceTable::position_of(std::string_view column) const {
  const auto at = std::find(header_.begin(), header_.end(), column);
  return at == header_.end() ? -1 : static_cast<int>(at - header_.begin());
}

Where InstanceTable::where(std::size_t row) const {
  return {file_, static_cast<std::int64_t>(records_[row].line)};
}

const std::string& InstanceTable::text(std::size_t row, std::string_view column) const {
  static const std::string kNothing;
  const int position = position_of(column);
  return position < 0 ? kNothing : records_[row].fields[static_cast<std::size_t>(position)];
}

void InstanceTable::report(std::string_view rule, std::size_t row, std::string_view column, std::vector<Fact> more) {
  found_.push_back(finding(rule, where(row), column, std::move(more)));
}

double InstanceTable::number(std::size_t row, std::string_view column) {
  const std::string& cell = text(row, column);
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error == std::errc{} && end == cell.data() + cell.size()) return value;
  report("matching.not_a_number", row, column, {{"found", cell}});
  return 0;
}

Period InstanceTable::window(std::size_t row) {
  const auto day = [&](std::string_view column) -> std::optional<Day> {
    const std::string& cell = text(row, column);
    if (cell.empty()) return std::nullopt;
    const auto parsed = parse_day(cell);
    if (!parsed) report("matching.not_a_day", row, column, {{"found", cell}});
    return parsed;
  };
  Period period;
  period.from = day("from");
  period.to = day("to");
  return period;
}

std::vector<std::string> InstanceTable::list(std::size_t row, std::string_view column) const {
  std::vector<std::string> names;
  std::string_view rest = text(row, column);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    std::string_view name = rest.substr(0, end);
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    if (!name.empty()) names.emplace_back(name);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return names;
}

bool InstanceTable::yes(std::size_t row, std::string_view column) {
  const std::string& cell = text(row, column);
  if (cell == "1" || cell == "true") return true;
  if (!cell.empty() && cell != "0" && cell != "false") {
    report("matching.not_a_yes_or_no", row, column, {{"found", cell}});
  }
  return false;
}

}  // namespace kringwerk::matching
