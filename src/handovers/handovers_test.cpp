#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "handovers/balance.h"
#include "handovers/handle_handover.h"
#include "handovers/kilograms.h"
#include "handovers/make_agreement.h"
#include "handovers/taken_amount.h"

using namespace kringwerk;
using namespace kringwerk::handovers;
using network::OrganisationId;
using std::chrono::year;

namespace {

constexpr Day kToday{year{2026}, std::chrono::month{11}, std::chrono::day{22}};
const Instant kNow = instant_from_ms(1'795'255'445'000);

access::Actor worker_of(std::int64_t organisation) {
  access::Actor actor;
  actor.kind = access::ActorKind::person;
  actor.person = access::PersonId{organisation * 10};
  actor.roles = {{access::Role::organisation_user, access::Scope::organisation(OrganisationId{organisation})}};
  return actor;
}

/// Organisation 5 gives, 6 takes, from 1 January on.
Agreement agreement_of(Repeat repeat = Repeat::once) {
  Agreement agreement;
  agreement.id = AgreementId{1};
  agreement.state = AgreementState::active;
  agreement.repeat = repeat;
  agreement.mass = Mass::kilograms(1000);
  agreement.from = parse_day("2026-01-31").value();
  agreement.giver.organisation = OrganisationId{5};
  agreement.taker.organisation = OrganisationId{6};
  return agreement;
}

Figures weighed(Mass whole, Mass refused = {}) {
  Figures figures;
  figures.on = kToday;
  figures.weighed = whole;
  figures.accepted = whole - refused;
  figures.refused = refused;
  if (refused > Mass{}) figures.reason = RefusalReason::wet;
  return figures;
}

HandoverHandling handling_of(Standing standing, std::int64_t version = 1) {
  return {std::move(standing), version, StatementId{9}, kNow, kToday};
}

Handover registered(const Figures& figures) {
  return register_handover(agreement_of(), HandoverId{2}, handling_of({worker_of(5), std::nullopt}), figures)->after;
}

Result<HandledHandover> answer(const Handover& handover, std::int64_t organisation, const HandoverAnswer& given) {
  return handle_handover(handover, agreement_of(),
                         handling_of({worker_of(organisation), std::nullopt}, handover.version), given);
}

std::vector<std::string> rules_of(const Violations& violations) {
  std::vector<std::string> rules;
  for (const Violation& violation : violations) rules.push_back(violation.rule);
  return rules;
}
using Rules = std::vector<std::string>;

}  // namespace

TEST_CASE("figures add up to the gram, or it is said what is missing") {
  const Agreement agreement = agreement_of();
  Figures figures = weighed(Mass::grams(482'500), Mass::grams(82'125));
  CHECK(check_figures(figures, agreement, kToday).empty());
  figures.accepted = figures.accepted + Mass::grams(1);
  CHECK(rules_of(check_figures(figures, agreement, kToday)) == Rules{"handovers.balance"});
  figures = weighed(Mass::kilograms(5), Mass::kilograms(5));
  figures.reason = RefusalReason::other;
  CHECK(rules_of(check_figures(figures, agreement, kToday)) == Rules{"handovers.words_missing"});
  figures.reason.reset();
  CHECK(rules_of(check_figures(figures, agreement, kToday)) == Rules{"handovers.reason_missing"});
  figures = Figures{};
  figures.on = kToday;
  CHECK(rules_of(check_figures(figures, agreement, kToday)) == Rules{"handovers.mass_missing"});
  figures = weighed(Mass{});
  CHECK(rules_of(check_figures(figures, agreement, kToday)) == Rules{"handovers.mass_range"});
  figures = weighed(Mass::kilograms(1));
  figures.on = plus_days(kToday, 1);
  CHECK(rules_of(check_figures(figures, agreement, kToday)) == Rules{"handovers.day_in_future"});
  figures.on = plus_days(agreement.from, -1);
  CHECK(rules_of(check_figures(figures, agreement, kToday)) == Rules{"handovers.day_outside"});
}

