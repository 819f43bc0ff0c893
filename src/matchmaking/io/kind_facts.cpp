#include "matchmaking/io/kind_facts.h"

#include "text/format.h"

namespace kringwerk::matchmaking {

namespace {

using materials::Resource;
using materials::ResourceFacts;
using materials::Stream;

std::string clock_of(const ChainWords& words, int minutes) {
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return words.format("matchmaking.clock", {{"hours", two(minutes / 60)}, {"minutes", two(minutes % 60)}});
}

void add_hours(const ChainWords& words, const ResourceFacts& facts, FactList& list) {
  if (!facts.hours) {
    list.add("daily", "");
    return;
  }
  list.add("daily", words.format("matchmaking.daily", {{"from", clock_of(words, facts.hours->from)},
                                                       {"to", clock_of(words, facts.hours->to)}}));
}

void add_unit_price(const ChainWords& words, const Stream& stream, FactList& list) {
  if (!stream.unit_price_thousandths) {
    list.add("price", "");
    return;
  }
  const std::int64_t price = *stream.unit_price_thousandths;
  const std::string amount =
      words.decimal(static_cast<double>(price < 0 ? -price : price) / 1000, price % 10 == 0 ? 2 : 3);
  const std::string key = price < 0 ? "pays" : price == 0 ? "free" : "asks";
  list.add("price",
           words.format("matchmaking.unit_price." + key,
                        {{"amount", amount},
                         {"unit", words.get("materials.unit_short." +
                                            std::string(key_in(materials::kAmountUnitKeys,
                                                               materials::units_of(stream.resource).front())))}}));
}

void add_direct_facts(const ChainWords& words, const Stream& stream, FactList& list) {
  const ResourceFacts& facts = stream.facts;
  const std::string under = "materials.variety." + std::string(key_in(materials::kResourceKeys, stream.resource)) + ".";
  list.add(stream.resource == Resource::water ? "water_quality" : "sort",
           facts.variety.empty() ? "" : words.get(under + facts.variety));
  if (stream.resource == Resource::energy && facts.variety != "power") {
    list.add("temperature",
             facts.temperature_celsius
                 ? words.format("matchmaking.degrees", {{"degrees", std::int64_t{*facts.temperature_celsius}}})
                 : "");
  }
  if (stream.resource == Resource::energy || stream.resource == Resource::machine) add_hours(words, facts, list);
  add_unit_price(words, stream, list);
}

void add_food_facts(const ChainWords& words, const Stream& stream, FactList& list) {
  const auto& facts = stream.facts;
  const bool is_known = facts.cold_chain != materials::ColdChain::unknown;
  const std::string under = "materials.cold." + std::string(key_in(materials::kStreamKindKeys, stream.kind)) + ".";
  list.add("cold", is_known ? words.get(under + std::string(key_in(materials::kColdChainKeys, facts.cold_chain))) : "");
  if (stream.kind == materials::StreamKind::need) return;
  list.add("use_by", facts.use_by ? text::day(words.language(), *facts.use_by) : "",
           words.get("matchmaking.use_by_note"));
}

std::string size_text(const ChainWords& words, const materials::Dimensions& size) {
  const auto side = [&](const std::optional<std::int64_t>& millimetres) {
    if (!millimetres) return words.get("matchmaking.unknown");
    return words.decimal(static_cast<double>(*millimetres) / 10, *millimetres % 10 == 0 ? 0 : 1);
  };
  return words.format(
      "matchmaking.size",
      {{"length", side(size.length_mm)}, {"width", side(size.width_mm)}, {"height", side(size.height_mm)}});
}

void add_goods_facts(const ChainWords& words, const Stream& stream, FactList& list) {
  const bool is_packed = !stream.packaging.empty() && stream.packaging != "unknown";
  const std::string packed = "materials.packaging." + stream.packaging;
  if (is_packed && words.services().texts.has(words.language(), packed)) list.add("packaging", words.get(packed));
  const bool is_mass =
      stream.amount.unit == materials::AmountUnit::kg || stream.amount.unit == materials::AmountUnit::t;
  if (!is_mass && stream.amount.thousandths) {
    const auto& each = stream.amount.mass_per_unit;
    list.add("unit_weight", each ? words.format("matchmaking.unit.kg",
                                                {{"n", words.decimal(static_cast<double>(each->in_grams()) / 1000,
                                                                     each->in_grams() % 1000 == 0 ? 0 : 1)}})
                                 : "");
  }
  if (stream.dimensions != materials::Dimensions{}) list.add("size", size_text(words, stream.dimensions));
  if (stream.minimum) list.add("minimum", words.kilograms(stream.minimum->in_kilograms()));
}

}  // namespace

void add_kind_facts(const ChainWords& words, const Stream& stream, FactList& list) {
  if (!materials::runs_in_chains(stream.resource)) {
    add_direct_facts(words, stream, list);
    return;
  }
  if (stream.resource == Resource::food) add_food_facts(words, stream, list);
  add_goods_facts(words, stream, list);
}

}  // namespace kringwerk::matchmaking
