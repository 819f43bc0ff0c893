#pragma once

#include <vector>

#include "matching/fault.h"
#include "matching/instance.h"
#include "matching/record_tree.h"
#include "matching/spot.h"

namespace kringwerk::matching {

/// Where material leaves from or arrives, as bounds see it. `grade` is what leaves, or the least that is taken;
/// `permits` what is wanted, or what is held.
struct ArcEnd {
  Spot at{};
  int grade = 0;
  PermitBits permits = 0;
};

/// An activity as the search sees it.
struct Stop {
  ArcEnd end{};
  Audience audience = kEverybody;
  double capacity = 0;
  double minimum = 0;
  int lead_days = 0;
  int first_slot = 0;
  int outputs = 0;
  int room = 0;  ///< slots kept for it, at least as many as outputs
};

/// An output of an activity.
struct Slot {
  ArcEnd end{};
  int activity = 0;
  int output = 0;
  int material = 0;
  double yield = 0;
  /// € per tonne entering the activity, apart from what is followed: σh − cost − ϱ·residue + β·other outputs.
  double own_value = 0;
};

/// The rules of arcs that bounds can know.
class ArcRules {
 public:
  ArcRules() = default;
  explicit ArcRules(const Instance& instance);

  double haul_at_least(double chord) const { return k_ + tau_ * km_at_least(chord); }
  double haul_at_most(double chord) const { return k_ + tau_ * km_at_most(chord); }
  FaultSet faults(const ArcEnd& source, const ArcEnd& taker, double chord) const {
    if (chord <= near_chord_ && source.permits == 0 && source.grade >= taker.grade) return FaultSet::only_none();
    return weighed_faults(source, taker, chord);
  }
  bool has_all_permit_bits() const { return has_all_permit_bits_; }
  double max_km() const { return max_km_; }
  double k() const { return k_; }
  double tau() const { return tau_; }

 private:
  FaultSet weighed_faults(const ArcEnd& source, const ArcEnd& taker, double chord) const;

  double k_ = 0, tau_ = 0, max_km_ = kEndlessKm;
  double near_chord_ = -1;           ///< nothing within it is too far
  bool has_all_permit_bits_ = true;  ///< not more names than bits
  static constexpr double kEndlessKm = 1e300;
};

/// Activities, their outputs and who takes or makes which material. Outputs with yield 0 are no slots: nobody follows
/// them.
class Stops {
 public:
  Stops() = default;
  explicit Stops(const Instance& instance);

  const Stop& stop(int activity) const { return stops_[static_cast<std::size_t>(activity)]; }
  const Slot& slot(int slot) const { return slots_[static_cast<std::size_t>(slot)]; }
  int stop_count() const { return static_cast<int>(stops_.size()); }
  int slot_count() const { return static_cast<int>(slots_.size()); }
  const std::vector<int>& takers(int material) const { return takers_[static_cast<std::size_t>(material)]; }
  /// Slots.
  const std::vector<int>& makers(int material) const { return makers_[static_cast<std::size_t>(material)]; }

  /// Takes the activity at this position in, or again after a change; `instance` has it already.
  void add(const Instance& instance, int activity);
  /// `instance` still has it as it was added.
  void remove(const Instance& instance, int activity);
  std::size_t bytes() const;

 private:
  std::vector<Stop> stops_;
  std::vector<Slot> slots_;
  std::vector<std::vector<int>> takers_, makers_;
};

}  // namespace kringwerk::matching
