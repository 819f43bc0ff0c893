#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "planning/flow_sums.h"
#include "planning/instance_texts.h"
#include "planning/io/load_plan_run.h"
#include "storage/database.h"

namespace kringwerk::planning {

/// A finished run, ready to be told. Immutable.
struct ReadPlan {
  LoadedPlan loaded;
  PlanNames names;
  PolicySources sources;
  PlanFigures figures;
  std::vector<FlowBundle> bundles;
  const PlanRun& run() const { return loaded.run; }
};

/// The plans that were asked for last, so that not every page reads and adds up a whole plan again. A finished run
/// never changes. Thread rule: any thread.
class PlanShelf {
 public:
  /// nullptr when the run has no plan or is not of the network. Throws as load_plan.
  std::shared_ptr<const ReadPlan> read(storage::Database& database, RunId id);

 private:
  static constexpr std::size_t kMostKept = 4;
  std::mutex mutex_;
  std::vector<std::shared_ptr<const ReadPlan>> kept_;  ///< last asked last
};

}  // namespace kringwerk::planning
