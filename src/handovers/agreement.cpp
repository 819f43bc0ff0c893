#include "handovers/agreement.h"

namespace kringwerk::handovers {

access::RecordFacts facts_of(const Agreement& agreement, Party party, const Standing& standing) {
  access::RecordFacts facts;
  facts.type = "agreement";
  facts.visibility = "-";
  facts.state = materials::key_in(kAgreementStateKeys, agreement.state);
  if (agreement.side(party).organisation) facts.organisation = agreement.side(party).organisation->value();
  facts.hubs = agreement.hubs;
  facts.is_by_link = standing.by_link == party;
  return facts;
}

bool may(const Standing& standing, access::Action action, const Agreement& agreement, std::string_view field) {
  return access::may(standing.actor, action, facts_of(agreement, Party::giver, standing), field) ||
         access::may(standing.actor, action, facts_of(agreement, Party::taker, standing), field);
}

std::vector<Party> parties_of(const Standing& standing, const Agreement& agreement) {
  std::vector<Party> parties;
  for (const Party party : {Party::giver, Party::taker}) {
    const auto& owner = agreement.side(party).organisation;
    const bool works_there =
        owner && standing.actor.holds(access::Role::organisation_user, access::Scope::organisation(*owner));
    if (works_there || standing.by_link == party) parties.push_back(party);
  }
  return parties;
}

}  // namespace kringwerk::handovers
