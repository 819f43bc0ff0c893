#include "matching/instance_builder.h"

#include <doctest/doctest.h>
#include <functional>
#include <limits>

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
const Day kDay{std::chrono::year{2026} / 1 / 2};

InstanceRows sound() {
  InstanceRows rows;
  rows.materials = {{{"materials.csv", 2}, "pp", "", 80}, {{"materials.csv", 3}, "flakes", "", 700}};
  rows.offers = {{{"offers.csv", 2}, "o1", "pp", 5, 1000, {}, {4.7, 50.9}, {}}};
  rows.needs = {{{"needs.csv", 2}, "n1", {"flakes"}, 5, 1000, {}, {5.3, 50.9}, 0.4, {}, 0}};
  rows.workshops = {{{"workshops.csv", 2}, "w1", "", {5.3, 50.9}, 100, false, {}}};
  rows.activities = {{{"activities.csv", 2}, "a1", "w1", "shred", {"pp"}, 3, 1000, 60, 8, 7, 0}};
  rows.outputs = {{{"outputs.csv", 2}, "a1", "flakes", 6, 0.93, {}}};
  return rows;
}

/// "rule file:line column" of every finding after one change.
std::vector<std::string> findings(const std::function<void(InstanceRows&)>& change) {
  InstanceRows rows = sound();
  change(rows);
  const auto built = build_instance(rows);
  if (built) return {};
  std::vector<std::string> texts;
  for (const Violation& violation : std::get<Invalid>(built.error()).violations) {
    texts.push_back(violation.rule.substr(9) + " " + std::get<std::string>(violation.facts[0].value) + ":" +
                    std::to_string(std::get<std::int64_t>(violation.facts[1].value)) + " " +
                    std::get<std::string>(violation.facts[2].value));
  }
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("sound rows build an instance") {
  CHECK(findings([](InstanceRows&) {}).empty());
}

TEST_CASE("numbers that no plan can use are refused with their place") {
  CHECK(findings([](auto& r) { r.offers[0].kg = kNan; }) == Texts{"not_finite offers.csv:2 kg"});
  CHECK(findings([](auto& r) { r.materials[0].price_eur_per_t = kInfinity; }) ==
        Texts{"not_finite materials.csv:2 price_eur_per_t"});
  CHECK(findings([](auto& r) { r.offers[0].kg = -1; }) == Texts{"kg_out_of_range offers.csv:2 kg"});
  CHECK(findings([](auto& r) { r.needs[0].kg = 1e12 + 1; }) == Texts{"kg_out_of_range needs.csv:2 kg"});
  CHECK(findings([](auto& r) { r.needs[0].kg = 1e12; }).empty());
  CHECK(findings([](auto& r) { r.activities[0].capacity_kg = 0.5; }) ==
        Texts{"not_whole activities.csv:2 capacity_kg"});
  CHECK(findings([](auto& r) { r.offers[0].grade = 10; }) == Texts{"out_of_range offers.csv:2 grade"});
  CHECK(findings([](auto& r) { r.outputs[0].grade = 2.5; }) == Texts{"not_whole outputs.csv:2 grade"});
  CHECK(findings([](auto& r) { r.needs[0].retention = 1.01; }) == Texts{"out_of_range needs.csv:2 retention"});
  CHECK(findings([](auto& r) { r.policy.max_steps = 5; }) == Texts{"out_of_range :0 max_steps"});
}

TEST_CASE("yields have six decimals and make no matter") {
  CHECK(findings([](auto& r) { r.outputs[0].yield = 0.333333; }).empty());
  CHECK(findings([](auto& r) { r.outputs[0].yield = 0.3333333; }) == Texts{"yield_decimals outputs.csv:2 yield"});
  CHECK(findings([](auto& r) { r.outputs[0].yield = 1.5; }) == Texts{"out_of_range outputs.csv:2 yield"});
  const auto two = [](double first) {
    return findings([&](auto& r) {
      r.materials.push_back({{"materials.csv", 4}, "dust", "", 0});
      r.outputs[0].yield = first;
      r.outputs.push_back({{"outputs.csv", 3}, "a1", "dust", 1, 0.1, {}});
    });
  };
  CHECK(two(0.9).empty());
  CHECK(two(0.900001) == Texts{"yield_sum outputs.csv:3 yield"});
}

TEST_CASE("ids are unique across offers, needs and activities and refer to something") {
  CHECK(findings([](auto& r) { r.needs[0].id = "o1"; }) == Texts{"id_duplicate needs.csv:2 id"});
  CHECK(findings([](auto& r) {
          r.activities[0].id = "n1";
          r.outputs[0].activity = "n1";
        }) == Texts{"id_duplicate activities.csv:2 id"});
  CHECK(findings([](auto& r) {
          r.materials[0].id = "o1";
          r.offers[0].material = "o1";
          r.activities[0].materials = {"o1"};
        }).empty());
  CHECK(findings([](auto& r) { r.offers[0].id = ""; }) == Texts{"id_empty offers.csv:2 id"});
  CHECK(findings([](auto& r) { r.offers[0].material = "x"; }) == Texts{"unknown_material offers.csv:2 material"});
  CHECK(findings([](auto& r) { r.needs[0].materials = {"x"}; }) == Texts{"unknown_material needs.csv:2 materials"});
  CHECK(findings([](auto& r) { r.needs[0].materials = {}; }) == Texts{"list_empty needs.csv:2 materials"});
  CHECK(findings([](auto& r) { r.activities[0].workshop = "x"; }) ==
        Texts{"unknown_workshop activities.csv:2 workshop"});
  CHECK(findings([](auto& r) { r.outputs[0].activity = "x"; }) == Texts{"unknown_activity outputs.csv:2 activity"});
  CHECK(findings([](auto& r) {
          r.outputs.push_back(r.outputs[0]);
          r.outputs[1].yield = 0;
          r.outputs[1].where.line = 3;
        }) == Texts{"output_duplicate outputs.csv:3 material"});
}

TEST_CASE("places and windows") {
  CHECK(findings([](auto& r) { r.offers[0].at = {50.9, 4.7}; }) == Texts{"coordinates_swapped offers.csv:2 lon"});
  CHECK(findings([](auto& r) { r.offers[0].at = {4, 120}; }) == Texts{"coordinates_swapped offers.csv:2 lon"});
  CHECK(findings([](auto& r) { r.offers[0].at = {190, 10}; }) == Texts{"coordinates_out_of_range offers.csv:2 lon"});
  CHECK(findings([](auto& r) {
          r.offers[0].window = {plus_days(kDay, 1), kDay};
        }) == Texts{"window_reversed offers.csv:2 to"});
  CHECK(findings([](auto& r) { r.offers[0].window = {kDay, kDay}; }).empty());
}

TEST_CASE("materials that come back are named") {
  InstanceRows rows = sound();
  rows.outputs.push_back({{"outputs.csv", 3}, "a1", "pp", 5, 0.01, {}});
  const auto self = build_instance(rows);
  REQUIRE(!self.has_value());
  rows.outputs.pop_back();
  rows.activities.push_back({{"activities.csv", 3}, "a2", "w1", "mould", {"flakes"}, 0, 10, 0, 0, 0, 0});
  rows.outputs.push_back({{"outputs.csv", 3}, "a2", "pp", 5, 0.5, {}});
  const auto built = build_instance(rows);
  REQUIRE(!built.has_value());
  const Violations& found = std::get<Invalid>(built.error()).violations;
  REQUIRE(found.size() == 1);
  CHECK(found[0].rule == "matching.material_cycle");
  CHECK(std::get<std::string>(found[0].facts[3].value) == "flakes → pp → flakes");
}

TEST_CASE("all findings come at once") {
  CHECK(findings([](auto& r) {
          r.offers[0].kg = -1;
          r.needs[0].retention = 2;
          r.outputs[0].material = "x";
        }).size() == 3);
}
