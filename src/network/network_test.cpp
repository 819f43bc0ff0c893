#include <doctest/doctest.h>

#include "network/composition.h"
#include "network/enterprise_number.h"
#include "network/place.h"

namespace kringwerk::network {
namespace {

Membership member(OrganisationKind kind, MembershipRole role, const char* from, const char* to) {
  return Membership{OrganisationId{1}, kind, role, Period{parse_day(from), parse_day(to)}};
}

using enum OrganisationKind;
using enum MembershipRole;

TEST_CASE("network.composition: a hub needs local government, regular and social economy as core partners") {
  const std::vector<Membership> members{
      member(local_government, coordinator, "2021-01-01", ""),
      member(regular_economy, core_partner, "2021-01-01", "2026-06-30"),
      member(social_economy, core_partner, "2021-03-01", ""),
  };
  const std::vector<Day> declared{*parse_day("2021-02-01")};

  struct Row {
    const char* day;
    CompositionState state;
    std::vector<OrganisationKind> missing;
  };
  const std::vector<Row> rows{
      {"2021-01-31", CompositionState::not_recorded, {}},
      {"2021-02-01", CompositionState::lacking, {social_economy}},
      {"2021-03-01", CompositionState::valid, {}},
      {"2026-06-30", CompositionState::valid, {}},
      {"2026-07-01", CompositionState::lacking, {regular_economy}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.day);
    CHECK(composition_on(*parse_day(row.day), members, declared) == Composition{row.state, row.missing});
  }

  const auto history = composition_history(members, declared);
  REQUIRE(history.size() == 3);
  CHECK(day_text(history[0].from) == "2021-02-01");
  CHECK(day_text(history[1].from) == "2021-03-01");
  CHECK(day_text(history[2].from) == "2026-07-01");
  CHECK(history[2].composition.missing == std::vector{regular_economy});
}

TEST_CASE("network.composition: a list that nobody declared complete is not judged") {
  const std::vector<Membership> members{member(social_economy, core_partner, "", "")};
  CHECK(composition_on(*parse_day("2026-11-21"), members, {}).state == CompositionState::not_recorded);
  CHECK(composition_history(members, {}).empty());
}

TEST_CASE("network.composition: supporting partners and plain partners do not count") {
  const std::vector<Membership> members{
      member(local_government, supporting, "", ""),
      member(regular_economy, partner, "", ""),
      member(social_economy, coordinator, "", ""),
  };
  const std::vector<Day> declared{*parse_day("2021-02-01")};
  CHECK(composition_on(*parse_day("2026-11-21"), members, declared).missing ==
        std::vector{local_government, regular_economy});
}

TEST_CASE("enterprise numbers are checked as the register does") {
  for (const char* good :
       {"0566.988.259", "0353.456.320", "BE 0314.595.348", "0643634986", "643634986", "1000.000.021"}) {
    CAPTURE(good);
    CHECK(parse_enterprise_number(good, "kbo").has_value());
  }
  CHECK(parse_enterprise_number("643634986", "kbo").value() == "0643634986");
  CHECK(dotted_enterprise_number("0566988259") == "0566.988.259");

  const auto rule_of = [](std::string_view typed) {
    const auto result = parse_enterprise_number(typed, "kbo");
    return result ? std::string() : std::get<Invalid>(result.error()).violations.at(0).rule;
  };
  CHECK(rule_of("0566.988.295") == "network.kbo_check_digits");
  CHECK(rule_of("1000.000.031") == "network.kbo_check_digits");
  CHECK(rule_of("2147812701") == "network.kbo_first_digit");
  CHECK(rule_of("0000000097") == "network.kbo_first_digit");
  CHECK(rule_of("12") == "network.kbo_not_ten_digits");
  CHECK(rule_of("05669882x9") == "network.kbo_not_ten_digits");
}

TEST_CASE("every adjacent transposition of a number is found") {
  const std::string good = "0566988259";
  for (std::size_t i = 0; i + 1 < good.size(); ++i) {
    std::string wrong = good;
    std::swap(wrong[i], wrong[i + 1]);
    if (wrong != good) CHECK_FALSE(parse_enterprise_number(wrong, "kbo").has_value());
  }
}

TEST_CASE("establishment units: first digit 2 to 8, check digits 97 when the remainder is 0") {
  CHECK(parse_establishment_number("2.147.812.701", "unit").has_value());
  CHECK(parse_establishment_number("2.147.812.897", "unit").has_value());
  CHECK_FALSE(parse_establishment_number("2.147.812.800", "unit").has_value());
  CHECK_FALSE(parse_establishment_number("0566.988.259", "unit").has_value());
}

TEST_CASE("a typed place is a postcode, a name, or both") {
  const auto check = [](const char* typed, std::optional<std::string> postcode, const char* name) {
    CAPTURE(typed);
    const TypedPlace place = take_apart(typed);
    CHECK(place.postcode == postcode);
    CHECK(place.name == name);
  };
  check("3000", "3000", "");
  check("3000 Leuven", "3000", "Leuven");
  check("Leuven 3000", "3000", "Leuven");
  check(" Leuven ", std::nullopt, "Leuven");
  check("B-3000 Leuven", "3000", "Leuven");
  check("30000", std::nullopt, "30000");
  check("", std::nullopt, "");
}

}  // namespace
}  // namespace kringwerk::network
