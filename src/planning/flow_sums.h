#pragma once

#include <string>
#include <vector>

#include "planning/plan_figures.h"

/// The flows of a plan put together for drawings and their tables.
namespace kringwerk::planning {

/// What stands at an end of a bundle of flows.
enum class StopKind { offered, work, used, residue, untaken };
struct FlowStop {
  StopKind kind{};
  std::string family;  ///< of the material, for offered and used
  std::string work;    ///< kind of work, for work
  int depth = 0;       ///< of work: 1 takes from offers alone
  friend auto operator<=>(const FlowStop&, const FlowStop&) = default;
};

/// All flows from one stop to another with material of one family; residue has none.
struct FlowBundle {
  FlowStop from;
  FlowStop to;
  std::string family;
  matching::Kilograms kg = 0;
};

/// Every kilogram of the plan, from offers through work to use, residue or nobody: what reaches a kind of work leaves
/// it again. By stops and family.
std::vector<FlowBundle> flow_bundles(const PlanFigures& figures, const PlanNames& names);

/// What travels between two places with material of one family; flows within a place and those of unknown place are
/// left out. Most first, at most `most`.
struct PlaceFlow {
  std::string from_place;
  std::string to_place;
  std::string family;
  matching::Kilograms kg = 0;
};
std::vector<PlaceFlow> largest_place_flows(const PlanFigures& figures, const PlanNames& names, std::size_t most);

/// Whether a flow begins or ends in a place that the hub serves. An empty `hub` stands for all.
bool is_of_hub(const PlanNames& names, const FlowLine& flow, const std::string& hub);

}  // namespace kringwerk::planning
