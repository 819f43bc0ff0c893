#include "guidance/io/load_cases.h"

#include "access/policy.h"
#include "guidance/io/case_columns.h"

namespace kringwerk::guidance {

namespace {

using storage::Connection;
using storage::Rows;

std::string columns() {
  return "SELECT " + std::string(kCaseColumns) + ", h.name, s.title_nl, s.title_en, s.title_fr, s.state ";
}

constexpr std::string_view kTables =
    "FROM hub_case c JOIN hub h ON h.hub_id = c.hub_id "
    "LEFT JOIN stream s ON s.stream_id = c.stream_id AND s.visibility = 'public' "
    "WHERE ";

/// Tables and condition; ?1 is the reader's session, ?2 the day.
std::string readable() {
  const access::RecordColumns columns{.type = "case", .state = "c.state", .hubs = "c.hub_id"};
  return std::string(kTables) + access::readable_condition(columns, "?1", "?2") + " ";
}

/// ?3 is the hub, 0 for all.
std::string_view condition_of(CaseFilter filter) {
  switch (filter) {
    case CaseFilter::open:
      return "AND (?3 = 0 OR c.hub_id = ?3) AND c.state IN ('received', 'in_progress') ";
    case CaseFilter::late:
      return "AND (?3 = 0 OR c.hub_id = ?3) AND c.state IN ('received', 'in_progress') AND c.answer_due_on < ?2 ";
    case CaseFilter::received:
      return "AND (?3 = 0 OR c.hub_id = ?3) AND c.state = 'received' ";
    case CaseFilter::in_progress:
      return "AND (?3 = 0 OR c.hub_id = ?3) AND c.state = 'in_progress' ";
    case CaseFilter::answered:
      return "AND (?3 = 0 OR c.hub_id = ?3) AND c.state = 'answered' ";
    case CaseFilter::closed:
      return "AND (?3 = 0 OR c.hub_id = ?3) AND c.state = 'closed' ";
    case CaseFilter::all:
      break;
  }
  return "AND (?3 = 0 OR c.hub_id = ?3) ";
}

std::string_view order_of(CaseOrder order) {
  switch (order) {
    case CaseOrder::due:
      return "ORDER BY c.answer_due_on, c.created_at_ms, c.case_id ";
    case CaseOrder::newest:
      return "ORDER BY c.created_at_ms DESC, c.case_id DESC ";
    case CaseOrder::oldest:
      break;
  }
  return "ORDER BY c.created_at_ms, c.case_id ";
}

CaseRow read_row(const Rows& rows) {
  CaseRow row;
  row.found = read_case(rows);
  row.hub_name = rows.get<std::string>(11);
  if (rows.is_null(15)) return row;
  row.about = LocalText{rows.get<std::string>(12), rows.get<std::string>(13), rows.get<std::string>(14)};
  row.about_is_public = rows.text(15) != "draft";
  return row;
}

}  // namespace

CaseList load_case_list(Connection& connection, const CaseReader& reader, const CaseQuery& query) {
  const std::int64_t hub = query.hub ? query.hub->value() : 0;
  const std::string condition = readable() + std::string(condition_of(query.filter));
  CaseList list;
  {
    Rows count = connection.query("SELECT COUNT(*) " + condition, reader.actor.session, reader.today, hub);
    count.next();
    list.total = count.int64(0);
  }
  Rows rows = connection.query(columns() + condition + std::string(order_of(query.order)) + "LIMIT ?4 OFFSET ?5",
                               reader.actor.session, reader.today, hub, query.most, query.first);
  while (rows.next()) list.rows.push_back(read_row(rows));
  return list;
}

std::optional<CaseRow> load_case_row(Connection& connection, const CaseReader& reader, CaseId id) {
  Rows rows = connection.query(columns() + readable() + "AND c.case_id = ?3", reader.actor.session, reader.today, id);
  return rows.next() ? std::optional<CaseRow>{read_row(rows)} : std::nullopt;
}

std::vector<CaseEntryRow> load_case_entries(Connection& connection, CaseId id) {
  std::vector<CaseEntryRow> entries;
  Rows rows = connection.query(
      "SELECT e.entry_id, e.kind, e.person_id, e.at_ms, e.words, e.state, e.hub_id, p.name, h.name "
      "FROM hub_case_entry e JOIN person p ON p.person_id = e.person_id JOIN hub h ON h.hub_id = e.hub_id "
      "WHERE e.case_id = ?1 ORDER BY e.at_ms, e.entry_id",
      id);
  while (rows.next()) {
    CaseEntryRow row;
    row.entry = CaseEntry{
        rows.get<CaseEntryId>(0),      materials::value_in<CaseEntryKind>(kCaseEntryKindKeys, rows.text(1)).value(),
        rows.get<access::PersonId>(2), rows.get<Instant>(3),
        rows.get<std::string>(4),      materials::value_in<CaseState>(kCaseStateKeys, rows.text(5)).value(),
        rows.get<network::HubId>(6)};
    row.person_name = rows.get<std::string>(7);
    row.hub_name = rows.get<std::string>(8);
    entries.push_back(std::move(row));
  }
  return entries;
}

}  // namespace kringwerk::guidance
