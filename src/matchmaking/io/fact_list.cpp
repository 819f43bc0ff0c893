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

/// Where a number comes from, and how far it was moved from its policy value.
std::string weighed_note(const ChainWords& words, RankingNumber number) {
  const std::int64_t weight = words.economy().weights[static_cast<std::size_t>(number)];
  if (weight == kPolicyWeight) return words.get("matchmaking.policy.assumption");
  constexpr double kPercent = 10;
  return words.format("matchmaking.policy.weighed",
                      {{"percent", words.decimal(static_cast<double>(weight - kPolicyWeight) / kPercent, 1)}});
}

void add_weighed(const ChainWords& words, RankingNumber number, const std::string& value, web::Model& model) {
  model.add("POLICY")
      .set("FACT_NAME",
           words.get("matchmaking.policy." + std::string(kRankingNumberKeys[static_cast<std::size_t>(number)])))
      .set("FACT_VALUE", value)
      .set("FACT_NOTE_TEXT", weighed_note(words, number));
}

}  // namespace

void fill_policy(const ChainWords& words, web::Model& model) {
  const matching::PolicyRow& policy = words.economy().policy;
  const auto per_tonne = [&](double euros) {
    return words.format("matchmaking.policy.per_tonne", {{"amount", words.euros(euros)}});
  };
  add_weighed(words, RankingNumber::haul,
              words.format("matchmaking.policy.per_tkm", {{"amount", words.decimal(policy.tau_eur_per_tkm, 4)}}),
              model);
  add_weighed(words, RankingNumber::handling, per_tonne(policy.k_eur_per_t), model);
  add_weighed(words, RankingNumber::social,
              words.format("matchmaking.policy.per_hour", {{"amount", words.euros(policy.sigma_eur_per_h)}}), model);
  add_weighed(words, RankingNumber::residue, per_tonne(policy.residue_eur_per_t), model);
  add_weighed(words, RankingNumber::coproduct,
              words.format("matchmaking.policy.percent", {{"n", words.percent(policy.beta)}}), model);
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
