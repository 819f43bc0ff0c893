#pragma once

#include <chrono>
#include <optional>

#include "planning/planned_run.h"
#include "storage/connection.h"

/// Writing plan runs: asking for one, and the steps of the worker that makes it. A worker holds a run by a lease with a
/// number of its own; who lost the lease changes nothing any more.
namespace kringwerk::planning {

/// How long a run stays with a worker that says nothing, before another may take it.
inline constexpr std::chrono::seconds kRunLease{60};
/// A run whose workers vanished so often is not tried again: it fails.
inline constexpr int kMostAttempts = 3;

/// Puts a run in the queue with its files, in the caller's transaction. Its state is waiting, whatever `run` says.
void queue_run(storage::Connection& transaction, const PlanRun& run, const RunFiles& files);

/// A run held by a worker.
struct HeldRun {
  RunId id;
  std::int64_t lease = 0;
  RunWish wish;
};

/// The oldest run that waits, or whose lease ran out, held by `lease` (any number that nobody uses twice) until now +
/// kRunLease; its state is running. nullopt when there is none. A run that was taken kMostAttempts times before fails
/// here; one whose cancelling was asked while nobody held it is cancelled here.
std::optional<HeldRun> take_run(storage::Connection& transaction, std::int64_t lease, Instant now);

/// Whether there may be something to take: costs no write.
bool run_waits(storage::Connection& connection, Instant now);

/// What a worker hears when it tells how far it is.
enum class RunOrder { go_on, cancel, lost };
/// Keeps how far the work is and holds the run on. `result.ending` and `check` are not looked at.
RunOrder keep_progress(storage::Connection& transaction, const HeldRun& held, const RunResult& result, Instant now);

/// The end of a run: its plan and what the check found. False, and nothing kept, when the lease is lost.
bool keep_plan(storage::Connection& transaction, const HeldRun& held, const RunResult& result,
               const std::string& plan_json, Instant now);
bool keep_failure(storage::Connection& transaction, const HeldRun& held, const std::string& failure, Instant now);

/// Gives a run back that was not finished, so that another worker takes it at once; it counts as not tried.
void give_back(storage::Connection& transaction, const HeldRun& held);

/// Asks that a run ends: one that waits is cancelled at once, one that runs hears it soon. False when it ended before.
bool cancel_run(storage::Connection& transaction, RunId id, Instant now);

}  // namespace kringwerk::planning
