#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "network/io/edit_form.h"
#include "network/io/revised_kind.h"
#include "network/revision.h"
#include "site/make_once.h"
#include "site/services.h"
#include "web/router.h"

/// What forms do with records that are changed by revisions: one transaction each, in which the sender's rights are
/// asked again, with its line in the audit trail.
namespace kringwerk::network {

/// A form as it came in.
struct RecordEdit {
  const RevisedKind& kind;
  std::int64_t id = 0;
  std::int64_t version = 0;
  const web::Form& form;
};
/// Approved at once, or proposed; a proposal of the sender that waits already is replaced. Invalid with all findings,
/// named after controls; Stale when the record is at another version.
Result<Revision> submit_edit(const site::Services& services, const web::Call& call, const RecordEdit& edit);

/// The same for a record that is not there yet, for a hub or (administrators) for none. Answers the address to go to.
struct RecordCreation {
  const RevisedKind& kind;
  std::optional<HubId> hub;
  const web::Form& form;
};
Result<std::string> submit_creation(const site::Services& services, const web::Call& call,
                                    const site::NamedRequest& request, const RecordCreation& creation);

/// Approves, refuses or takes back a proposal.
Result<Revision> submit_decision(const site::Services& services, const web::Call& call, RevisionId id,
                                 const RevisionDecision& decision);

/// Puts back what an approved revision changed, as a revision of its own, approved or proposed.
struct Undoing {
  RevisionId id;
  std::int64_t version = 0;
};
Result<Revision> submit_undo(const site::Services& services, const web::Call& call, const Undoing& undoing);

/// The record of a revision as policy knows it, also when it is not there yet.
RevisedRecord record_of(storage::Connection& connection, const Revision& revision, Day today);

/// The fields as the sender edits them: with their own proposal that waits, if there is one.
struct EditedNow {
  RevisedNow now;
  std::optional<Revision> own_waiting;
  RecordImage image;
  bool may_approve = false;
};
/// nullopt for who may not change the record.
std::optional<EditedNow> load_edited(storage::Connection& connection, const RevisedKind& kind, std::int64_t id,
                                     const access::Actor& actor, Day today);

}  // namespace kringwerk::network
