#include "introductions/introduction.h"

namespace kringwerk::introductions {

access::RecordFacts facts_of(const Introduction& introduction, SideKind side, const Standing& standing) {
  access::RecordFacts facts;
  facts.type = "introduction";
  facts.visibility = "-";
  facts.state = materials::key_in(kIntroductionStateKeys, introduction.state);
  if (introduction.side(side).organisation) facts.organisation = introduction.side(side).organisation->value();
  facts.hubs = introduction.hubs;
  facts.person = introduction.proposed_by;
  facts.is_by_link = standing.by_link == side;
  return facts;
}

bool may(const Standing& standing, access::Action action, const Introduction& introduction, std::string_view field) {
  return access::may(standing.actor, action, facts_of(introduction, SideKind::offer, standing), field) ||
         access::may(standing.actor, action, facts_of(introduction, SideKind::need, standing), field);
}

std::vector<SideKind> sides_of(const Standing& standing, const Introduction& introduction) {
  std::vector<SideKind> sides;
  for (const SideKind side : {SideKind::offer, SideKind::need}) {
    const auto& owner = introduction.side(side).organisation;
    const bool works_there =
        owner && standing.actor.holds(access::Role::organisation_user, access::Scope::organisation(*owner));
    if (works_there || standing.by_link == side) sides.push_back(side);
  }
  return sides;
}

bool is_awaited(const Introduction& introduction, SideKind side) {
  return waits_for_answers(introduction.state) && introduction.side(side).answer != Answer::yes;
}

bool is_late(const Introduction& introduction, Day today) {
  return waits_for_answers(introduction.state) && introduction.due < today;
}

}  // namespace kringwerk::introductions
