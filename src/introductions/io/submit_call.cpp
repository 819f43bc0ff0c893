#include "introductions/io/submit_call.h"

#include <algorithm>

#include "introductions/io/introduction_store.h"
#include "introductions/io/submit_proposal.h"
#include "materials/io/load_materials.h"
#include "network/io/load_organisations.h"
#include "network/io/load_places.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::introductions {

namespace {

using storage::Connection;

std::string address_of(const web::Call& call, PartnerCallId id) {
  return site::address(call.language, "/calls/" + id.text());
}

std::vector<std::int64_t> hubs_of(Connection& connection, const std::optional<network::OrganisationId>& id) {
  std::vector<std::int64_t> hubs;
  const auto organisation = id ? network::load_organisation(connection, *id) : std::nullopt;
  if (!organisation || !organisation->municipality) return hubs;
  for (const network::Hub& hub : network::load_hubs_serving(connection, organisation->municipality->nis)) {
    hubs.push_back(hub.id.value());
  }
  return hubs;
}

ProposedSide mailed_side(Connection& connection, const site::Services& services, const MailboxQuestion& question) {
  ProposedSide side;
  const Mailbox mailbox = load_mailbox_of(connection, services, question);
  side.organisation = question.organisation;
  side.email = mailbox.email;
  side.language = mailbox.language;
  return side;
}

Proposal load_proposal_of(Connection& connection, const site::Services& services, const PartnerCall& call,
                          const network::Organisation& partner, const std::string& message) {
  CallAnswer answer;
  answer.hubs = hubs_of(connection, call.asked.organisation);
  const auto hubs_of_partner = hubs_of(connection, partner.id);
  std::optional<network::HubId> near;
  if (!hubs_of_partner.empty()) near = network::HubId{hubs_of_partner.front()};
  answer.hubs.insert(answer.hubs.end(), hubs_of_partner.begin(), hubs_of_partner.end());
  answer.partner = mailed_side(connection, services, {std::nullopt, partner.id, near});
  answer.partner.title = partner.name;
  answer.publisher = mailed_side(connection, services, {std::nullopt, call.asked.organisation, call.asked.hub});
  answer.message = message;
  return proposal_of(call, std::move(answer));
}

/// Where who answers again is led.
std::string answered_address(Connection& connection, const web::Call& call, const access::Actor& actor,
                             PartnerCallId id, IntroductionId answered) {
  const auto kept = load_introduction(connection, answered);
  const bool is_seen = kept && may({actor, std::nullopt}, access::Action::read, *kept);
  return is_seen ? site::address(call.language, "/introductions/" + answered.text()) : address_of(call, id);
}

Result<std::string> introduce(const site::Services& services, Connection& transaction, const web::Call& call,
                              const SentAnswer& sent) {
  const access::Actor actor = site::actor_now(services, transaction, call);
  const auto found = load_call(transaction, sent.call);
  if (!found || !access::may(actor, access::Action::read, facts_of(*found)) || !sent.organisation) return Missing{};
  const auto partners = possible_partners(*found, actor, load_suiting(transaction, *found));
  const auto partner = network::load_organisation(transaction, *sent.organisation);
  if (!partner || std::find(partners.begin(), partners.end(), partner->id) == partners.end()) return Missing{};
  for (const KeptAnswer& kept : load_call_answers(transaction, found->id)) {
    if (kept.organisation != partner->id) continue;
    return answered_address(transaction, call, actor, found->id, kept.introduction);
  }
  const Instant now = services.now();
  const Day today = text::brussels_day(now);
  if (!takes_answers(*found, today)) return Conflict{};
  if (!sent.violations.empty()) return Invalid{sent.violations};
  const auto made = propose_introduction(load_proposal_of(transaction, services, *found, *partner, sent.message),
                                         {services.make_id<IntroductionTag>(), today, now}, actor);
  if (!made) return made.error();
  keep_introduction(transaction, services, call, *made);
  insert_call_answer(transaction, found->id, {partner->id, made->id});
  return site::address(call.language, "/introductions/" + made->id.text());
}

}  // namespace

std::vector<network::Capability> load_suiting(Connection& connection, const PartnerCall& call) {
  return suiting_of(call, network::load_open_capabilities(connection), materials::load_taxonomy(connection));
}

Result<std::string> submit_call(const site::Services& services, const web::Call& call,
                                const site::NamedRequest& request, const SentCall& sent) {
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    const Instant now = services.now();
    const auto made =
        publish_call(sent.draft, {services.make_id<PartnerCallTag>(), text::brussels_day(now), now}, actor);
    Violations found = sent.violations;
    if (!made) {
      const auto* invalid = std::get_if<Invalid>(&made.error());
      if (invalid == nullptr) return made.error();
      append(found, invalid->violations);
    }
    if (!found.empty()) return Invalid{std::move(found)};
    insert_call(transaction, *made);
    const std::string visibility(materials::key_in(kCallAudienceKeys, made->asked.audience));
    site::record(services, transaction, call,
                 {"call.published", "call", made->id.value(), {{"visibility", "", visibility}}});
    return address_of(call, made->id);
  });
}

Result<std::string> submit_answer(const site::Services& services, const web::Call& call,
                                  const site::NamedRequest& request, const SentAnswer& sent) {
  return site::make_once(services, request,
                         [&](Connection& transaction) { return introduce(services, transaction, call, sent); });
}

Result<Done> submit_end(const site::Services& services, const web::Call& call, const SentEnd& sent) {
  return services.database.write([&](Connection& transaction) -> Result<Done> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    const auto found = load_call(transaction, sent.call);
    if (!found) return Missing{};
    const auto ended = end_call(*found, {sent.outcome, sent.version, services.now()}, actor);
    if (!ended) return ended.error();
    if (!save_ended_call(transaction, *ended)) return Stale{};
    site::record(services, transaction, call,
                 {"call.ended",
                  "call",
                  ended->id.value(),
                  {{"state", std::string(materials::key_in(kCallStateKeys, found->state)),
                    std::string(materials::key_in(kCallStateKeys, ended->state))}}});
    return Done{};
  });
}

}  // namespace kringwerk::introductions
