#pragma once

#include <map>
#include <string>
#include <vector>

#include "access/actor.h"
#include "network/duplicate_guard.h"
#include "network/organisation_record.h"
#include "storage/connection.h"

/// Which organisations of the network a new one may be: the one guard of pages, imports and the page of duplicates.
namespace kringwerk::network {

/// An organisation that a draft may be, with every reason, strongest first.
struct DuplicateCandidate {
  OrganisationId id;
  std::string name;
  std::vector<LikenessReason> reasons;  ///< at least one
};

/// All organisations, ready to be compared. An address for mail counts where its reader may see it: else the answer
/// would tell it. The program itself (commands of the operator) sees all.
class DuplicateBook {
 public:
  DuplicateBook(storage::Connection& connection, const access::Actor& reader, Day today);
  const std::vector<OrganisationRecord>& records() const { return records_; }
  const OrganisationRecord* find(OrganisationId id) const;
  /// Those that `draft` may be, strongest first, at most `most`; never itself.
  std::vector<DuplicateCandidate> candidates(const OrganisationRecord& draft, std::size_t most = 5) const;
  /// Pairs among the organisations themselves (DuplicateGuard::pairs).
  std::vector<GuardPair> pairs(std::size_t most) const { return guard_.pairs(most); }

 private:
  std::vector<OrganisationRecord> records_;
  std::map<OrganisationId, std::size_t> places_;
  DuplicateGuard guard_;
};

/// For one form: what its draft may be, as `reader` may know.
std::vector<DuplicateCandidate> duplicate_candidates(storage::Connection& connection, const OrganisationRecord& draft,
                                                     const access::Actor& reader, Day today);

}  // namespace kringwerk::network
