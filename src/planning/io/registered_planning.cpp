#include "planning/io/registered_planning.h"

namespace kringwerk::planning {

void register_planning(access::RecordRegistry& registry) {
  registry.personal.push_back({"plan_run",
                               "plan_run",
                               "",
                               "plan_run.asked_by = :person",
                               {"run_id", "asked_at_ms", "state", "ended_at_ms"},
                               {"asked_by"},
                               access::ErasureEffect::kept,
                               {}});
  registry.personal.push_back({"scenario",
                               "scenario",
                               "",
                               "scenario.made_by = :person",
                               {"scenario_id", "name", "made_at_ms", "changed_at_ms"},
                               {"made_by"},
                               access::ErasureEffect::kept,
                               {}});
}

}  // namespace kringwerk::planning
