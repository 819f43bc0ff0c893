#include "introductions/io/submit_proposal.h"

#include <algorithm>
#include <charconv>

#include "access/io/secrets.h"
#include "introductions/io/introduction_mail.h"
#include "introductions/io/introduction_store.h"
#include "introductions/io/seen_side.h"
#include "materials/io/load_streams.h"
#include "network/io/load_hubs.h"
#include "network/io/load_organisations.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::introductions {

namespace {

using materials::Stream;
using materials::StreamState;
using storage::Connection;

constexpr std::size_t kMostSteps = 4;

std::optional<std::vector<network::CapabilityId>> read_steps(std::string_view typed) {
  std::vector<network::CapabilityId> steps;
  while (!typed.empty()) {
    const auto comma = typed.find(',');
    const auto step = network::CapabilityId::parse(typed.substr(0, comma));
    if (!step || steps.size() == kMostSteps) return std::nullopt;
    steps.push_back(*step);
    typed = comma == std::string_view::npos ? std::string_view() : typed.substr(comma + 1);
  }
  return steps;
}

/// What is no whole number of kilograms is not known.
std::vector<std::optional<Mass>> read_amounts(std::string_view typed, std::size_t steps) {
  constexpr std::int64_t kMost = 10'000'000;
  std::vector<std::optional<Mass>> amounts;
  for (std::size_t i = 0; i < steps; ++i) {
    const auto comma = typed.find(',');
    const std::string_view part = typed.substr(0, comma);
    std::int64_t kilograms = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), kilograms);
    const bool is_known = !part.empty() && error == std::errc() && end == part.data() + part.size() && kilograms > 0 &&
                          kilograms <= kMost;
    amounts.push_back(is_known ? std::optional<Mass>{Mass::kilograms(kilograms)} : std::nullopt);
    typed = comma == std::string_view::npos ? std::string_view() : typed.substr(comma + 1);
  }
  return amounts;
}

bool has_ended(const Stream& stream) {
  return stream.state == StreamState::draft || stream.state == StreamState::closed ||
         stream.state == StreamState::expired;
}

ProposedSide side_of(Connection& connection, const site::Services& services, const Stream& stream,
                     const Stream& other_stream) {
  ProposedSide side;
  side.stream = stream.id;
  side.organisation = stream.organisation;
  const auto hubs = materials::load_hubs_of(connection, stream);
  std::optional<network::HubId> hub;
  if (!hubs.empty()) hub = network::HubId{hubs.front()};
  const Mailbox mailbox = load_mailbox_of(connection, services, {stream.id, stream.organisation, hub});
  side.email = mailbox.email;
  side.language = mailbox.language;
  side.is_ended = has_ended(stream);
  side.is_shown_to_other = materials::may_read(reader_of(other_stream.organisation), stream, hubs);
  return side;
}

std::optional<Mailbox> worker_of(Connection& connection, network::OrganisationId organisation, Day today) {
  auto rows = connection.query(
      "SELECT person.email, person.language FROM role_grant JOIN person ON person.person_id = role_grant.person_id "
      "WHERE role_grant.role = 'organisation_user' AND role_grant.scope_kind = 'organisation' AND role_grant.scope_id "
      "= ?1 AND role_grant.state = 'effective' AND role_grant.from_on <= ?2 AND (role_grant.to_on IS NULL OR "
      "role_grant.to_on >= ?2) AND person.state = 'active' ORDER BY role_grant.grant_id",
      organisation, today);
  if (!rows.next()) return std::nullopt;
  return Mailbox{rows.get<std::string>(0), parse_language(rows.text(1)).value_or(Language::nl)};
}

}  // namespace

std::optional<ProposedPair> read_pair(const web::Pairs& typed) {
  const auto offer = materials::StreamId::parse(typed.value("offer"));
  const auto need = materials::StreamId::parse(typed.value("need"));
  auto steps = read_steps(typed.value("steps"));
  if (!offer || !need || !steps) return std::nullopt;
  const std::size_t count = steps->size();
  return ProposedPair{*offer, *need, std::move(*steps),
                      materials::value_in<LimitedBy>(kLimitedByKeys, typed.value("limit")).value_or(LimitedBy::unknown),
                      read_amounts(typed.value("kg"), count)};
}

std::string step_kilograms(const ProposedPair& pair) {
  std::string list;
  for (std::size_t i = 0; i < pair.step_amounts.size(); ++i) {
    if (i > 0) list += ",";
    if (pair.step_amounts[i]) list += std::to_string(pair.step_amounts[i]->in_kilograms());
  }
  return list;
}

