#pragma once

#include <optional>
#include <string>
#include <vector>

#include "matching/plan.h"
#include "planning/planned_run.h"
#include "storage/connection.h"

/// Reading plan runs. Who may read them is decided before: those of the network (hub absent) are read by everybody with
/// a role, those of a hub by that hub only. Functions with `hub` see exactly one of these audiences.
namespace kringwerk::planning {

/// Whose runs are meant: of the network, or of one hub.
using RunAudience = std::optional<access::ScopedHub>;

/// The run with this id in that audience; nullopt when there is none.
std::optional<PlanRun> load_plan_run(storage::Connection& connection, RunId id, RunAudience audience = {});

/// The run of whatever audience, for a decision that asks the policy itself.
std::optional<PlanRun> load_run_to_decide(storage::Connection& connection, RunId id);

/// The last run that has a plan (done, or cancelled with one).
std::optional<PlanRun> load_latest_plan(storage::Connection& connection, RunAudience audience = {});

/// The oldest run that waits or runs.
std::optional<PlanRun> load_unfinished_run(storage::Connection& connection, RunAudience audience = {});

/// Of these audiences, newest first; `before` unset: from the newest. At most `most`.
struct RunPart {
  RunId before;
  int most = 50;
};
std::vector<PlanRun> load_plan_runs(storage::Connection& connection, const RunPart& part,
                                    const std::vector<RunAudience>& audiences = {RunAudience{}});

/// All files of a run; one of them, nullopt when it has none of that name.
RunFiles load_run_files(storage::Connection& connection, RunId id);
std::optional<std::string> load_run_file(storage::Connection& connection, RunId id, std::string_view name);

/// A run with its instance and its plan, as they were.
struct LoadedPlan {
  PlanRun run;
  RunFiles files;
  matching::Instance instance;
  matching::Plan plan;
};
/// nullopt when there is no such run or it has no plan. Throws std::runtime_error when its files cannot be read: a
/// fault of ours.
std::optional<LoadedPlan> load_plan(storage::Connection& connection, RunId id, RunAudience audience = {});

}  // namespace kringwerk::planning
