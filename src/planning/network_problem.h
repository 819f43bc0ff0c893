#pragma once

#include <map>
#include <string>
#include <vector>

#include "matching/instance.h"
#include "matchmaking/economy.h"
#include "planning/plan_names.h"
#include "planning/planned_run.h"

/// The economy that an audience may see as the problem of a plan.
namespace kringwerk::planning {

/// A social enterprise counts as small when all its work together can take at most this much a week. An assumption,
/// said on the page.
inline constexpr Mass kSmallPerWeek = Mass::kilograms(2000);

/// Names that the economy itself does not have.
struct WordsAround {
  std::map<std::string, LocalText> states;                         ///< "washed"
  std::map<std::string, LocalText> kinds;                          ///< of work: "sort"
  std::map<std::string, std::string> hubs;                         ///< name by id as text
  std::map<network::Nis, std::vector<std::string>> hubs_of_place;  ///< ids as text, ascending
};

struct NetworkProblem {
  matching::Instance instance;
  PlanNames names;
  RunCounts counts;  ///< of what lies within the period
  Period period;
};

/// Everything of the economy that can be part of a plan: matchmaking's instance, with small workshops marked, and the
/// names of its records.
NetworkProblem network_problem(const matchmaking::Economy& economy, const WordsAround& words);

}  // namespace kringwerk::planning
