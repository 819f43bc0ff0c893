#include "materials/io/load_on_behalf.h"

#include "access/policy.h"

namespace kringwerk::materials {

std::optional<EnteredBy> load_entered_by(storage::Connection& connection, StreamId stream) {
  auto rows = connection.query(
      "SELECT h.hub_id, h.name, b.company FROM stream_on_behalf b JOIN hub h ON h.hub_id = b.hub_id WHERE b.stream_id "
      "= ?1",
      stream);
  if (!rows.next()) return std::nullopt;
  return EnteredBy{rows.get<network::HubId>(0), rows.get<std::string>(1), rows.get<std::string>(2)};
}

std::vector<EntryRow> load_entries_of(storage::Connection& connection, const access::Actor& reader, Day today) {
  const access::RecordColumns columns{
      .type = "stream", .visibility = "s.visibility", .state = "s.state", .person = "s.entered_by"};
  std::vector<EntryRow> entries;
  auto rows = connection.query(
      "SELECT s.stream_id, s.kind, s.state, s.confirmed_at_ms, s.title_nl, s.title_en, s.title_fr, b.company, "
      "s.contact_email, h.name, b.entered_at_ms, b.mailed_at_ms FROM stream_on_behalf b "
      "JOIN stream s ON s.stream_id = b.stream_id JOIN hub h ON h.hub_id = b.hub_id WHERE b.entered_by = ?3 AND " +
          access::readable_condition(columns, "?1", "?2") +
          " ORDER BY CASE s.state WHEN 'draft' THEN 0 ELSE 1 END, b.entered_at_ms DESC, b.stream_id DESC LIMIT 200",
      reader.session, today, reader.person);
  while (rows.next()) {
    EntryRow entry;
    entry.id = rows.get<StreamId>(0);
    entry.kind = value_in<StreamKind>(kStreamKindKeys, rows.text(1)).value();
    entry.state = value_in<StreamState>(kStreamStateKeys, rows.text(2)).value();
    entry.was_confirmed = !rows.is_null(3);
    entry.title = LocalText{rows.get<std::string>(4), rows.get<std::string>(5), rows.get<std::string>(6)};
    entry.company = rows.get<std::string>(7);
    entry.email = rows.get<std::string>(8);
    entry.hub_name = rows.get<std::string>(9);
    entry.entered_at = rows.get<Instant>(10);
    entry.mailed_at = rows.get<Instant>(11);
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace kringwerk::materials
