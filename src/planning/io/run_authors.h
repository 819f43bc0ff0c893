#pragma once

#include <map>
#include <string>
#include <vector>

#include "planning/planned_run.h"
#include "storage/connection.h"

namespace kringwerk::planning {

/// Names of those who asked for plans, as far as the reader may know them (access/policy.h: person).
using RunAuthors = std::map<access::PersonId, std::string>;
RunAuthors load_run_authors(storage::Connection& connection, const std::vector<PlanRun>& runs,
                            const std::string& reader_session, Instant now);

}  // namespace kringwerk::planning
