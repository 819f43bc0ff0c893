#pragma once

#include <span>

#include "handovers/handover.h"

/// Where an agreement stands. Only figures that both sides said count as delivered; what waits for an answer stands
/// beside them.
namespace kringwerk::handovers {

struct Balance {
  std::optional<Mass> agreed;  ///< absent for an agreement that repeats without an end
  Mass delivered;
  Mass accepted;
  Mass refused;
  Mass waiting;  ///< said by one side only
  /// Agreed and not yet accepted; 0 when more was accepted.
  Mass open() const;
  /// Accepted beyond what was agreed.
  Mass over() const;
};

/// One period of an agreement that repeats: a week, month or year from its first day on, the last one cut at its end.
struct PeriodBalance {
  Day from;
  Day to;
  Balance balance;
};

/// Adds up `handovers`, which are all of the agreement's. `agreed` is that of all its periods, each whole, also one
/// that the last day cuts.
Balance balance_of(const Agreement& agreement, std::span<const Handover> handovers);

/// Periods that have begun by `today`, oldest first, at most `most` of them: the latest. Their sums are those of
/// balance_of without what was delivered before the first one shown. Empty for an agreement of one time.
std::vector<PeriodBalance> period_balances(const Agreement& agreement, std::span<const Handover> handovers, Day today,
                                           std::size_t most);

/// How many periods the agreement has; nullopt when it has no end. 1 when it is of one time.
std::optional<std::int64_t> count_periods(const Agreement& agreement);

/// The first day of period number `index` (from 0). A month without that day ends it on its last one.
Day period_start(const Agreement& agreement, std::int64_t index);

}  // namespace kringwerk::handovers
