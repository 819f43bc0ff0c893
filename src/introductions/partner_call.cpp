#include "introductions/partner_call.h"

#include <algorithm>
#include <iterator>

#include "materials/stream.h"

namespace kringwerk::introductions {

namespace {

/// Whether a class stands somewhere below another.
bool is_below(const materials::Taxonomy& taxonomy, const std::string& lower, const std::string& upper) {
  const materials::MaterialClass* found = taxonomy.find(lower);
  while (found != nullptr && !found->parent.empty()) {
    if (found->parent == upper) return true;
    found = taxonomy.find(found->parent);
  }
  return false;
}

}  // namespace

access::RecordFacts facts_of(const PartnerCall& call) {
  access::RecordFacts facts;
  facts.type = "call";
  facts.visibility = materials::key_in(kCallAudienceKeys, call.asked.audience);
  facts.state = materials::key_in(kCallStateKeys, call.state);
  if (call.asked.organisation) facts.organisation = call.asked.organisation->value();
  if (call.asked.hub) facts.hubs = {call.asked.hub->value()};
  return facts;
}

bool takes_answers(const PartnerCall& call, Day today) {
  return call.state == CallState::open && today <= call.asked.until;
}

Result<PartnerCall> publish_call(const CallDraft& draft, const CallContext& context, const access::Actor& actor) {
  PartnerCall made;
  made.id = context.new_id;
  made.asked = draft;
  made.published_by = actor.person;
  made.published_at = made.changed_at = context.now;
  const bool has_one_publisher = draft.organisation.has_value() != draft.hub.has_value();
  if (!has_one_publisher || !access::may(actor, access::Action::create, facts_of(made))) return Missing{};
  Violations found;
  if (draft.work.empty() && draft.partner_kind.empty()) found.push_back({"introductions.call_nobody", "work", {}});
  const std::int64_t days = days_between(context.today, draft.until);
  if (days < 0 || days > kLongestCallDays) {
    found.push_back({"introductions.call_until", "until", {{"most", std::int64_t{kLongestCallDays}}}});
  }
  if (!found.empty()) return Invalid{std::move(found)};
  return made;
}

Result<PartnerCall> end_call(const PartnerCall& call, const CallEnd& end, const access::Actor& actor) {
  if (!access::may(actor, access::Action::read, facts_of(call)) || end.outcome == CallState::open) return Missing{};
  PartnerCall as_open = call;
  as_open.state = CallState::open;
  if (!access::may(actor, access::Action::update, facts_of(as_open))) return Missing{};
  if (call.state != CallState::open || call.version != end.version) return Stale{};
  PartnerCall ended = call;
  ended.state = end.outcome;
  ended.changed_at = end.now;
  ++ended.version;
  return ended;
}

Suits suits(const PartnerCall& call, const network::Capability& capability, const materials::Taxonomy& taxonomy) {
  const std::string& wanted = call.asked.material;
  if (call.asked.work.empty() || capability.kind != call.asked.work) return Suits::no;
  if (wanted.empty()) return Suits::exact;
  Suits best = Suits::no;
  for (const std::string& accepted : capability.accepts) {
    const std::string material = accepted.substr(0, accepted.find('~'));
    if (material == wanted) return Suits::exact;
    if (is_below(taxonomy, material, wanted) || is_below(taxonomy, wanted, material)) best = Suits::related;
  }
  return best;
}

std::vector<network::Capability> suiting_of(const PartnerCall& call, const std::vector<network::Capability>& all,
                                            const materials::Taxonomy& taxonomy) {
  std::vector<network::Capability> suiting;
  for (const Suits wanted : {Suits::exact, Suits::related}) {
    std::copy_if(all.begin(), all.end(), std::back_inserter(suiting),
                 [&](const network::Capability& capability) { return suits(call, capability, taxonomy) == wanted; });
  }
  return suiting;
}

std::vector<network::OrganisationId> possible_partners(const PartnerCall& call, const access::Actor& actor,
                                                       const std::vector<network::Capability>& suiting) {
  std::vector<std::int64_t> ids = actor.scopes(access::ScopeKind::organisation, {access::Role::organisation_user});
  if (actor.holds(access::Role::coordinator)) {
    for (const network::Capability& capability : suiting) ids.push_back(capability.organisation.value());
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::vector<network::OrganisationId> partners;
  for (const std::int64_t id : ids) {
    if (call.asked.organisation != network::OrganisationId{id}) partners.emplace_back(id);
  }
  return partners;
}

Proposal proposal_of(const PartnerCall& call, CallAnswer answer) {
  Proposal proposal;
  proposal.origin = Origin::call;
  proposal.offer = std::move(answer.partner);
  proposal.need = std::move(answer.publisher);
  proposal.need.organisation = call.asked.organisation;
  proposal.need.title = call.asked.title;
  proposal.hubs = std::move(answer.hubs);
  if (call.asked.hub) proposal.hubs.push_back(call.asked.hub->value());
  std::sort(proposal.hubs.begin(), proposal.hubs.end());
  proposal.hubs.erase(std::unique(proposal.hubs.begin(), proposal.hubs.end()), proposal.hubs.end());
  proposal.material = call.asked.material;
  proposal.message = std::move(answer.message);
  return proposal;
}

}  // namespace kringwerk::introductions
