#include "matching/part_start.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

constexpr double kKilogramsPerTonne = 1000;

/// Local position of every record of the instance, −1 outside the part.
std::vector<int> local(const std::vector<int>& ids, std::size_t size) {
  std::vector<int> positions(size, -1);
  for (int i = 0; i < size_of(ids); ++i) nth(positions, nth(ids, i)) = i;
  return positions;
}

int source_of(const PlanNetwork& network, const PlanFlow& flow, const std::vector<int>& offers,
              const std::vector<int>& activities) {
  if (flow.offer >= 0) return nth(offers, flow.offer);
  const int activity = nth(activities, flow.from_activity);
  if (activity < 0) return -1;
  const int end = nth(network.activities, activity + 1).first_output;
  for (int output = nth(network.activities, activity).first_output; output < end; ++output) {
    if (nth(network.sources, network.offers() + output).output == flow.output) return network.offers() + output;
  }
  return -1;
}

}  // namespace

ArcSet plan_arcs(const PlanNetwork& network, const Plan& plan, std::vector<double>& tonnes) {
  struct Arc {
    int source, taker;
    float value;
    double tonnes;
  };
  const std::vector<int> offers = local(network.offer_ids, network.instance.offers.size());
  const std::vector<int> needs = local(network.need_ids, network.instance.needs.size());
  const std::vector<int> activities = local(network.activity_ids, network.instance.activities.size());
  std::vector<Arc> found;
  for (const PlanFlow& flow : plan.flows) {
    const int source = source_of(network, flow, offers, activities);
    const int to = flow.need >= 0 ? nth(needs, flow.need) : nth(activities, flow.to_activity);
    if (source < 0 || to < 0) continue;
    const int taker = flow.need >= 0 ? to : network.needs() + to;
    const auto value = network.value(source, taker);
    if (!value) continue;
    found.push_back({source, taker, static_cast<float>(*value), static_cast<double>(flow.kg) / kKilogramsPerTonne});
  }
  std::sort(found.begin(), found.end(),
            [](const Arc& a, const Arc& b) { return std::tie(a.source, a.taker) < std::tie(b.source, b.taker); });
  ArcSet arcs;
  arcs.first.assign(network.sources.size() + 1, 0);
  for (const Arc& arc : found) {
    ++nth(arcs.first, arc.source + 1);
    arcs.taker.push_back(arc.taker);
    arcs.value.push_back(arc.value);
    arcs.tonnes.push_back(static_cast<float>(arc.tonnes));
    tonnes.push_back(arc.tonnes);
  }
  std::partial_sum(arcs.first.begin(), arcs.first.end(), arcs.first.begin());
  return arcs;
}

PartStart part_start(const PlanNetwork& network, const Plan& plan, PartIndexes& indexes, Workers& workers) {
  PartStart start;
  first_bound(network, start.prices);
  std::vector<int> fresh;
  for (int i = 0; i < network.needs(); ++i) {
    const double price = nth(plan.prices.need_eur_per_t, nth(network.need_ids, i));
    if (std::isinf(price)) fresh.push_back(i);
    if (!std::isinf(price)) nth(start.prices.taker, i) = price;
  }
  for (int i = 0; i < network.activity_count(); ++i) {
    const int id = nth(network.activity_ids, i);
    nth(start.prices.taker, network.needs() + i) = nth(plan.prices.input_eur_per_t, id);
    const double tonnes = static_cast<double>(nth(plan.throughput, id)) / kKilogramsPerTonne;
    start.throughput.push_back(std::min(tonnes, nth(network.activities, i).capacity_tonnes));
  }
  for (int i = 0; i < size_of(network.workshop_ids); ++i) {
    nth(start.prices.labour, i) = nth(plan.prices.labour_eur_per_h, nth(network.workshop_ids, i));
  }
  plan_bound(network, indexes, workers, NeedPrices::as_they_are, start.prices);
  if (!fresh.empty()) {
    for (const int need : fresh) nth(start.prices.taker, need) = 0;
    plan_bound(network, indexes, workers, NeedPrices::raised, start.prices);
  }
  start.arcs = plan_arcs(network, plan, start.tonnes);
  return start;
}

}  // namespace kringwerk::matching
