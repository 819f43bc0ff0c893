#include "materials/resource.h"

#include <algorithm>

namespace kringwerk::materials {

namespace {

using enum AmountUnit;

constexpr std::array kUnitsOfGoods{kg, t, piece, m, m2, m3};
constexpr std::array kUnitsOfFood{kg, t, piece};
constexpr std::array kUnitsOfWater{m3};
constexpr std::array kUnitsOfEnergy{kwh};
constexpr std::array kUnitsOfSpace{m2};
constexpr std::array kUnitsOfMachines{hour};

constexpr std::array<std::string_view, 4> kWaters{"drinking", "rain", "process", "waste"};
constexpr std::array<std::string_view, 3> kEnergies{"heat", "cold", "power"};
constexpr std::array<std::string_view, 6> kSpaces{"storage", "workshop", "cold_store", "kitchen", "office", "yard"};
constexpr std::array<std::string_view, 10> kMachines{"van",   "truck",  "cargo_bike", "lifting",  "wood",
                                                     "metal", "sewing", "kitchen",    "shredder", "washing"};

constexpr int kMinutesOfDay = 1440;

/// Shared minutes of two stretches that do not pass midnight.
int shared_stretch(int from, int to, const DailyHours& other) {
  return std::max(0, std::min(to, other.to) - std::max(from, other.from));
}

int shared_with(int from, int to, const DailyHours& other) {
  if (other.from < other.to) return shared_stretch(from, to, other);
  return shared_stretch(from, to, {other.from, kMinutesOfDay}) + shared_stretch(from, to, {0, other.to});
}

}  // namespace

std::span<const AmountUnit> units_of(Resource resource) {
  switch (resource) {
    case Resource::material:
      break;
    case Resource::food:
      return kUnitsOfFood;
    case Resource::water:
      return kUnitsOfWater;
    case Resource::energy:
      return kUnitsOfEnergy;
    case Resource::space:
      return kUnitsOfSpace;
    case Resource::machine:
      return kUnitsOfMachines;
  }
  return kUnitsOfGoods;
}

bool has_unit(Resource resource, AmountUnit unit) {
  const auto units = units_of(resource);
  return std::find(units.begin(), units.end(), unit) != units.end();
}

std::span<const std::string_view> varieties_of(Resource resource) {
  switch (resource) {
    case Resource::material:
    case Resource::food:
      break;
    case Resource::water:
      return kWaters;
    case Resource::energy:
      return kEnergies;
    case Resource::space:
      return kSpaces;
    case Resource::machine:
      return kMachines;
  }
  return {};
}

int shared_minutes(const DailyHours& a, const DailyHours& b) {
  if (a.from < a.to) return shared_with(a.from, a.to, b);
  return shared_with(a.from, kMinutesOfDay, b) + shared_with(0, a.to, b);
}

int minutes_in(const DailyHours& hours) {
  return hours.from < hours.to ? hours.to - hours.from : kMinutesOfDay - hours.from + hours.to;
}

ResourceFacts facts_of_kind(Resource resource, ResourceFacts facts) {
  const auto varieties = varieties_of(resource);
  if (std::find(varieties.begin(), varieties.end(), facts.variety) == varieties.end()) facts.variety.clear();
  if (resource != Resource::food) {
    facts.cold_chain = ColdChain::unknown;
    facts.use_by.reset();
  }
  if (resource != Resource::energy || facts.variety == "power") facts.temperature_celsius.reset();
  if (resource != Resource::energy && resource != Resource::machine) facts.hours.reset();
  return facts;
}

Violations check_resource(const ResourceClaim& claim, Day today) {
  Violations found;
  if (claim.unit && !has_unit(claim.resource, *claim.unit)) {
    found.push_back({"materials.unit_of_other_kind", "amount", {}});
  }
  const ResourceFacts facts = facts_of_kind(claim.resource, claim.facts);
  const auto& degrees = facts.temperature_celsius;
  if (degrees && (*degrees < kColdest || *degrees > kHottest)) {
    found.push_back({"materials.temperature_impossible",
                     "temperature",
                     {{"lowest", std::int64_t{kColdest}}, {"highest", std::int64_t{kHottest}}}});
  }
  if (facts.use_by && *facts.use_by < today) found.push_back({"materials.use_by_past", "use_by", {}});
  if (facts.hours && facts.hours->from == facts.hours->to) found.push_back({"materials.hours_empty", "hours_to", {}});
  return found;
}

}  // namespace kringwerk::materials
