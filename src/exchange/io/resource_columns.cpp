#include "exchange/io/resource_columns.h"

#include <algorithm>
#include <array>
#include <utility>

#include "exchange/io/stream_words.h"

namespace kringwerk::exchange {

namespace {

using materials::Resource;

std::vector<ChoiceWord> resource_words(const ImportScope& scope) {
  std::vector<ChoiceWord> words = words_of_choices(scope, "materials.resource", materials::kResourceKeys);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 25> kMore{{
      {"goederen", "material"},   {"grondstof", "material"}, {"materialen", "material"},  {"voedsel", "food"},
      {"eten", "food"},           {"voedingswaren", "food"}, {"aliment", "food"},         {"regenwater", "water"},
      {"warmte", "energy"},       {"restwarmte", "energy"},  {"elektriciteit", "energy"}, {"energie", "energy"},
      {"heat", "energy"},         {"power", "energy"},       {"chaleur", "energy"},       {"plaats", "space"},
      {"opslagruimte", "space"},  {"lokaal", "space"},       {"room", "space"},           {"machines", "machine"},
      {"toestel", "machine"},     {"voertuig", "machine"},   {"vehicle", "machine"},      {"vehicule", "machine"},
      {"machinetijd", "machine"},
  }};
  for (const auto& [word, kind] : kMore) words.push_back({std::string(word), std::string(kind)});
  return words;
}

/// With the words of the pages and of their files.
std::vector<ChoiceWord> with_texts(std::vector<ChoiceWord> words, const ImportScope& scope, const std::string& prefix,
                                   std::span<const std::string_view> keys) {
  for (ChoiceWord& word : words_of_choices(scope, prefix, keys)) words.push_back(std::move(word));
  return words;
}

}  // namespace

ResourceColumns::ResourceColumns(const ImportScope& scope)
    : kinds_(resource_words(scope)),
      units_(with_texts(stream_unit_words(), scope, "materials.unit_short", materials::kAmountUnitKeys)),
      rhythms_(with_texts(stream_rhythm_words(), scope, "materials.rhythm", materials::kRhythmKeys)) {
  for (const std::string_view key : materials::kResourceKeys) {
    const auto kind = materials::value_in<Resource>(materials::kResourceKeys, key).value();
    const auto varieties = materials::varieties_of(kind);
    if (!varieties.empty())
      varieties_.emplace(kind, words_of_choices(scope, "materials.variety." + std::string(key), varieties));
  }
}

void ResourceColumns::read(RowReader& reader, materials::OfferDraft& draft) const {
  if (const auto kind = reader.choice("resource", kinds_))
    draft.resource = materials::value_in<Resource>(materials::kResourceKeys, *kind).value();
  draft.amount_thousandths = reader.thousandths("amount");
  draft.amount_unknown = !reader.is_given("amount");
  draft.unit = materials::units_of(draft.resource).front();
  if (const auto unit = reader.choice("unit", units_))
    draft.unit = materials::value_in<materials::AmountUnit>(materials::kAmountUnitKeys, *unit).value();
  if (const auto rhythm = reader.choice("rhythm", rhythms_))
    draft.rhythm = materials::value_in<materials::Rhythm>(materials::kRhythmKeys, *rhythm).value();
  read_facts(reader, draft);
}

void ResourceColumns::read_facts(RowReader& reader, materials::OfferDraft& draft) const {
  constexpr std::int64_t kThousand = 1'000;
  if (const auto words = varieties_.find(draft.resource); words != varieties_.end())
    if (const auto variety = reader.choice("variety", words->second)) draft.facts.variety = *variety;
  if (draft.resource == Resource::food) draft.facts.use_by = reader.day("use_by");
  if (draft.resource != Resource::energy) return;
  if (const auto degrees = reader.thousandths("temperature"))
    draft.facts.temperature_celsius = static_cast<int>(std::min<std::int64_t>(*degrees / kThousand, 1'000'000));
}

void ResourceColumns::settle_food(materials::OfferDraft& draft, const materials::Taxonomy& taxonomy) {
  if (draft.resource != Resource::food || materials::has_unit(draft.resource, draft.unit)) return;
  const materials::MaterialClass* material = taxonomy.find(draft.material.value_or(std::string()));
  if (material != nullptr && material->family == materials::kFamilyOfFood) draft.resource = Resource::material;
}

void ResourceColumns::keep_open_ones(const RowReader& reader, const materials::Stream& before,
                                     materials::Stream& stream) {
  if (!reader.is_given("resource") && !materials::runs_in_chains(before.resource)) {
    stream.resource = before.resource;
    stream.material.clear();
    stream.accepted.clear();
  }
  if (!reader.is_given("amount") && materials::has_unit(stream.resource, before.amount.unit))
    stream.amount = before.amount;
  if (!reader.is_given("price")) {
    stream.price_per_tonne = before.price_per_tonne;
    stream.unit_price_thousandths = before.unit_price_thousandths;
  }
  if (!reader.is_given("from")) stream.available.from = before.available.from;
  if (!reader.is_given("to")) stream.available.to = before.available.to;
  if (!reader.is_given("note")) stream.description = before.description;
  materials::ResourceFacts facts = before.facts;
  if (reader.is_given("variety")) facts.variety = stream.facts.variety;
  if (reader.is_given("use_by")) facts.use_by = stream.facts.use_by;
  if (reader.is_given("temperature")) facts.temperature_celsius = stream.facts.temperature_celsius;
  stream.facts = materials::facts_of_kind(stream.resource, facts);
}

}  // namespace kringwerk::exchange
