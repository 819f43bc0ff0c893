#include "matching/plan_sample.h"

#include <algorithm>

#include "matching/nth.h"
#include "matching/plan_translation.h"

namespace kringwerk::matching {

namespace {

constexpr int kOneIn = 10;

}  // namespace

Instance sample_of(const PlanNetwork& network) {
  const Instance& whole = network.instance;
  Instance sample{.policy = whole.policy, .permit_names = whole.permit_names, .materials = whole.materials};
  for (int i = 0; i < network.offers(); i += kOneIn) {
    sample.offers.push_back(nth(whole.offers, nth(network.offer_ids, i)));
  }
  for (int i = 0; i < network.needs(); i += kOneIn) sample.needs.push_back(nth(whole.needs, nth(network.need_ids, i)));
  sample.workshops = whole.workshops;
  for (Workshop& workshop : sample.workshops) workshop.labour_hours /= kOneIn;
  for (const int id : network.activity_ids) {
    sample.activities.push_back(nth(whole.activities, id));
    Kilograms& capacity = sample.activities.back().capacity_kg;
    capacity = std::max<Kilograms>(1, capacity / kOneIn);
  }
  return sample;
}

Plan start_from_sample(const Instance& sample, const Plan& plan, const PlanNetwork& network) {
  Plan start = translated_plan(sample, plan, network.instance);
  for (Kilograms& kg : start.throughput) kg *= kOneIn;
  return start;
}

}  // namespace kringwerk::matching
