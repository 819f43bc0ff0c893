#include "network/io/load_places.h"

#include <algorithm>

#include "network/io/load_hubs.h"
#include "storage/period_columns.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using storage::Connection;
using storage::Rows;

constexpr std::string_view kColumns =
    "SELECT m.nis, m.name_nl, m.name_fr, m.province, m.valid_from_on, m.valid_to_on, m.lon_degrees, m.lat_degrees ";

Municipality read_municipality(const Rows& rows) {
  Municipality municipality;
  municipality.nis = Nis{rows.get<std::string>(0)};
  municipality.name = LocalText{rows.get<std::string>(1), "", rows.get<std::string>(2)};
  municipality.province = rows.get<std::string>(3);
  municipality.valid = storage::period_in(rows, 4);
  municipality.centre = Point{rows.float64(6), rows.float64(7)};
  return municipality;
}

void add(std::vector<FoundPlace>& found, Rows rows) {
  while (rows.next()) {
    Municipality municipality = read_municipality(rows);
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&](const FoundPlace& place) { return place.municipality.nis == municipality.nis; });
    if (!known) found.push_back({std::move(municipality), rows.get<std::string>(8)});
  }
}

std::vector<FoundPlace> by_postcode(Connection& connection, const std::string& postcode, const std::string& folded) {
  std::vector<FoundPlace> found;
  if (!folded.empty()) {
    add(found,
        connection.query(std::string(kColumns) +
                             ", p.postcode || ' ' || p.place FROM postcode p JOIN municipality m ON m.nis = p.nis "
                             "WHERE p.postcode = ?1 AND (p.place_folded = ?2 OR m.name_nl_folded = ?2 OR "
                             "m.name_fr_folded = ?2) AND m.valid_to_on IS NULL ORDER BY m.name_nl_sort, p.place",
                         postcode, folded));
  }
  if (found.empty()) {
    add(found,
        connection.query(std::string(kColumns) +
                             ", p.postcode || ' ' || p.place FROM postcode p JOIN municipality m ON m.nis = p.nis "
                             "WHERE p.postcode = ?1 AND m.valid_to_on IS NULL ORDER BY m.name_nl_sort, p.place",
                         postcode));
  }
  return found;
}

std::vector<FoundPlace> by_name(Connection& connection, const std::string& folded) {
  std::vector<FoundPlace> found;
  add(found, connection.query(std::string(kColumns) +
                                  ", m.name_nl FROM municipality m WHERE (m.name_nl_folded = ?1 OR m.name_fr_folded = "
                                  "?1) AND m.valid_to_on IS NULL ORDER BY m.name_nl_sort",
                              folded));
  if (!found.empty()) return found;
  add(found,
      connection.query(std::string(kColumns) +
                           ", old.name_nl FROM municipality old JOIN municipality_predecessor s ON "
                           "s.predecessor_nis = old.nis JOIN municipality m ON m.nis = s.nis "
                           "WHERE (old.name_nl_folded = ?1 OR old.name_fr_folded = ?1) AND m.valid_to_on IS NULL "
                           "ORDER BY m.name_nl_sort",
                       folded));
  add(found,
      connection.query(std::string(kColumns) +
                           ", p.postcode || ' ' || p.place FROM postcode p JOIN municipality m ON m.nis = p.nis "
                           "WHERE p.place_folded = ?1 AND m.valid_to_on IS NULL ORDER BY m.name_nl_sort, p.postcode",
                       folded));
  return found;
}

}  // namespace

std::vector<FoundPlace> find_places(Connection& connection, std::string_view typed) {
  const TypedPlace place = take_apart(typed);
  const std::string folded = text::folded(place.name);
  if (place.postcode) return by_postcode(connection, *place.postcode, folded);
  return folded.empty() ? std::vector<FoundPlace>{} : by_name(connection, folded);
}

std::optional<Municipality> load_municipality(Connection& connection, const Nis& nis) {
  Rows rows = connection.query(std::string(kColumns) + "FROM municipality m WHERE m.nis = ?1", nis.code);
  return rows.next() ? std::optional<Municipality>{read_municipality(rows)} : std::nullopt;
}

std::vector<Municipality> load_municipalities(Connection& connection) {
  std::vector<Municipality> municipalities;
  Rows rows = connection.query(std::string(kColumns) +
                               "FROM municipality m WHERE m.valid_to_on IS NULL ORDER BY m.name_nl_sort");
  while (rows.next()) municipalities.push_back(read_municipality(rows));
  return municipalities;
}

std::vector<Hub> load_hubs_serving(Connection& connection, const Nis& nis) {
  std::vector<Hub> hubs;
  std::vector<HubId> ids;
  Rows rows = connection.query(
      "SELECT h.hub_id FROM hub h JOIN hub_area a ON a.hub_id = h.hub_id WHERE a.nis = ?1 ORDER BY h.list_order",
      nis.code);
  while (rows.next()) ids.push_back(rows.get<HubId>(0));
  for (const HubId id : ids) hubs.push_back(load_hub(connection, id).value());
  return hubs;
}

}  // namespace kringwerk::network
