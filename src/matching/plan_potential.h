#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "matching/plan.h"

namespace kringwerk::matching {

/// work: hours of social work as capacity sets them, where the workshop has no limit on labour of its own.
enum class PotentialKind : std::uint8_t { capacity, labour, need, offer, work };

/// What one more unit of something would be worth to the whole network, and what one less would cost.
struct Potential {
  std::string label{};  ///< as PotentialOptions::labels gave it
  std::string group{};
  PotentialKind kind{};
  double low_eur_per_unit = 0;   ///< gain of 1 t (labour, work: 1 h) more
  double high_eur_per_unit = 0;  ///< loss of 1 t (1 h) less; the same as low where there is nothing to take away
  std::vector<int> records{};    ///< positions of activities (capacity, work), workshops, needs or offers
};

struct PotentialOptions {
  /// Cuts every group further: a record belongs to one group for each of its labels, to none without labels. `record`
  /// is a position as in Potential::records. Empty: one group for the whole network, label "".
  std::function<std::vector<std::string>(PotentialKind kind, int record)> labels{};
  /// Also groups of kind work: activities of one kind and input that have social work, an hour of it more or less.
  bool with_work = false;
  /// Asked before every group; anything but none ends the work with what was found so far.
  std::function<StopReason()> stop{};
};

/// Where more would help, most first (by low, then kind and group). Shadow prices are not unique, so each interval
/// comes from solving again with a unit more and a unit less, spread over the group's records by their size. Groups:
/// activities of one kind and input; workshops with a limit on labour; needs for the same materials; offers of one
/// material. Groups whose interval is 0 are left out. `plan` is where the work starts; it must hold for the instance.
/// Exact where a part is small; in larger parts the second solves leave out arcs that lose more than €25 per tonne at
/// first.
std::vector<Potential> plan_potential(const Instance& instance, const Plan& plan, const PotentialOptions& options = {});

}  // namespace kringwerk::matching
