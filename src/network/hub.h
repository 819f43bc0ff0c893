#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "base/id.h"
#include "base/quantity.h"
#include "base/time.h"
#include "network/organisation.h"
#include "network/place.h"

namespace kringwerk::network {

struct HubTag;
using HubId = Id<HubTag>;

enum class MembershipRole { coordinator, core_partner, partner, supporting };
inline constexpr std::array<std::string_view, 4> kMembershipRoleKeys{"coordinator", "core_partner", "partner",
                                                                     "supporting"};
constexpr std::string_view key_of(MembershipRole role) {
  return kMembershipRoleKeys[static_cast<std::size_t>(role)];
}
std::optional<MembershipRole> parse_membership_role(std::string_view key);

/// An organisation in a hub during a period. A coordinator is a core partner as well.
struct Membership {
  OrganisationId organisation;
  OrganisationKind kind{};
  MembershipRole role{};
  Period period;
};

/// A municipality that a hub serves.
struct ServiceArea {
  Nis nis;
  std::string basis;  ///< "derived_from_name" where the brief gives only the hub's name
  bool is_confirmed = false;
};

/// A focus sector or a service offered, with its period.
struct DatedTopic {
  std::string topic;
  Period period;
  std::string source;
};

/// A contact point of a service; no person is needed.
struct ContactPoint {
  std::string kind;  ///< address, phone, email, website
  std::string value;
  std::string hours;
  std::string source;
};

/// A public amount, as published. What the source does not say is absent, never 0.
struct SupportAmount {
  std::string phase;
  std::string funder;
  std::optional<Money> amount;
  std::optional<Money> total_cost;
  Period period;
  std::string source;
};

struct Hub {
  HubId id;
  std::string name;
  std::string short_name;
  std::string place_label;
  std::optional<Point> position;  ///< a hub of several regions has none
  std::string recognised_by;
  Period recognised;
  bool is_example = false;
  std::string source;
};

}  // namespace kringwerk::network
