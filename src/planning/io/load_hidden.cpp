#include "planning/io/load_hidden.h"

#include <unordered_map>
#include <unordered_set>

#include "materials/io/load_streams.h"
#include "network/io/load_organisations.h"

namespace kringwerk::planning {

namespace {

/// As matchmaking names an activity: one letter longer than the id of a stream.
constexpr std::string_view kActivityPrefix = "c";

/// Where organisations are, by id as text.
using Seats = std::unordered_map<std::string, Point>;

Seats load_seats(storage::Connection& connection) {
  Seats seats;
  auto rows = connection.query(
      "SELECT organisation_id, lon_degrees, lat_degrees FROM organisation WHERE lon_degrees IS NOT NULL AND "
      "lat_degrees IS NOT NULL");
  while (rows.next()) {
    seats.emplace(rows.get<network::OrganisationId>(0).text(), Point{rows.float64(1), rows.float64(2)});
  }
  return seats;
}

class Looking {
 public:
  Looking(const PlanNames& names, std::unordered_map<std::int64_t, materials::StreamSight> sights, Seats seats)
      : names_(names), sights_(std::move(sights)), seats_(std::move(seats)) {}

  template <class Streams>
  void add_hidden(const Streams& streams, HiddenRecords& hidden) const {
    for (const auto& stream : streams) {
      if (!is_shown(stream.id, stream.at)) hidden.insert(stream.id);
    }
  }

 private:
  bool is_shown(const std::string& id, Point at) const {
    const auto parsed = materials::StreamId::parse(id);
    const auto sight = parsed ? sights_.find(parsed->value()) : sights_.end();
    if (sight == sights_.end() || !sight->second.record) return false;
    const auto told = names_.records.find(id);
    if (told == names_.records.end()) return true;
    if (!told->second.owner.empty() && !sight->second.owner) return false;
    return sight->second.position || is_known_place(told->second, at);
  }

  /// The middle of the municipality, or where its owner is. Any other point is the stream's own site.
  bool is_known_place(const RecordName& told, Point at) const {
    const auto place = names_.places.find(told.place);
    if (place != names_.places.end() && place->second.centre == at) return true;
    const auto seat = seats_.find(told.organisation);
    return seat != seats_.end() && seat->second == at;
  }

  const PlanNames& names_;
  std::unordered_map<std::int64_t, materials::StreamSight> sights_;
  Seats seats_;
};

}  // namespace

HiddenRecords load_hidden_records(storage::Connection& connection, const matching::Instance& instance,
                                  const PlanNames& names, const materials::Audience& audience) {
  const Looking looking(names, materials::load_stream_sights(connection, audience), load_seats(connection));
  HiddenRecords hidden;
  looking.add_hidden(instance.offers, hidden);
  looking.add_hidden(instance.needs, hidden);
  for (const std::string& activity : load_hidden_activities(connection, names)) hidden.insert(activity);
  return hidden;
}

HiddenRecords load_hidden_activities(storage::Connection& connection, const PlanNames& names) {
  std::unordered_set<std::string> known;
  for (const network::Capability& one : network::load_capabilities(connection)) {
    known.insert(std::string(kActivityPrefix) + one.id.text());
  }
  HiddenRecords hidden;
  const std::size_t length = kActivityPrefix.size() + network::CapabilityId{}.text().size();
  for (const auto& [id, name] : names.records) {
    if (id.size() == length && id.starts_with(kActivityPrefix) && !known.contains(id)) hidden.insert(id);
  }
  return hidden;
}

}  // namespace kringwerk::planning
