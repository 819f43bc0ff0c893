#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/policy.h"
#include "base/result.h"
#include "base/time.h"
#include "network/hub.h"
#include "network/record_image.h"

namespace kringwerk::network {

struct RevisionTag;
using RevisionId = Id<RevisionTag>;

/// proposed: waits for somebody who may approve. approved: the record is so, or was. undone: was approved, and put back
/// by another revision.
enum class RevisionState { proposed, approved, refused, withdrawn, undone };
inline constexpr std::array<std::string_view, 5> kRevisionStateKeys{"proposed", "approved", "refused", "withdrawn",
                                                                    "undone"};
constexpr std::string_view key_of(RevisionState state) {
  return kRevisionStateKeys[static_cast<std::size_t>(state)];
}

/// The record that is changed, and whom it belongs to.
struct RevisedRecord {
  std::string kind;  ///< type of record in the policy: "organisation", "hub"
  std::int64_t id = 0;
  std::vector<std::int64_t> hubs;
};

/// One change of a record, from idea to what became of it.
struct Revision {
  RevisionId id;
  std::string record;  ///< RevisedRecord::kind
  std::int64_t record_id = 0;
  bool is_creation = false;
  std::optional<HubId> hub;  ///< of a creation: for whom; it belongs to no hub before it is there
  RecordImage before;
  RecordImage after;
  RevisionState state = RevisionState::proposed;
  std::optional<RevisionId> undoes;
  std::string remark;  ///< of whoever proposed it
  access::PersonId proposed_by;
  access::Role proposed_as = access::Role::organisation_user;
  Instant proposed_at;
  std::optional<access::PersonId> decided_by;
  std::optional<Instant> decided_at;
  std::string reason;  ///< of whoever refused it
  std::int64_t version = 1;
};

/// What somebody wants to change.
struct WantedChange {
  RevisionId id;
  RecordImage before;
  RecordImage after;
  std::string remark;
  bool is_creation = false;
  std::optional<HubId> hub;
  std::optional<RevisionId> undoes;
};

/// Approved at once by who may approve, else proposed. Missing for who may not change the record (nor create one).
/// Rules: network.nothing_changed; network.remark_too_long {longest}, field "remark".
Result<Revision> make_revision(const WantedChange& wanted, const RevisedRecord& record, const access::Actor& actor,
                               Instant now);

enum class RevisionStep { approve, refuse, withdraw };
inline constexpr std::array<std::string_view, 3> kRevisionStepKeys{"approve", "refuse", "withdraw"};
struct RevisionDecision {
  RevisionStep step = RevisionStep::approve;
  std::string reason;  ///< needed to refuse
  std::int64_t version = 0;
};
/// What becomes of a proposal. Missing for who may not; Stale when it is not as it was on the screen. Rules:
/// network.reason_missing, network.reason_too_long {longest}, field "reason".
Result<Revision> decide_revision(const Revision& proposed, const RevisionDecision& decision,
                                 const RevisedRecord& record, const access::Actor& actor, Instant now);

/// The fields of an approved revision put back onto the record as it is now, as a change of its own. Rules:
/// network.already_undone; network.overtaken {fields}: a field was changed again later; network.creation_stays.
/// `fields` in a finding are keys with semicolons between.
Result<WantedChange> undo_of(const Revision& revision, const RecordImage& current);

/// What approving `revision` makes of the record as it is now. Rule network.overtaken {fields}.
Result<RecordImage> approved_image(const Revision& revision, const RecordImage& current);

bool may_change(const access::Actor& actor, const RevisedRecord& record);
bool may_approve(const access::Actor& actor, const RevisedRecord& record);
/// Policy facts of a revision, which belongs to its record.
access::RecordFacts facts_of(const Revision& revision, const RevisedRecord& record);

}  // namespace kringwerk::network
