#pragma once

#include "base/ensure.h"
#include "matching/instance_builder.h"
#include "matching/random_rows.h"

/// For tests of plans only: random problems in which hours of work may run out.
namespace kringwerk::matching {

/// Random problems with limits on labour in half of the workshops.
inline InstanceRows random_problem(int seed) {
  InstanceRows rows = RandomRows(std::uint64_t(seed)).make();
  Dice dice(std::uint64_t(seed) + 7);
  for (WorkshopRow& workshop : rows.workshops) {
    workshop.small = dice.one_in(2);
    if (dice.one_in(2)) workshop.labour_hours = dice.pick<double>({0, 1, 4, 10});
  }
  return rows;
}

inline Instance built(const InstanceRows& rows) {
  auto instance = build_instance(rows);
  ensure(instance.has_value(), "random problems are sound");
  return *std::move(instance);
}

}  // namespace kringwerk::matching
