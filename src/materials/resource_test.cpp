#include "materials/resource.h"

#include <doctest/doctest.h>

namespace kringwerk::materials {
namespace {

constexpr Day kToday{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};

TEST_CASE("every kind has its own units and nothing else") {
  struct Line {
    Resource resource;
    std::array<bool, 8> has;  // kg t piece m m2 m3 kwh hour
  };
  constexpr std::array<Line, 6> kLines{{
      {Resource::material, {true, true, true, true, true, true, false, false}},
      {Resource::food, {true, true, true, false, false, false, false, false}},
      {Resource::water, {false, false, false, false, false, true, false, false}},
      {Resource::energy, {false, false, false, false, false, false, true, false}},
      {Resource::space, {false, false, false, false, true, false, false, false}},
      {Resource::machine, {false, false, false, false, false, false, false, true}},
  }};
  for (const Line& line : kLines) {
    for (std::size_t unit = 0; unit < line.has.size(); ++unit) {
      CAPTURE(unit);
      CHECK(has_unit(line.resource, static_cast<AmountUnit>(unit)) == line.has[unit]);
      const auto found = check_resource({line.resource, static_cast<AmountUnit>(unit), {}}, kToday);
      CHECK(found.empty() == line.has[unit]);
    }
    CHECK(check_resource({line.resource, std::nullopt, {}}, kToday).empty());
  }
}

TEST_CASE("only goods and food run in chains") {
  for (std::size_t i = 0; i < kResourceKeys.size(); ++i) {
    CHECK(runs_in_chains(static_cast<Resource>(i)) == (i < 2));
    CHECK(varieties_of(static_cast<Resource>(i)).empty() == (i < 2));
  }
}

TEST_CASE("a kind keeps its own facts and drops the others") {
  const ResourceFacts all{"heat", ColdChain::chilled, kToday, 60, DailyHours{60, 120}};
  const ResourceFacts food = facts_of_kind(Resource::food, all);
  CHECK(food == ResourceFacts{"", ColdChain::chilled, kToday, std::nullopt, std::nullopt});
  const ResourceFacts heat = facts_of_kind(Resource::energy, all);
  CHECK(heat == ResourceFacts{"heat", ColdChain::unknown, std::nullopt, 60, DailyHours{60, 120}});
  CHECK(facts_of_kind(Resource::material, all) == ResourceFacts{});
  ResourceFacts power = all;
  power.variety = "power";
  CHECK_FALSE(facts_of_kind(Resource::energy, power).temperature_celsius);
  CHECK(facts_of_kind(Resource::space, all).variety.empty());
}

TEST_CASE("impossible facts are named") {
  const auto rule_of = [](Resource resource, const ResourceFacts& facts) {
    const auto found = check_resource({resource, std::nullopt, facts}, kToday);
    return found.empty() ? std::string() : found.front().rule;
  };
  ResourceFacts facts;
  facts.temperature_celsius = kHottest + 1;
  CHECK(rule_of(Resource::energy, facts) == "materials.temperature_impossible");
  CHECK(rule_of(Resource::space, facts).empty());
  facts.temperature_celsius = kColdest;
  CHECK(rule_of(Resource::energy, facts).empty());
  facts.hours = DailyHours{480, 480};
  CHECK(rule_of(Resource::energy, facts) == "materials.hours_empty");
  facts = {};
  facts.use_by = plus_days(kToday, -1);
  CHECK(rule_of(Resource::food, facts) == "materials.use_by_past");
  facts.use_by = kToday;
  CHECK(rule_of(Resource::food, facts).empty());
}

TEST_CASE("shared minutes of a day, also past midnight, are counted minute by minute") {
  const auto holds = [](const DailyHours& hours, int minute) {
    return hours.from < hours.to ? hours.from <= minute && minute < hours.to
                                 : minute >= hours.from || minute < hours.to;
  };
  const std::array<DailyHours, 7> all{
      {{0, 1440}, {480, 1020}, {1320, 660}, {360, 1080}, {1020, 1}, {0, 1}, {1439, 1440}}};
  for (const DailyHours& a : all) {
    int own = 0;
    for (int minute = 0; minute < 1440; ++minute) own += holds(a, minute) ? 1 : 0;
    CHECK(minutes_in(a) == own);
    for (const DailyHours& b : all) {
      int shared = 0;
      for (int minute = 0; minute < 1440; ++minute) shared += holds(a, minute) && holds(b, minute) ? 1 : 0;
      CAPTURE(a.from);
      CAPTURE(b.from);
      CHECK(shared_minutes(a, b) == shared);
    }
  }
}

}  // namespace
}  // namespace kringwerk::materials
