#pragma once

#include <array>
#include <string>

#include "matching/plan.h"

namespace kringwerk::matching {

/// The words of the tables about plans; English unless the caller fills in the reader's language.
struct PlanWords {
  std::string status = "status", objective = "value €", bound = "at most €", gap = "gap", seconds = "seconds";
  std::string gap_reached = "gap reached", deadline = "deadline", cancelled = "cancelled";
  std::string offered = "offered t", collected = "collected t", delivered = "delivered t", worked = "worked t",
              residue = "residue t", untaken = "untaken t", hours = "hours", co2e = "kg CO2e", road = "road tkm";
  std::string fairness = "least share of small workshops in hours", fair_price = "price of that wish €";
  std::string flows = "flows", largest = "Largest flows:", tonnes = "t", km = "km", way = "way";
  std::string fullest = "Fullest activities:", use = "use", activity = "activity";
  std::string one_more = "one more €", one_less = "one less €", kind = "what", records = "records", group = "group";
  std::array<std::string, 4> kinds{"capacity", "labour", "need", "offer"};  ///< by PotentialKind
  std::string before = "before", after = "after", difference = "difference";
  std::string holds = "The plan holds";
};

/// A plan for a terminal: how good it is, what it does in tonnes, the ten largest flows and the ten fullest activities.
std::string plan_table(const Instance& instance, const Plan& plan, const PlanWords& words);

/// One line for a plan that was found to be right.
std::string verified_line(const Instance& instance, const Plan& plan, const PlanWords& words);

/// One line about work under way: a bar of how far the gap has closed, what is planned and the gap.
std::string progress_line(const PlanProgress& progress, double wanted_gap);

}  // namespace kringwerk::matching
