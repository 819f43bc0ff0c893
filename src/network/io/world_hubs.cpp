#include <string>

#include "base/ensure.h"
#include "network/hub.h"
#include "network/io/world_fields.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::DataFolder;

HubId hub_id(const std::string& key) {
  return HubId::from_key("hub", key);
}

void insert_hub_list(Connection& transaction, const CsvTable& table, const WorldPart& part) {
  for (std::size_t row = 0; row < table.size(); ++row) {
    // The order of the brief's list is the number people know a hub by; examples come after it.
    const auto order = static_cast<std::int64_t>(row) + (part.is_example() ? 1001 : 1);
    transaction.execute("INSERT INTO hub VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                        hub_id(table.at(row, 0)), table.at(row, 0), order, table.at(row, 1), table.at(row, 2),
                        table.at(row, 3), optional_degrees(table.at(row, 4)), optional_degrees(table.at(row, 5)),
                        table.at(row, 6), part.day(table.at(row, 7)), part.day(table.at(row, 8)), part.is_example(),
                        table.at(row, 9));
  }
}

void insert_areas(Connection& transaction, const CsvTable& table) {
  for (std::size_t row = 0; row < table.size(); ++row) {
    transaction.execute("INSERT INTO hub_area VALUES (?1, ?2, ?3, ?4, ?5)", hub_id(table.at(row, 0)), table.at(row, 1),
                        table.at(row, 2), is_yes(table.at(row, 3)), table.at(row, 4));
  }
}

void insert_topics(Connection& transaction, const CsvTable& table, const WorldPart& part, std::string_view topic_kind) {
  for (std::size_t row = 0; row < table.size(); ++row) {
    transaction.execute("INSERT INTO hub_topic VALUES (?1, ?2, ?3, ?4, ?5, ?6)", hub_id(table.at(row, 0)), topic_kind,
                        table.at(row, 1), part.day(table.at(row, 2)), part.day(table.at(row, 3)), table.at(row, 4));
  }
}

void insert_contacts(Connection& transaction, const CsvTable& table) {
  for (std::size_t row = 0; row < table.size(); ++row) {
    transaction.execute("INSERT INTO hub_contact VALUES (?1, ?2, ?3, ?4, ?5)", hub_id(table.at(row, 0)),
                        table.at(row, 1), table.at(row, 2), table.at(row, 3), table.at(row, 4));
  }
}

void insert_amounts(Connection& transaction, const CsvTable& table) {
  for (std::size_t row = 0; row < table.size(); ++row) {
    transaction.execute("INSERT INTO hub_amount VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", hub_id(table.at(row, 0)),
                        table.at(row, 1), table.at(row, 2), optional_number(table.at(row, 3)),
                        optional_number(table.at(row, 4)), optional_text(table.at(row, 5)),
                        optional_text(table.at(row, 6)), table.at(row, 7));
  }
}

void insert_memberships(Connection& transaction, const CsvTable& table, const WorldPart& part) {
  for (std::size_t row = 0; row < table.size(); ++row) {
    ensure(parse_membership_role(table.at(row, 2)).has_value(), "memberships.csv names a known role");
    transaction.execute("INSERT INTO membership VALUES (?1, ?2, ?3, ?4, ?5, ?6)", hub_id(table.at(row, 0)),
                        OrganisationId::from_key("organisation", table.at(row, 1)), table.at(row, 2),
                        part.day(table.at(row, 3)), part.day(table.at(row, 4)), table.at(row, 5));
  }
}

void insert_completeness(Connection& transaction, const CsvTable& table, const WorldPart& part) {
  for (std::size_t row = 0; row < table.size(); ++row) {
    transaction.execute("INSERT INTO hub_completeness VALUES (?1, ?2, ?3)", hub_id(table.at(row, 0)),
                        part.day(table.at(row, 1)), table.at(row, 2));
  }
}

}  // namespace

void insert_hubs(Connection& transaction, const DataFolder& data, const WorldPart& part) {
  const auto with = [&](const char* name, const std::vector<std::string_view>& columns, auto insert) {
    if (data.has(part.file(name))) insert(data.table(part.file(name), columns));
  };
  const auto from = part.day_column("from", "from_days_ago");
  const auto to = part.day_column("to", "to_days_ago");
  with("hubs.csv",
       {"key", "name", "short_name", "place_label", "lon", "lat", "recognised_by",
        part.day_column("recognised_from", "recognised_from_days_ago"),
        part.day_column("recognised_to", "recognised_to_days_ago"), "source"},
       [&](const CsvTable& table) { insert_hub_list(transaction, table, part); });
  with("hub_areas.csv", {"hub", "nis", "basis", "confirmed", "source"},
       [&](const CsvTable& table) { insert_areas(transaction, table); });
  with("hub_sectors.csv", {"hub", "sector", from, to, "source", "kind"},
       [&](const CsvTable& table) { insert_topics(transaction, table, part, "sector"); });
  with("hub_services.csv", {"hub", "service", from, to, "source", "kind"},
       [&](const CsvTable& table) { insert_topics(transaction, table, part, "service"); });
  with("hub_contacts.csv", {"hub", "kind", "value", "hours", "source"},
       [&](const CsvTable& table) { insert_contacts(transaction, table); });
  with("hub_amounts.csv", {"hub", "phase", "funder", "amount_cents", "total_cost_cents", "from", "to", "source"},
       [&](const CsvTable& table) { insert_amounts(transaction, table); });
  with("memberships.csv", {"hub", "organisation", "role", from, to, "source"},
       [&](const CsvTable& table) { insert_memberships(transaction, table, part); });
  with("hub_completeness.csv", {"hub", part.day_column("complete_on", "complete_days_ago"), "source"},
       [&](const CsvTable& table) { insert_completeness(transaction, table, part); });
}

}  // namespace kringwerk::network
