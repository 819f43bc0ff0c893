#include "introductions/propose_introduction.h"

#include <algorithm>

#include "guidance/ask_hub.h"

namespace kringwerk::introductions {

namespace {

Side side_of(const ProposedSide& proposed, SideKind kind) {
  Side side;
  side.kind = kind;
  side.stream = proposed.stream;
  side.organisation = proposed.organisation;
  side.title = proposed.title;
  side.email = proposed.email;
  side.language = proposed.language;
  return side;
}

Violations check(const Proposal& proposal) {
  Violations found;
  const ProposedSide& offer = proposal.offer;
  const ProposedSide& need = proposal.need;
  if (offer.organisation && offer.organisation == need.organisation) {
    found.push_back({"introductions.same_owner", "", {}});
  }
  if (offer.is_ended || need.is_ended) found.push_back({"introductions.stream_ended", "", {}});
  if (!offer.is_shown_to_other || !need.is_shown_to_other) {
    found.push_back({"introductions.hidden_from_other", "", {}});
  }
  if (proposal.is_open_already) found.push_back({"introductions.already_open", "", {}});
  return found;
}

/// The hub in whose name a coordinator acts: one of the two streams' own where possible.
std::optional<network::HubId> hub_of(const access::Actor& actor, const std::vector<std::int64_t>& hubs) {
  const auto own = actor.scopes(access::ScopeKind::hub, {access::Role::coordinator});
  if (own.empty()) return std::nullopt;
  const auto serving = std::find_if(
      own.begin(), own.end(), [&](std::int64_t hub) { return std::find(hubs.begin(), hubs.end(), hub) != hubs.end(); });
  return network::HubId{serving == own.end() ? own.front() : *serving};
}

}  // namespace

Result<Introduction> propose_introduction(const Proposal& proposal, const ProposalContext& context,
                                          const access::Actor& actor) {
  Introduction made;
  made.id = context.new_id;
  made.origin = proposal.origin;
  made.offer = side_of(proposal.offer, SideKind::offer);
  made.need = side_of(proposal.need, SideKind::need);
  made.steps = proposal.steps;
  made.step_amounts = proposal.step_amounts;
  made.hubs = proposal.hubs;
  made.material = proposal.material;
  made.limited_by = proposal.limited_by;
  made.message = proposal.message;
  made.proposed_by = actor.person;
  made.proposed_at = made.changed_at = context.now;
  made.due = guidance::plus_working_days(context.today, kAnswerWorkingDays);
  const Standing standing{actor, std::nullopt};
  const auto own = sides_of(standing, made);
  if (own.empty()) {
    made.hub = hub_of(actor, proposal.hubs);
    if (made.hub && std::find(made.hubs.begin(), made.hubs.end(), made.hub->value()) == made.hubs.end()) {
      made.hubs.push_back(made.hub->value());
    }
  }
  if (!may(standing, access::Action::create, made)) return Missing{};
  Violations found = check(proposal);
  if (!found.empty()) return Invalid{std::move(found)};
  for (const SideKind side : own) {
    made.side(side).answer = Answer::yes;
    made.side(side).answered_at = context.now;
  }
  return made;
}

}  // namespace kringwerk::introductions
