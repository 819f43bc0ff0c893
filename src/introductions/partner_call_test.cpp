#include "introductions/partner_call.h"

#include <doctest/doctest.h>

using namespace kringwerk;
using namespace kringwerk::introductions;

namespace {

const Day kToday = parse_day("2026-11-20").value();

access::Actor with_role(access::Role role, access::Scope scope) {
  access::Actor actor;
  actor.kind = access::ActorKind::person;
  actor.person = access::PersonId{1};
  actor.roles = {{role, scope}};
  return actor;
}
access::Actor worker(std::int64_t organisation) {
  return with_role(access::Role::organisation_user, access::Scope::organisation(network::OrganisationId{organisation}));
}
access::Actor coordinator(std::int64_t hub) {
  return with_role(access::Role::coordinator, access::Scope::hub(network::HubId{hub}));
}

CallDraft draft() {
  CallDraft draft;
  draft.organisation = network::OrganisationId{5};
  draft.work = "wash";
  draft.material = "hout";
  draft.title = "Wasserij gezocht";
  draft.until = parse_day("2026-12-31").value();
  return draft;
}

PartnerCall call_of(const CallDraft& asked) {
  PartnerCall call;
  call.id = PartnerCallId{9};
  call.asked = asked;
  return call;
}

std::vector<std::string> rules_of(const Result<PartnerCall>& made) {
  std::vector<std::string> rules;
  if (made) return rules;
  const auto* invalid = std::get_if<Invalid>(&made.error());
  if (invalid == nullptr) return {"refused"};
  for (const Violation& violation : invalid->violations) rules.push_back(violation.rule);
  return rules;
}

}  // namespace

