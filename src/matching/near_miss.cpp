#include "matching/near_miss.h"

#include <algorithm>
#include <iterator>

#include "matching/exact_amounts.h"
#include "matching/ledger.h"

namespace kringwerk::matching {

namespace {

/// What leaves one place of a chain and what the next place asks.
struct Crossing {
  std::string at{};
  int grade = 0, min_grade = 0;
  const Permits* wanted = nullptr;
  const Permits* held = nullptr;
};

std::vector<Crossing> crossings(const Instance& instance, const ChainPath& path) {
  std::vector<Crossing> all;
  const Offer& offer = instance.offers[static_cast<std::size_t>(path.offer)];
  int grade = offer.grade;
  const Permits* wanted = &offer.permit;
  for (const Step& step : path.steps) {
    const Activity& activity = instance.activities[static_cast<std::size_t>(step.activity)];
    const Workshop& workshop = instance.workshops[static_cast<std::size_t>(activity.workshop)];
    all.push_back({activity.id, grade, activity.min_grade, wanted, &workshop.permits});
    const Output& output = activity.outputs[static_cast<std::size_t>(step.output)];
    grade = output.grade;
    wanted = &output.permit;
  }
  const Need& need = instance.needs[static_cast<std::size_t>(path.need)];
  all.push_back({need.id, grade, need.min_grade, wanted, &need.permits});
  return all;
}

std::vector<std::string> missing_names(const Instance& instance, const Crossing& crossing) {
  Permits missing;
  std::set_difference(crossing.wanted->begin(), crossing.wanted->end(), crossing.held->begin(), crossing.held->end(),
                      std::back_inserter(missing));
  std::vector<std::string> names;
  for (const int permit : missing) names.push_back(instance.permit_names[static_cast<std::size_t>(permit)]);
  std::sort(names.begin(), names.end());  // Names that came later stand at the end, whatever their bytes.
  return names;
}

void explain_arc(const Instance& instance, NearMiss& miss) {
  const std::vector<Crossing> all = crossings(instance, miss.chain.path);
  for (std::size_t place = 0; place < all.size(); ++place) {
    const Crossing& crossing = all[place];
    const std::vector<std::string> missing = missing_names(instance, crossing);
    const double too_far = miss.chain.leg_km[place] - instance.policy.max_km;
    if (miss.constraint == Constraint::grade && crossing.grade < crossing.min_grade) {
      miss.at = crossing.at;
      miss.shortfall = crossing.min_grade - crossing.grade;
    } else if (miss.constraint == Constraint::permit && !missing.empty()) {
      miss.at = crossing.at;
      miss.shortfall = static_cast<double>(missing.size());
      miss.missing_permits = missing;
    } else if (miss.constraint == Constraint::max_km && too_far > 0) {
      miss.at = crossing.at;
      miss.shortfall = too_far;
    }
  }
}

/// Kilograms that would pass the step beyond its capacity.
double kilograms_beyond(const Instance& instance, const ChainPath& path, int step) {
  double arriving = ExactAmounts(instance, path, step).kilograms();
  for (int i = 0; i < step; ++i) {
    const Step& before = path.steps[static_cast<std::size_t>(i)];
    arriving *= instance.activities[static_cast<std::size_t>(before.activity)]
                    .outputs[static_cast<std::size_t>(before.output)]
                    .yield();
  }
  const Step& at = path.steps[static_cast<std::size_t>(step)];
  return arriving - static_cast<double>(instance.activities[static_cast<std::size_t>(at.activity)].capacity_kg);
}

}  // namespace

NearMiss explain_near_miss(const Instance& instance, const Candidate& candidate, Constraint waived,
                           Kilograms basis_kg) {
  const ChainPath& path = candidate.path;
  const int place = candidate.waived_place;
  NearMiss miss{.constraint = waived};
  miss.chain = explain_chain(instance, path, basis_kg, waived == Constraint::capacity ? place : -1);
  explain_arc(instance, miss);
  if (place >= 0) {
    const auto at = static_cast<std::size_t>(place);
    miss.at = at == path.steps.size() ? instance.needs[static_cast<std::size_t>(path.need)].id
                                      : instance.activities[static_cast<std::size_t>(path.steps[at].activity)].id;
  }
  if (waived == Constraint::capacity) miss.shortfall = kilograms_beyond(instance, path, place);
  if (waived == Constraint::min_kg) miss.shortfall = ExactAmounts(instance, path).lacking_kilograms(place);
  if (waived == Constraint::date) miss.shortfall = static_cast<double>(days_apart(instance, path));
  if (waived == Constraint::value) miss.shortfall = 0 - miss.chain.value_eur_per_t;
  return miss;
}

}  // namespace kringwerk::matching
