#include "accounts/io/retention_run.h"

#include <algorithm>

#include "text/format.h"

namespace kringwerk::accounts {

namespace {

using access::RetainedRows;
using storage::Connection;
using storage::Rows;

std::string due_rows(const RetainedRows& part) {
  std::string condition = part.since + " <= :before AND " + not_held(part.record_class, part.table, part.key);
  if (!part.due.empty()) condition += " AND (" + part.due + ")";
  return condition;
}

void count(Connection& connection, const RetainedRows& part, const NamedValues& values, RetentionLine& line) {
  Rows rows = values.query(connection,
                           "SELECT COUNT(*), MIN(" + part.since + ") FROM " + part.table + " WHERE " + due_rows(part));
  rows.next();
  line.due += rows.int64(0);
  if (const auto oldest = rows.get<std::optional<Instant>>(1); oldest) {
    line.oldest = line.oldest ? std::min(*line.oldest, *oldest) : *oldest;
  }
}

}  // namespace

std::vector<RetentionLine> run_retention(Connection& connection, const access::RecordRegistry& registry,
                                         const std::vector<RetentionRule>& rules, Extent extent, Instant now) {
  std::vector<RetentionLine> lines;
  for (const RetentionRule& rule : rules) {
    if (!rule.kept_days) continue;
    NamedValues values;
    values.set("now", to_ms(now)).set("today", day_text(text::brussels_day(now)));
    values.set("before", to_ms(due_before(*rule.kept_days, now)));
    RetentionLine line{&rule, 0, {}};
    for (const RetainedRows& part : registry.retained) {
      if (part.record_class != rule.name) continue;
      const std::int64_t before = line.due;
      count(connection, part, values, line);
      if (extent == Extent::count || line.due == before) continue;
      for (const std::string& statement : part.tidy) {
        values.execute(connection, with_condition(statement, "rows", due_rows(part)));
      }
    }
    lines.push_back(line);
  }
  return lines;
}

}  // namespace kringwerk::accounts
