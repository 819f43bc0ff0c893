#include "materials/io/stream_board.h"

#include <algorithm>

#include "materials/agreed_amount.h"
#include "materials/io/load_materials.h"
#include "materials/io/load_streams.h"
#include "network/io/load_hubs.h"
#include "network/io/load_places.h"
#include "storage/period_columns.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;
using storage::Rows;

template <class Enum, std::size_t N>
Enum enum_at(const Rows& rows, int column, const std::array<std::string_view, N>& keys) {
  return value_in<Enum>(keys, rows.text(column)).value();
}

ListedStream read_listed(const Rows& rows) {
  ListedStream stream;
  stream.id = rows.get<StreamId>(0);
  stream.kind = enum_at<StreamKind>(rows, 1, kStreamKindKeys);
  stream.readers.state = enum_at<StreamState>(rows, 2, kStreamStateKeys);
  stream.material = rows.get<std::optional<std::string>>(3).value_or("");
  stream.family = rows.get<std::string>(4);
  stream.province = rows.get<std::string>(5);
  stream.nis = network::Nis{rows.get<std::string>(6)};
  stream.title = LocalText{rows.get<std::string>(7), rows.get<std::string>(8), rows.get<std::string>(9)};
  stream.amount.thousandths = rows.get<std::optional<std::int64_t>>(10);
  stream.amount.unit = enum_at<AmountUnit>(rows, 11, kAmountUnitKeys);
  stream.amount.mass_per_unit = rows.get<std::optional<Mass>>(12);
  stream.amount.quality = enum_at<AmountQuality>(rows, 13, kAmountQualityKeys);
  stream.amount.rhythm = enum_at<Rhythm>(rows, 14, kRhythmKeys);
  // What is left of it is what a list is read for.
  stream.amount = open_amount(stream.amount, rows.get<Mass>(33));
  stream.per_week = rows.get<std::optional<Mass>>(15);
  stream.available = storage::period_in(rows, 16);
  stream.confirmed_at = rows.get<Instant>(18);
  stream.is_example = rows.get<bool>(19);
  stream.words = rows.get<std::string>(20);
  stream.title_sort = {rows.get<std::string>(21), rows.get<std::string>(22), rows.get<std::string>(23)};
  stream.place_sort = rows.get<std::string>(24);
  stream.readers.visibility = enum_at<Visibility>(rows, 25, kVisibilityKeys);
  stream.position_visibility = enum_at<Visibility>(rows, 28, kVisibilityKeys);
  stream.resource = enum_at<Resource>(rows, 31, kResourceKeys);
  if (stream.readers.state == StreamState::partly_agreed && rows.get<bool>(32))
    stream.readers.state = StreamState::agreed;
  if (!rows.is_null(29) && !rows.is_null(30)) stream.position = Point{rows.float64(29), rows.float64(30)};
  return stream;
}

/// A row for hubs is found by their staff and by its owner; of other rows neither matters.
void add_hubs(const Rows& rows, const std::vector<HubChoice>& hubs, ListedStream& stream) {
  if (stream.readers.visibility != Visibility::hub) return;
  stream.readers.organisation = rows.get<std::optional<network::OrganisationId>>(26);
  const auto shared = rows.get<std::optional<network::HubId>>(27);
  for (const HubChoice& choice : hubs) {
    const bool serves = std::find(choice.places.begin(), choice.places.end(), stream.nis) != choice.places.end();
    if (shared ? choice.hub.id == *shared : serves) stream.readers.hubs.push_back(choice.hub.id.value());
  }
  std::sort(stream.readers.hubs.begin(), stream.readers.hubs.end());
}

std::vector<ListedStream> load_listed(Connection& connection, const std::vector<HubChoice>& hubs) {
  std::vector<ListedStream> streams;
  Rows rows = connection.query(
      "SELECT s.stream_id, s.kind, s.state, s.material_id, r.family, r.province, s.nis, s.title_nl, s.title_en, "
      "s.title_fr, s.amount_thousandths, s.unit, s.grams_per_unit, s.amount_quality, s.rhythm, r.grams_per_week, "
      "s.available_from_on, s.available_to_on, r.confirmed_at_ms, s.is_example, r.words, r.title_nl_sort, "
      "r.title_en_sort, r.title_fr_sort, r.place_sort, s.visibility, s.organisation_id, s.shared_hub_id, "
      "s.position_visibility, s.lon_degrees, s.lat_degrees, s.resource, s.is_agreed, s.agreed_g FROM stream s JOIN "
      "stream_row r ON "
      "r.stream_id = s.stream_id WHERE s.visibility <> 'private' AND s.state <> 'draft'");
  while (rows.next()) {
    streams.push_back(read_listed(rows));
    add_hubs(rows, hubs, streams.back());
  }
  return streams;
}

std::vector<HubChoice> load_hub_choices(Connection& connection) {
  std::vector<HubChoice> choices;
  for (network::Hub& hub : network::load_hubs(connection)) {
    HubChoice choice;
    for (const auto& area : network::load_areas(connection, hub.id)) choice.places.push_back(area.area.nis);
    choice.hub = std::move(hub);
    choices.push_back(std::move(choice));
  }
  return choices;
}

std::shared_ptr<const ListSnapshot> load_snapshot(Connection& connection) {
  std::map<std::string, network::Municipality, std::less<>> municipalities;
  std::vector<std::string> provinces;
  for (network::Municipality& municipality : network::load_municipalities(connection)) {
    if (!municipality.province.empty()) provinces.push_back(municipality.province);
    municipalities.emplace(municipality.nis.code, std::move(municipality));
  }
  std::sort(provinces.begin(), provinces.end());
  provinces.erase(std::unique(provinces.begin(), provinces.end()), provinces.end());
  std::vector<HubChoice> hubs = load_hub_choices(connection);
  std::vector<ListedStream> listed = load_listed(connection, hubs);
  std::shared_ptr<ListSnapshot> snapshot(new ListSnapshot{load_list_version(connection),
                                                          StreamIndex(std::move(listed)),
                                                          load_taxonomy(connection),
                                                          std::move(municipalities),
                                                          std::move(hubs),
                                                          std::move(provinces),
                                                          {}});
  for (const std::string& nis : snapshot->index.places().values) {
    const auto found = snapshot->municipalities.find(nis);
    snapshot->centres.push_back(found == snapshot->municipalities.end() ? std::nullopt
                                                                        : std::optional(found->second.centre));
  }
  return snapshot;
}

}  // namespace

std::shared_ptr<const ListSnapshot> StreamBoard::kept() {
  const std::scoped_lock lock(kept_mutex_);
  return snapshot_;
}

std::shared_ptr<const ListSnapshot> StreamBoard::current() {
  const std::int64_t version = database_.read(load_list_version);
  auto snapshot = kept();
  if (snapshot && snapshot->version == version) return snapshot;
  const std::scoped_lock refresh(refresh_mutex_);
  snapshot = kept();
  // Another thread may have read it while this one waited; what it read may be newer than what this one asked for.
  if (snapshot && snapshot->version >= version) return snapshot;
  snapshot = database_.read(load_snapshot);
  const std::scoped_lock lock(kept_mutex_);
  snapshot_ = snapshot;
  return snapshot;
}

}  // namespace kringwerk::materials
