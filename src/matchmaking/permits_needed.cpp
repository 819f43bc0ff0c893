#include "matchmaking/permits_needed.h"

#include <algorithm>
#include <array>

#include "matchmaking/economy_instance.h"
#include "matchmaking/food_rules.h"

namespace kringwerk::matchmaking {

using materials::Stream;

std::vector<std::string> permit_for(const materials::Taxonomy& taxonomy, std::string_view material_and_state) {
  const ClassAndState parts = take_apart(material_and_state);
  const materials::MaterialClass* material = taxonomy.find(parts.material);
  if (material == nullptr || !material->is_hazardous) return {};
  if (!is_raw_state(parts.state)) return {};
  return {"hazardous-" + material->family};
}

bool has_hazardous_code(const Economy& economy, const Stream& stream) {
  const Day day = std::max(economy.today, stream.available.from.value_or(economy.today));
  return !stream.waste_code.empty() && materials::is_hazardous_on(economy.waste_list, stream.waste_code, day);
}

std::vector<std::string> permits_needed(const Economy& economy, const Stream& offer) {
  std::vector<std::string> permits =
      permit_for(economy.taxonomy, offer.accepted.empty() ? offer.material : offer.accepted.front());
  const materials::MaterialClass* material = economy.taxonomy.find(offer.material);
  if (has_hazardous_code(economy, offer)) {
    permits.push_back("hazardous-" + (material == nullptr ? std::string("andere") : material->family));
  }
  permits.insert(permits.end(), offer.permits.begin(), offer.permits.end());
  if (offer.facts.cold_chain == materials::ColdChain::chilled) permits.emplace_back(kChilledPermit);
  if (offer.facts.cold_chain == materials::ColdChain::frozen) permits.emplace_back(kFrozenPermit);
  std::sort(permits.begin(), permits.end());
  permits.erase(std::unique(permits.begin(), permits.end()), permits.end());
  return permits;
}

}  // namespace kringwerk::matchmaking
