#include "matching/chain_assessment.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "matching/exact_amounts.h"
#include "matching/ledger.h"
#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

/// The step whose capacity alone keeps the chain from existing, or -1.
int blocking_step(const Instance& instance, const ChainPath& path) {
  const ExactAmounts amounts(instance, path);
  if (!amounts.is_zero() && amounts.places_below_minimum().empty()) return -1;
  for (int step = 0; step < static_cast<int>(path.steps.size()); ++step) {
    const ExactAmounts without(instance, path, step);
    if (!without.is_zero() && without.places_below_minimum().empty()) return step;
  }
  return -1;
}

}  // namespace

bool comes_before(const Instance& instance, const Candidate& a, const Candidate& b) {
  if (a.millionths != b.millionths) return a.millionths > b.millionths;
  if (a.path.steps.size() != b.path.steps.size()) return a.path.steps.size() < b.path.steps.size();
  for (std::size_t i = 0; i < a.path.steps.size(); ++i) {
    const Step one = a.path.steps[i], two = b.path.steps[i];
    if (one.activity != two.activity) {
      return nth(instance.activities, one.activity).id < nth(instance.activities, two.activity).id;
    }
    if (one.output != two.output) return one.output < two.output;
  }
  if (a.path.need != b.path.need) return nth(instance.needs, a.path.need).id < nth(instance.needs, b.path.need).id;
  return nth(instance.offers, a.path.offer).id < nth(instance.offers, b.path.offer).id;
}

std::int64_t days_apart(const Instance& instance, const ChainPath& path) {
  std::int64_t lead = 0;
  for (const Step& step : path.steps) lead += instance.activities[static_cast<std::size_t>(step.activity)].lead_days;
  const Window& offered = instance.offers[static_cast<std::size_t>(path.offer)].window;
  const Window& needed = instance.needs[static_cast<std::size_t>(path.need)].window;
  return std::max({std::int64_t{0}, offered.from + lead - needed.to, needed.from - (offered.to + lead)});
}

std::optional<Candidate> assess_chain(const Instance& instance, ChainPath path, Kilograms basis_kg,
                                      std::optional<Constraint> waived) {
  if ((days_apart(instance, path) > 0) != (waived == Constraint::date)) return std::nullopt;
  int unlimited = -1;
  int place = -1;
  if (waived == Constraint::capacity) {
    unlimited = place = blocking_step(instance, path);
    if (unlimited < 0) return std::nullopt;
  }
  const ExactAmounts amounts(instance, path, unlimited);
  if (amounts.is_zero()) return std::nullopt;
  const std::vector<int> below = amounts.places_below_minimum();
  if (below.size() != (waived == Constraint::min_kg ? 1U : 0U)) return std::nullopt;
  if (waived == Constraint::min_kg) place = below.front();
  if (waived == Constraint::date || waived == Constraint::value) place = static_cast<int>(path.steps.size());
  const Legs legs = legs_of(instance, path);
  const double score = score_of(value_of(instance, path, legs), amounts.kilograms(), basis_kg);
  if ((score <= 0) != (waived == Constraint::value)) return std::nullopt;
  return Candidate{std::move(path), score, std::llround(score * 1e6), place, legs};
}

}  // namespace kringwerk::matching