TEST_CASE("call: who may publish it, and what it must say") {
  const CallContext context{PartnerCallId{9}, kToday, Instant{}};
  struct Row {
    const char* what;
    CallDraft draft;
    access::Actor actor;
    std::vector<std::string> rules;
  };
  CallDraft of_hub = draft();
  of_hub.organisation.reset();
  of_hub.hub = network::HubId{8};
  CallDraft of_both = draft();
  of_both.hub = network::HubId{8};
  CallDraft nobody = draft();
  nobody.work.clear();
  CallDraft any_work = nobody;
  any_work.partner_kind = "social_economy";
  CallDraft last_day = draft();
  last_day.until = kToday;
  CallDraft past = draft();
  past.until = parse_day("2026-11-19").value();
  CallDraft too_long = draft();
  too_long.until = parse_day("2027-11-22").value();
  const Row rows[] = {
      {"own organisation", draft(), worker(5), {}},
      {"other organisation", draft(), worker(6), {"refused"}},
      {"hub for an organisation", draft(), coordinator(8), {"refused"}},
      {"own hub", of_hub, coordinator(8), {}},
      {"other hub", of_hub, coordinator(9), {"refused"}},
      {"visitor", draft(), access::Actor::visitor(), {"refused"}},
      {"two publishers", of_both, worker(5), {"refused"}},
      {"nobody is sought", nobody, worker(5), {"introductions.call_nobody"}},
      {"a kind of organisation", any_work, worker(5), {}},
      {"until today", last_day, worker(5), {}},
      {"until yesterday", past, worker(5), {"introductions.call_until"}},
      {"until in 367 days", too_long, worker(5), {"introductions.call_until"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CHECK(rules_of(publish_call(row.draft, context, row.actor)) == row.rules);
  }
}

TEST_CASE("call: its publisher ends it once, from the version on the screen") {
  const PartnerCall call = call_of(draft());
  const auto ended = end_call(call, {CallState::not_found, 1, Instant{}}, worker(5));
  REQUIRE(ended);
  CHECK(ended->state == CallState::not_found);
  CHECK(ended->version == 2);
  CHECK_FALSE(takes_answers(*ended, kToday));
  const auto is_stale = [](const Result<PartnerCall>& answer) {
    return !answer && std::holds_alternative<Stale>(answer.error());
  };
  const auto is_missing = [](const Result<PartnerCall>& answer) {
    return !answer && std::holds_alternative<Missing>(answer.error());
  };
  CHECK(is_stale(end_call(*ended, {CallState::found, 2, Instant{}}, worker(5))));
  CHECK(is_stale(end_call(call, {CallState::found, 2, Instant{}}, worker(5))));
  CHECK(is_missing(end_call(call, {CallState::found, 1, Instant{}}, worker(6))));
  CHECK(is_missing(end_call(call, {CallState::found, 1, Instant{}}, coordinator(8))));
  CHECK(is_missing(end_call(call, {CallState::open, 1, Instant{}}, worker(5))));
}

TEST_CASE("call: answers are taken up to and with its last day") {
  const PartnerCall call = call_of(draft());
  CHECK(takes_answers(call, parse_day("2026-12-31").value()));
  CHECK_FALSE(takes_answers(call, parse_day("2027-01-01").value()));
}

TEST_CASE("call: a workshop suits with the same work and material, less with a class above or below it") {
  const auto material = [](const char* id, const char* parent) {
    materials::MaterialClass made;
    made.id = id;
    made.parent = parent;
    return made;
  };
  const materials::Taxonomy taxonomy(
      {material("hout", ""), material("pallet", "hout"), material("epal", "pallet"), material("textiel", "")});
  network::Capability capability;
  capability.kind = "wash";
  capability.accepts = {"textiel", "pallet~clean"};
  PartnerCall call = call_of(draft());
  const auto found = [&](const char* wanted) {
    call.asked.material = wanted;
    return suits(call, capability, taxonomy);
  };
  CHECK(found("textiel") == Suits::exact);
  CHECK(found("pallet") == Suits::exact);
  CHECK(found("hout") == Suits::related);
  CHECK(found("epal") == Suits::related);
  CHECK(found("glas") == Suits::no);
  CHECK(found("") == Suits::exact);
  network::Capability wide = capability;
  wide.accepts = {"hout"};
  wide.id = network::CapabilityId{1};
  call.asked.material = "pallet";
  const auto ranked = suiting_of(call, {wide, capability}, taxonomy);
  REQUIRE(ranked.size() == 2);
  CHECK(ranked.back().id == wide.id);
  call.asked.work = "sort";
  CHECK(found("") == Suits::no);
  call.asked.work.clear();
  CHECK(found("") == Suits::no);
}

TEST_CASE("call: an organisation answers for itself, a coordinator for workshops that suit") {
  const PartnerCall call = call_of(draft());
  network::Capability own;
  own.organisation = network::OrganisationId{5};
  network::Capability other_one;
  other_one.organisation = network::OrganisationId{7};
  const std::vector<network::Capability> suiting{other_one, own, other_one};
  using Ids = std::vector<network::OrganisationId>;
  CHECK(possible_partners(call, worker(6), suiting) == Ids{network::OrganisationId{6}});
  CHECK(possible_partners(call, worker(5), suiting).empty());
  CHECK(possible_partners(call, coordinator(8), suiting) == Ids{network::OrganisationId{7}});
  CHECK(possible_partners(call, access::Actor::visitor(), suiting).empty());
}

TEST_CASE("call: the one who answers offers, the publisher seeks") {
  CallDraft asked = draft();
  asked.organisation.reset();
  asked.hub = network::HubId{8};
  CallAnswer answer;
  answer.partner.organisation = network::OrganisationId{6};
  answer.hubs = {9, 8};
  answer.message = "Wij wassen";
  const Proposal proposal = proposal_of(call_of(asked), answer);
  CHECK(proposal.origin == Origin::call);
  CHECK(proposal.offer.organisation == network::OrganisationId{6});
  CHECK(proposal.need.title == "Wasserij gezocht");
  CHECK_FALSE(proposal.need.organisation);
  CHECK(proposal.hubs == std::vector<std::int64_t>{8, 9});
  CHECK(proposal.material == "hout");
  CHECK(proposal.message == "Wij wassen");
}
