#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "matching/plan_potential.h"
#include "planning/plan_names.h"

/// Where one tonne or one hour more would be worth most, in the words of the network: per hub, process and material.
namespace kringwerk::planning {

inline constexpr std::array<std::string_view, 5> kPotentialKeys{"capacity", "labour", "need", "offer", "work"};
constexpr std::string_view key_of(matching::PotentialKind kind) {
  return kPotentialKeys[static_cast<std::size_t>(kind)];
}
/// Whether a row of this kind counts hours; others count tonnes.
constexpr bool counts_hours(matching::PotentialKind kind) {
  return kind == matching::PotentialKind::labour || kind == matching::PotentialKind::work;
}

/// The records of one hub that do the same with the same materials. A record in a place of two hubs counts with both.
struct PotentialRow {
  matching::PotentialKind kind{};
  std::string hub;                     ///< id as text; empty: places that no hub serves
  std::string work;                    ///< kind of activity; empty for needs, offers and limits on labour
  std::vector<std::string> materials;  ///< ids of the instance that go in; empty for limits on labour
  double low_eur = 0;                  ///< what one tonne (hour) more brings the network
  double high_eur = 0;                 ///< what one less costs it, at least low_eur
  std::vector<std::string> records;    ///< ids of the instance: activities, workshops, needs or offers
  friend bool operator==(const PotentialRow&, const PotentialRow&) = default;
};

/// Groups for matching::plan_potential: the hubs that serve a record's place, "" where none does. The arguments outlive
/// the result.
matching::PotentialOptions potential_by_hub(const matching::Instance& instance, const PlanNames& names);

/// The engine's answer by ids, in its order: worth most first.
std::vector<PotentialRow> potential_rows(const matching::Instance& instance,
                                         const std::vector<matching::Potential>& found);

/// As the file potential.csv of a run, and back, to the last bit. Reading a text that potential_text did not write
/// breaks an invariant.
std::string potential_text(const std::vector<PotentialRow>& rows);
std::vector<PotentialRow> read_potential(std::string_view text);

}  // namespace kringwerk::planning
