#pragma once

#include "base/time.h"
#include "network/organisation_record.h"
#include "storage/connection.h"

/// In the caller's transaction, which tells the audit trail as well.
namespace kringwerk::network {

/// A new organisation, no example, version 1.
void insert_organisation(storage::Connection& transaction, const OrganisationRecord& record, Instant now);
/// Everything of `record` in place of what was, one version more.
void update_organisation(storage::Connection& transaction, const OrganisationRecord& record);

}  // namespace kringwerk::network
