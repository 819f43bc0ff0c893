#include <cmath>

#include "matchmaking/io/stream_head.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::matchmaking {

namespace {

using materials::Stream;
using materials::StreamKind;

/// The list of facts being filled.
class FactList {
 public:
  FactList(const ChainWords& words, web::Model& model) : words_(words), model_(model) {}

  /// An empty value is shown as unknown; never left out and never 0.
  void add(std::string_view name, const std::string& value, const std::string& note = {}) {
    web::Model& turn = model_.add("FACT").set("FACT_NAME", words_.get("matchmaking.fact." + std::string(name)));
    turn.set("FACT_VALUE", value.empty() ? words_.get("matchmaking.unknown") : value);
    if (!note.empty()) turn.add("FACT_NOTE").set("FACT_NOTE_TEXT", note);
  }

 private:
  const ChainWords& words_;
  web::Model& model_;
};

std::string unit_amount(const ChainWords& words, const materials::Amount& amount) {
  const double value = static_cast<double>(*amount.thousandths) / 1000;
  const int decimals = value == std::floor(value) ? 0 : 1;
  return words.format("matchmaking.unit." + std::string(key_in(materials::kAmountUnitKeys, amount.unit)),
                      {{"n", words.decimal(value, decimals)}});
}

void add_amount(const ChainWords& words, const Stream& stream, FactList& list) {
  const Counted counted = count(stream, words.economy().policy.period);
  if (!stream.amount.thousandths) {
    list.add("amount", "", words.get("matchmaking.assumed.amount"));
    return;
  }
  const std::string value =
      words.format("matchmaking.per." + std::string(key_in(materials::kRhythmKeys, stream.amount.rhythm)),
                   {{"amount", unit_amount(words, stream.amount)}});
  if (counted.is_amount_assumed) {
    list.add("amount", value, words.get("matchmaking.assumed.weight"));
  } else {
    list.add("amount", value,
             words.format("matchmaking.counted", {{"kg", words.room(counted.kg, materials::Rhythm::once)}}));
  }
}

std::string period_text(const ChainWords& words, const Period& period) {
  const auto written = [&](const Day& day) { return text::day(words.language(), day); };
  if (period.from && period.to) {
    return words.format("matchmaking.period.both", {{"from", written(*period.from)}, {"to", written(*period.to)}});
  }
  if (period.from) return words.format("matchmaking.period.from", {{"from", written(*period.from)}});
  if (period.to) return words.format("matchmaking.period.to", {{"to", written(*period.to)}});
  return {};
}

std::string accepted_text(const ChainWords& words, const Stream& stream) {
  std::vector<std::string> names;
  for (const std::string& one : stream.accepted) names.push_back(words.material(take_apart(one)));
  return words.listed(names);
}

std::string legal_text(const ChainWords& words, const Stream& stream) {
  std::string status =
      words.get("matchmaking.legal." + std::string(key_in(materials::kLegalStatusKeys, stream.legal_status)));
  if (stream.waste_code.empty()) return status;
  return words.format("matchmaking.legal_with_code", {{"status", status}, {"code", stream.waste_code}});
}

std::string price_text(const ChainWords& words, const Stream& stream) {
  if (!stream.price_per_tonne) return {};
  const Money price = *stream.price_per_tonne;
  if (price < Money{}) {
    return words.format("matchmaking.price.pays", {{"amount", words.money(Money{} - price)}});
  }
  return words.format(price == Money{} ? "matchmaking.price.free" : "matchmaking.price.asks",
                      {{"amount", words.money(price)}});
}

std::string position_text(const ChainWords& words, Point at) {
  constexpr int kDecimals = 5;
  return words.format("matchmaking.position",
                      {{"lat", words.decimal(at.lat, kDecimals)}, {"lon", words.decimal(at.lon, kDecimals)}});
}

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
}

}  // namespace

void fill_facts(const ChainWords& words, const AskedStream& asked, web::Model& model) {
  const Stream& stream = asked.stream;
  const bool is_need = stream.kind == StreamKind::need;
  FactList list(words, model);
  model.set("ABOUT", words.get(is_need ? "matchmaking.about_need" : "matchmaking.about_offer"));
  list.add(is_need ? "accepts" : "material", accepted_text(words, stream),
           stream.material.empty() ? words.get("matchmaking.assumed.material") : "");
  add_amount(words, stream, list);
  list.add(is_need ? "min_quality" : "quality",
           stream.grade ? words.format("matchmaking.quality", {{"grade", std::int64_t{*stream.grade}}}) : "",
           stream.grade ? "" : words.format("matchmaking.assumed.grade", {{"grade", std::int64_t{kAssumedGrade}}}));
  if (!is_need) {
    list.add("dirt", stream.contamination_percent
                         ? words.format("matchmaking.dirt", {{"percent", std::int64_t{*stream.contamination_percent}}})
                         : "");
  }
  list.add("available", period_text(words, stream.available));
  list.add("transport", stream.transport == materials::Transport::unknown
                            ? ""
                            : words.get("matchmaking.transport." +
                                        std::string(key_in(materials::kTransportKeys, stream.transport))));
  list.add("legal", legal_text(words, stream), words.get("matchmaking.legal_note"));
  list.add("price", price_text(words, stream), words.get("matchmaking.price_note"));
  if (!asked.contact.empty()) list.add("contact", asked.contact);
  if (stream.position) list.add("position", position_text(words, *stream.position));
  list.add("place", words.place(stream.nis), words.get("matchmaking.place_note"));
  // Sources of our own making ("invented example") have a title in the reader's language.
  const std::string own = "network.source." + stream.source;
  const auto source = asked.source_titles.find(stream.source);
  const std::string title = source == asked.source_titles.end() ? stream.source : source->second;
  list.add("source", words.services().texts.has(words.language(), own) ? words.get(own) : title);
  fill_policy(words, model);
  model.set("SOURCES_ADDRESS", site::address(words.language(), "/sources"));
}

}  // namespace kringwerk::matchmaking
