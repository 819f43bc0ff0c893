#include "planning/io/name_words.h"

#include <algorithm>

#include "matchmaking/economy_instance.h"
#include "text/format.h"

namespace kringwerk::planning {

std::string NameWords::material(const std::string& id) const {
  const auto found = names_.materials.find(id);
  if (found == names_.materials.end()) return id;
  const std::string& name = found->second.name.best(language_);
  const std::string& state = found->second.state.best(language_);
  if (state.empty()) return name;
  return format("potential.material_in_state", {{"material", name}, {"state", state}});
}

std::string NameWords::materials(const std::vector<std::string>& ids, const materials::Taxonomy& taxonomy) const {
  constexpr std::size_t kNamed = 2;
  const auto has = [&](const std::string& material, const std::string& state) {
    return std::find(ids.begin(), ids.end(), material + "~" + state) != ids.end();
  };
  std::vector<std::string> heads;
  for (const std::string& id : ids) {
    const matchmaking::ClassAndState parts = matchmaking::take_apart(id);
    const materials::MaterialClass* found = taxonomy.find(parts.material);
    if (found == nullptr || found->parent.empty() || !has(found->parent, parts.state)) heads.push_back(material(id));
  }
  std::string listed;
  for (std::size_t i = 0; i < std::min(kNamed, heads.size()); ++i) listed += (i == 0 ? "" : "; ") + heads[i];
  if (heads.size() <= kNamed) return listed;
  return format("potential.and_more", {{"list", listed}, {"more", static_cast<std::int64_t>(heads.size() - kNamed)}});
}

std::string NameWords::kind_of_work(const std::string& kind) const {
  const auto found = names_.kinds.find(kind);
  return found == names_.kinds.end() ? kind : found->second.best(language_);
}

std::string NameWords::hub(const std::string& id) const {
  const auto found = names_.hubs.find(id);
  return found == names_.hubs.end() ? get("potential.no_hub") : found->second;
}

std::string NameWords::place(const std::string& nis) const {
  const auto found = names_.places.find(nis);
  return found == names_.places.end() ? "" : found->second.name.best(language_);
}

std::string NameWords::family(const std::string& material) const {
  const auto found = names_.materials.find(material);
  return found == names_.materials.end() ? "" : found->second.family;
}

std::string NameWords::owner(const std::string& record) const {
  const auto found = names_.records.find(record);
  if (found == names_.records.end() || found->second.owner.empty()) return get("potential.no_owner");
  return found->second.owner;
}

std::string NameWords::amount(double euros) const {
  constexpr double kWholeFrom = 10;
  return text::number(language_, euros, euros == 0 || euros >= kWholeFrom ? 0 : 2);
}

std::string NameWords::interval(double low, double high, const std::string& unit) const {
  const std::string first = amount(low);
  const std::string second = amount(high);
  if (first == second) return format("potential.worth." + unit, {{"value", first}});
  return format("potential.between." + unit, {{"low", first}, {"high", second}});
}

}  // namespace kringwerk::planning
