#include "matchmaking/ledger_lines.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

namespace kringwerk::matchmaking {

namespace {

std::int64_t sum_of(const std::vector<Money>& amounts) {
  std::int64_t sum = 0;
  for (const Money amount : amounts) sum += amount.in_cents();
  return sum;
}

matching::Term term(matching::TermKind kind, int step, double amount) {
  matching::Term made;
  made.kind = kind;
  made.step = step;
  made.eur_per_t = amount;
  return made;
}

}  // namespace

TEST_CASE("rounded amounts add up to the rounded sum, thirds and negatives included") {
  CHECK(rounded_to_sum({1.0 / 3, 1.0 / 3, 1.0 / 3}) ==
        std::vector{Money::cents(34), Money::cents(33), Money::cents(33)});
  CHECK(sum_of(rounded_to_sum({-0.005, -0.005, 2.5})) == 249);
  CHECK(rounded_to_sum({}).empty());
  CHECK(rounded_to_sum({0.29}) == std::vector{Money::cents(29)});
}

TEST_CASE("every amount differs less than one cent from its own, and the sum is exact") {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> amounts(-5'000'000, 5'000'000), lengths(0, 24);
  for (int round = 0; round < 2000; ++round) {
    std::vector<double> euros(static_cast<std::size_t>(lengths(random)));
    double sum = 0;
    for (double& amount : euros) {
      amount = static_cast<double>(amounts(random)) / 7000;
      sum += amount;
    }
    const std::vector<Money> rounded = rounded_to_sum(euros);
    REQUIRE(sum_of(rounded) == std::llround(sum * 100));
    for (std::size_t i = 0; i < euros.size(); ++i) {
      REQUIRE(std::abs(static_cast<double>(rounded[i].in_cents()) - euros[i] * 100) < 1 + 1e-6);
    }
  }
}

TEST_CASE("a leg is one line, lines of nothing are left out, both columns add up") {
  using enum matching::TermKind;
  const std::vector<matching::Term> ledger{term(handling, 0, -12.0),      term(haul, 0, -0.333),
                                           term(activity_cost, 0, -85.1), term(social_value, 0, 0),
                                           term(residue_cost, 0, 0),      term(handling, 1, -10.2),
                                           term(haul, 1, -17.777),        term(final_value, 1, 473.3333)};
  const LedgerAccount account = account_of(ledger, 1.7);
  REQUIRE(account.lines.size() == 4);
  CHECK(account.lines[0].kind == LineKind::transport);
  CHECK(account.lines[0].exact == doctest::Approx(-12.333));
  CHECK(account.lines[3].kind == LineKind::final_value);
  std::int64_t each = 0, turn = 0;
  for (const LedgerLine& line : account.lines) {
    each += line.per_tonne.in_cents();
    turn += line.per_turn.in_cents();
  }
  CHECK(each == account.per_tonne.in_cents());
  CHECK(turn == account.per_turn.in_cents());
  CHECK(account.per_tonne == Money::cents(34792));
  CHECK(account.per_turn == Money::cents(59147));
}

}  // namespace kringwerk::matchmaking
