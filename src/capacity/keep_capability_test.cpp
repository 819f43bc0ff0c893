#include "capacity/keep_capability.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "capacity/check_capability.h"

using namespace kringwerk;
using namespace kringwerk::capacity;
using network::Capability;
using network::CapabilityState;

namespace {

const Day kToday = std::chrono::year{2026} / 11 / 22;
const KeepContext kContext{{8}, kToday, instant_from_ms(1'795'255'445'000)};

Capability good() {
  Capability capability;
  capability.id = network::CapabilityId{1};
  capability.organisation = network::OrganisationId{5};
  capability.kind = "wash";
  capability.name.set(Language::nl, "Wassen");
  capability.accepts = {"textiel"};
  capability.capacity_per_week = Mass::kilograms(1000);
  capability.outputs = {{"textiel~washed", 5, 600'000}, {"poetsdoek", 3, 400'000}};
  return capability;
}

access::Actor actor_with(access::Role role, access::ScopeKind kind, std::int64_t id) {
  access::Actor actor;
  actor.kind = access::ActorKind::person;
  actor.person = access::PersonId{51};
  actor.roles = {{role, {kind, id}}};
  return actor;
}
const access::Actor kWorker = actor_with(access::Role::organisation_user, access::ScopeKind::organisation, 5);
const access::Actor kCoordinator = actor_with(access::Role::coordinator, access::ScopeKind::hub, 8);

Result<Capability> keep(const Capability& current, KeepStep step, const Capability& content = {},
                        const network::WeekCalendar& calendar = {}) {
  return keep_capability(current, {step, content, current.version}, calendar, kContext, kWorker);
}

}  // namespace

TEST_CASE("what must hold of a capability") {
  CHECK(check_capability(good()).empty());
  struct Row {
    std::function<void(Capability&)> spoil;
    const char* rule;
    const char* field;
  };
  const std::vector<Row> rows{
      {[](Capability& c) { c.name = {}; }, "capacity.name_missing", "name_nl"},
      {[](Capability& c) { c.accepts.clear(); }, "capacity.accepts_missing", "accepts"},
      {[](Capability& c) { c.capacity_per_week = Mass(); }, "capacity.capacity_out_of_range", "capacity"},
      {[](Capability& c) { c.regular_per_week = Mass::kilograms(1001); }, "capacity.regular_too_large", "regular"},
      {[](Capability& c) { c.min_batch = Mass(); }, "capacity.batch_not_positive", "min_batch"},
      {[](Capability& c) { c.min_batch = Mass::kilograms(9), c.max_batch = Mass::kilograms(8); },
       "capacity.batch_reversed", "max_batch"},
      {[](Capability& c) { c.cost_per_tonne = Money::euros(1'000'001); }, "capacity.cost_out_of_range", "cost"},
      {[](Capability& c) { c.lead_days = 366; }, "capacity.lead_out_of_range", "lead_days"},
      {[](Capability& c) { c.social_minutes_per_tonne = -1; }, "capacity.hours_out_of_range", "social_hours"},
      {[](Capability& c) { c.outputs[0].yield_millionths = 0; }, "capacity.output_share", "outputs"},
      {[](Capability& c) { c.outputs[1].material = c.outputs[0].material; }, "capacity.output_twice", "outputs"},
      {[](Capability& c) { c.outputs[0].yield_millionths = 600'001; }, "capacity.outputs_over_whole", "outputs"},
  };
  for (const Row& row : rows) {
    Capability spoiled = good();
    row.spoil(spoiled);
    const auto found = check_capability(spoiled);
    REQUIRE(found.size() == 1);
    CHECK(found.front().rule == row.rule);
    CHECK(found.front().field == row.field);
  }
}

TEST_CASE("steps lead from state to state") {
  struct Row {
    CapabilityState from;
    KeepStep step;
    std::optional<CapabilityState> to;
  };
  using S = CapabilityState;
  using K = KeepStep;
  for (const Row& row :
       {Row{S::draft, K::open, S::open}, Row{S::draft, K::pause, {}}, Row{S::draft, K::retire, S::retired},
        Row{S::open, K::pause, S::paused}, Row{S::open, K::open, {}}, Row{S::open, K::retire, S::retired},
        Row{S::paused, K::open, S::open}, Row{S::paused, K::pause, {}}, Row{S::retired, K::retire, {}},
        Row{S::retired, K::open, S::open}, Row{S::retired, K::save, {}}, Row{S::draft, K::save, S::draft}}) {
    Capability current = good();
    current.state = row.from;
    const auto kept = keep(current, row.step, good());
    CHECK(kept.has_value() == row.to.has_value());
    if (!kept) {
      CHECK(std::holds_alternative<Conflict>(kept.error()));
    } else {
      CHECK(kept->state == *row.to);
      CHECK(kept->version == 2);
    }
  }
}

TEST_CASE("an edit keeps whose it is, and a smaller capacity leaves room for what was promised") {
  Capability content = good();
  content.organisation = network::OrganisationId{6};
  content.capacity_per_week = Mass::kilograms(400);
  network::WeekCalendar calendar{Mass::kilograms(1000), {}, {}, {}};
  network::Booking booking;
  booking.per_week = Mass::kilograms(500);
  booking.from = booking.to = std::chrono::year{2026} / 12 / 7;
  calendar.bookings = {booking};
  const auto refused = keep(good(), KeepStep::save, content, calendar);
  REQUIRE_FALSE(refused);
  CHECK(std::get<Invalid>(refused.error()).violations.front().rule == "capacity.below_bookings");
  content.capacity_per_week = Mass::kilograms(500);
  const auto kept = keep(good(), KeepStep::save, content, calendar);
  REQUIRE(kept);
  CHECK(kept->organisation == network::OrganisationId{5});
  CHECK(kept->confirmed_at == kContext.now);
}

TEST_CASE("the organisation and its hub keep it; others are told nothing") {
  const Capability current = good();
  const auto keep_as = [&](const access::Actor& actor, std::int64_t version) {
    return keep_capability(current, {KeepStep::pause, {}, version}, {}, kContext, actor);
  };
  CHECK(keep_as(kWorker, 1));
  CHECK(keep_as(kCoordinator, 1));
  CHECK(std::holds_alternative<Stale>(keep_as(kWorker, 3).error()));
  const auto stranger = actor_with(access::Role::organisation_user, access::ScopeKind::organisation, 6);
  const auto coach = actor_with(access::Role::coach, access::ScopeKind::hub, 8);
  for (const auto& actor : {stranger, coach, access::Actor{}}) {
    CHECK(std::holds_alternative<Missing>(keep_as(actor, 1).error()));
    CHECK(std::holds_alternative<Missing>(add_capability(good(), kContext, actor).error()));
  }
  CHECK(add_capability(good(), kContext, kCoordinator));
}

TEST_CASE("undo brings back what was and its state, and tells what changed") {
  Capability current = good();
  current.version = 4;
  current.state = CapabilityState::paused;
  Capability before = good();
  before.capacity_per_week = Mass::kilograms(700);
  const auto undone = keep(current, KeepStep::undo, before);
  REQUIRE(undone);
  CHECK(undone->state == CapabilityState::open);
  CHECK(undone->version == 5);
  const auto changes = changes_between(current, *undone);
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].field == "state");
  CHECK(changes[1].before == "1000");
  CHECK(changes[1].after == "700");
}