TEST_CASE("what is typed for one part settles the other") {
  CHECK(rc::check("settled figures balance whenever one part within the whole is typed", [] {
    Figures figures;
    figures.weighed = Mass::grams(*rc::gen::inRange<std::int64_t>(1, 50'000'000));
    const Mass part = Mass::grams(*rc::gen::inRange<std::int64_t>(0, figures.weighed->in_grams() + 1));
    const bool types_refused = *rc::gen::arbitrary<bool>();
    TypedOutcome typed{Acceptance::partly, std::nullopt, std::nullopt};
    (types_refused ? typed.refused : typed.accepted) = part;
    settle(figures, typed);
    RC_ASSERT(figures.accepted + figures.refused == *figures.weighed);
    RC_ASSERT((types_refused ? figures.refused : figures.accepted) == part);
  }));
  Figures figures = weighed(Mass::kilograms(3), Mass::kilograms(1));
  settle(figures, {Acceptance::accepted, std::nullopt, Mass::kilograms(1)});
  CHECK(figures.refused == Mass{});
  CHECK_FALSE(figures.reason.has_value());
  settle(figures, {Acceptance::partly, std::nullopt, std::nullopt});
  CHECK(rules_of(check_figures(figures, agreement_of(), kToday)) == Rules{"handovers.balance"});
}

TEST_CASE("an estimate and a weight stand beside each other") {
  Figures figures = weighed(Mass::kilograms(480));
  figures.estimated = Mass::kilograms(500);
  CHECK(delivered(figures) == Mass::kilograms(480));
  Handover handover = registered(figures);
  CHECK(handover.proposed->estimated == Mass::kilograms(500));
  CHECK(evidence_of(handover) == Evidence::declared);
  handover.has_ticket = true;
  CHECK(evidence_of(handover) == Evidence::weighed);
  handover = answer(handover, 6, {HandoverDeed::confirm, {}, ""})->after;
  CHECK(evidence_of(handover) == Evidence::countersigned);
  figures.weighed.reset();
  figures.accepted = *figures.estimated;
  handover = answer(registered(figures), 6, {HandoverDeed::confirm, {}, ""})->after;
  CHECK(evidence_of(handover) == Evidence::estimated);
}

TEST_CASE("only the other side confirms, disputes or rejects") {
  const Handover handover = registered(weighed(Mass::kilograms(10)));
  CHECK(awaited_side(handover) == Party::taker);
  CHECK(std::holds_alternative<Forbidden>(answer(handover, 5, {HandoverDeed::confirm, {}, ""}).error()));
  CHECK(std::holds_alternative<Missing>(answer(handover, 7, {HandoverDeed::confirm, {}, ""}).error()));
  const auto confirmed = answer(handover, 6, {HandoverDeed::confirm, {}, ""});
  REQUIRE(confirmed);
  CHECK(confirmed->after.state == HandoverState::confirmed);
  CHECK(confirmed->after.in_force == handover.proposed);
  CHECK(confirmed->statement.by == Party::taker);

  const auto disputed = answer(handover, 6, {HandoverDeed::dispute, weighed(Mass::kilograms(9)), ""});
  REQUIRE(disputed);
  CHECK(disputed->after.state == HandoverState::disputed);
  CHECK(awaited_side(disputed->after) == Party::giver);
  CHECK(std::holds_alternative<Forbidden>(answer(disputed->after, 6, {HandoverDeed::confirm, {}, ""}).error()));
  CHECK(answer(disputed->after, 5, {HandoverDeed::confirm, {}, ""})->after.in_force->weighed == Mass::kilograms(9));
  const auto same = answer(handover, 6, {HandoverDeed::dispute, weighed(Mass::kilograms(10)), ""});
  CHECK(rules_of(std::get<Invalid>(same.error()).violations) == Rules{"handovers.nothing_changed"});

  const auto mute = answer(handover, 6, {HandoverDeed::reject, {}, ""});
  CHECK(rules_of(std::get<Invalid>(mute.error()).violations) == Rules{"handovers.note_missing"});
  CHECK(answer(handover, 6, {HandoverDeed::reject, {}, "Niet hier."})->after.state == HandoverState::rejected);
  CHECK(answer(handover, 5, {HandoverDeed::withdraw, {}, ""})->after.state == HandoverState::withdrawn);
}

TEST_CASE("a correction after both confirmed needs the other side; the old figure holds until then") {
  const Handover confirmed =
      answer(registered(weighed(Mass::kilograms(10))), 6, {HandoverDeed::confirm, {}, ""})->after;
  const HandoverAnswer wish{HandoverDeed::correct, weighed(Mass::kilograms(8)), "Komma vergeten."};
  const Handover correcting = answer(confirmed, 6, wish)->after;
  CHECK(correcting.state == HandoverState::correcting);
  CHECK(correcting.in_force->weighed == Mass::kilograms(10));
  CHECK(balance_of(agreement_of(), std::vector{correcting}).delivered == Mass::kilograms(10));
  CHECK(awaited_side(correcting) == Party::giver);
  CHECK(std::holds_alternative<Forbidden>(answer(correcting, 6, {HandoverDeed::confirm, {}, ""}).error()));
  CHECK(answer(correcting, 5, {HandoverDeed::confirm, {}, ""})->after.in_force->weighed == Mass::kilograms(8));
  const auto kept = answer(correcting, 5, {HandoverDeed::reject, {}, "Nee."});
  CHECK(kept->after.state == HandoverState::confirmed);
  CHECK(kept->after.in_force->weighed == Mass::kilograms(10));
  CHECK(kept->statement.kind == StatementKind::kept);
  CHECK(answer(correcting, 6, {HandoverDeed::withdraw, {}, ""})->after.state == HandoverState::confirmed);
  const HandoverAnswer mute{HandoverDeed::correct, weighed(Mass::kilograms(8)), ""};
  CHECK_FALSE(answer(confirmed, 5, mute).has_value());
}

