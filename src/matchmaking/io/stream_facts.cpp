#include <cmath>

#include "matchmaking/food_rules.h"
#include "matchmaking/io/fact_list.h"
#include "matchmaking/io/kind_facts.h"
#include "matchmaking/io/stream_head.h"
#include "matchmaking/permits_needed.h"
#include "text/format.h"

namespace kringwerk::matchmaking {

namespace {

using materials::Stream;
using materials::StreamKind;

std::string unit_amount(const ChainWords& words, const materials::Amount& amount) {
  const double value = static_cast<double>(*amount.thousandths) / 1000;
  const int decimals = value == std::floor(value) ? 0 : 1;
  return words.format("matchmaking.unit." + std::string(key_in(materials::kAmountUnitKeys, amount.unit)),
                      {{"n", words.decimal(value, decimals)}});
}

void add_amount(const ChainWords& words, const AskedStream& asked, FactList& list) {
  const Stream& stream = asked.stream;
  const Counted counted = count(stream, words.economy().policy.period);
  const bool is_goods = materials::runs_in_chains(stream.resource);
  if (!stream.amount.thousandths) {
    list.add("amount", "", is_goods ? words.get("matchmaking.assumed.amount") : std::string());
    return;
  }
  const auto per = [&](const materials::Amount& amount) {
    return words.format("matchmaking.per." + std::string(key_in(materials::kRhythmKeys, amount.rhythm)),
                        {{"amount", unit_amount(words, amount)}});
  };
  const std::string value = per(stream.amount);
  if (asked.agreed > Mass{}) {
    list.add(
        "amount", value,
        words.format(materials::mass_each_time(stream.amount) ? "matchmaking.agreed.known" : "matchmaking.agreed.part",
                     {{"whole", per(asked.whole)}, {"agreed", words.kilograms(asked.agreed.in_kilograms())}}));
  } else if (!is_goods) {
    list.add("amount", value);
  } else if (counted.is_amount_assumed) {
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

/// Which permits a taker needs, and why.
void add_permits(const ChainWords& words, const Stream& stream, FactList& list) {
  const std::vector<std::string> permits = permits_needed(words.economy(), stream);
  if (permits.empty()) return;
  const bool is_cold = permits.front() == kChilledPermit || permits.front() == kFrozenPermit;
  std::vector<std::string> names;
  for (const std::string& permit : permits) names.push_back(words.permit(permit));
  const std::string why = has_hazardous_code(words.economy(), stream)
                              ? words.format("matchmaking.permit_why.code", {{"code", stream.waste_code}})
                          : is_cold ? words.get("matchmaking.permit_why.cold")
                                    : words.get("matchmaking.permit_why.material");
  list.add("permit", words.listed(names), why);
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

void add_goods(const ChainWords& words, const Stream& stream, FactList& list) {
  const bool is_need = stream.kind == StreamKind::need;
  list.add(is_need ? "accepts" : "material", accepted_text(words, stream),
           stream.material.empty() ? words.get("matchmaking.assumed.material") : "");
  list.add(is_need ? "min_quality" : "quality",
           stream.grade ? words.format("matchmaking.quality", {{"grade", std::int64_t{*stream.grade}}}) : "",
           stream.grade ? "" : words.format("matchmaking.assumed.grade", {{"grade", std::int64_t{kAssumedGrade}}}));
  if (!is_need) {
    list.add("dirt", stream.contamination_percent
                         ? words.format("matchmaking.dirt", {{"percent", std::int64_t{*stream.contamination_percent}}})
                         : "");
  }
}

void add_law_and_price(const ChainWords& words, const Stream& stream, FactList& list) {
  list.add("transport", stream.transport == materials::Transport::unknown
                            ? ""
                            : words.get("matchmaking.transport." +
                                        std::string(key_in(materials::kTransportKeys, stream.transport))));
  list.add("legal", legal_text(words, stream), words.get("matchmaking.legal_note"));
  if (stream.kind == StreamKind::offer) add_permits(words, stream, list);
  list.add("price", price_text(words, stream), words.get("matchmaking.price_note"));
}

}  // namespace

void fill_facts(const ChainWords& words, const AskedStream& asked, web::Model& model) {
  const Stream& stream = asked.stream;
  const bool is_need = stream.kind == StreamKind::need;
  FactList list(words, model);
  model.set("ABOUT", words.get(is_need ? "matchmaking.about_need" : "matchmaking.about_offer"));
  const bool is_goods = materials::runs_in_chains(stream.resource);
  if (is_goods) add_goods(words, stream, list);
  add_amount(words, asked, list);
  add_kind_facts(words, stream, list);
  list.add("available", period_text(words, stream.available));
  if (is_goods) add_law_and_price(words, stream, list);
  if (!asked.contact.empty()) list.add("contact", asked.contact);
  if (stream.position) list.add("position", position_text(words, *stream.position));
  list.add("place", words.place(stream.nis), words.get("matchmaking.place_note"));
  const auto source = asked.source_titles.find(stream.source);
  list.add("source", words.source(stream.source, source == asked.source_titles.end() ? "" : source->second));
  if (!is_goods) return;
  model.show("BY_CHAINS");
  fill_policy(words, model);
}

}  // namespace kringwerk::matchmaking
