#pragma once

#include <string_view>

#include "base/violation.h"
#include "matching/instance_rows.h"

namespace kringwerk::matching {

/// policy.toml: every number as `key = { value = …, source = "…" }` or `{ value = …, assumption = true }`, so that
/// nobody can leave out where it comes from. Findings: matching.toml_syntax, matching.policy_key_missing,
/// matching.policy_key_unknown, matching.policy_value, matching.policy_source. Absent residue is 0, absent max_steps 4,
/// absent max_km and period unlimited.
PolicyRow read_policy(std::string_view text, Violations& found);

}  // namespace kringwerk::matching
