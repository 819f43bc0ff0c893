#include "matching/plan_translation.h"

#include <algorithm>
#include <limits>
#include <string>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

/// Where each record of one list stands in another, −1 where it does not. Both in byte order of their ids.
template <class Record>
std::vector<int> positions(const std::vector<Record>& from, const std::vector<Record>& to) {
  std::vector<int> found;
  std::size_t next = 0;
  for (const Record& record : from) {
    while (next < to.size() && to[next].id < record.id) ++next;
    found.push_back(next < to.size() && to[next].id == record.id ? static_cast<int>(next) : -1);
  }
  return found;
}

template <class Value>
void carry(const std::vector<Value>& from, const std::vector<int>& where, std::vector<Value>& to) {
  for (int i = 0; i < size_of(from); ++i) {
    if (nth(where, i) >= 0) nth(to, nth(where, i)) = nth(from, i);
  }
}

}  // namespace

Plan translated_plan(const Instance& from, const Plan& plan, const Instance& to) {
  const std::vector<int> offers = positions(from.offers, to.offers);
  const std::vector<int> needs = positions(from.needs, to.needs);
  const std::vector<int> activities = positions(from.activities, to.activities);
  const std::vector<int> materials = positions(from.materials, to.materials);
  Plan result;
  result.throughput.assign(to.activities.size(), 0);
  result.prices.need_eur_per_t.assign(to.needs.size(), std::numeric_limits<double>::infinity());
  result.prices.input_eur_per_t.assign(to.activities.size(), 0);
  result.prices.labour_eur_per_h.assign(to.workshops.size(), 0);
  carry(plan.throughput, activities, result.throughput);
  carry(plan.prices.need_eur_per_t, needs, result.prices.need_eur_per_t);
  carry(plan.prices.input_eur_per_t, activities, result.prices.input_eur_per_t);
  carry(plan.prices.labour_eur_per_h, positions(from.workshops, to.workshops), result.prices.labour_eur_per_h);
  for (const PlanFlow& flow : plan.flows) {
    PlanFlow moved{.kg = flow.kg};
    if (flow.offer >= 0) moved.offer = nth(offers, flow.offer);
    if (flow.need >= 0) moved.need = nth(needs, flow.need);
    if (flow.to_activity >= 0) moved.to_activity = nth(activities, flow.to_activity);
    if (flow.from_activity >= 0) {
      moved.from_activity = nth(activities, flow.from_activity);
      if (moved.from_activity < 0) continue;
      const Output& output = nth(nth(from.activities, flow.from_activity).outputs, flow.output);
      const std::vector<Output>& outputs = nth(to.activities, moved.from_activity).outputs;
      const int material = nth(materials, output.material);
      const auto made = std::find_if(outputs.begin(), outputs.end(),
                                     [&](const Output& candidate) { return candidate.material == material; });
      if (made == outputs.end()) continue;
      moved.output = static_cast<int>(made - outputs.begin());
    }
    if ((moved.offer >= 0 || moved.from_activity >= 0) && (moved.need >= 0 || moved.to_activity >= 0)) {
      result.flows.push_back(moved);
    }
  }
  return result;
}

}  // namespace kringwerk::matching
