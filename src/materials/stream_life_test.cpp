#include "materials/stream_life.h"

#include <doctest/doctest.h>

#include <set>

#include "materials/agreed_amount.h"

namespace kringwerk::materials {
namespace {

constexpr Day kToday{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};
const Instant kNow = instant_from_ms(1'795'300'000'000);

Stream in_state(StreamState state) {
  Stream stream;
  stream.state = state;
  stream.version = 4;
  return stream;
}

LifeChange plain(LifeStep step) {
  return {step, step == LifeStep::close ? std::optional{CloseOutcome::elsewhere} : std::nullopt, std::nullopt};
}

std::string rule_of(const Result<Stream>& result) {
  const auto* invalid = result ? nullptr : std::get_if<Invalid>(&result.error());
  return invalid == nullptr ? std::string() : invalid->violations.front().rule;
}

TEST_CASE("what the table says is what happens, for every step, state and actor") {
  for (std::size_t step = 0; step < kLifeStepKeys.size(); ++step) {
    for (std::size_t state = 0; state < kStreamStateKeys.size(); ++state) {
      for (std::size_t who = 0; who < kLifeActors; ++who) {
        const auto taken = static_cast<LifeStep>(step);
        const LifeRule* rule = find_life_rule(taken, static_cast<StreamState>(state));
        const auto next = take_step(in_state(static_cast<StreamState>(state)), plain(taken),
                                    static_cast<LifeActor>(who), kNow, kToday);
        CAPTURE(kLifeStepKeys[step]);
        CAPTURE(kStreamStateKeys[state]);
        CAPTURE(who);
        const bool may = rule != nullptr && rule->who[who];
        REQUIRE(next.has_value() == may);
        if (may) {
          CHECK(next->state == rule->to);
          CHECK(next->version == 5);
          CHECK(next->outcome.has_value() == (rule->to == StreamState::closed));
        } else {
          CHECK(std::holds_alternative<Conflict>(next.error()));
        }
      }
    }
  }
}

TEST_CASE("the table holds one line per step and state, and never stays where it is") {
  std::set<std::pair<LifeStep, StreamState>> seen;
  for (const LifeRule& rule : life_rules()) {
    CHECK(seen.insert({rule.step, rule.from}).second);
    CHECK(rule.from != rule.to);
    CHECK(rule.to != StreamState::draft);
    CHECK((rule.to == StreamState::expired) == (rule.step == LifeStep::expire));
    if (rule.to == StreamState::closed) CHECK(rule.step == LifeStep::close);
  }
}

TEST_CASE("nothing that has ended or is agreed for all of it can match; what has ended does not live") {
  using enum StreamState;
  for (const StreamState state : {draft, closed, expired}) {
    CHECK_FALSE(is_live(state));
    CHECK_FALSE(can_match(state));
  }
  for (const StreamState state : {open, in_talks, partly_agreed}) CHECK(can_match(state));
  CHECK(is_live(agreed));
  CHECK_FALSE(can_match(agreed));
}

TEST_CASE("introductions only bring into talks, out of them, and to an agreement about a part") {
  using enum StreamState;
  CHECK(steps_open_to(LifeActor::introduction, open) == std::vector{LifeStep::talks});
  CHECK(steps_open_to(LifeActor::introduction, in_talks) == std::vector{LifeStep::stop_talks, LifeStep::agree_partly});
  CHECK(steps_open_to(LifeActor::introduction, partly_agreed).empty());
  CHECK(steps_open_to(LifeActor::clock, closed).empty());
  CHECK(steps_open_to(LifeActor::owner, expired) == std::vector{LifeStep::close, LifeStep::revive});
}

TEST_CASE("closing asks why; not saying is an answer") {
  const Stream open = in_state(StreamState::open);
  LifeChange close{LifeStep::close, std::nullopt, std::nullopt};
  CHECK(rule_of(take_step(open, close, LifeActor::owner, kNow, kToday)) == "materials.outcome_missing");
  close.outcome = CloseOutcome::unknown;
  CHECK(take_step(open, close, LifeActor::coordinator, kNow, kToday)->outcome == CloseOutcome::unknown);
}

TEST_CASE("a new date revives what has expired, fresh from now") {
  Stream expired = in_state(StreamState::expired);
  expired.available = {plus_days(kToday, -60), plus_days(kToday, -10)};
  expired.facts.use_by = plus_days(kToday, -10);
  const LifeChange past{LifeStep::revive, std::nullopt, plus_days(kToday, -1)};
  CHECK(rule_of(take_step(expired, past, LifeActor::owner, kNow, kToday)) == "materials.last_day_past");
  const LifeChange date{LifeStep::revive, std::nullopt, plus_days(kToday, 30)};
  const auto revived = take_step(expired, date, LifeActor::owner, kNow, kToday);
  REQUIRE(revived);
  CHECK(revived->state == StreamState::open);
  CHECK(revived->available.to == plus_days(kToday, 30));
  CHECK(revived->confirmed_at == kNow);
  CHECK_FALSE(has_passed(*revived, kToday));
  CHECK_FALSE(has_passed(*take_step(expired, plain(LifeStep::revive), LifeActor::owner, kNow, kToday), kToday));
}

TEST_CASE("a stream passes after its last day or the day food must be used by, not on it") {
  Stream stream = in_state(StreamState::open);
  CHECK_FALSE(has_passed(stream, kToday));
  stream.available.to = kToday;
  CHECK_FALSE(has_passed(stream, kToday));
  CHECK(has_passed(stream, plus_days(kToday, 1)));
  stream.available.to.reset();
  stream.facts.use_by = plus_days(kToday, -1);
  CHECK(has_passed(stream, kToday));
}

TEST_CASE("MAT6: what agreements take decides how far a stream has come") {
  using enum StreamState;
  const auto step = [](StreamState state, int had, int takes) {
    Stream stream = in_state(state);
    stream.amount = {2000, AmountUnit::t, std::nullopt, AmountQuality::declared, Rhythm::month};
    return step_of_agreements(stream, {Mass::kilograms(had), Mass::kilograms(takes), Mass::kilograms(2000)});
  };
  CHECK(step(open, 0, 500) == LifeStep::agree_partly);
  CHECK(step(in_talks, 0, 2000) == LifeStep::agree);
  CHECK(step(partly_agreed, 500, 2000) == LifeStep::agree);
  CHECK(step(agreed, 2000, 500) == LifeStep::agree_partly);
  CHECK(step(partly_agreed, 500, 0) == LifeStep::stop_talks);
  CHECK(step(agreed, 2000, 0) == LifeStep::stop_talks);
  CHECK_FALSE(step(partly_agreed, 500, 700).has_value());
  CHECK_FALSE(step(agreed, 0, 500).has_value());
  CHECK_FALSE(step(agreed, 0, 0).has_value());
  for (const StreamState ended : {closed, expired}) {
    CHECK_FALSE(step(ended, 0, 2000).has_value());
    CHECK_FALSE(step(ended, 500, 0).has_value());
  }
}

TEST_CASE("MAT6: what is left of an amount is never more than there is, in its own unit") {
  const Amount tonnes{2000, AmountUnit::t, std::nullopt, AmountQuality::declared, Rhythm::month};
  CHECK(open_amount(tonnes, Mass::kilograms(500)).thousandths == 1500);
  CHECK(open_amount(tonnes, Mass::grams(500'001)).thousandths == 1499);
  CHECK(open_amount(tonnes, Mass::kilograms(3000)).thousandths == 0);
  CHECK(open_amount(tonnes, Mass{}).thousandths == 2000);
  Amount pieces{10'000, AmountUnit::piece, Mass::kilograms(20), AmountQuality::declared, Rhythm::once};
  CHECK(open_amount(pieces, Mass::kilograms(50)).thousandths == 7500);
  pieces.mass_per_unit.reset();
  CHECK(open_amount(pieces, Mass::kilograms(50)).thousandths == 10'000);
}

}  // namespace
}  // namespace kringwerk::materials
