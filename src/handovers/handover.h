#pragma once

#include "handovers/agreement.h"

/// One hand-over: what each side says of it. Figures are in force once both sides have said the same.
namespace kringwerk::handovers {

struct HandoverTag;
using HandoverId = Id<HandoverTag>;
struct StatementTag;
using StatementId = Id<StatementTag>;

/// registered: one side wrote it down. disputed: the other one gave a figure of its own. confirmed: both say the same.
/// correcting: figures are in force and one side proposes others. rejected, withdrawn: it never counted.
enum class HandoverState { registered, disputed, confirmed, correcting, rejected, withdrawn };
inline constexpr std::array<std::string_view, 6> kHandoverStateKeys{"registered", "disputed", "confirmed",
                                                                    "correcting", "rejected", "withdrawn"};
constexpr bool waits_for_other(HandoverState state) {
  return state == HandoverState::registered || state == HandoverState::disputed || state == HandoverState::correcting;
}

/// Why some or all was refused.
enum class RefusalReason { contaminated, wrong_material, damaged, wet, too_much, packaging, late, unsafe, other };
inline constexpr std::array<std::string_view, 9> kRefusalReasonKeys{
    "contaminated", "wrong_material", "damaged", "wet", "too_much", "packaging", "late", "unsafe", "other"};

/// What became of the delivery.
enum class Acceptance { accepted, partly, refused };
inline constexpr std::array<std::string_view, 3> kAcceptanceKeys{"accepted", "partly", "refused"};

/// What one side says of a hand-over. An estimate and a weight are two things: neither takes the other's place.
struct Figures {
  Day on;
  std::optional<Mass> estimated;
  std::optional<Mass> weighed;
  Mass accepted;
  Mass refused;
  std::optional<RefusalReason> reason;  ///< set when something was refused
  std::string words;                    ///< beside the reason
  friend bool operator==(const Figures&, const Figures&) = default;
};
/// What was delivered: the weight, else the estimate; nothing when neither is known.
Mass delivered(const Figures& figures);
Acceptance acceptance_of(const Figures& figures);

/// How well a hand-over is known, from weak to strong. estimated: nobody weighed, whoever agrees with it. declared: one
/// side says a weight. weighed: one side says a weight and shows its ticket. countersigned: both say the same weight.
enum class Evidence { estimated, declared, weighed, countersigned };
inline constexpr std::array<std::string_view, 4> kEvidenceKeys{"estimated", "declared", "weighed", "countersigned"};

/// A line of what was said, kept forever. corrected: a side changes what it said itself, or proposes to change what is
/// in force; that is accepted like anything else, or refused (kept).
enum class StatementKind { registered, confirmed, disputed, rejected, corrected, kept, withdrawn };
inline constexpr std::array<std::string_view, 7> kStatementKindKeys{"registered", "confirmed", "disputed", "rejected",
                                                                    "corrected",  "kept",      "withdrawn"};
struct Statement {
  StatementId id;
  StatementKind kind = StatementKind::registered;
  Party by = Party::giver;
  std::optional<Figures> figures;          ///< that it says; absent when it only answers
  std::string note;                        ///< why, in the words of who says it
  std::optional<access::PersonId> person;  ///< absent: by the link in the mail
  Instant at;
};

struct Handover {
  HandoverId id;
  AgreementId agreement;
  HandoverState state = HandoverState::registered;
  std::optional<Figures> in_force;  ///< that both said
  std::optional<Figures> proposed;  ///< that wait for an answer
  Party proposed_side = Party::giver;
  bool has_ticket = false;  ///< a weighing ticket is attached
  Instant registered_at;
  Instant changed_at;
  std::int64_t version = 1;

  /// What to show: what is in force, else what waits. Set unless it was rejected or withdrawn.
  const std::optional<Figures>& shown() const { return in_force ? in_force : proposed; }
};

/// The evidence behind the figures that are shown.
Evidence evidence_of(const Handover& handover);

/// The side that has to answer; nullopt when nothing waits.
std::optional<Party> awaited_side(const Handover& handover);

access::RecordFacts facts_of(const Handover& handover, const Agreement& agreement, Party party,
                             const Standing& standing);
bool may(const Standing& standing, access::Action action, const Handover& handover, const Agreement& agreement);

}  // namespace kringwerk::handovers
