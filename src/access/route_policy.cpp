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
    {"materials.list.view", everyone, "Open public streams only, position by municipality."},
    {"materials.map.view", everyone, "The same streams as the list, on a map."},
    {"materials.offer.new", everyone, "Anybody may write an offer; it stays a draft until confirmed by mail."},
    {"materials.offer.create", everyone, "Stores a draft that only its secret link shows."},
    {"materials.offer.confirm", link_holder, "Opens the draft of this link."},
    {"matchmaking.offer.view", everyone, "A public stream and its chains among public records."},
    {"matchmaking.draft.view", link_holder, "The draft of this link and its chains among public records."},
    {"guidance.question.new", everyone, "Anybody may ask a hub."},
    {"guidance.question.create", everyone, "Stores the question for that hub."},
    {"guidance.question.view", link_holder, "The state of the question of this link."},
    {"accounts.sign_in", everyone, "Whoever has an account begins here; the answer tells nothing about accounts."},
    {"accounts.sign_out", everyone, "Ends the session of the browser, if it has one."},
    {"accounts.register", everyone, "Anybody may ask for an account; a mail follows whatever the address."},
    {"accounts.register_link", link_holder, "Makes the account of the address that got this link."},
    {"accounts.reset", everyone, "Anybody may ask; only the mailbox of the account gets the link."},
    {"accounts.reset_link", link_holder, "Sets the password of the account that got this link."},
    {"accounts.invitation", link_holder, "The role offered by this link, and nothing else."},
    {"accounts.own", signed_in, "One's own name, language, password, sessions and second factor."},
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
