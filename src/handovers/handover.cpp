#include "handovers/handover.h"

namespace kringwerk::handovers {

Mass delivered(const Figures& figures) {
  return figures.weighed.value_or(figures.estimated.value_or(Mass{}));
}

Acceptance acceptance_of(const Figures& figures) {
  if (figures.refused == Mass{}) return Acceptance::accepted;
  return figures.accepted == Mass{} ? Acceptance::refused : Acceptance::partly;
}

Evidence evidence_of(const Handover& handover) {
  const auto& shown = handover.shown();
  if (!shown || !shown->weighed) return Evidence::estimated;
  if (handover.in_force) return Evidence::countersigned;
  return handover.has_ticket ? Evidence::weighed : Evidence::declared;
}

std::optional<Party> awaited_side(const Handover& handover) {
  if (!waits_for_other(handover.state)) return std::nullopt;
  return other(handover.proposed_side);
}

access::RecordFacts facts_of(const Handover& handover, const Agreement& agreement, Party party,
                             const Standing& standing) {
  access::RecordFacts facts = facts_of(agreement, party, standing);
  facts.type = "handover";
  facts.state = materials::key_in(kHandoverStateKeys, handover.state);
  return facts;
}

bool may(const Standing& standing, access::Action action, const Handover& handover, const Agreement& agreement) {
  return access::may(standing.actor, action, facts_of(handover, agreement, Party::giver, standing)) ||
         access::may(standing.actor, action, facts_of(handover, agreement, Party::taker, standing));
}

}  // namespace kringwerk::handovers
