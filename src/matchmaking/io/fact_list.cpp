#include "matchmaking/io/fact_list.h"

#include "site/page.h"

namespace kringwerk::matchmaking {

namespace {

void add_policy(const ChainWords& words, std::string_view name, const std::string& value, std::string_view note,
                web::Model& model) {
  model.add("POLICY")
      .set("FACT_NAME", words.get("matchmaking.policy." + std::string(name)))
      .set("FACT_VALUE", value)
      .set("FACT_NOTE_TEXT", words.get("matchmaking.policy." + std::string(note)));
}

}  // namespace

void fill_policy(const ChainWords& words, web::Model& model) {
  const matching::PolicyRow& policy = words.economy().policy;
  const auto per_tonne = [&](double euros) {
    return words.format("matchmaking.policy.per_tonne", {{"amount", words.euros(euros)}});
  };
  add_policy(words, "haul",
             words.format("matchmaking.policy.per_tkm", {{"amount", words.decimal(policy.tau_eur_per_tkm, 4)}}),
             "assumption", model);
  add_policy(words, "handling", per_tonne(policy.k_eur_per_t), "assumption", model);
  add_policy(words, "social",
             words.format("matchmaking.policy.per_hour", {{"amount", words.euros(policy.sigma_eur_per_h)}}),
             "assumption", model);
  add_policy(words, "residue", per_tonne(policy.residue_eur_per_t), "assumption", model);
  add_policy(words, "coproduct", words.format("matchmaking.policy.percent", {{"n", words.percent(policy.beta)}}),
             "assumption", model);
  add_policy(words, "prices", words.get("matchmaking.policy.prices_value"), "assumption", model);
  add_policy(words, "co2",
             words.format("matchmaking.policy.co2_value", {{"amount", words.decimal(policy.co2_kg_per_tkm, 5)},
                                                           {"factor", words.decimal(policy.road_factor, 1)}}),
             "co2_source", model);
  model.set("SOURCES_ADDRESS", site::address(words.language(), "/sources"));
}

void FactList::add(std::string_view name, const std::string& value, const std::string& note) {
  web::Model& turn = model_.add("FACT").set("FACT_NAME", words_.get("matchmaking.fact." + std::string(name)));
  turn.set("FACT_VALUE", value.empty() ? words_.get("matchmaking.unknown") : value);
  if (!note.empty()) turn.add("FACT_NOTE").set("FACT_NOTE_TEXT", note);
}

}  // namespace kringwerk::matchmaking
