#pragma once

#include <functional>

#include "storage/database.h"

namespace kringwerk::planning {

/// File of a run: its potential (planning/potential_rows.h). Runs that were not the latest when their turn came have
/// none.
inline constexpr std::string_view kPotentialFile = "potential.csv";

/// Works out the potential of the latest plan of one audience that has none yet, and keeps it with the run. False when
/// there is nothing to do. The store says what is left to do, so a restart loses nothing; two workers at once keep the
/// same answer twice. `is_stopping`, asked often: true leaves the work for later.
bool find_potential_once(storage::Database& database, const std::function<bool()>& is_stopping);

}  // namespace kringwerk::planning
