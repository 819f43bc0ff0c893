#include "materials/io/load_streams.h"

#include <algorithm>
#include <map>

#include "clocks/io/load_clocks.h"
#include "materials/agreed_amount.h"
#include "materials/io/stream_columns.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;
using storage::Rows;

constexpr access::RecordColumns kColumns{
    .type = "stream",
    .visibility = "s.visibility",
    .state = "s.state",
    .organisation = "s.organisation_id",
    .hubs =
        "SELECT hub_area.hub_id FROM hub_area WHERE s.shared_hub_id IS NULL AND hub_area.nis = s.nis UNION ALL "
        "SELECT hub.hub_id FROM hub WHERE hub.hub_id = s.shared_hub_id",
    .person = "s.entered_by"};

std::optional<Stream> first_of(Rows rows) {
  return rows.next() ? std::optional<Stream>{read_stream(rows)} : std::nullopt;
}

const std::string& select_readable() {
  static const std::string kQuery =
      std::string(kSelectStream) + "WHERE s.stream_id = ?1 AND " + access::readable_condition(kColumns, "?2", "?3");
  return kQuery;
}

using HubsOfPlace = std::map<network::Nis, StreamHubs>;
HubsOfPlace load_hubs_of_places(Connection& connection) {
  HubsOfPlace hubs;
  Rows rows = connection.query("SELECT nis, hub_id FROM hub_area ORDER BY hub_id");
  while (rows.next()) hubs[network::Nis{rows.get<std::string>(0)}].push_back(rows.int64(1));
  return hubs;
}

StreamHubs hubs_of(const Stream& stream, const HubsOfPlace& places) {
  if (stream.shared_hub) return {stream.shared_hub->value()};
  const auto found = places.find(stream.nis);
  return found == places.end() ? StreamHubs{} : found->second;
}

}  // namespace

std::optional<SeenStream> load_readable_stream(Connection& connection, StreamId id, const access::Actor& reader,
                                               Day today) {
  auto stream = first_of(connection.query(select_readable(), id, reader.session, day_text(today)));
  if (!stream) return std::nullopt;
  SeenStream seen;
  seen.hubs = load_hubs_of(connection, *stream);
  if (may_read_contact(reader, *stream, seen.hubs)) seen.contact = load_contact_email(connection, id);
  seen.stream = as_seen_by(reader, std::move(*stream), seen.hubs);
  return seen;
}

std::optional<Stream> load_public_stream(Connection& connection, StreamId id) {
  // A visitor has no roles, so the day does not matter.
  auto seen = load_readable_stream(connection, id, access::Actor::visitor(), Day{});
  return seen ? std::optional<Stream>{std::move(seen->stream)} : std::nullopt;
}

std::optional<Stream> load_stream_by_secret(Connection& connection, std::string_view secret_hash) {
  return first_of(
      connection.query(std::string(kSelectStream) + "WHERE s.secret_hash = ?1 AND s.secret_hash <> ''", secret_hash));
}

std::optional<Stream> load_stream_to_decide(Connection& connection, StreamId id) {
  return first_of(connection.query(std::string(kSelectStream) + "WHERE s.stream_id = ?1", id));
}

StreamHubs load_hubs_of(Connection& connection, const Stream& stream) {
  if (stream.shared_hub) return {stream.shared_hub->value()};
  StreamHubs hubs;
  Rows rows = connection.query("SELECT hub_id FROM hub_area WHERE nis = ?1 ORDER BY hub_id", stream.nis.code);
  while (rows.next()) hubs.push_back(rows.int64(0));
  return hubs;
}

std::vector<Stream> load_own_streams(Connection& connection, const std::vector<std::int64_t>& organisations) {
  std::vector<Stream> streams;
  for (const std::int64_t organisation : organisations) {
    Rows rows = connection.query(std::string(kSelectStream) + "WHERE s.organisation_id = ?1", organisation);
    while (rows.next()) streams.push_back(read_stream(rows));
  }
  std::sort(streams.begin(), streams.end(), [](const Stream& a, const Stream& b) {
    return a.created_at != b.created_at ? a.created_at > b.created_at : a.id > b.id;
  });
  return streams;
}

std::string load_contact_email(Connection& connection, StreamId id) {
  Rows rows = connection.query("SELECT contact_email FROM stream WHERE stream_id = ?1", id);
  return rows.next() ? rows.get<std::string>(0) : std::string();
}

std::unordered_map<std::int64_t, StreamSight> load_stream_sights(Connection& connection, const Audience& audience) {
  const HubsOfPlace places = load_hubs_of_places(connection);
  std::unordered_map<std::int64_t, StreamSight> sights;
  Rows rows = connection.query(
      "SELECT stream_id, state, visibility, price_visibility, position_visibility, owner_visibility, shared_hub_id, "
      "nis "
      "FROM stream");
  const auto visibility = [&](int column) { return value_in<Visibility>(kVisibilityKeys, rows.text(column)).value(); };
  while (rows.next()) {
    Stream stream;
    stream.state = value_in<StreamState>(kStreamStateKeys, rows.text(1)).value();
    stream.visibility = visibility(2);
    stream.fields.price = visibility(3);
    stream.fields.position = visibility(4);
    stream.fields.owner = visibility(5);
    stream.shared_hub = rows.get<std::optional<network::HubId>>(6);
    stream.nis = network::Nis{rows.get<std::string>(7)};
    sights.emplace(rows.int64(0), stream_sight(audience, stream, hubs_of(stream, places)));
  }
  return sights;
}

