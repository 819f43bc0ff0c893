#pragma once

#include "base/result.h"
#include "handovers/handover.h"

/// What the two sides do with a hand-over. Each decision takes the version that the sender's page showed and answers
/// Stale when somebody else was first; Missing to whoever may not see it, Forbidden when its state or the other side's
/// turn does not allow the deed.
namespace kringwerk::handovers {

/// Rules, all of the fields on, estimated, weighed, accepted, refused, reason, words: handovers.mass_missing (weighed),
/// handovers.mass_range {most}, handovers.balance (accepted; {delivered} {accepted} {refused} in grams),
/// handovers.day_in_future (on), handovers.day_outside (on), handovers.reason_missing (reason), handovers.words_missing
/// (words, when the reason is "other").
Violations check_figures(const Figures& figures, const Agreement& agreement, Day today);

/// Figures as a bench writes them: what was accepted or refused is known, the other one follows. `accepted` and
/// `refused` are what was typed; for `accepted` and `refused` as outcome they are not looked at.
struct TypedOutcome {
  Acceptance outcome = Acceptance::accepted;
  std::optional<Mass> accepted;
  std::optional<Mass> refused;
};
/// Fills accepted and refused of `figures`, so that they add up where only one was typed. When neither was typed for a
/// part, both are 0 and check_figures finds it.
void settle(Figures& figures, const TypedOutcome& typed);

/// Who acts, when, and the id of the line that is kept of it.
struct HandoverHandling {
  Standing standing;
  std::int64_t seen_version = 0;  ///< not asked when registering
  StatementId new_id;
  Instant now;
  Day today;  ///< in Brussels
};
struct HandledHandover {
  Handover after;
  Statement statement;
};

/// A new hand-over of an agreement that both accepted. Missing for who works for neither side.
Result<HandledHandover> register_handover(const Agreement& agreement, HandoverId new_id,
                                          const HandoverHandling& handling, const Figures& figures);

/// confirm: the other side says the same; the figures are in force. dispute: it says another figure; the first side
/// answers in turn. reject: it does not recognise the hand-over, or keeps what was in force. correct: whose figures
/// wait says them anew, or either side proposes others than those in force. withdraw: whose figures wait takes them
/// back.
enum class HandoverDeed { confirm, dispute, reject, correct, withdraw };
inline constexpr std::array<std::string_view, 5> kHandoverDeedKeys{"confirm", "dispute", "reject", "correct",
                                                                   "withdraw"};
struct HandoverAnswer {
  HandoverDeed deed = HandoverDeed::confirm;
  Figures figures;  ///< for dispute and correct
  std::string
      note;  ///< needed for reject, and for correct of what is in force (rule handovers.note_missing, field note)
};
/// Rules besides check_figures: handovers.nothing_changed (weighed) for a dispute or correction with the same figures.
Result<HandledHandover> handle_handover(const Handover& handover, const Agreement& agreement,
                                        const HandoverHandling& handling, const HandoverAnswer& answer);

/// Whether `standing` may do `deed` now, for what a page offers.
bool may_do(const Standing& standing, const Handover& handover, const Agreement& agreement, HandoverDeed deed);

}  // namespace kringwerk::handovers
