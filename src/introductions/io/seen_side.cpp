#include "introductions/io/seen_side.h"

#include <algorithm>

#include "introductions/io/call_store.h"
#include "materials/io/load_streams.h"
#include "network/io/load_organisations.h"
#include "network/io/load_places.h"

namespace kringwerk::introductions {

namespace {

using materials::Stream;
using storage::Connection;

std::optional<Stream> load_as(Connection& connection, materials::StreamId id, const access::Actor& reader) {
  auto stream = materials::load_stream_to_decide(connection, id);
  if (!stream) return std::nullopt;
  const auto hubs = materials::load_hubs_of(connection, *stream);
  if (!materials::may_read(reader, *stream, hubs)) return std::nullopt;
  return materials::as_seen_by(reader, std::move(*stream), hubs);
}

void name_parts(Connection& connection, SeenSide& seen) {
  if (!seen.stream) return;
  seen.title = seen.stream->title;
  if (const auto town = network::load_municipality(connection, seen.stream->nis)) {
    seen.place = town->name.best(Language::nl);
  }
  if (!seen.stream->organisation) return;
  if (const auto owner = network::load_organisation(connection, *seen.stream->organisation)) {
    seen.organisation = owner->name;
  }
}

}  // namespace

access::Actor reader_of(const std::optional<network::OrganisationId>& organisation) {
  materials::Audience audience;
  if (organisation) audience.reach = materials::Audience::Reach::network;
  return materials::example_reader(audience);
}

SeenSide load_seen_side(Connection& connection, const Introduction& introduction, SideKind side,
                        const Standing& standing, Day today) {
  const auto own = sides_of(standing, introduction);
  const Side& shown = introduction.side(side);
  SeenSide seen;
  seen.kind = side;
  seen.is_own = std::find(own.begin(), own.end(), side) != own.end();
  if (may(standing, access::Action::read, introduction, "contact")) seen.email = shown.email;
  const bool talk = introduction.state == IntroductionState::talks || introduction.state == IntroductionState::agreed;
  if (!shown.stream) {
    seen.title = LocalText{shown.title, "", ""};
    if (!shown.organisation) seen.organisation = load_calling_hub(connection, introduction.id);
    const bool is_known = seen.is_own || own.empty() || talk || introduction.origin == Origin::call;
    if (const auto owner = shown.organisation && is_known ? network::load_organisation(connection, *shown.organisation)
                                                          : std::nullopt) {
      seen.organisation = owner->name;
    }
    return seen;
  }
  if (seen.is_own) {
    seen.stream = materials::load_stream_to_decide(connection, *shown.stream);
  } else if (!own.empty()) {
    seen.stream = load_as(connection, *shown.stream, reader_of(introduction.side(own.front()).organisation));
  } else if (auto readable = materials::load_readable_stream(connection, *shown.stream, standing.actor, today)) {
    seen.stream = std::move(readable->stream);
  }
  name_parts(connection, seen);
  // Who said yes wants to be known by the other.
  if (talk && seen.organisation.empty() && shown.organisation) {
    if (const auto owner = network::load_organisation(connection, *shown.organisation)) {
      seen.organisation = owner->name;
    }
  }
  return seen;
}

}  // namespace kringwerk::introductions
