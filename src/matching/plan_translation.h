#pragma once

#include "matching/plan.h"

namespace kringwerk::matching {

/// A plan of one instance in the positions of another, by ids: flows, throughput and prices of records that both have.
/// A place to start from, not a plan that holds there. The price of a need that is new is infinite.
Plan translated_plan(const Instance& from, const Plan& plan, const Instance& to);

}  // namespace kringwerk::matching
