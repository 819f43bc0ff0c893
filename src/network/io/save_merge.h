#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "network/merge.h"
#include "network/merge_organisations.h"
#include "storage/connection.h"

/// In the caller's transaction, which tells the audit trail as well.
namespace kringwerk::network {

/// `merge` says who goes up in whom; `merged` is the survivor as it should be. Every row of the one that goes up moves
/// to the survivor (organisation_links.h), or is dropped where the survivor has the same; each is noted, so that
/// unmerge puts it back. The number of the one that goes up is free of rows afterwards. What is kept in memory follows.
void merge_organisations(storage::Connection& transaction, const Merge& merge, const OrganisationRecord& merged);

/// Takes a merge apart: the one that went up is as it was, with every row that came from it and is still there. Fields
/// of the survivor get back what they were, unless somebody changed them since: those columns are answered. What was
/// added to the survivor after the merge stays there. Rule network.merge_covered {name}: the survivor itself went up in
/// another one since, which comes first. Conflict when it is undone already.
Result<std::vector<std::string>> unmerge_organisations(storage::Connection& transaction, const Merge& merge,
                                                       Instant now);

/// Remembers that two are not one; again does nothing.
void keep_distinct(storage::Connection& transaction, OrganisationId low, OrganisationId high, access::PersonId by,
                   Instant now);
void forget_distinct(storage::Connection& transaction, OrganisationId low, OrganisationId high);

}  // namespace kringwerk::network
