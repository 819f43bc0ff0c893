#pragma once

#include "access/actor.h"
#include "base/time.h"
#include "network/io/load_organisation_hubs.h"
#include "network/merge.h"
#include "storage/connection.h"

/// Who may look after two organisations at once: coordinators of their hubs, and administrators.
namespace kringwerk::network {

/// The hubs of all organisations on a day, asked many times.
class Caretaking {
 public:
  Caretaking(storage::Connection& connection, const access::Actor& actor, Day today);
  bool may_change(OrganisationId organisation) const;
  bool may_read_contact(OrganisationId organisation) const;

 private:
  bool may(OrganisationId organisation, access::Action action, std::string_view field) const;
  const access::Actor& actor_;
  HubsOfOrganisations hubs_;
};

/// Whether the actor may see a merge and take it apart: what the two are now is theirs to change.
bool may_see(const Caretaking& care, const Merge& merge);

}  // namespace kringwerk::network
