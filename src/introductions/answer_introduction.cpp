#include "introductions/answer_introduction.h"

#include <algorithm>

#include "guidance/ask_hub.h"
#include "introductions/propose_introduction.h"

namespace kringwerk::introductions {

namespace {

using access::Action;

std::optional<Refusal> check(const Introduction& introduction, const Handling& handling, Action action) {
  if (!may(handling.standing, Action::read, introduction)) return Missing{};
  if (handling.seen_version != introduction.version) return Stale{};
  if (!may(handling.standing, action, introduction)) return Forbidden{};
  return std::nullopt;
}

Violations check_reason(const std::optional<Reason>& reason, const std::string& words) {
  if (!reason) return {{"introductions.reason_missing", "reason", {}}};
  if (*reason == Reason::other && words.empty()) return {{"introductions.words_missing", "words", {}}};
  return {};
}

Handled next_of(const Introduction& introduction, const Handling& handling, OutcomeKind kind) {
  Handled next{introduction, {}};
  ++next.after.version;
  next.after.changed_at = handling.now;
  next.outcome.id = handling.new_id;
  next.outcome.kind = kind;
  next.outcome.at = handling.now;
  if (handling.standing.actor.is_signed_in()) next.outcome.person = handling.standing.actor.person;
  return next;
}

IntroductionState state_after(const Introduction& introduction) {
  if (introduction.offer.answer == Answer::no || introduction.need.answer == Answer::no) {
    return IntroductionState::failed;
  }
  const bool both = introduction.offer.answer == Answer::yes && introduction.need.answer == Answer::yes;
  return both ? IntroductionState::talks : IntroductionState::answered;
}

}  // namespace

Result<Handled> answer_introduction(const Introduction& introduction, const Handling& handling,
                                    const GivenAnswer& given) {
  if (const auto refusal = check(introduction, handling, Action::update)) return *refusal;
  const auto sides = sides_of(handling.standing, introduction);
  if (std::find(sides.begin(), sides.end(), given.side) == sides.end()) return Forbidden{};
  if (given.answer != Answer::yes) {
    Violations found = check_reason(given.reason, given.words);
    if (!found.empty()) return Invalid{std::move(found)};
  }
  Handled next = next_of(introduction, handling, static_cast<OutcomeKind>(given.answer));
  next.outcome.side = given.side;
  if (given.answer != Answer::yes) next.outcome.reason = given.reason;
  next.outcome.words = given.words;
  Side& side = next.after.side(given.side);
  side.answer = given.answer;
  side.answered_at = handling.now;
  next.after.state = state_after(next.after);
  if (given.answer == Answer::later) next.after.due = guidance::plus_working_days(handling.today, kLaterWorkingDays);
  return next;
}

Result<Handled> conclude_introduction(const Introduction& introduction, const Handling& handling,
                                      const Conclusion& conclusion) {
  if (const auto refusal = check(introduction, handling, Action::approve)) return *refusal;
  if (!conclusion.is_agreed) {
    Violations found = check_reason(conclusion.reason, conclusion.words);
    if (!found.empty()) return Invalid{std::move(found)};
  }
  Handled next = next_of(introduction, handling, conclusion.is_agreed ? OutcomeKind::agreed : OutcomeKind::failed);
  next.after.state = conclusion.is_agreed ? IntroductionState::agreed : IntroductionState::failed;
  const auto sides = sides_of(handling.standing, introduction);
  if (!sides.empty()) next.outcome.side = sides.front();
  if (!conclusion.is_agreed) next.outcome.reason = conclusion.reason;
  next.outcome.words = conclusion.words;
  return next;
}

Result<Handled> withdraw_introduction(const Introduction& introduction, const Handling& handling) {
  if (const auto refusal = check(introduction, handling, Action::remove)) return *refusal;
  Handled next = next_of(introduction, handling, OutcomeKind::withdrawn);
  next.after.state = IntroductionState::withdrawn;
  return next;
}

}  // namespace kringwerk::introductions
