#include "guidance/handle_case.h"

#include "access/policy.h"

namespace kringwerk::guidance {

namespace {

access::RecordFacts facts_of(const Case& handled) {
  access::RecordFacts facts;
  facts.type = "case";
  facts.visibility = "-";
  facts.state = materials::key_in(kCaseStateKeys, handled.state);
  facts.hubs = {handled.hub.value()};
  return facts;
}

std::optional<Refusal> check(const Case& handled, const CaseHandling& handling) {
  if (!access::may(handling.actor, access::Action::read, facts_of(handled))) return Missing{};
  if (handling.seen_version != handled.version) return Conflict{};
  if (!may_handle(handling.actor, handled)) return Forbidden{};
  return std::nullopt;
}

HandledCase next_of(const Case& handled, const CaseHandling& handling, CaseEntryKind kind, const std::string& words) {
  HandledCase next{handled, {}};
  ++next.after.version;
  next.entry = CaseEntry{handling.new_id, kind, handling.actor.person, handling.now, words, handled.state, handled.hub};
  return next;
}

}  // namespace

bool may_handle(const access::Actor& actor, const Case& handled) {
  return access::may(actor, access::Action::update, facts_of(handled));
}

bool is_overdue(const Case& handled, Day today) {
  const bool waits = handled.state == CaseState::received || handled.state == CaseState::in_progress;
  return waits && handled.answer_due < today;
}

Result<HandledCase> reply_to_case(const Case& handled, const CaseHandling& handling, const std::string& words,
                                  ReplyKind kind) {
  if (const auto refusal = check(handled, handling)) return *refusal;
  HandledCase next = next_of(handled, handling, CaseEntryKind::reply, words);
  next.after.state = kind == ReplyKind::answer ? CaseState::answered : CaseState::in_progress;
  next.entry.state = next.after.state;
  return next;
}

Result<HandledCase> move_case(const Case& handled, const CaseHandling& handling, CaseState to) {
  if (const auto refusal = check(handled, handling)) return *refusal;
  if (to == handled.state || to == CaseState::received) {
    return Invalid{{Violation{"guidance.case_state_same", "state", {}}}};
  }
  HandledCase next = next_of(handled, handling, CaseEntryKind::state, "");
  next.after.state = to;
  next.entry.state = to;
  return next;
}

Result<HandledCase> hand_over_case(const Case& handled, const CaseHandling& handling,
                                   const std::optional<network::HubId>& to, const std::string& words) {
  if (const auto refusal = check(handled, handling)) return *refusal;
  if (!to) return Invalid{{Violation{"guidance.hand_over_unknown_hub", "hub", {}}}};
  if (*to == handled.hub) return Invalid{{Violation{"guidance.hand_over_same_hub", "hub", {}}}};
  HandledCase next = next_of(handled, handling, CaseEntryKind::hand_over, words);
  next.after.hub = *to;
  next.entry.hub = *to;
  return next;
}

}  // namespace kringwerk::guidance
