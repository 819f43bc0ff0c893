#include "materials/own_stream.h"

#include <doctest/doctest.h>

namespace kringwerk::materials {
namespace {

constexpr Instant kNow = instant_from_ms(1'795'255'445'000);
constexpr std::int64_t kOurs = 7;

Taxonomy taxonomy() {
  MaterialClass wood;
  wood.id = "hout";
  wood.name = LocalText{"hout", "wood", "bois"};
  wood.family = "hout";
  return Taxonomy({wood});
}

access::Actor user_of(std::int64_t organisation) {
  access::Actor actor;
  actor.kind = access::ActorKind::person;
  actor.person = access::PersonId{organisation};
  actor.roles = {{access::Role::organisation_user, {access::ScopeKind::organisation, organisation}}};
  return actor;
}

OfferDraft pallets() {
  OfferDraft draft;
  draft.what = "20 kg hout";
  draft.material = "hout";
  draft.amount_thousandths = 20'000;
  draft.email = "an@example.org";
  return draft;
}

struct World {
  Taxonomy known = taxonomy();
  EditContext context{{known, "hout", network::Nis{"24062"}, StreamId{5}, ""}, {8}};

  Stream published(StreamTerms terms = {}) const {
    const auto made = publish_stream({pallets(), StreamKind::offer, network::OrganisationId{kOurs}, std::move(terms)},
                                     context.offer, user_of(kOurs), kNow);
    REQUIRE(made);
    return made->stream;
  }
  static StreamEdit edit_of(const Stream& stream) { return {pallets(), {}, EditStep::save, stream.version}; }
};

template <class T>
bool refuses(const auto& result) {
  return !result && std::holds_alternative<T>(result.error());
}

TEST_CASE("a waste code must hold on the day the stream comes") {
  const Day last_day{std::chrono::year{2026}, std::chrono::November, std::chrono::day{8}};
  WasteCode before;
  before.digits = "16 06 04";
  before.valid = {std::nullopt, last_day};
  WasteCode since = before;
  since.is_hazardous = true;
  since.valid = {plus_days(last_day, 1), std::nullopt};
  const WasteList list({before, since}, {});
  World world;
  world.context.offer.waste_list = &list;
  world.context.offer.today = last_day;
  const auto published = [&](const char* code, std::optional<Day> from) {
    OfferDraft draft = pallets();
    draft.waste_code = code;
    StreamTerms terms;
    terms.available.from = from;
    const auto made = publish_stream({draft, StreamKind::offer, network::OrganisationId{kOurs}, terms},
                                     world.context.offer, user_of(kOurs), kNow);
    return made ? made->stream.waste_code : std::get<Invalid>(made.error()).violations.at(0).rule;
  };
  CHECK(published("16 06 04", {}) == "16 06 04");
  CHECK(published("16 06 04", plus_days(last_day, -30)) == "16 06 04");
  CHECK(published("16 06 04", plus_days(last_day, 1)) == "materials.waste_code_star");
  CHECK(published("16 06 04*", plus_days(last_day, 1)) == "16 06 04*");
  const Stream stream = world.published();
  StreamEdit edit = World::edit_of(stream);
  edit.draft.legal_status = LegalStatus::waste;
  edit.draft.waste_code = "16 06 04";
  const auto saved = edit_stream(stream, edit, world.context, user_of(kOurs), kNow);
  REQUIRE(saved);
  CHECK(changes_between(stream, *saved) ==
        std::vector<StreamChange>{{"legal_status", "unknown", "waste"}, {"waste_code", "", "16 06 04"}});
}

TEST_CASE("an organisation's user publishes at once, and only for the own organisation") {
  const World world;
  const Stream stream = world.published();
  CHECK(stream.state == StreamState::open);
  CHECK(stream.confirmed_at == kNow);
  CHECK(stream.entered_by == access::PersonId{kOurs});
  const OwnStream for_others{pallets(), StreamKind::need, network::OrganisationId{kOurs + 1}, {}};
  CHECK(refuses<Missing>(publish_stream(for_others, world.context.offer, user_of(kOurs), kNow)));
  CHECK(refuses<Missing>(publish_stream(for_others, world.context.offer, access::Actor::visitor(), kNow)));
}

TEST_CASE("all findings of both parts of the form come at once") {
  const World world;
  OwnStream own{pallets(), StreamKind::offer, network::OrganisationId{kOurs}, {}};
  own.draft.amount_thousandths = -1;
  own.terms.available = {parse_day("2026-12-02"), parse_day("2026-12-01")};
  const auto made = publish_stream(own, world.context.offer, user_of(kOurs), kNow);
  REQUIRE(refuses<Invalid>(made));
  const auto& violations = std::get<Invalid>(made.error()).violations;
  REQUIRE(violations.size() == 2);
  CHECK(violations[0].rule == "materials.period_reversed");
  CHECK(violations[1].rule == "materials.amount_not_positive");
}

TEST_CASE("only what is for a hub is shared with one") {
  const World world;
  const Stream stream = world.published();
  StreamEdit edit = World::edit_of(stream);
  edit.terms.shared_hub = network::HubId{8};
  for (const Visibility reach :
       {Visibility::private_to_owner, Visibility::hub, Visibility::network, Visibility::everyone}) {
    edit.terms.visibility = reach;
    const auto next = edit_stream(stream, edit, world.context, user_of(kOurs), kNow);
    REQUIRE(next);
    CHECK(next->shared_hub.has_value() == (reach == Visibility::hub));
  }
}

TEST_CASE("an edit names the version it saw") {
  const World world;
  const Stream stream = world.published();
  StreamEdit edit = World::edit_of(stream);
  edit.terms.price_per_tonne = Money::euros(5);
  const auto next = edit_stream(stream, edit, world.context, user_of(kOurs), kNow);
  REQUIRE(next);
  CHECK(next->version == stream.version + 1);
  CHECK(next->price_per_tonne == Money::euros(5));
  CHECK(refuses<Stale>(edit_stream(*next, edit, world.context, user_of(kOurs), kNow)));
  CHECK(refuses<Missing>(edit_stream(stream, edit, world.context, user_of(kOurs + 1), kNow)));
}

TEST_CASE("the details of goods are kept, and an emptied weight is unknown again") {
  const World world;
  StreamTerms terms;
  terms.details = {Mass::grams(28'500), 7, 3, "pallet", Transport::third_party, {2015, 830, std::nullopt}, {}};
  OfferDraft doors = pallets();
  doors.unit = AmountUnit::piece;
  const auto made = publish_stream({doors, StreamKind::offer, network::OrganisationId{kOurs}, terms},
                                   world.context.offer, user_of(kOurs), kNow);
  REQUIRE(made);
  const Stream& stream = made->stream;
  CHECK(mass_each_time(stream.amount) == Mass::kilograms(570));
  CHECK(stream.grade == 7);
  CHECK(stream.contamination_percent == 3);
  CHECK(stream.packaging == "pallet");
  CHECK(stream.transport == Transport::third_party);
  CHECK(stream.dimensions == terms.details.dimensions);
  StreamEdit edit{doors, terms, EditStep::save, stream.version};
  edit.terms.details.mass_per_unit.reset();
  const auto saved = edit_stream(stream, edit, world.context, user_of(kOurs), kNow);
  REQUIRE(saved);
  CHECK_FALSE(mass_each_time(saved->amount));
  CHECK(changes_between(stream, *saved) == std::vector<StreamChange>{{"unit_weight", "28.5", ""}});
}

TEST_CASE("another kind has its own unit, facts and price, and nothing of goods") {
  const World world;
  OfferDraft draft = pallets();
  draft.resource = Resource::energy;
  draft.facts = {"heat", ColdChain::chilled, std::nullopt, 65, DailyHours{1320, 660}};
  StreamTerms terms;
  terms.price_per_tonne = Money::euros(5);
  terms.unit_price_thousandths = 20;
  terms.details.grade = 4;
  const auto publish = [&] {
    return publish_stream({draft, StreamKind::offer, network::OrganisationId{kOurs}, terms}, world.context.offer,
                          user_of(kOurs), kNow);
  };
  const auto wrong = publish();
  REQUIRE(refuses<Invalid>(wrong));
  CHECK(std::get<Invalid>(wrong.error()).violations.at(0).rule == "materials.unit_of_other_kind");
  draft.unit = AmountUnit::kwh;
  const auto made = publish();
  REQUIRE(made);
  const Stream& stream = made->stream;
  CHECK(stream.material.empty());
  CHECK(stream.accepted.empty());
  CHECK_FALSE(stream.price_per_tonne);
  CHECK_FALSE(stream.grade);
  CHECK(stream.unit_price_thousandths == 20);
  CHECK(stream.facts.cold_chain == ColdChain::unknown);
  CHECK(stream.facts.temperature_celsius == 65);
  CHECK_FALSE(mass_per_week(stream.amount));
}

TEST_CASE("an expired stream that is saved with a new date is open again") {
  World world;
  world.context.offer.today = Day{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};
  Stream expired = world.published();
  expired.state = StreamState::expired;
  StreamEdit edit = World::edit_of(expired);
  edit.terms.available.to = plus_days(world.context.offer.today, -1);
  CHECK(edit_stream(expired, edit, world.context, user_of(kOurs), kNow)->state == StreamState::expired);
  edit.terms.available.to = world.context.offer.today;
  const auto open = edit_stream(expired, edit, world.context, user_of(kOurs), kNow + std::chrono::hours{1});
  CHECK(open->state == StreamState::open);
  CHECK(open->confirmed_at == kNow + std::chrono::hours{1});
}

TEST_CASE("what was closed can only be opened again") {
  const World world;
  const Stream stream = world.published();
  StreamEdit edit = World::edit_of(stream);
  edit.step = EditStep::close;
  const auto closed = edit_stream(stream, edit, world.context, user_of(kOurs), kNow);
  REQUIRE(closed);
  CHECK(closed->state == StreamState::closed);
  edit.version = closed->version;
  CHECK(refuses<Conflict>(edit_stream(*closed, edit, world.context, user_of(kOurs), kNow)));
  edit.step = EditStep::save;
  CHECK(refuses<Conflict>(edit_stream(*closed, edit, world.context, user_of(kOurs), kNow)));
  edit.step = EditStep::reopen;
  const auto open = edit_stream(*closed, edit, world.context, user_of(kOurs), kNow + std::chrono::hours{1});
  REQUIRE(open);
  CHECK(open->state == StreamState::open);
  CHECK(open->confirmed_at == kNow + std::chrono::hours{1});
}

TEST_CASE("words and weighed amounts that nobody touched stay as they are") {
  const World world;
  Stream stream = world.published();
  stream.typed_what.clear();
  stream.title = LocalText{"hout", "wood", "bois"};
  stream.amount.quality = AmountQuality::weighed;
  StreamEdit edit = World::edit_of(stream);
  edit.draft.what = "hout";
  auto next = edit_stream(stream, edit, world.context, user_of(kOurs), kNow);
  REQUIRE(next);
  CHECK(next->title == stream.title);
  CHECK(next->amount.quality == AmountQuality::weighed);
  edit.draft.what = "mooi hout";
  edit.draft.amount_thousandths = 30'000;
  next = edit_stream(stream, edit, world.context, user_of(kOurs), kNow);
  REQUIRE(next);
  CHECK(next->title == LocalText{"mooi hout", "", ""});
  CHECK(next->amount.quality == AmountQuality::estimated);
}

TEST_CASE("changes are told by field, sites without their content") {
  Stream before;
  Stream after = before;
  after.visibility = Visibility::hub;
  after.position = Point{4.7, 50.9};
  after.price_per_tonne = Money::cents(-50);
  after.amount.thousandths = 12'500;
  CHECK(changes_between(before, after) ==
        std::vector<StreamChange>{
            {"amount", "", "12.5"}, {"price", "", "-0.5"}, {"site", "", ""}, {"visibility", "public", "hub"}});
  CHECK(changes_between(after, after).empty());
}

TEST_CASE("a hidden field is absent, and never reaches further than its listing") {
  const World world;
  StreamTerms terms;
  terms.price_per_tonne = Money::euros(5);
  terms.position = Point{4.7, 50.9};
  terms.fields = {Visibility::network, Visibility::hub, Visibility::hub, Visibility::private_to_owner};
  Stream stream = world.published(terms);
  const StreamHubs hubs{8};
  access::Actor coach;
  coach.kind = access::ActorKind::person;
  coach.roles = {{access::Role::coach, {access::ScopeKind::hub, 8}}};
  access::Actor coordinator = coach;
  coordinator.roles[0].role = access::Role::coordinator;

  const Stream street = as_seen_by(access::Actor::visitor(), stream, hubs);
  CHECK_FALSE(street.price_per_tonne);
  CHECK_FALSE(street.position);
  CHECK_FALSE(street.organisation);
  const Stream company = as_seen_by(user_of(kOurs + 1), stream, hubs);
  CHECK(company.price_per_tonne);
  CHECK_FALSE(company.position);
  CHECK_FALSE(company.organisation);
  CHECK(as_seen_by(coach, stream, hubs).position);
  CHECK(as_seen_by(user_of(kOurs), stream, hubs).organisation);
  CHECK_FALSE(may_read_contact(coach, stream, hubs));
  CHECK(may_read_contact(coordinator, stream, hubs));
  CHECK_FALSE(may_read_contact(coordinator, stream, {9}));

  stream.visibility = Visibility::private_to_owner;
  CHECK_FALSE(may_read(coordinator, stream, hubs));
  CHECK_FALSE(as_seen_by(user_of(kOurs + 1), stream, hubs).price_per_tonne);
}

TEST_CASE("an audience is told apart by what the network and its hubs may see") {
  const Audience street = audience_of(access::Actor::visitor());
  CHECK(street.reach == Audience::Reach::everyone);
  CHECK(audience_of(user_of(kOurs)) == audience_of(user_of(kOurs + 1)));
  access::Actor coach = user_of(kOurs);
  coach.roles.push_back({access::Role::coach, {access::ScopeKind::hub, 8}});
  CHECK(audience_of(coach).hubs == StreamHubs{8});
  Stream stream;
  stream.state = StreamState::open;
  stream.visibility = Visibility::network;
  CHECK_FALSE(may_read(example_reader(street), stream, {}));
  CHECK(may_read(example_reader(audience_of(user_of(kOurs))), stream, {}));
  stream.visibility = Visibility::hub;
  CHECK_FALSE(may_read(example_reader(audience_of(user_of(kOurs))), stream, {8}));
  CHECK(may_read(example_reader(audience_of(coach)), stream, {8}));
}

}  // namespace
}  // namespace kringwerk::materials
