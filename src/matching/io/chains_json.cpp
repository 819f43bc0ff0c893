#include "matching/io/chains_json.h"

#include <array>
#include <nlohmann/json.hpp>

namespace kringwerk::matching {

namespace {

using Json = nlohmann::ordered_json;

const std::string& material_id(const Instance& instance, int material) {
  return instance.materials[static_cast<std::size_t>(material)].id;
}

Json step_json(const Instance& instance, const Step& step, const StepAmounts& amounts) {
  const Activity& activity = instance.activities[static_cast<std::size_t>(step.activity)];
  return {{"activity", activity.id},
          {"output", material_id(instance, activity.outputs[static_cast<std::size_t>(step.output)].material)},
          {"kg_in", amounts.in},
          {"kg_out", amounts.out},
          {"kg_other_outputs", amounts.other_outputs},
          {"residue_kg", amounts.residue}};
}

/// The operands let a page write the calculation in words.
Json term_json(const Instance& instance, const Term& term) {
  Json json{{"term", term_name(term.kind)}, {"eur_per_t", term.eur_per_t}, {"step", term.step + 1}};
  json["carried"] = term.carried;
  json["rate"] = term.rate;
  switch (term.kind) {
    case TermKind::haul:
      json["km"] = term.quantity;
      break;
    case TermKind::social_value:
      json["hours_per_t"] = term.quantity;
      break;
    case TermKind::residue_cost:
      json["residue_share"] = term.quantity;
      break;
    case TermKind::final_value:
      json["retention"] = term.quantity;
      break;
    case TermKind::coproduct_credit:
      json["yield"] = term.quantity;
      json["price_eur_per_t"] = term.price_eur_per_t;
      break;
    case TermKind::handling:
    case TermKind::activity_cost:
      break;
  }
  if (term.material >= 0) json["material"] = material_id(instance, term.material);
  return json;
}

Json chain_json(const Instance& instance, const Chain& chain, QueryKind kind) {
  Json json;
  if (kind != QueryKind::offer) json["offer"] = instance.offers[static_cast<std::size_t>(chain.path.offer)].id;
  json["score_eur_per_t"] = chain.score_eur_per_t;
  json["value_eur_per_t"] = chain.value_eur_per_t;
  json["tonnes"] = chain.tonnes;
  json["yield"] = chain.yield;
  json["road_km"] = chain.road_km;
  json["co2e_kg"] = chain.co2e_kg;
  json["hours"] = chain.hours;
  json["need"] = instance.needs[static_cast<std::size_t>(chain.path.need)].id;
  json["steps"] = Json::array();
  for (std::size_t i = 0; i < chain.path.steps.size(); ++i) {
    json["steps"].push_back(step_json(instance, chain.path.steps[i], chain.amounts[i]));
  }
  json["ledger"] = Json::array();
  for (const Term& term : chain.ledger) json["ledger"].push_back(term_json(instance, term));
  json["binding"] = binding_name(instance, chain);
  return json;
}

Json near_miss_json(const NearMiss& miss) {
  Json json{{"constraint", constraint_name(miss.constraint)}, {"at", miss.at}};
  if (miss.constraint == Constraint::permit) {
    std::string names;
    for (const std::string& name : miss.missing_permits) names += (names.empty() ? "" : ";") + name;
    json["shortfall"] = names;
  } else {
    json["shortfall"] = miss.shortfall;
  }
  json["score_eur_per_t"] = miss.chain.score_eur_per_t;
  return json;
}

}  // namespace

std::string constraint_name(Constraint constraint) {
  constexpr std::array<const char*, 7> kNames{"grade", "capacity", "permit", "date", "min_kg", "max_km", "value"};
  return kNames[static_cast<std::size_t>(constraint)];
}

std::string term_name(TermKind kind) {
  constexpr std::array<const char*, 7> kNames{
      "handling", "haul", "activity_cost", "social_value", "residue_cost", "coproduct_credit", "final_value"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string binding_name(const Instance& instance, const Chain& chain) {
  if (chain.binding.kind == BindingKind::supply) return "supply";
  if (chain.binding.kind == BindingKind::demand) return "demand";
  const Step& step = chain.path.steps[static_cast<std::size_t>(chain.binding.step)];
  return "capacity:" + instance.activities[static_cast<std::size_t>(step.activity)].id;
}

std::string chains_json(const MatchIndex& index, const ChainQuery& query, const ChainAnswer& answer) {
  const Instance& instance = index.instance();
  const auto record = static_cast<std::size_t>(query.record);
  Json json;
  if (query.kind == QueryKind::offer) json["offer"] = instance.offers[record].id;
  if (query.kind == QueryKind::need) json["need"] = instance.needs[record].id;
  if (query.kind == QueryKind::activity) json["activity"] = instance.activities[record].id;
  json["chains"] = Json::array();
  for (const Chain& chain : answer.chains) json["chains"].push_back(chain_json(instance, chain, query.kind));
  json["near_misses"] = Json::array();
  for (const NearMiss& miss : answer.near_misses) json["near_misses"].push_back(near_miss_json(miss));
  return json.dump();
}

}  // namespace kringwerk::matching
