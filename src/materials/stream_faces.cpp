#include "materials/stream_faces.h"

#include <algorithm>
#include <array>

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

Sight sight_of(const access::Actor& reader, const Stream& stream, const StreamHubs& hubs) {
  if (!may_read(reader, stream, hubs)) return {};
  const Stream seen = as_seen_by(reader, stream, hubs);
  return {true, seen.price_per_tonne == stream.price_per_tonne, seen.position == stream.position,
          seen.organisation == stream.organisation && seen.entered_by == stream.entered_by};
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
  static const access::Actor kVisitor = example_reader({});
  static const access::Actor kMember = example_reader({Audience::Reach::network, {}});
  const Sight everybody = sight_of(kVisitor, stream, hubs);
  const Sight network = sight_of(kMember, stream, hubs);
  const Sight own_hubs =
      hubs.empty() ? Sight{} : sight_of(example_reader({Audience::Reach::network, {hubs.front()}}), stream, hubs);
  std::vector<StreamFace> faces;
  for (const Sight& sight : {everybody, network, own_hubs}) {
    const bool is_known = std::any_of(faces.begin(), faces.end(), [&](const StreamFace& face) {
      return (face.everybody && sight == everybody) || (face.network && sight == network);
    });
    if (!sight.record || is_known) continue;
    faces.push_back({std::make_shared<const Stream>(shown(sight, stream)), sight == everybody, sight == network,
                     sight == own_hubs});
  }
  return faces;
}

bool is_own(const Audience& audience, const StreamHubs& hubs) {
  return std::any_of(hubs.begin(), hubs.end(), [&](std::int64_t hub) {
    return std::find(audience.hubs.begin(), audience.hubs.end(), hub) != audience.hubs.end();
  });
}

const StreamFace* face_for(const std::vector<StreamFace>& faces, const Audience& audience, const StreamHubs& hubs) {
  const bool in_network = audience.reach == Audience::Reach::network;
  const bool own = in_network && is_own(audience, hubs);
  for (const StreamFace& face : faces) {
    if (own ? face.own_hubs : in_network ? face.network : face.everybody) return &face;
  }
  return nullptr;
}

}  // namespace kringwerk::materials
