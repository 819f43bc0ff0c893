#pragma once

#include "base/result.h"
#include "introductions/introduction.h"

/// What the two sides and their hubs do with an introduction. Each decision takes the version that the sender's page
/// showed and answers Stale when somebody else was first; Missing to whoever may not see it, Forbidden when its state
/// does not allow the deed any more.
namespace kringwerk::introductions {

/// Who acts, on which version, when, and the id of the line that is kept of it.
struct Handling {
  Standing standing;
  std::int64_t seen_version = 0;
  OutcomeId new_id;
  Instant now;
  Day today;  ///< in Brussels
};

struct Handled {
  Introduction after;
  Outcome outcome;
};

struct GivenAnswer {
  SideKind side = SideKind::offer;
  Answer answer = Answer::yes;
  std::optional<Reason> reason;  ///< needed unless the answer is yes
  std::string words;
};
/// Both yes: they talk. No: it has failed. Later: the side is asked again after kLaterWorkingDays. An answer may be
/// changed until both have said yes. Rules: introductions.reason_missing (field reason), introductions.words_missing
/// (field words, when the reason is "other").
Result<Handled> answer_introduction(const Introduction& introduction, const Handling& handling,
                                    const GivenAnswer& given);

/// What came of the talks: `agreed`, or failed with a reason.
struct Conclusion {
  bool is_agreed = false;
  std::optional<Reason> reason;
  std::string words;
};
Result<Handled> conclude_introduction(const Introduction& introduction, const Handling& handling,
                                      const Conclusion& conclusion);

/// By who proposed it, or a coordinator of its hubs.
Result<Handled> withdraw_introduction(const Introduction& introduction, const Handling& handling);

}  // namespace kringwerk::introductions
