#include "guidance/handle_case.h"

namespace kringwerk::guidance {

namespace {

std::optional<Refusal> check(const Case& handled, const CaseHandling& handling) {
  if (!may_handle(handling.actor, handled.hub)) return Missing{};
  if (handling.seen_version != handled.version) return Conflict{};
  return std::nullopt;
}

HandledCase next_of(const Case& handled, const CaseHandling& handling, CaseEntryKind kind, const std::string& words) {
  HandledCase next{handled, {}};
  ++next.after.version;
  next.entry = CaseEntry{handling.new_id, kind, handling.actor.person, handling.now, words, handled.state, handled.hub};
  return next;
}

}  // namespace

bool may_handle(const access::Actor& actor, network::HubId hub) {
  const access::Scope scope = access::Scope::hub(hub);
  return actor.holds(access::Role::coach, scope) || actor.holds(access::Role::coordinator, scope);
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
