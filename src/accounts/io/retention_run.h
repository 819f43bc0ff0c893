#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/io/named_sql.h"
#include "accounts/io/person_erasure.h"
#include "accounts/retention_rule.h"

namespace kringwerk::accounts {

/// One class in a run over what is kept too long.
struct RetentionLine {
  const RetentionRule* rule = nullptr;
  std::int64_t due = 0;
  std::optional<Instant> oldest;  ///< of those due
};

/// Every class with a time, in the order of the file; Extent::apply removes or empties what is due, by the same
/// condition that counts it. What a legal hold covers is not due. `rules` must outlive the answer.
std::vector<RetentionLine> run_retention(storage::Connection& connection, const access::RecordRegistry& registry,
                                         const std::vector<RetentionRule>& rules, Extent extent, Instant now);

}  // namespace kringwerk::accounts