TEST_CASE("a deed on an older version is stale") {
  const Handover handover = registered(weighed(Mass::kilograms(10)));
  const auto late = handle_handover(handover, agreement_of(), handling_of({worker_of(6), std::nullopt}, 7),
                                    {HandoverDeed::confirm, {}, ""});
  CHECK(std::holds_alternative<Stale>(late.error()));
}

TEST_CASE("an agreement: the other side accepts, either ends it") {
  Agreement agreement = agreement_of();
  agreement.state = AgreementState::proposed;
  const auto handle = [&](std::int64_t organisation, AgreementDeed deed) {
    return handle_agreement(agreement, {{worker_of(organisation), std::nullopt}, agreement.version, kNow, kToday},
                            deed);
  };
  CHECK(std::holds_alternative<Forbidden>(handle(5, AgreementDeed::accept).error()));
  CHECK(std::holds_alternative<Missing>(handle(7, AgreementDeed::accept).error()));
  CHECK(handle(5, AgreementDeed::withdraw)->state == AgreementState::withdrawn);
  agreement = handle(6, AgreementDeed::accept).value();
  CHECK(agreement.state == AgreementState::active);
  CHECK_FALSE(handle(6, AgreementDeed::refuse).has_value());
  CHECK(handle(5, AgreementDeed::end)->to == kToday);
  const Standing hub{access::Actor::visitor(), std::nullopt};
  CHECK_FALSE(may(hub, access::Action::read, agreement));
  CHECK(may({access::Actor::link_holder(), Party::taker}, access::Action::read, agreement, "price"));
}

TEST_CASE("a draft of an agreement names everything that is wrong") {
  AgreementDraft draft;
  draft.giver.organisation = draft.taker.organisation = OrganisationId{5};
  draft.mass = Mass{};
  draft.from = kToday;
  draft.to = plus_days(kToday, -1);
  draft.price.basis = PriceBasis::tonne;
  const auto refused = propose_agreement(draft, {AgreementId{1}, kNow}, worker_of(5));
  CHECK(rules_of(std::get<Invalid>(refused.error()).violations) ==
        Rules{"handovers.same_sides", "handovers.mass_range", "handovers.end_before_start", "handovers.price_missing"});
  CHECK(std::holds_alternative<Missing>(propose_agreement(draft, {AgreementId{1}, kNow}, worker_of(6)).error()));
}

TEST_CASE("periods begin on the day of the first, or on the last of a shorter month") {
  const Agreement agreement = agreement_of(Repeat::month);
  CHECK(day_text(period_start(agreement, 1)) == "2026-02-28");
  CHECK(day_text(period_start(agreement, 2)) == "2026-03-31");
  CHECK(day_text(period_start(agreement_of(Repeat::year), 1)) == "2027-01-31");
  CHECK(day_text(period_start(agreement_of(Repeat::week), 2)) == "2026-02-14");
  CHECK_FALSE(count_periods(agreement).has_value());
  Agreement closed = agreement;
  closed.to = parse_day("2026-03-30");
  CHECK(count_periods(closed) == 2);
  CHECK(balance_of(closed, {}).agreed == Mass::kilograms(2000));
}

