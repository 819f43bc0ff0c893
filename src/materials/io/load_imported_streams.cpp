#include "materials/io/load_imported_streams.h"

#include <algorithm>
#include <map>

#include "materials/io/stream_columns.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;
using storage::Rows;

struct Entry {
  std::int64_t hub = 0;
  std::string company;
};

std::map<std::int64_t, Entry> load_entries(Connection& connection) {
  std::map<std::int64_t, Entry> entries;
  Rows rows = connection.query("SELECT stream_id, hub_id, company FROM stream_on_behalf");
  while (rows.next()) entries[rows.int64(0)] = {rows.int64(1), rows.get<std::string>(2)};
  return entries;
}

}  // namespace

std::vector<ImportedStream> load_imported_streams(Connection& connection, std::optional<network::HubId> hub,
                                                  const std::vector<std::int64_t>& organisations) {
  const auto entries = load_entries(connection);
  std::map<std::int64_t, std::string> emails;
  {
    Rows rows = connection.query("SELECT stream_id, contact_email FROM stream WHERE source_key = 'imported'");
    while (rows.next()) emails[rows.int64(0)] = rows.get<std::string>(1);
  }
  std::vector<ImportedStream> found;
  Rows rows = connection.query(std::string(kSelectStream) + "WHERE s.source_key = 'imported' ORDER BY s.stream_id");
  while (rows.next()) {
    ImportedStream one{read_stream(rows), "", ""};
    const std::int64_t id = one.stream.id.value();
    const auto entry = entries.find(id);
    const bool is_of_hub = hub && entry != entries.end() && entry->second.hub == hub->value();
    const bool is_own = one.stream.organisation && std::find(organisations.begin(), organisations.end(),
                                                             one.stream.organisation->value()) != organisations.end();
    const bool is_of_operator = !hub && !one.stream.entered_by && entry == entries.end();
    if (!is_of_hub && !is_own && !is_of_operator) continue;
    if (entry != entries.end()) one.company = entry->second.company;
    one.contact_email = emails[id];
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace kringwerk::materials
