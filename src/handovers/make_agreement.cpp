#include "handovers/make_agreement.h"

#include <algorithm>

namespace kringwerk::handovers {

namespace {

using access::Action;

Violations check_draft(const AgreementDraft& draft) {
  Violations found;
  if (draft.giver.organisation && draft.giver.organisation == draft.taker.organisation) {
    found.push_back({"handovers.same_sides", "partner", {}});
  }
  if (draft.mass && (*draft.mass <= Mass{} || *draft.mass > kLargestMass)) {
    found.push_back({"handovers.mass_range", "mass", {{"most", kLargestMass.in_kilograms()}}});
  }
  if (draft.from && draft.to && *draft.to < *draft.from) found.push_back({"handovers.end_before_start", "to", {}});
  if (has_amount(draft.price.basis) && (!draft.price.amount || *draft.price.amount <= Money{})) {
    found.push_back({"handovers.price_missing", "price", {}});
  }
  return found;
}

Action action_of(AgreementDeed deed) {
  switch (deed) {
    case AgreementDeed::accept:
    case AgreementDeed::refuse:
      return Action::approve;
    case AgreementDeed::withdraw:
      return Action::remove;
    case AgreementDeed::end:
      break;
  }
  return Action::update;
}

bool is_by_the_right_side(const Standing& standing, const Agreement& agreement, AgreementDeed deed) {
  const auto own = parties_of(standing, agreement);
  const auto acts_for = [&](Party party) { return std::find(own.begin(), own.end(), party) != own.end(); };
  if (deed == AgreementDeed::end) return !own.empty();
  return acts_for(deed == AgreementDeed::withdraw ? agreement.proposed_side : other(agreement.proposed_side));
}

}  // namespace

Result<Agreement> propose_agreement(const AgreementDraft& draft, const AgreementContext& context,
                                    const access::Actor& actor) {
  Agreement made;
  made.id = context.new_id;
  made.introduction = draft.introduction;
  made.offer = draft.offer;
  made.need = draft.need;
  made.what = draft.what;
  made.repeat = draft.repeat;
  made.price = draft.price;
  if (!has_amount(made.price.basis)) made.price.amount.reset();
  made.giver = draft.giver;
  made.taker = draft.taker;
  made.proposed_side = draft.own_side;
  made.hubs = draft.hubs;
  made.proposed_by = actor.person;
  made.proposed_at = made.changed_at = context.now;
  const Standing standing{actor, std::nullopt};
  if (!access::may(actor, Action::create, facts_of(made, draft.own_side, standing))) return Missing{};
  Violations found = check_draft(draft);
  if (!found.empty() || !draft.mass || !draft.from) return Invalid{std::move(found)};
  made.mass = *draft.mass;
  made.from = *draft.from;
  made.to = draft.to;
  return made;
}

bool may_do(const Standing& standing, const Agreement& agreement, AgreementDeed deed) {
  return may(standing, action_of(deed), agreement) && is_by_the_right_side(standing, agreement, deed);
}

Result<Agreement> handle_agreement(const Agreement& agreement, const AgreementHandling& handling, AgreementDeed deed) {
  if (!may(handling.standing, Action::read, agreement)) return Missing{};
  if (handling.seen_version != agreement.version) return Stale{};
  if (!may_do(handling.standing, agreement, deed)) return Forbidden{};
  Agreement next = agreement;
  ++next.version;
  next.changed_at = handling.now;
  switch (deed) {
    case AgreementDeed::accept:
      next.state = AgreementState::active;
      break;
    case AgreementDeed::refuse:
      next.state = AgreementState::refused;
      break;
    case AgreementDeed::withdraw:
      next.state = AgreementState::withdrawn;
      break;
    case AgreementDeed::end:
      next.state = AgreementState::ended;
      // Until the day of the deed: what was handed over before can still be registered and confirmed.
      if (!next.to || *next.to > handling.today) next.to = std::max(next.from, handling.today);
      break;
  }
  return next;
}

}  // namespace kringwerk::handovers
