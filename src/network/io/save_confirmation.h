#pragma once

#include "network/capability.h"
#include "storage/connection.h"

namespace kringwerk::network {

/// It is confirmed at `now`, and what was said to be no more is back. Whoever changes a capability raises the
/// version of the list (list_version.h), so that matching looks again.
void confirm_capability(storage::Connection& transaction, CapabilityId id, Instant now);
void confirm_organisation(storage::Connection& transaction, OrganisationId id, Instant now);

/// It is no more; nothing is deleted. A capability has a state for that.
void retire_organisation(storage::Connection& transaction, OrganisationId id, Instant now);

/// The address that mails about an organisation go to; its version goes up.
void set_organisation_contact(storage::Connection& transaction, OrganisationId id, const std::string& email);

}  // namespace kringwerk::network