TEST_CASE("the balance of all periods is the balance of the agreement") {
  CHECK(rc::check("sums agree, and what waits is not delivered", [] {
    Agreement agreement = agreement_of(static_cast<Repeat>(*rc::gen::inRange(1, 4)));
    std::vector<Handover> handovers;
    const int count = *rc::gen::inRange(0, 30);
    for (int i = 0; i < count; ++i) {
      Handover handover;
      Figures figures = weighed(Mass::grams(*rc::gen::inRange<std::int64_t>(1, 9'000'000)));
      figures.refused = Mass::grams(*rc::gen::inRange<std::int64_t>(0, figures.weighed->in_grams() + 1));
      figures.accepted = *figures.weighed - figures.refused;
      figures.on = plus_days(agreement.from, *rc::gen::inRange(0, 295));
      (*rc::gen::arbitrary<bool>() ? handover.in_force : handover.proposed) = figures;
      handovers.push_back(handover);
    }
    const Balance whole = balance_of(agreement, handovers);
    RC_ASSERT(whole.delivered == whole.accepted + whole.refused);
    Balance sum;
    for (const PeriodBalance& period : period_balances(agreement, handovers, kToday, 1000)) {
      sum.delivered = sum.delivered + period.balance.delivered;
      sum.accepted = sum.accepted + period.balance.accepted;
      sum.waiting = sum.waiting + period.balance.waiting;
      RC_ASSERT(period.from <= period.to);
    }
    RC_ASSERT(sum.delivered == whole.delivered);
    RC_ASSERT(sum.accepted == whole.accepted);
    RC_ASSERT(sum.waiting == whole.waiting);
  }));
  Agreement once = agreement_of();
  Handover handover;
  handover.in_force = weighed(Mass::kilograms(1200));
  CHECK(balance_of(once, std::vector{handover}).over() == Mass::kilograms(200));
  CHECK(balance_of(once, std::vector{handover}).open() == Mass{});
}

TEST_CASE("kilograms to the gram") {
  CHECK(kilograms_exactly(Mass::grams(1'234'500), Language::nl) == "1234,5");
  CHECK(kilograms_exactly(Mass::grams(12'005), Language::en) == "12.005");
  CHECK(kilograms_exactly(Mass::kilograms(7), Language::fr) == "7");
  CHECK(kilograms_exactly(Mass::grams(-50), Language::nl) == "-0,05");
}

TEST_CASE("MAT6: a running agreement takes of what keeps coming in the rhythm of the stream, and gives it back") {
  using materials::Rhythm;
  const auto taken = [](const Agreement& agreement, Rhythm rhythm, std::optional<Mass> whole = std::nullopt) {
    return taken_of_stream(agreement, balance_of(agreement, {}), rhythm, whole);
  };
  Agreement monthly = agreement_of(Repeat::month);
  CHECK(taken(monthly, Rhythm::month) == Mass::kilograms(1000));
  CHECK(taken(monthly, Rhythm::year) == Mass::kilograms(12'000));
  CHECK(taken(agreement_of(Repeat::week), Rhythm::month) == Mass::grams(4'348'215));
  CHECK(taken(agreement_of(), Rhythm::month) == Mass{});
  CHECK(taken(monthly, Rhythm::once, Mass::kilograms(700)) == Mass::kilograms(700));
  monthly.to = plus_days(monthly.from, 50);
  CHECK(taken(monthly, Rhythm::once) == Mass::kilograms(2000));
  for (const auto state : {AgreementState::proposed, AgreementState::refused, AgreementState::withdrawn}) {
    monthly.state = state;
    CHECK(taken(monthly, Rhythm::month) == Mass{});
    CHECK(taken(monthly, Rhythm::once) == Mass{});
  }
  monthly.state = AgreementState::ended;
  CHECK(taken(monthly, Rhythm::month) == Mass{});
}

TEST_CASE("MAT6: of a single lot what was accepted stays taken when the agreement has ended") {
  Agreement agreement = agreement_of();
  Handover handover;
  handover.in_force = weighed(Mass::kilograms(400), Mass::kilograms(100));
  const auto taken = [&] {
    const Balance balance = balance_of(agreement, std::vector{handover});
    return taken_of_stream(agreement, balance, materials::Rhythm::once, Mass::kilograms(5000));
  };
  CHECK(taken() == Mass::kilograms(1000));
  handover.in_force = weighed(Mass::kilograms(1200));
  CHECK(taken() == Mass::kilograms(1200));
  agreement.state = AgreementState::ended;
  CHECK(taken() == Mass::kilograms(1200));
}

TEST_CASE("an agreement is over on the day after its last") {
  Agreement agreement = agreement_of();
  CHECK_FALSE(is_over(agreement, kToday));
  agreement.to = kToday;
  CHECK_FALSE(is_over(agreement, kToday));
  CHECK(is_over(agreement, plus_days(kToday, 1)));
  const Agreement ended = end_by_clock(agreement, kNow);
  CHECK(ended.state == AgreementState::ended);
  CHECK(ended.version == agreement.version + 1);
  CHECK_FALSE(is_over(ended, plus_days(kToday, 1)));
}