std::string pair_query(const ProposedPair& pair) {
  std::string query = "?offer=" + pair.offer.text() + "&need=" + pair.need.text();
  for (std::size_t i = 0; i < pair.steps.size(); ++i) query += (i == 0 ? "&steps=" : ",") + pair.steps[i].text();
  return query + "&limit=" + std::string(materials::key_in(kLimitedByKeys, pair.limited_by)) +
         "&kg=" + step_kilograms(pair);
}

Mailbox load_mailbox_of(Connection& connection, const site::Services& services, const MailboxQuestion& question) {
  if (question.stream) {
    std::string email = materials::load_contact_email(connection, *question.stream);
    const auto stream = materials::load_stream_to_decide(connection, *question.stream);
    if (!email.empty() && stream) return {std::move(email), stream->language};
  }
  if (question.organisation) {
    const Day today = text::brussels_day(services.now());
    if (auto worker = worker_of(connection, *question.organisation, today)) return std::move(*worker);
  }
  if (question.hub) {
    for (const network::ContactPoint& contact : network::load_contacts(connection, *question.hub)) {
      if (contact.kind == "email") return {contact.value, Language::nl};
    }
  }
  return {services.network_mailbox, Language::nl};
}

std::optional<Proposal> load_proposal(Connection& connection, const site::Services& services,
                                      const access::Actor& reader, const ProposedPair& pair) {
  const Day today = text::brussels_day(services.now());
  if (!materials::load_readable_stream(connection, pair.offer, reader, today) ||
      !materials::load_readable_stream(connection, pair.need, reader, today)) {
    return std::nullopt;
  }
  const auto offer = materials::load_stream_to_decide(connection, pair.offer);
  const auto need = materials::load_stream_to_decide(connection, pair.need);
  if (!offer || !need || offer->kind != materials::StreamKind::offer || need->kind != materials::StreamKind::need) {
    return std::nullopt;
  }
  const auto known = network::load_open_capabilities(connection);
  for (const network::CapabilityId step : pair.steps) {
    const auto is_step = [&](const network::Capability& capability) { return capability.id == step; };
    if (std::none_of(known.begin(), known.end(), is_step)) return std::nullopt;
  }
  Proposal proposal;
  proposal.offer = side_of(connection, services, *offer, *need);
  proposal.need = side_of(connection, services, *need, *offer);
  proposal.steps = pair.steps;
  proposal.step_amounts = pair.step_amounts;
  proposal.hubs = materials::load_hubs_of(connection, *offer);
  for (const std::int64_t hub : materials::load_hubs_of(connection, *need)) {
    if (std::find(proposal.hubs.begin(), proposal.hubs.end(), hub) == proposal.hubs.end()) {
      proposal.hubs.push_back(hub);
    }
  }
  proposal.material = offer->material;
  proposal.limited_by = pair.limited_by;
  proposal.is_open_already = is_being_introduced(connection, pair.offer, pair.need);
  return proposal;
}

std::string secret_of_side(const site::Services& services, IntroductionId id, SideKind side) {
  return access::mail_code(services.keys.links,
                           "introduction " + id.text() + " " + std::string(materials::key_in(kSideKeys, side)));
}

void keep_introduction(Connection& transaction, const site::Services& services, const web::Call& call,
                       const Introduction& made) {
  std::map<SideKind, std::string> hashes;
  for (const SideKind side : {SideKind::offer, SideKind::need}) {
    hashes[side] = access::hash_of_secret(secret_of_side(services, made.id, side));
  }
  insert_introduction(transaction, made, hashes);
  access::Deed deed{"introduction.proposed", "introduction", made.id.value(), {}};
  if (!made.message.empty()) deed.changes.push_back({"message", "", ""});
  site::record(services, transaction, call, deed);
  for (const SideKind side : {SideKind::offer, SideKind::need}) {
    if (is_awaited(made, side)) queue_mail_of_proposal(transaction, services, made, side);
  }
}

Result<std::string> submit_proposal(const site::Services& services, const web::Call& call,
                                    const site::NamedRequest& request, const PairProposal& proposed) {
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    auto proposal = load_proposal(transaction, services, actor, proposed.pair);
    if (!proposal) return Missing{};
    proposal->message = proposed.message;
    const Instant now = services.now();
    const ProposalContext context{services.make_id<IntroductionTag>(), text::brussels_day(now), now};
    const auto made = propose_introduction(*proposal, context, actor);
    Violations found = proposed.violations;
    if (!made) {
      const auto* invalid = std::get_if<Invalid>(&made.error());
      if (invalid == nullptr) return made.error();
      append(found, invalid->violations);
    }
    if (!found.empty()) return Invalid{std::move(found)};
    keep_introduction(transaction, services, call, *made);
    return site::address(call.language, "/introductions/" + made->id.text());
  });
}

}  // namespace kringwerk::introductions
