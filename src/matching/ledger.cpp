#include "matching/ledger.h"

#include "matching/exact_amounts.h"

namespace kringwerk::matching {

namespace {

Term term(TermKind kind, int step, double carried, double rate, double quantity, int material = -1, double price = 1) {
  const bool adds =
      kind == TermKind::social_value || kind == TermKind::coproduct_credit || kind == TermKind::final_value;
  const double amount = carried * rate * quantity * price;
  return {kind, step, material, carried, rate, quantity, price, adds ? amount : 0 - amount};
}

/// Calls `take` with every term in the order of the contract; the only place that knows V.
template <class Take>
void for_each_term(const Instance& instance, const ChainPath& path, const Legs& legs, Take take) {
  const Policy& policy = instance.policy;
  int material = instance.offers[static_cast<std::size_t>(path.offer)].material;
  double carried = 1;
  int step = 0;
  const auto leg = [&] {
    take(term(TermKind::handling, step, carried, policy.k_eur_per_t, 1));
    take(term(TermKind::haul, step, carried, policy.tau_eur_per_tkm, legs[static_cast<std::size_t>(step)]));
  };
  for (const Step& at : path.steps) {
    const Activity& activity = instance.activities[static_cast<std::size_t>(at.activity)];
    leg();
    take(term(TermKind::activity_cost, step, carried, activity.cost_eur_per_t, 1));
    take(term(TermKind::social_value, step, carried, policy.sigma_eur_per_h, activity.hours_per_t));
    take(term(TermKind::residue_cost, step, carried, policy.residue_eur_per_t, activity.residue_share()));
    const Output& followed = activity.outputs[static_cast<std::size_t>(at.output)];
    for (const Output& other : activity.outputs) {
      if (&other == &followed) continue;
      const double price = instance.materials[static_cast<std::size_t>(other.material)].price_eur_per_t;
      take(term(TermKind::coproduct_credit, step, carried, policy.beta, other.yield(), other.material, price));
    }
    material = followed.material;
    carried *= followed.yield();
    ++step;
  }
  const Need& need = instance.needs[static_cast<std::size_t>(path.need)];
  leg();
  const double price = instance.materials[static_cast<std::size_t>(material)].price_eur_per_t;
  take(term(TermKind::final_value, step, carried, price, need.retention, material));
}

}  // namespace

Legs legs_of(const Instance& instance, const ChainPath& path) {
  Legs legs{};
  std::size_t leg = 0;
  Point here = instance.offers[static_cast<std::size_t>(path.offer)].at;
  for (const Step& step : path.steps) {
    const Activity& activity = instance.activities[static_cast<std::size_t>(step.activity)];
    const Point to = instance.workshops[static_cast<std::size_t>(activity.workshop)].at;
    legs[leg++] = great_circle_km(here, to);
    here = to;
  }
  legs[leg] = great_circle_km(here, instance.needs[static_cast<std::size_t>(path.need)].at);
  return legs;
}

std::vector<Term> ledger_of(const Instance& instance, const ChainPath& path, const Legs& legs) {
  std::size_t count = 3;
  for (const Step& step : path.steps) {
    count += 4 + instance.activities[static_cast<std::size_t>(step.activity)].outputs.size();
  }
  std::vector<Term> terms;
  terms.reserve(count);
  for_each_term(instance, path, legs, [&](const Term& next) { terms.push_back(next); });
  return terms;
}

double value_of(const Instance& instance, const ChainPath& path, const Legs& legs) {
  double value = 0;
  for_each_term(instance, path, legs, [&](const Term& next) { value += next.eur_per_t; });
  return value;
}

double yield_of(const Instance& instance, const ChainPath& path) {
  double carried = 1;
  for (const Step& step : path.steps) {
    carried *= instance.activities[static_cast<std::size_t>(step.activity)]
                   .outputs[static_cast<std::size_t>(step.output)]
                   .yield();
  }
  return carried;
}

double score_of(double value_eur_per_t, double kilograms, Kilograms basis_kg) {
  return value_eur_per_t * kilograms / static_cast<double>(basis_kg);
}

Chain explain_chain(const Instance& instance, const ChainPath& path, Kilograms basis_kg, int unlimited_step) {
  return explain_chain(instance, path, legs_of(instance, path), basis_kg, unlimited_step);
}

Chain explain_chain(const Instance& instance, const ChainPath& path, const Legs& legs, Kilograms basis_kg,
                    int unlimited_step) {
  const ExactAmounts amounts(instance, path, unlimited_step);
  Chain chain{.path = path};
  chain.ledger = ledger_of(instance, path, legs);
  chain.leg_km.reserve(path.steps.size() + 1);
  for (const Term& next : chain.ledger) {
    chain.value_eur_per_t += next.eur_per_t;
    if (next.kind == TermKind::haul) {
      chain.leg_km.push_back(next.quantity);
      chain.road_km += next.quantity * instance.policy.road_factor;
      chain.co2e_kg += next.carried * next.quantity * instance.policy.road_factor * instance.policy.co2_kg_per_tkm;
    }
    if (next.kind == TermKind::social_value) chain.hours += next.carried * next.quantity;
  }
  chain.tonnes = amounts.kilograms() / 1000;
  chain.co2e_kg *= chain.tonnes;
  chain.hours *= chain.tonnes;
  chain.yield = yield_of(instance, path);
  chain.score_eur_per_t = score_of(chain.value_eur_per_t, amounts.kilograms(), basis_kg);
  chain.amounts = step_amounts(instance, path, amounts.whole_kilograms());
  chain.binding = amounts.binding();
  return chain;
}

}  // namespace kringwerk::matching
