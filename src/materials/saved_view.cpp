#include "materials/saved_view.h"

#include <algorithm>

namespace kringwerk::materials {

access::RecordFacts facts_of(const SavedView& view) {
  access::RecordFacts facts{.type = "saved_view", .visibility = view.hub ? "hub" : "private", .state = "-"};
  if (view.hub) facts.hubs = {view.hub->value()};
  if (view.person.is_set()) facts.person = view.person;
  return facts;
}

bool may_do(const access::Actor& actor, access::Action action, const SavedView& view) {
  return access::may(actor, action, facts_of(view));
}

std::vector<network::HubId> hubs_to_share_with(const access::Actor& actor) {
  using enum access::Role;
  std::vector<network::HubId> hubs;
  for (const std::int64_t id : actor.scopes(access::ScopeKind::hub, {coach, coordinator, policy_officer})) {
    hubs.emplace_back(id);
  }
  return hubs;
}

}  // namespace kringwerk::materials
