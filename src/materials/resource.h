#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"
#include "base/violation.h"

/// What a stream can be beside goods, and what each kind has to say of itself. docs/decisions/0057-kinds-of-streams.md.
namespace kringwerk::materials {

/// energy: residual heat, cold or power. space: floor or yard. machine: time of a machine or vehicle.
enum class Resource { material, food, water, energy, space, machine };
inline constexpr std::array<std::string_view, 6> kResourceKeys{"material", "food",  "water",
                                                               "energy",   "space", "machine"};

enum class AmountUnit { kg, t, piece, m, m2, m3, kwh, hour };
inline constexpr std::array<std::string_view, 8> kAmountUnitKeys{"kg", "t", "piece", "m", "m2", "m3", "kwh", "hour"};

/// The units an amount of this kind may have, the usual one first. Food also comes in pieces; nothing but energy in
/// kWh.
std::span<const AmountUnit> units_of(Resource resource);
bool has_unit(Resource resource, AmountUnit unit);

/// Goods and food go through workshops and are matched by chains; the others go straight from one to the other.
constexpr bool runs_in_chains(Resource resource) {
  return resource == Resource::material || resource == Resource::food;
}

/// The sorts of a kind, as keys: qualities of water from best to worst, forms of energy, sorts of room and machine.
/// None for goods and food, whose taxonomy says more.
std::span<const std::string_view> varieties_of(Resource resource);

/// What an offer of food needs on its way, or what a need can keep. Each level can do what those before it can.
enum class ColdChain { unknown, none, chilled, frozen };
inline constexpr std::array<std::string_view, 4> kColdChainKeys{"unknown", "none", "chilled", "frozen"};

/// From–to of every day, in minutes since midnight: from 0 … 1439, to 1 … 1440. `to` before `from`: past midnight.
struct DailyHours {
  int from = 0;
  int to = 0;
  friend bool operator==(const DailyHours&, const DailyHours&) = default;
};
/// Minutes of a day in which both hold.
int shared_minutes(const DailyHours& a, const DailyHours& b);
int minutes_in(const DailyHours& hours);

/// What the kinds say of themselves; what is not known is absent, and of another kind is never there.
struct ResourceFacts {
  std::string variety;                        ///< one of varieties_of; empty = unknown. Of a need: at least this
  ColdChain cold_chain = ColdChain::unknown;  ///< food
  std::optional<Day> use_by;                  ///< food: the last day it may be eaten or processed
  std::optional<int> temperature_celsius;     ///< energy: that an offer gives, that a need wants at least
  std::optional<DailyHours> hours;            ///< energy, machine
  friend bool operator==(const ResourceFacts&, const ResourceFacts&) = default;
};

inline constexpr int kColdest = -60;
inline constexpr int kHottest = 1500;

/// The facts that such a kind has; the others are dropped.
ResourceFacts facts_of_kind(Resource resource, ResourceFacts facts);

/// Rules: materials.unit_of_other_kind (field amount), materials.temperature_impossible {lowest}{highest}
/// (temperature), materials.use_by_past (use_by), materials.hours_empty (hours_to). An unknown amount has no unit to
/// judge.
struct ResourceClaim {
  Resource resource = Resource::material;
  std::optional<AmountUnit> unit;
  ResourceFacts facts;
};
Violations check_resource(const ResourceClaim& claim, Day today);

}  // namespace kringwerk::materials
