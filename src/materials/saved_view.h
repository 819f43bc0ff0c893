#pragma once

#include <optional>
#include <string>

#include "access/actor.h"
#include "access/policy.h"
#include "network/hub.h"

namespace kringwerk::materials {

struct SavedViewTag;
using SavedViewId = Id<SavedViewTag>;

/// A choice of filters of the material map under a name.
struct SavedView {
  SavedViewId id;
  access::PersonId person;            ///< who made it
  std::optional<network::HubId> hub;  ///< shared with the people of this hub; absent: of its maker alone
  std::string name;
  std::string filters;  ///< query of the map's address: "" or with its question mark
  Instant made_at;
  Instant changed_at;
  std::int64_t version = 1;
};

inline constexpr std::size_t kLongestViewName = 80;

/// What the policy asks of it.
access::RecordFacts facts_of(const SavedView& view);
bool may_do(const access::Actor& actor, access::Action action, const SavedView& view);
/// Hubs whose people the actor may share a view with, ids ascending.
std::vector<network::HubId> hubs_to_share_with(const access::Actor& actor);

}  // namespace kringwerk::materials
