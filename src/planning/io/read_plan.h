#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "planning/flow_sums.h"
#include "planning/instance_texts.h"
#include "planning/io/load_hidden.h"
#include "planning/io/load_plan_run.h"
#include "storage/database.h"

namespace kringwerk::planning {

/// A finished run, ready to be told. Immutable.
struct ReadPlan {
  LoadedPlan loaded;     ///< of a part: what may be told of instance, plan and counts, no files
  bool is_part = false;  ///< some of its records are hidden from the reader now: see visible_part.h
  PlanNames names;
  PolicySources sources;
  PlanFigures figures;
  std::vector<FlowBundle> bundles;
  const PlanRun& run() const { return loaded.run; }
};

/// The same for somebody who may not know these records.
std::shared_ptr<const ReadPlan> part_of_plan(const ReadPlan& whole, const HiddenRecords& hidden);

/// The plans that were asked for last, so that not every page reads and adds up a whole plan again. A finished run
/// never changes. Thread rule: any thread.
class PlanShelf {
 public:
  /// What `reader` may be told now of a run that it may read: all of it or a part. nullptr when the run has no plan.
  /// Throws as load_plan.
  std::shared_ptr<const ReadPlan> read(storage::Database& database, const PlanRun& run,
                                       const materials::Audience& reader);

 private:
  static constexpr std::size_t kMostKept = 4;
  /// Parts for the last ones who asked.
  struct KeptPart {
    RunId run;
    HiddenRecords hidden;
    std::shared_ptr<const ReadPlan> plan;
  };

  std::shared_ptr<const ReadPlan> whole(storage::Database& database, const PlanRun& run);

  std::mutex mutex_;
  std::vector<std::shared_ptr<const ReadPlan>> kept_;  ///< last asked last
  std::vector<KeptPart> parts_;                        ///< last made last
};

}  // namespace kringwerk::planning
