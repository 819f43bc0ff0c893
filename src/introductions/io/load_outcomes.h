#pragma once

#include "introductions/learn_weights.h"
#include "introductions/outcome_report.h"
#include "storage/connection.h"

namespace kringwerk::introductions {

/// Outcomes from `since` on, of the whole network, for counts only (outcome_report.h). Answers that were changed later
/// count once, as the last one.
std::vector<CountedOutcome> load_counted_outcomes(storage::Connection& connection, Instant since);

/// What came of introductions after `since`, to learn from: ends alone, each once.
Evidence load_evidence(storage::Connection& connection, Instant since);

}  // namespace kringwerk::introductions
