#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "matching/arc_index.h"

namespace kringwerk::matching {

/// What a chain must still meet, as bits: pass the activity asked for, use the waived arc.
using Duties = std::uint8_t;
inline constexpr Duties kPassActivity = 1;
inline constexpr Duties kUseWaiver = 2;

/// Which chains are looked for. -1: any.
struct Target {
  int need = -1;
  int via = -1;
  Fault waiver = Fault::none;  ///< exactly one arc with this fault, when not none
  Duties duties() const {
    return static_cast<Duties>((via >= 0 ? kPassActivity : 0) | (waiver != Fault::none ? kUseWaiver : 0));
  }
};

/// For every activity, number of further steps (0 to 3) and outstanding duties: bounds on everything that can follow,
/// from the moment a tonne enters the activity. Values leave out the haul into it. Impossible where no chain of the
/// target follows. Exact for values when dates, amounts and minima are ignored, so always admissible.
class SuffixTable {
 public:
  SuffixTable(const Instance& instance, const ArcIndex& arcs, Target target);

  const Reach& at(int activity, int further, Duties duties) const {
    return reaches_[(static_cast<std::size_t>(further) * 4 + duties) * activities_ +
                    static_cast<std::size_t>(activity)];
  }
  const Target& target() const { return target_; }
  /// The duties left after entering an activity.
  Duties entering(int activity, Duties duties) const {
    return activity == target_.via ? static_cast<Duties>(duties & ~kPassActivity) : duties;
  }
  /// The duties left after an arc with this fault; nullopt when the arc is not allowed.
  std::optional<Duties> passing(Fault fault, Duties duties) const {
    if (fault == Fault::none) return duties;
    if (fault != target_.waiver || (duties & kUseWaiver) == 0) return std::nullopt;
    return static_cast<Duties>(duties & ~kUseWaiver);
  }
  /// The fault that the last arc must have; nullopt when the chain may not end yet.
  std::optional<Fault> ending(Duties duties) const {
    if ((duties & kPassActivity) != 0) return std::nullopt;
    return (duties & kUseWaiver) != 0 ? target_.waiver : Fault::none;
  }

 private:
  Reach entering_reach(int activity, int further, Duties duties) const;
  Reach leaving_reach(int slot, int further, Duties duties) const;

  const Instance& instance_;
  const ArcIndex& arcs_;
  Target target_;
  std::size_t activities_;
  std::vector<Reach> reaches_;
};

}  // namespace kringwerk::matching
