#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/policy.h"
#include "network/merge.h"
#include "network/merge_organisations.h"
#include "storage/connection.h"

namespace kringwerk::network {

std::optional<Merge> load_merge(storage::Connection& connection, MergeId id);
/// Newest first, those that were undone too.
std::vector<Merge> load_merges(storage::Connection& connection);
/// Of this survivor, not undone, newest first.
std::vector<Merge> load_open_merges_into(storage::Connection& connection, OrganisationId survivor);
/// All of this survivor, also those that were undone, newest first.
std::vector<Merge> load_merges_into(storage::Connection& connection, OrganisationId survivor);
std::optional<Merge> load_open_merge_of(storage::Connection& connection, OrganisationId absorbed);
/// Where an organisation that is not there any more is to be found, over all merges that stand; nullopt when it never
/// went up in another.
std::optional<OrganisationId> load_survivor_of(storage::Connection& connection, OrganisationId absorbed);

/// An organisation as a merge sees it.
struct LoadedParty {
  MergeParty party;
  std::int64_t version = 0;
};
std::optional<LoadedParty> load_party(storage::Connection& connection, OrganisationId id);

/// How many rows of an organisation `reader` may know of, by OrganisationLink::shown_as. Streams and introductions that
/// are hidden from the reader do not count.
std::map<std::string, std::int64_t> load_belongings(storage::Connection& connection, OrganisationId id,
                                                    const access::Actor& reader, Day today);
/// Streams and calls of the organisation since a moment that the reader may know of.
std::map<std::string, std::int64_t> load_belongings_since(storage::Connection& connection, OrganisationId id,
                                                          const access::Actor& reader, Day today, Instant since);

/// Two organisations that somebody called different, newest first.
struct DistinctPair {
  OrganisationId low;
  OrganisationId high;
  std::string decided_by;  ///< the name; empty when the account is gone
  Instant decided_at;
};
std::vector<DistinctPair> load_distinct_pairs(storage::Connection& connection);

}  // namespace kringwerk::network
