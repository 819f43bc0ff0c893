#include "introductions/outcome_report.h"

#include <doctest/doctest.h>

using namespace kringwerk;
using namespace kringwerk::introductions;

namespace {

constexpr Day kNovember{std::chrono::year{2026}, std::chrono::November, std::chrono::day{20}};

std::vector<CountedOutcome> outcomes() {
  std::vector<CountedOutcome> all;
  const auto add = [&](int times, OutcomeKind kind, std::optional<Reason> reason, const char* material,
                       const std::vector<std::int64_t>& hubs) {
    for (int i = 0; i < times; ++i) all.push_back({kind, reason, material, LimitedBy::supply, hubs, kNovember});
  };
  add(5, OutcomeKind::no, Reason::distance, "wood", {1, 2});
  add(1, OutcomeKind::failed, Reason::distance, "wood", {1});
  add(2, OutcomeKind::no, Reason::price, "glass", {1});
  add(3, OutcomeKind::later, Reason::timing, "glass", {2});
  add(4, OutcomeKind::agreed, std::nullopt, "wood", {2});
  add(9, OutcomeKind::yes, std::nullopt, "wood", {1});
  add(9, OutcomeKind::withdrawn, std::nullopt, "wood", {1});
  return all;
}

}  // namespace

TEST_CASE("reasons are counted, small numbers are not told, most first") {
  const Report report = count_outcomes(outcomes(), Dimension::reason, {});
  REQUIRE(report.rows.size() == 3);
  CHECK(report.rows[0].key == "distance");
  CHECK(report.rows[0].refused.count == 6);
  CHECK(report.rows[0].permille == 1000);
  CHECK(report.rows[1].key == "price");
  CHECK(report.rows[1].refused.is_small);
  CHECK(report.rows[1].refused.count == 0);
  CHECK(report.rows[1].permille == 0);
  CHECK(report.rows[2].later.count == 3);
  CHECK_FALSE(report.rows[2].refused.is_small);
  CHECK(report.has_small);
  CHECK(report.told_refusals == 6);
}

TEST_CASE("from three on a number is told") {
  for (const std::int64_t count : {1, 2, 3}) {
    const CountedOutcome one{OutcomeKind::no, Reason::price, "", LimitedBy::supply, {}, kNovember};
    const std::vector<CountedOutcome> all(static_cast<std::size_t>(count), one);
    const Report report = count_outcomes(all, Dimension::reason, {});
    CHECK(report.rows.front().refused.is_small == (count < 3));
    CHECK(report.rows.front().refused.count == (count < 3 ? 0 : count));
  }
}

TEST_CASE("material, limit, quarter; a hub counts what it shares with another") {
  CHECK(count_outcomes(outcomes(), Dimension::material, {}).rows[0].agreed.count == 4);
  CHECK(count_outcomes(outcomes(), Dimension::limit, {}).rows[0].refused.count == 8);
  CHECK(count_outcomes(outcomes(), Dimension::quarter, {}).rows[0].key == "2026-4");
  const Report hubs = count_outcomes(outcomes(), Dimension::hub, {});
  CHECK(hubs.rows[0].key == "1");
  CHECK(hubs.rows[0].refused.count == 8);
  CHECK(hubs.rows[1].refused.count == 5);
}

TEST_CASE("filters narrow the counts") {
  CHECK(count_outcomes(outcomes(), Dimension::reason, {.reason = Reason::distance}).rows.size() == 1);
  CHECK(count_outcomes(outcomes(), Dimension::reason, {.hub = 2}).rows[0].refused.count == 5);
  CHECK(count_outcomes(outcomes(), Dimension::reason, {.material = "glass"}).told_refusals == 0);
  CHECK(count_outcomes(outcomes(), Dimension::reason, {.limit = LimitedBy::demand}).rows.empty());
}
