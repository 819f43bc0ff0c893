#include "planning/io/plan_texts.h"

#include <cmath>

#include "site/page.h"
#include "text/format.h"

namespace kringwerk::planning {

std::string PlanTexts::owner(const std::string& record) const {
  const auto found = names_.records.find(record);
  if (found == names_.records.end() || found->second.owner.empty()) return get("planning.owner_unknown");
  return found->second.owner;
}

std::string PlanTexts::owner_address(const std::string& record) const {
  const auto found = names_.records.find(record);
  if (found == names_.records.end() || found->second.organisation.empty()) return {};
  return site::address(language_, "/organisations/" + found->second.organisation);
}

std::string PlanTexts::place(const std::string& nis) const {
  const auto found = names_.places.find(nis);
  return found == names_.places.end() ? get("planning.place_unknown") : found->second.name.best(language_);
}

std::string PlanTexts::hub(const std::string& id) const {
  const auto found = names_.hubs.find(id);
  return found == names_.hubs.end() ? get("planning.no_hub") : found->second;
}

std::string PlanTexts::material(const std::string& id) const {
  const auto found = names_.materials.find(id);
  if (found == names_.materials.end()) return id;
  const std::string& name = found->second.name.best(language_);
  const std::string& state = found->second.state.best(language_);
  if (state.empty()) return name;
  return format("planning.material_in_state", {{"material", name}, {"state", state}});
}

std::string PlanTexts::family(const std::string& key) const {
  return get("materials.family." + (key.empty() ? std::string("andere") : key));
}

std::string PlanTexts::kind_of_work(const std::string& kind) const {
  const auto found = names_.kinds.find(kind);
  return found == names_.kinds.end() ? kind : found->second.best(language_);
}

std::string PlanTexts::kilograms(matching::Kilograms kg) const {
  return text::mass(language_, Mass::kilograms(kg));
}

std::string PlanTexts::number(std::int64_t value) const {
  return text::number(language_, value);
}

std::string PlanTexts::decimal(double value, int decimals) const {
  return text::number(language_, value, decimals);
}

std::string PlanTexts::percent(double share) const {
  constexpr double kSmallest = 0.01;
  const double value = share * 100;
  if (value <= 0) return decimal(0, 0);
  if (value < kSmallest) return decimal(kSmallest, 2);
  // Rounded up, because it stands behind "at most".
  if (value < 1) return decimal(std::ceil(value * 100 - 1e-9) / 100, 2);
  return decimal(std::ceil(value * 10 - 1e-9) / 10, 1);
}

std::string PlanTexts::whole_euros(double amount) const {
  return format("planning.euros", {{"amount", decimal(amount, 0)}});
}

std::string PlanTexts::period(const Period& period) const {
  return format("planning.period",
                {{"from", text::day(language_, *period.from)}, {"to", text::day(language_, *period.to)}});
}

std::string PlanTexts::moment(Instant at) const {
  return text::moment(language_, at);
}

std::string family_class_of(std::string_view family) {
  return std::string(drawings::family_class(drawings::family_from_key(family)));
}

}  // namespace kringwerk::planning
