#include "matching/plan_bound.h"

#include <algorithm>
#include <cmath>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

/// Of the terms of an arc, many times what double arithmetic loses in them.
constexpr double kRounding = 1e-12;

/// What a price may be off, € per tonne.
double hair(const PlanNetwork& network) {
  return kRounding * network.scale();
}

/// A price of at least 0 that somebody with other rounding could find above 0 is a hair above it, so that it counts.
double price_of(double surplus, double hair) {
  return surplus > -hair ? std::max(surplus, hair) : 0;
}

/// w(n) becomes at least what the best source would pay there: value − its price, over all arcs.
void raise_needs(const PlanNetwork& network, PartIndexes& indexes, Workers& workers, NodePrices& prices) {
  indexes.set_sources(prices.source);
  const double k = network.instance.policy.k_eur_per_t;
  workers.run_ranges(network.needs(), [&](int begin, int end) {
    for (int need = begin; need < end; ++need) {
      double& price = nth(prices.taker, need);
      for (const int material : network.materials_of(need)) {
        const double worth = network.worth(need, material) - k;
        const Priced offer = indexes.offers.best_for_taker(need, material, price - worth);
        if (offer.id >= 0) price = std::max(price, worth + offer.value);
        const Priced output = indexes.outputs.best_for_taker(need, material, price - worth);
        if (output.id >= 0) price = std::max(price, worth + output.value);
      }
    }
  });
}

void price_sources(const PlanNetwork& network, PartIndexes& indexes, Workers& workers, NodePrices& prices) {
  indexes.set_takers(prices.taker);
  const double least = hair(network);
  workers.run_ranges(size_of(network.sources), [&](int begin, int end) {
    for (int source = begin; source < end; ++source) {
      const double through = indexes.activities.best_for_source(source, -least).value;
      nth(prices.source, source) = price_of(indexes.needs.best_for_source(source, through).value, least);
    }
  });
}

}  // namespace

PartIndexes::PartIndexes(const PlanNetwork& network)
    : needs(network, IndexSide::needs),
      activities(network, IndexSide::activities),
      offers(network, IndexSide::offers),
      outputs(network, IndexSide::outputs) {}

void PartIndexes::set_takers(const std::vector<double>& taker_price) {
  needs.set(taker_price);
  activities.set(taker_price);
}

void PartIndexes::set_sources(const std::vector<double>& source_price) {
  offers.set(source_price);
  outputs.set(source_price);
}

double bound_of(const PlanNetwork& network, const NodePrices& prices) {
  double sum = 0;
  double tonnes = 0;
  const auto add = [&](double amount, double price) {
    sum += amount * price;
    if (price > 0) tonnes += amount;
  };
  for (int i = 0; i < network.offers(); ++i) add(nth(network.sources, i).tonnes, nth(prices.source, i));
  for (int i = 0; i < network.needs(); ++i) add(nth(network.takers, i).tonnes, nth(prices.taker, i));
  for (int i = 0; i < network.activity_count(); ++i) {
    const PlanActivity& activity = nth(network.activities, i);
    double worth = activity.profit_eur_per_t - nth(prices.taker, network.needs() + i) -
                   nth(prices.labour, activity.workshop) * activity.hours_per_t;
    for (int output = activity.first_output; output < nth(network.activities, i + 1).first_output; ++output) {
      const int source = network.offers() + output;
      worth += nth(network.sources, source).yield * nth(prices.source, source);
    }
    add(activity.capacity_tonnes, price_of(worth, hair(network)));
  }
  for (int i = 0; i < size_of(network.labour_hours); ++i) {
    if (nth(prices.labour, i) > 0) sum += nth(network.labour_hours, i) * nth(prices.labour, i);
  }
  return sum + kRounding * std::abs(sum) + 2 * tonnes * hair(network);
}

double plan_bound(const PlanNetwork& network, PartIndexes& indexes, Workers& workers, NeedPrices how,
                  NodePrices& prices) {
  for (double& price : prices.taker) price = std::max(price, 0.0);
  for (int i = 0; i < size_of(prices.labour); ++i) {
    double& price = nth(prices.labour, i);
    price = std::isinf(nth(network.labour_hours, i)) ? 0 : std::max(price, 0.0);
  }
  if (how == NeedPrices::raised) raise_needs(network, indexes, workers, prices);
  price_sources(network, indexes, workers, prices);
  return bound_of(network, prices);
}

double first_bound(const PlanNetwork& network, NodePrices& prices) {
  prices.source.assign(network.sources.size(), hair(network));
  prices.taker.assign(network.takers.size(), 0);
  prices.labour.assign(network.labour_hours.size(), 0);
  for (int need = 0; need < network.needs(); ++need) {
    for (const int material : network.materials_of(need)) {
      const double most = network.worth(need, material) - network.instance.policy.k_eur_per_t;
      nth(prices.taker, need) = std::max(nth(prices.taker, need), most);
    }
  }
  return bound_of(network, prices);
}

}  // namespace kringwerk::matching
