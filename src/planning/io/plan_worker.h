#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "planning/io/save_plan_run.h"
#include "storage/database.h"

namespace kringwerk::planning {

/// Number that no other holding of a run has had: from the program's maker of ids.
using NewLease = std::function<std::int64_t()>;
/// Hears of every run that failed, in the thread that worked on it; must not throw.
using RunReport = std::function<void(RunId id, const std::string& what)>;

struct WorkerOptions {
  NewLease new_lease;
  std::function<Instant()> now;
  RunReport report = {};
  int threads = 2;                             ///< that solve one plan
  std::chrono::milliseconds pause{5000};       ///< between looks for runs that other processes queued
  std::chrono::milliseconds tell_every{1000};  ///< between words to the store about a run under way
};

/// What one look for work came to.
enum class Worked { nothing, finished, gave_back, lost };

/// Takes one run, solves it, has it checked by the second program, and keeps plan and proof. `is_stopping`, asked
/// often: true gives the run back. A run whose instance cannot be planned fails with the finding's rule as its failure.
/// Throws storage::Error when the store is away: then the lease runs out and the run is taken again.
Worked work_once(storage::Database& database, const WorkerOptions& options, const std::function<bool()>& is_stopping);

/// Works on the queue of plan runs, and on their potential, in a thread of its own: every `pause`, or at once after
/// wake(). Any number of processes may have one.
class PlanWorker {
 public:
  PlanWorker(storage::Database& database, WorkerOptions options);
  PlanWorker(const PlanWorker&) = delete;
  ~PlanWorker();  ///< gives the run under way back
  void wake();

 private:
  struct Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace kringwerk::planning
