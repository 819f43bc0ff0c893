#include "materials/readers.h"

#include <algorithm>

namespace kringwerk::materials {

namespace {

using access::Action;
using access::Actor;

bool may_read_field(const Actor& actor, const access::RecordFacts& listing, Visibility own, std::string_view field) {
  const auto reach = value_in<Visibility>(kVisibilityKeys, listing.visibility).value_or(Visibility::private_to_owner);
  access::RecordFacts facts = listing;
  facts.visibility = key_in(kVisibilityKeys, std::min(reach, own));
  return access::may(actor, Action::read, facts, field);
}

}  // namespace

access::RecordFacts facts_of(const Stream& stream, const StreamHubs& hubs) {
  access::RecordFacts facts;
  facts.type = "stream";
  facts.visibility = key_in(kVisibilityKeys, stream.visibility);
  facts.state = key_in(kStreamStateKeys, stream.state);
  if (stream.organisation) facts.organisation = stream.organisation->value();
  facts.hubs = hubs;
  facts.person = stream.entered_by;
  return facts;
}

bool may_read(const Actor& actor, const Stream& stream, const StreamHubs& hubs) {
  return may_do(actor, Action::read, stream, hubs);
}

bool may_do(const Actor& actor, Action action, const Stream& stream, const StreamHubs& hubs) {
  return access::may(actor, action, facts_of(stream, hubs));
}

bool may_read_contact(const Actor& actor, const Stream& stream, const StreamHubs& hubs) {
  return may_read_field(actor, facts_of(stream, hubs), stream.fields.contact, "contact");
}

bool may_read_position(const Actor& actor, const Stream& stream, const StreamHubs& hubs) {
  return may_read_field(actor, facts_of(stream, hubs), stream.fields.position, "position");
}

Stream as_seen_by(const Actor& actor, Stream stream, const StreamHubs& hubs) {
  const access::RecordFacts facts = facts_of(stream, hubs);
  const bool sees_price = may_read_field(actor, facts, stream.fields.price, "price");
  const bool sees_position = may_read_position(actor, stream, hubs);
  const bool sees_owner = may_read_field(actor, facts, stream.fields.owner, "owner");
  if (!sees_price) {
    stream.price_per_tonne.reset();
    stream.unit_price_thousandths.reset();
  }
  if (!sees_position) stream.position.reset();
  if (!sees_owner) {
    stream.organisation.reset();
    stream.entered_by.reset();
  }
  return stream;
}

Audience audience_of(const Actor& actor) {
  using enum access::Role;
  Audience audience;
  if (actor.roles.empty()) return audience;
  audience.reach = Audience::Reach::network;
  audience.hubs = actor.scopes(access::ScopeKind::hub, {coach, coordinator});
  return audience;
}

Actor example_reader(const Audience& audience) {
  if (audience.reach == Audience::Reach::everyone) return Actor::visitor();
  Actor actor;
  actor.kind = access::ActorKind::person;
  if (audience.hubs.empty()) {
    actor.roles.push_back({access::Role::organisation_user, access::Scope{access::ScopeKind::organisation, 0}});
  }
  for (const std::int64_t hub : audience.hubs) {
    actor.roles.push_back({access::Role::coach, access::Scope{access::ScopeKind::hub, hub}});
  }
  return actor;
}

}  // namespace kringwerk::materials
