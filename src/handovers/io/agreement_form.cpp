#include "handovers/io/agreement_form.h"

#include <algorithm>

#include "handovers/io/handover_mail.h"
#include "handovers/kilograms.h"
#include "introductions/io/load_introductions.h"
#include "materials/agreed_amount.h"
#include "materials/io/load_streams.h"
#include "network/io/load_organisation_records.h"
#include "network/io/load_organisations.h"
#include "text/format.h"

namespace kringwerk::handovers {

namespace {

using introductions::SideKind;
using storage::Connection;
using Presence = web::FormReader::Presence;

/// More are not sent along with a page; a name that is typed is looked up all the same.
constexpr std::size_t kMostNames = 400;

std::vector<std::int64_t> organisations_of(const access::Actor& actor) {
  return actor.scopes(access::ScopeKind::organisation, {access::Role::organisation_user});
}

AgreementSide side_of_organisation(Connection& connection, network::OrganisationId id) {
  AgreementSide side;
  side.organisation = id;
  if (const auto known = network::load_organisation(connection, id)) side.name = known->name;
  return side;
}

AgreementSide side_of_introduction(Connection& connection, const introductions::Side& introduced) {
  AgreementSide side;
  if (introduced.organisation) side = side_of_organisation(connection, *introduced.organisation);
  if (side.name.empty()) side.name = introduced.title.empty() ? introduced.email : introduced.title;
  side.email = introduced.email;
  side.language = introduced.language;
  return side;
}

std::optional<AgreementDraft> draft_of(Connection& connection, const access::Actor& actor,
                                       introductions::IntroductionId id) {
  const auto introduction = introductions::load_introduction_to_decide(connection, id);
  if (!introduction || introduction->state != introductions::IntroductionState::agreed) return std::nullopt;
  const auto own = introductions::sides_of({actor, std::nullopt}, *introduction);
  if (own.empty()) return std::nullopt;
  AgreementDraft draft;
  draft.introduction = id;
  draft.offer = introduction->offer.stream;
  draft.need = introduction->need.stream;
  draft.own_side = own.front() == SideKind::offer ? Party::giver : Party::taker;
  draft.giver = side_of_introduction(connection, introduction->offer);
  draft.taker = side_of_introduction(connection, introduction->need);
  draft.hubs = introduction->hubs;
  const auto& named = draft.offer ? draft.offer : draft.need;
  if (!named) return draft;
  if (const auto stream = materials::load_stream_to_decide(connection, *named)) {
    draft.what = stream->title.best(stream->language);
    draft.mass = materials::mass_each_time(materials::open_amount(stream->amount, stream->agreed));
    draft.repeat =
        materials::value_in<Repeat>(kRepeatKeys, materials::key_in(materials::kRhythmKeys, stream->amount.rhythm))
            .value_or(Repeat::once);
  }
  return draft;
}

std::optional<std::size_t> chosen_index(web::FormReader& reader, std::string_view field,
                                        const std::vector<AgreementChoices::Option>& options) {
  std::vector<std::string_view> keys;
  for (const auto& option : options) keys.push_back(option.key);
  return reader.choice(field, keys, Presence::required);
}

/// An organisation by its name as people type it; else somebody outside the network.
AgreementSide partner_named(Connection& connection, const std::string& name) {
  AgreementSide partner;
  partner.name = name;
  const std::string folded = text::folded(name);
  for (const network::OrganisationRecord& record : network::load_organisation_records(connection)) {
    if (text::folded(record.name) != folded) continue;
    partner.organisation = record.id;
    partner.name = record.name;
    break;
  }
  return partner;
}

void read_direct_sides(Connection& connection, const site::Services& services, web::FormReader& reader,
                       const AgreementChoices& choices, AgreementDraft& draft) {
  AgreementSide own;
  std::optional<std::size_t> by =
      choices.own.size() == 1 ? std::optional<std::size_t>{0} : chosen_index(reader, "by", choices.own);
  if (by) own = side_of_organisation(connection, network::OrganisationId::parse(choices.own[*by].key).value());
  if (const auto role = reader.choice("role", kPartyKeys, Presence::required)) {
    draft.own_side = static_cast<Party>(*role);
  }
  const std::string name = reader.line("partner", Presence::required, kLongestName);
  AgreementSide partner = partner_named(connection, name);
  partner.email = reader.email("email", Presence::optional);
  if (!name.empty() && reader.typed("email").empty() && !load_side_mailbox(connection, services, partner).has_account) {
    reader.report({"handovers.partner_email", "email", {}});
  }
  draft.side(draft.own_side) = std::move(own);
  draft.side(other(draft.own_side)) = std::move(partner);
}

void read_stream(Connection& connection, web::FormReader& reader, const AgreementChoices& choices,
                 AgreementDraft& draft) {
  std::vector<std::string_view> keys;
  for (const auto& option : choices.streams) keys.push_back(option.key);
  const auto index = reader.choice("stream", keys, Presence::optional);
  if (!index) return;
  const auto id = materials::StreamId::parse(choices.streams[*index].key);
  const auto stream = id ? materials::load_stream_to_decide(connection, *id) : std::nullopt;
  if (!stream || stream->organisation != draft.side(draft.own_side).organisation) return;
  (stream->kind == materials::StreamKind::offer ? draft.offer : draft.need) = stream->id;
}

void read_price(web::FormReader& reader, AgreementDraft& draft) {
  if (const auto basis = reader.choice("basis", kPriceBasisKeys, Presence::optional)) {
    draft.price.basis = static_cast<PriceBasis>(*basis);
  }
  if (const auto payer = reader.choice("payer", kPartyKeys, Presence::optional)) {
    draft.price.payer = static_cast<Party>(*payer);
  }
  // Thousandths of a euro: a third decimal is no price.
  if (const auto typed = reader.thousandths("price", Presence::optional))
    draft.price.amount = Money::cents(*typed / 10);
}

}  // namespace

std::optional<AgreementChoices> load_agreement_choices(
    Connection& connection, const site::Services&, const access::Actor& actor,
    const std::optional<introductions::IntroductionId>& introduction) {
  AgreementChoices choices;
  for (const std::int64_t id : organisations_of(actor)) {
    if (const auto known = network::load_organisation(connection, network::OrganisationId{id})) {
      choices.own.push_back({known->id.text(), known->name});
    }
  }
  if (choices.own.empty()) return std::nullopt;
  if (introduction) {
    choices.introduced = draft_of(connection, actor, *introduction);
    if (!choices.introduced) return std::nullopt;
    return choices;
  }
  for (const materials::Stream& stream : materials::load_own_streams(connection, organisations_of(actor))) {
    choices.streams.push_back({stream.id.text(), stream.title.best(stream.language)});
  }
  const auto records = network::load_organisation_records(connection);
  if (records.size() > kMostNames) return choices;
  for (const network::OrganisationRecord& record : records) choices.names.push_back(record.name);
  std::sort(choices.names.begin(), choices.names.end(), [](const std::string& left, const std::string& right) {
    return text::sort_key(Language::nl, left) < text::sort_key(Language::nl, right);
  });
  return choices;
}

ReadAgreement read_agreement_form(Connection& connection, const site::Services& services, const web::ReadForm& read,
                                  Language language, const AgreementChoices& choices) {
  web::FormReader reader(read.form, language);
  ReadAgreement answer;
  AgreementDraft& draft = answer.draft;
  if (choices.introduced) {
    draft = *choices.introduced;
  } else {
    read_direct_sides(connection, services, reader, choices, draft);
    read_stream(connection, reader, choices, draft);
  }
  draft.side(draft.own_side).language = language;
  draft.what = reader.line("what", Presence::required, kLongestWhat);
  draft.mass.reset();
  if (const auto mass = reader.thousandths("mass", Presence::required)) draft.mass = Mass::grams(*mass);
  if (const auto repeat = reader.choice("repeat", kRepeatKeys, Presence::required)) {
    draft.repeat = static_cast<Repeat>(*repeat);
  }
  draft.from = reader.day("from", Presence::required);
  draft.to = reader.day("to", Presence::optional);
  read_price(reader, draft);
  answer.violations = read.violations;
  append(answer.violations, reader.violations());
  return answer;
}

web::Pairs first_values(const AgreementChoices& choices, Language language, Day today) {
  std::vector<std::pair<std::string, std::string>> values{
      {"from", day_text(today)}, {"repeat", "once"}, {"role", "giver"}, {"basis", "unknown"}, {"payer", "taker"}};
  if (!choices.introduced) return web::Pairs{std::move(values)};
  const AgreementDraft& draft = *choices.introduced;
  values[1].second = materials::key_in(kRepeatKeys, draft.repeat);
  values.emplace_back("what", draft.what);
  if (draft.mass) values.emplace_back("mass", kilograms_exactly(*draft.mass, language));
  return web::Pairs{std::move(values)};
}

}  // namespace kringwerk::handovers
