#pragma once

#include "base/result.h"
#include "matching/instance.h"
#include "matching/instance_rows.h"

namespace kringwerk::matching {

/// Checks all rows and builds the instance, or Invalid with every finding (facts {file} {line} {column} and those of
/// the rule; in the order policy, materials, workshops, offers, needs, activities, outputs). Besides the rules of
/// RowChecks: matching.id_empty, matching.id_duplicate, matching.unknown_material, matching.unknown_workshop,
/// matching.unknown_activity, matching.list_empty, matching.output_duplicate, matching.yield_decimals,
/// matching.yield_sum, matching.material_cycle (each cycle, up to 20). Nothing hides anything else: a refused cell or
/// reference is left out of what follows from it. References to rows.unread are not judged.
/// Records whose window misses the policy's period stay known by id but are never part of a chain.
Result<Instance> build_instance(const InstanceRows& rows);

}  // namespace kringwerk::matching
