#include "access/route_policy.h"

#include <algorithm>
#include <array>

namespace kringwerk::access {

namespace {

using enum Audience;

constexpr auto kPolicies = std::to_array<RoutePolicy>({
    {"site.home", everyone, "The front page shows public records only."},
    {"site.language", everyone, "Sends a visitor without a language to the one the browser asks for."},
    {"site.statement", everyone, "Accessibility and privacy are public statements."},
    {"site.health", operators, "Whether the process lives and may be sent work."},
    {"site.metrics", operators, "Counts and durations by route; no records."},
    {"network.hubs.view", everyone, "The list and map of hubs are public."},
    {"network.hub.view", everyone, "A hub, its partners and its history are public."},
    {"network.organisation.view", everyone, "The public fields of an organisation."},
    {"network.which_hub.view", everyone, "Which hub serves a place; nothing is stored."},
    {"network.sources.view", everyone, "Where the shipped facts come from."},
    {"materials.list.view", everyone, "Open streams that the reader may see, position by municipality."},
    {"materials.map.view", everyone, "The same streams as the list, on a map."},
    {"materials.offer.new", everyone, "Anybody may write an offer; it stays a draft until confirmed by mail."},
    {"materials.offer.create", everyone, "Stores a draft that only its secret link shows."},
    {"materials.offer.confirm", link_holder, "Opens the draft of this link."},
    {"materials.own.list", signed_in, "The offers and needs of the organisations somebody works for."},
    {"materials.own.new", signed_in, "The form for them; who works for no organisation finds nothing here."},
    {"materials.own.create", signed_in, "Publishes for an organisation the sender works for."},
    {"materials.own.edit", signed_in, "A stream that the reader may change; asked again for the record."},
    {"materials.own.change", signed_in, "Asked again for the record, in the transaction."},
    {"matchmaking.offer.view", everyone,
     "A stream that the reader may see, and its chains among what the reader's audience may see."},
    {"matchmaking.draft.view", link_holder, "The draft of this link and its chains among public records."},
    {"guidance.question.new", everyone, "Anybody may ask a hub."},
    {"guidance.question.create", everyone, "Stores the question for that hub."},
    {"guidance.question.view", link_holder, "The state of the question of this link."},
    {"accounts.people.view", role_givers, "People with a role where the reader gives roles."},
    {"accounts.people.export", role_givers, "The same as a table to take along; each download is recorded."},
    {"accounts.person.view", role_givers, "One of them, with roles of now and before."},
    {"accounts.grant.give", role_givers, "Gives a role no wider than the giver's own; asked again by its rules."},
    {"accounts.grant.decide", administrators, "The second administrator approves or refuses what another proposed."},
    {"accounts.grant.end", role_givers, "Ends a role that the reader could give, or lays down the own one."},
    {"accounts.person.suspend", administrators, "Suspends an account or lets it back in."},
    {"guidance.board.view", hub_staff, "Questions to the hubs of which the reader is staff."},
    {"guidance.case.view", hub_staff, "A question to such a hub, with the asker's address."},
    {"guidance.case.handle", hub_staff, "Answers it, moves it on or hands it over; asked again for the record."},
});

}  // namespace

bool may_come(Audience audience, const Actor& actor) {
  const bool coordinates = actor.holds(Role::coordinator);
  const bool administers = actor.holds(Role::administrator);
  switch (audience) {
    case everyone:
    case link_holder:
    case operators:
      return true;
    case signed_in:
      return actor.is_signed_in();
    case hub_staff:
      return coordinates || actor.holds(Role::coach);
    case coordinators:
      return coordinates;
    case role_givers:
      return coordinates || administers || actor.holds(Role::organisation_user);
    case auditors:
      return administers || actor.holds(Role::auditor);
    case administrators:
      return administers;
  }
  return false;
}

std::span<const RoutePolicy> route_policies() {
  return kPolicies;
}

const RoutePolicy* find_route_policy(std::string_view name) {
  const auto policies = route_policies();
  const auto found =
      std::find_if(policies.begin(), policies.end(), [&](const RoutePolicy& policy) { return policy.name == name; });
  return found == policies.end() ? nullptr : &*found;
}

}  // namespace kringwerk::access
