#include "matchmaking/food_rules.h"

#include <algorithm>
#include <array>

#include "materials/draft_offer.h"

namespace kringwerk::matchmaking {

namespace {

using materials::Stream;

bool is_raw_food(const materials::Taxonomy& taxonomy, std::string_view material_and_state) {
  const ClassAndState parts = take_apart(material_and_state);
  const materials::MaterialClass* material = taxonomy.find(parts.material);
  return material != nullptr && material->family == materials::kFamilyOfFood && is_raw_state(parts.state);
}

template <class List>
const auto& at_position(const List& list, int position) {
  return list[static_cast<std::size_t>(position)];
}

}  // namespace

bool is_raw_state(std::string_view state) {
  constexpr std::array<std::string_view, 3> kRaw{"as_is", "sorted", "dismantled"};
  return std::find(kRaw.begin(), kRaw.end(), state) != kRaw.end();
}

std::vector<std::string> cold_permits_of(materials::ColdChain kept) {
  if (kept == materials::ColdChain::chilled) return {std::string(kChilledPermit)};
  if (kept == materials::ColdChain::frozen) return {std::string(kChilledPermit), std::string(kFrozenPermit)};
  return {};
}

std::vector<std::string> cold_permits_passed_on(const materials::Taxonomy& taxonomy,
                                                std::string_view material_and_state,
                                                const std::vector<std::string>& held) {
  if (!is_raw_food(taxonomy, material_and_state)) return {};
  std::vector<std::string> passed;
  for (const std::string_view cold : {kChilledPermit, kFrozenPermit}) {
    if (std::find(held.begin(), held.end(), cold) != held.end()) passed.emplace_back(cold);
  }
  return passed;
}

Period usable_days(const Stream& stream) {
  Period days = stream.available;
  const auto& use_by = stream.facts.use_by;
  if (use_by && (!days.to || *use_by < *days.to)) days.to = use_by;
  if (days.from && days.to && *days.to < *days.from) days.from = days.to;
  return days;
}

bool arrives_in_time(const ChainGround& ground, const matching::Chain& chain) {
  const Stream* offer = at_position(ground.records.offers, chain.path.offer);
  if (offer == nullptr || !offer->facts.use_by) return true;
  const Day today = ground.economy.today;
  const Day from = std::max(offer->available.from.value_or(today), today);
  const std::int64_t left = days_between(from, *offer->facts.use_by);
  std::int64_t passed = 0;
  for (const matching::Step& step : chain.path.steps) {
    if (passed > left) return false;
    const matching::Activity& activity = at_position(ground.instance.activities, step.activity);
    const int material = at_position(activity.outputs, step.output).material;
    if (!is_raw_food(ground.economy.taxonomy, at_position(ground.instance.materials, material).id)) return true;
    passed += activity.lead_days;
  }
  return passed <= left;
}

}  // namespace kringwerk::matchmaking
