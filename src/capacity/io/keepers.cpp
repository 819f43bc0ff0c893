#include "capacity/io/keepers.h"

#include <map>

#include "network/io/load_organisations.h"

namespace kringwerk::capacity {

namespace {

using access::Action;
using network::Capability;
using storage::Connection;

struct OwnerRow {
  OrganisationChoice choice;
  std::vector<std::int64_t> hubs;
};

/// All organisations by name, with the hubs that serve their places.
std::vector<OwnerRow> load_owners(Connection& connection) {
  std::map<std::string, std::vector<std::int64_t>> served;
  auto areas = connection.query("SELECT nis, hub_id FROM hub_area");
  while (areas.next()) served[areas.get<std::string>(0)].push_back(areas.int64(1));
  std::vector<OwnerRow> owners;
  auto rows = connection.query("SELECT organisation_id, name, nis FROM organisation ORDER BY name_sort");
  while (rows.next()) {
    OwnerRow owner{{rows.get<network::OrganisationId>(0), rows.get<std::string>(1)}, {}};
    if (!rows.is_null(2)) owner.hubs = served[rows.get<std::string>(2)];
    owners.push_back(std::move(owner));
  }
  return owners;
}

}  // namespace

bool keeps(Connection& connection, const access::Actor& actor, const Capability& capability) {
  if (!actor.is_signed_in()) return false;
  const auto facts = network::facts_of(capability, network::load_hubs_of(connection, capability));
  return access::may(actor, Action::read, facts) && access::may(actor, Action::update, facts);
}

bool sees_bookings(Connection& connection, const access::Actor& actor, const Capability& capability) {
  if (!actor.is_signed_in()) return false;
  const auto facts = network::facts_of(capability, network::load_hubs_of(connection, capability));
  return access::may(actor, Action::read, facts) && access::may(actor, Action::read, facts, network::kBookingFields);
}

std::vector<OrganisationChoice> load_organisation_choices(Connection& connection, const access::Actor& actor) {
  std::vector<OrganisationChoice> choices;
  if (!actor.is_signed_in()) return choices;
  for (OwnerRow& owner : load_owners(connection)) {
    Capability draft;
    draft.organisation = owner.choice.id;
    if (!access::may(actor, Action::create, network::facts_of(draft, std::move(owner.hubs)))) continue;
    choices.push_back(std::move(owner.choice));
  }
  return choices;
}

std::vector<KeptCapability> load_kept_capabilities(Connection& connection, const access::Actor& actor) {
  std::vector<KeptCapability> kept;
  if (!actor.is_signed_in()) return kept;
  std::map<network::OrganisationId, std::vector<Capability>> by_owner;
  for (Capability& capability : network::load_capabilities(connection)) {
    by_owner[capability.organisation].push_back(std::move(capability));
  }
  for (const OwnerRow& owner : load_owners(connection)) {
    for (Capability& capability : by_owner[owner.choice.id]) {
      const auto facts = network::facts_of(capability, owner.hubs);
      const bool is_kept = capability.nis
                               ? keeps(connection, actor, capability)
                               : access::may(actor, Action::read, facts) && access::may(actor, Action::update, facts);
      if (is_kept) kept.push_back({std::move(capability), owner.choice.name});
    }
  }
  return kept;
}

}  // namespace kringwerk::capacity
