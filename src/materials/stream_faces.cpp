#include "materials/stream_faces.h"

#include <algorithm>
#include <array>
#include <map>

namespace kringwerk::materials {

namespace {

/// What one way of looking shows.
struct Sight {
  bool record = false;
  bool price = false;
  bool position = false;
  bool owner = false;
  friend bool operator==(const Sight&, const Sight&) = default;
};

/// The ways: everybody, the network, staff of an own hub.
using Sights = std::array<Sight, 3>;

Sight sight_of(const access::Actor& reader, const Stream& stream, const StreamHubs& hubs) {
  if (!may_read(reader, stream, hubs)) return {};
  const Stream seen = as_seen_by(reader, stream, hubs);
  return {true, seen.price_per_tonne.has_value(), seen.position.has_value(), seen.organisation.has_value()};
}

/// What the policy says of every stream that is shown like this one. Which organisation and which hub it is does not
/// matter to somebody who belongs to none of the organisations.
Sights ask_policy(const Stream& like) {
  constexpr std::int64_t kSomeHub = 1;
  Stream probe;
  probe.state = like.state;
  probe.visibility = like.visibility;
  probe.fields = like.fields;
  probe.organisation = network::OrganisationId{1};
  probe.price_per_tonne = Money::euros(1);
  probe.position = Point{};
  const StreamHubs hubs{kSomeHub};
  return {sight_of(example_reader({}), probe, hubs),
          sight_of(example_reader({Audience::Reach::network, {}}), probe, hubs),
          sight_of(example_reader({Audience::Reach::network, hubs}), probe, hubs)};
}

/// Asking the policy for each of a hundred thousand streams takes most of the time of loading them.
Sights sights_of(const Stream& stream) {
  using Shown = std::array<int, 5>;
  thread_local std::map<Shown, Sights> known;
  const Shown shown{static_cast<int>(stream.state), static_cast<int>(stream.visibility),
                    static_cast<int>(stream.fields.price), static_cast<int>(stream.fields.position),
                    static_cast<int>(stream.fields.owner)};
  const auto at = known.find(shown);
  return at != known.end() ? at->second : known.emplace(shown, ask_policy(stream)).first->second;
}

/// Seeing what is not there makes no difference.
Sight for_stream(Sight sight, const Stream& stream) {
  if (!sight.record) return {};
  sight.price = sight.price || !stream.price_per_tonne;
  sight.position = sight.position || !stream.position;
  sight.owner = sight.owner || (!stream.organisation && !stream.entered_by);
  return sight;
}

Stream shown(const Sight& sight, Stream stream) {
  if (!sight.price) stream.price_per_tonne.reset();
  if (!sight.position) stream.position.reset();
  if (!sight.owner) {
    stream.organisation.reset();
    stream.entered_by.reset();
  }
  return stream;
}

}  // namespace

std::vector<StreamFace> faces_of(const Stream& stream, const StreamHubs& hubs) {
  Sights sights = sights_of(stream);
  for (Sight& sight : sights) sight = for_stream(sight, stream);
  const auto& [everybody, network, of_staff] = sights;
  const Sight own_hubs = hubs.empty() ? Sight{} : of_staff;
  std::vector<StreamFace> faces;
  std::vector<Sight> done;
  for (const Sight& sight : {everybody, network, own_hubs}) {
    if (!sight.record || std::find(done.begin(), done.end(), sight) != done.end()) continue;
    done.push_back(sight);
    faces.push_back({std::make_shared<const Stream>(shown(sight, stream)), sight == everybody, sight == network,
                     sight == own_hubs});
  }
  return faces;
}

StreamSight stream_sight(const Audience& audience, const Stream& stream, const StreamHubs& hubs) {
  const auto& [everybody, network, of_staff] = sights_of(stream);
  const bool in_network = audience.reach == Audience::Reach::network;
  const Sight& sight = !in_network ? everybody : is_own(audience, hubs) ? of_staff : network;
  return {sight.record, sight.owner, sight.position};
}

bool is_own(const Audience& audience, const StreamHubs& hubs) {
  return std::any_of(hubs.begin(), hubs.end(), [&](std::int64_t hub) {
    return std::find(audience.hubs.begin(), audience.hubs.end(), hub) != audience.hubs.end();
  });
}

}  // namespace kringwerk::materials
