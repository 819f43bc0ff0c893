#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "matching/plan.h"
#include "matching/plan_totals.h"
#include "planning/plan_names.h"

/// What a plan does, added up in whole kilograms, for its page and its files. Every sum balances: what is collected is
/// what is delivered, residue and untaken together; of each material, collected and made is delivered, worked and
/// untaken.
namespace kringwerk::planning {

/// One flow by the ids of the instance.
struct FlowLine {
  std::string from;                  ///< offer or activity
  std::string to;                    ///< need or activity
  std::string material;              ///< as it travels
  std::string from_place, to_place;  ///< NIS codes; empty when not known
  matching::Kilograms kg = 0;
  double km = 0;              ///< great circle
  bool is_collected = false;  ///< it leaves an offer
  bool is_delivered = false;  ///< it reaches a need
};

/// What happens within one place.
struct PlaceFigures {
  std::string place;  ///< NIS code; empty: not known
  matching::Kilograms collected_kg = 0, worked_kg = 0, made_kg = 0, delivered_kg = 0, residue_kg = 0, untaken_kg = 0;
  double hours = 0;  ///< of social work
};

/// The same for the places that a hub serves. A place of two hubs counts with both.
struct HubFigures {
  std::string hub;  ///< id as text; empty: places that no hub serves
  PlaceFigures sums;
};

struct MaterialFigures {
  std::string material;
  matching::Kilograms collected_kg = 0, made_kg = 0, worked_kg = 0, delivered_kg = 0, untaken_kg = 0;
};

/// One activity that the plan uses.
struct ActivityFigures {
  std::string activity;
  std::string kind;
  int depth = 0;  ///< 1: fed by offers alone; else 1 + the deepest activity that feeds it
  matching::Kilograms in_kg = 0, residue_kg = 0, untaken_kg = 0, capacity_kg = 0;
  double hours = 0;
};

/// What comes out of an activity and finds no taker.
struct UntakenLine {
  std::string activity;
  std::string material;
  matching::Kilograms kg = 0;
};

struct PlanFigures {
  matching::PlanTotals totals;
  std::vector<FlowLine> flows;              ///< largest first; equal ones by ids
  std::vector<PlaceFigures> places;         ///< by NIS code
  std::vector<HubFigures> hubs;             ///< who moves most first, no hub last; without those where nothing happens
  std::vector<MaterialFigures> materials;   ///< most collected and made first
  std::vector<ActivityFigures> activities;  ///< by id
  std::vector<UntakenLine> untaken;         ///< by activity and material
};

/// `plan` is one of `instance`.
PlanFigures plan_figures(const matching::Instance& instance, const matching::Plan& plan, const PlanNames& names);

/// Colour family of a material of the plan; empty when it is not known.
std::string family_of(const PlanNames& names, std::string_view material);
/// Ids as text of the hubs that serve a place.
const std::vector<std::string>& hubs_of(const PlanNames& names, std::string_view place);

}  // namespace kringwerk::planning
