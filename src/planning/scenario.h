#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/geo.h"
#include "base/result.h"
#include "base/time.h"
#include "matching/instance.h"
#include "planning/planned_run.h"

/// Questions "what if" on top of a plan: what somebody would change, and what would come of it.
namespace kringwerk::planning {

struct ScenarioTag;
using ScenarioId = Id<ScenarioTag>;

enum class ChangeKind { add_activity, remove_workshop, set_capacity, add_offer, add_need, remove_stream, set_policy };
inline constexpr std::array<std::string_view, 7> kChangeKindKeys{
    "add_activity", "remove_workshop", "set_capacity", "add_offer", "add_need", "remove_stream", "set_policy"};
constexpr std::string_view key_of(ChangeKind kind) {
  return kChangeKindKeys[static_cast<std::size_t>(kind)];
}

/// Numbers of policy that a scenario may change, by their names in policy.toml.
inline constexpr std::array<std::string_view, 6> kPolicyKeys{"tau_eur_per_tkm",   "k_eur_per_t", "sigma_eur_per_h",
                                                             "residue_eur_per_t", "max_km",      "co2_kg_per_tkm"};

/// One change. What a kind does not use is empty.
struct Change {
  ChangeKind kind{};
  /// add_activity: the activity that the new one is like; set_capacity: an activity; remove_workshop: a workshop;
  /// add_offer, add_need: a material; remove_stream: an offer or need; set_policy: a key. Ids of the instance.
  std::string subject{};
  std::string place{};               ///< add_…: NIS code
  Point at{};                        ///< of that place
  std::int64_t kg_per_week = 0;      ///< add_…, set_capacity without factor
  std::optional<double> factor{};    ///< set_capacity: times so much
  std::optional<double> cost_eur{};  ///< add_activity, per tonne; absent: as the one it is like
  std::optional<double> hours{};     ///< add_activity, of social work per tonne; absent likewise
  double number = 0;                 ///< set_policy
  friend bool operator==(const Change&, const Change&) = default;
};

inline constexpr std::size_t kMostChanges = 20;

/// What is wrong with one more change on top of `before`: whatif.too_many_changes {most}, field "";
/// whatif.subject_unknown, field "subject"; whatif.amount_out_of_range {most}, field "amount" (tonnes per week);
/// whatif.factor_out_of_range {most}, field "amount"; whatif.cost_out_of_range {most}, field "cost";
/// whatif.hours_out_of_range {most}, field "hours"; whatif.number_out_of_range {most}, field "number".
Violations check_change(const matching::Instance& instance, const std::vector<Change>& before, const Change& change);

/// The changes as CHANGES.toml for matching::apply_changes on the texts of `instance`. Amounts per week count
/// over `weeks`. New records are called "new-1-…" by the position of their change.
std::string changes_toml(const matching::Instance& instance, const std::vector<Change>& changes, int weeks);

/// Whole weeks of a period, at least one.
int weeks_of(const Period& period);

/// As kept with a scenario, and back, to the last bit. Reading what changes_text did not write breaks an invariant.
std::string changes_text(const std::vector<Change>& changes);
std::vector<Change> read_changes(std::string_view text);

}  // namespace kringwerk::planning
