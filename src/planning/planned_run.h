#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "access/role.h"
#include "base/time.h"

/// Plans of the network as records: who asked for one, on what, and how it ended.
namespace kringwerk::planning {

struct RunTag;
using RunId = Id<RunTag>;

/// A run waits until a worker takes it; done, failed and cancelled are final. A run that is cancelled while it runs
/// ends as cancelled and keeps the plan it had by then.
enum class RunState { waiting, running, done, failed, cancelled };
inline constexpr std::array<std::string_view, 5> kRunStateKeys{"waiting", "running", "done", "failed", "cancelled"};
constexpr std::string_view key_of(RunState state) {
  return kRunStateKeys[static_cast<std::size_t>(state)];
}
constexpr bool is_final(RunState state) {
  return state != RunState::waiting && state != RunState::running;
}

/// Why the solver ended, as in PLAN.json.
enum class RunEnding { none, gap_reached, deadline, cancelled };
inline constexpr std::array<std::string_view, 4> kRunEndingKeys{"", "gap_reached", "deadline", "cancelled"};

/// What the second program found: nothing yet, that every kilogram and the proof hold, or that they do not.
enum class RunCheck { none, holds, refused };
inline constexpr std::array<std::string_view, 3> kRunCheckKeys{"", "holds", "refused"};

/// What was asked of a plan.
struct RunWish {
  double gap = 0.001;         ///< 0 to 1
  int deadline_seconds = 60;  ///< 1 to 600
  double fairness = 0;        ///< least share of small workshops in the hours of social work, 0 to 1; 0 asks nothing
  friend bool operator==(const RunWish&, const RunWish&) = default;
};

/// Records the plan was made of, within its period and audience.
struct RunCounts {
  std::int64_t offers = 0;
  std::int64_t needs = 0;
  std::int64_t activities = 0;
  friend bool operator==(const RunCounts&, const RunCounts&) = default;
};

/// How far a run is, or how it ended. Euros per period, double as in PLAN.json.
struct RunResult {
  RunEnding ending = RunEnding::none;
  double objective_eur = 0;
  double upper_bound_eur = 0;
  double gap = 1;  ///< (upper − objective)/|upper|, 0 if both are 0
  double seconds = 0;
  RunCheck check = RunCheck::none;
  friend bool operator==(const RunResult&, const RunResult&) = default;
};

struct PlanRun {
  RunId id;
  access::PersonId asked_by;  ///< unset: by the program itself
  Instant asked_at;
  std::optional<access::ScopedHub> hub;  ///< audience: absent = the network; else the network and this hub
  Period period;                         ///< both ends known
  RunWish wish;
  RunCounts counts;
  RunState state = RunState::waiting;
  RunResult result;
  std::string failure;  ///< of a failed run: what the log says too; else empty
  bool is_cancel_asked = false;
  std::optional<Instant> started_at;
  std::optional<Instant> ended_at;
};

/// The files of a run by name: the seven of the instance (docs/matching.md), names.csv, and PLAN.json once there is
/// one.
using RunFiles = std::map<std::string, std::string>;
inline constexpr std::string_view kPlanFile = "PLAN.json";
inline constexpr std::string_view kNamesFile = "names.csv";
inline constexpr std::array<std::string_view, 7> kInstanceFiles{
    "policy.toml", "materials.csv", "offers.csv", "needs.csv", "workshops.csv", "activities.csv", "outputs.csv"};

}  // namespace kringwerk::planning