std::int64_t load_list_version(Connection& connection) {
  Rows rows = connection.query("SELECT version FROM stream_list_version");
  rows.next();
  return rows.get<std::int64_t>(0);
}

std::optional<std::vector<StreamId>> load_changed_streams(Connection& connection, std::int64_t after,
                                                          std::size_t most) {
  const std::int64_t now = load_list_version(connection);
  std::vector<StreamId> streams;
  std::int64_t told = 0;
  Rows rows =
      connection.query("SELECT stream_id, version FROM stream_change WHERE version > ?1 ORDER BY version LIMIT ?2",
                       after, static_cast<std::int64_t>(most) + 1);
  while (rows.next()) {
    streams.push_back(rows.get<StreamId>(0));
    ++told;
  }
  // Every version tells of one stream; one that does not, told of more.
  if (told != now - after || told > static_cast<std::int64_t>(most)) return std::nullopt;
  std::sort(streams.begin(), streams.end());
  streams.erase(std::unique(streams.begin(), streams.end()), streams.end());
  return streams;
}

namespace {

constexpr std::string_view kMatchable =
    "s.visibility <> 'private' AND s.state IN ('open', 'in_talks', 'partly_agreed') AND s.is_agreed = 0 AND "
    "s.material_id IS NOT NULL AND "
    "s.confirmed_at_ms >= CASE s.kind WHEN 'offer' THEN ?1 ELSE ?2 END ";

/// What is agreed matches nothing any more: such a stream is only what is left of it.
void leave_open(Stream& stream) {
  stream.amount = open_amount(stream.amount, stream.agreed);
  stream.agreed = {};
}

/// Since when an offer and a need must have been confirmed to take part.
struct Oldest {
  Instant offer;
  Instant need;
};
Oldest load_oldest(Connection& connection, Instant now) {
  const clocks::ClockReading reading = clocks::load_clock_reading(connection, now);
  const auto since = [&](clocks::RecordType type) {
    return clocks::confirmed_since(reading, type, clocks::Freshness::hidden).value_or(Instant{});
  };
  return {since(clocks::RecordType::offer), since(clocks::RecordType::need)};
}

}  // namespace

std::vector<Stream> load_matchable_streams(Connection& connection, Instant now, const Audience& audience) {
  const Oldest oldest = load_oldest(connection, now);
  const HubsOfPlace places = load_hubs_of_places(connection);
  const access::Actor reader = example_reader(audience);
  std::vector<Stream> streams;
  Rows rows = connection.query(std::string(kSelectStream) + "WHERE " + std::string(kMatchable) + "ORDER BY s.stream_id",
                               oldest.offer, oldest.need);
  while (rows.next()) {
    Stream stream = read_stream(rows);
    leave_open(stream);
    const StreamHubs hubs = hubs_of(stream, places);
    if (may_read(reader, stream, hubs)) streams.push_back(as_seen_by(reader, std::move(stream), hubs));
  }
  return streams;
}

std::vector<MatchableStream> load_matchable_faces(Connection& connection, Instant now) {
  const Oldest oldest = load_oldest(connection, now);
  const HubsOfPlace places = load_hubs_of_places(connection);
  std::vector<MatchableStream> streams;
  Rows rows = connection.query(std::string(kSelectStream) + "WHERE " + std::string(kMatchable) + "ORDER BY s.stream_id",
                               oldest.offer, oldest.need);
  while (rows.next()) {
    Stream stream = read_stream(rows);
    leave_open(stream);
    StreamHubs hubs = hubs_of(stream, places);
    auto faces = faces_of(stream, hubs);
    if (!faces.empty()) streams.push_back({stream.id, std::move(hubs), std::move(faces)});
  }
  return streams;
}

std::vector<MatchableStream> load_matchable_faces_of(Connection& connection, Instant now,
                                                     const std::vector<StreamId>& wanted) {
  const Oldest oldest = load_oldest(connection, now);
  std::vector<MatchableStream> streams;
  for (const StreamId id : wanted) {
    auto stream =
        first_of(connection.query(std::string(kSelectStream) + "WHERE s.stream_id = ?3 AND " + std::string(kMatchable),
                                  oldest.offer, oldest.need, id));
    if (!stream) continue;
    leave_open(*stream);
    StreamHubs hubs = load_hubs_of(connection, *stream);
    auto faces = faces_of(*stream, hubs);
    if (!faces.empty()) streams.push_back({id, std::move(hubs), std::move(faces)});
  }
  return streams;
}

}  // namespace kringwerk::materials
