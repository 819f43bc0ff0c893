#include "network/revision.h"

#include <algorithm>

#include "base/utf8.h"
#include "base/word_list.h"

namespace kringwerk::network {

namespace {

using access::Action;
using access::Actor;
using access::Role;

constexpr std::size_t kLongestRemark = 500;

access::RecordFacts facts_of_record(const RevisedRecord& record) {
  access::RecordFacts facts{.type = record.kind, .visibility = "-", .state = "-"};
  if (record.kind == "organisation") facts.organisation = record.id;
  facts.hubs = record.hubs;
  return facts;
}

/// As what the actor changes the record: the role with which it may do most.
Role role_on(const Actor& actor, const RevisedRecord& record) {
  if (actor.holds(Role::administrator)) return Role::administrator;
  for (const Role role : {Role::coordinator, Role::coach}) {
    const bool has = std::any_of(record.hubs.begin(), record.hubs.end(), [&](std::int64_t hub) {
      return actor.holds(role, access::Scope{access::ScopeKind::hub, hub});
    });
    if (has) return role;
  }
  return Role::organisation_user;
}

/// Whoever makes a record makes it for a hub of their own; administrators for none or any.
bool may_create(const Actor& actor, const RevisedRecord& record) {
  if (!access::may(actor, Action::create, facts_of_record(record))) return false;
  return actor.holds(Role::administrator) || role_on(actor, record) != Role::organisation_user;
}

bool is_too_long(const std::string& text) {
  return utf8_length(text) > kLongestRemark;
}

Violation too_long(std::string_view rule, std::string_view field) {
  return {std::string(rule), std::string(field), {{"longest", static_cast<std::int64_t>(kLongestRemark)}}};
}

Invalid overtaken(const std::vector<std::string>& fields) {
  return Invalid{{Violation{"network.overtaken", "", {{"fields", join_list(fields)}}}}};
}

}  // namespace

bool may_change(const Actor& actor, const RevisedRecord& record) {
  return access::may(actor, Action::update, facts_of_record(record));
}

bool may_approve(const Actor& actor, const RevisedRecord& record) {
  return access::may(actor, Action::approve, facts_of_record(record));
}

access::RecordFacts facts_of(const Revision& revision, const RevisedRecord& record) {
  access::RecordFacts facts{.type = "revision", .visibility = "-", .state = key_of(revision.state)};
  if (revision.record == "organisation") facts.organisation = revision.record_id;
  facts.hubs = record.hubs;
  facts.person = revision.proposed_by;
  return facts;
}

Result<Revision> make_revision(const WantedChange& wanted, const RevisedRecord& record, const Actor& actor,
                               Instant now) {
  const bool may_do = wanted.is_creation ? may_create(actor, record) : may_change(actor, record);
  if (!may_do) return Missing{};
  if (differences(wanted.before, wanted.after).empty()) return Invalid{{Violation{"network.nothing_changed", "", {}}}};
  if (is_too_long(wanted.remark)) return Invalid{{too_long("network.remark_too_long", "remark")}};
  Revision revision;
  revision.id = wanted.id;
  revision.record = record.kind;
  revision.record_id = record.id;
  revision.is_creation = wanted.is_creation;
  revision.hub = wanted.hub;
  revision.before = wanted.before;
  revision.after = wanted.after;
  revision.undoes = wanted.undoes;
  revision.remark = wanted.remark;
  revision.proposed_by = actor.person;
  revision.proposed_as = role_on(actor, record);
  revision.proposed_at = now;
  if (may_approve(actor, record)) {
    revision.state = RevisionState::approved;
    revision.decided_by = actor.person;
    revision.decided_at = now;
  }
  return revision;
}

Result<Revision> decide_revision(const Revision& proposed, const RevisionDecision& decision,
                                 const RevisedRecord& record, const Actor& actor, Instant now) {
  const auto facts = facts_of(proposed, record);
  if (!access::may(actor, Action::read, facts)) return Missing{};
  if (proposed.version != decision.version || proposed.state != RevisionState::proposed) return Stale{};
  const bool is_own = decision.step == RevisionStep::withdraw;
  if (is_own ? !access::may(actor, Action::remove, facts) : !access::may(actor, Action::approve, facts))
    return Missing{};
  if (decision.step == RevisionStep::refuse && decision.reason.empty())
    return Invalid{{Violation{"network.reason_missing", "reason", {}}}};
  if (is_too_long(decision.reason)) return Invalid{{too_long("network.reason_too_long", "reason")}};
  constexpr std::array<RevisionState, 3> kBecomes{RevisionState::approved, RevisionState::refused,
                                                  RevisionState::withdrawn};
  Revision decided = proposed;
  decided.state = kBecomes[static_cast<std::size_t>(decision.step)];
  decided.decided_by = actor.person;
  decided.decided_at = now;
  if (decision.step == RevisionStep::refuse) decided.reason = decision.reason;
  ++decided.version;
  return decided;
}

Result<WantedChange> undo_of(const Revision& revision, const RecordImage& current) {
  if (revision.state != RevisionState::approved) return Invalid{{Violation{"network.already_undone", "", {}}}};
  if (revision.is_creation) return Invalid{{Violation{"network.creation_stays", "", {}}}};
  Rebased back = rebase({revision.after, revision.before}, current);
  if (!back.overtaken.empty()) return overtaken(back.overtaken);
  WantedChange wanted;
  wanted.before = current;
  wanted.after = std::move(back.image);
  wanted.undoes = revision.id;
  return wanted;
}

Result<RecordImage> approved_image(const Revision& revision, const RecordImage& current) {
  Rebased rebased = rebase({revision.before, revision.after}, current);
  if (!rebased.overtaken.empty()) return overtaken(rebased.overtaken);
  return std::move(rebased.image);
}

}  // namespace kringwerk::network
