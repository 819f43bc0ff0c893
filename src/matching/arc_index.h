#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "matching/instance.h"

namespace kringwerk::matching {

/// The one rule that an arc breaks. Arcs that break two or more are not kept: no single waiver allows them.
enum class Fault : std::uint8_t { none, grade, permit, max_km };
inline constexpr std::array<Fault, 4> kFaults{Fault::none, Fault::grade, Fault::permit, Fault::max_km};

/// Where material leaves from: an offer or an output of an activity.
struct Source {
  Point at{};
  int material = 0;
  int grade = 0;
  const Permits* permit = nullptr;
};

/// € per tonne that leaves the source: price·retention − k − τ·km.
struct NeedArc {
  double value = 0;
  int need = 0;
  Fault fault{};
};

/// € per tonne that leaves the source: −k − τ·km.
struct NextArc {
  double value = 0;
  int activity = 0;
  Fault fault{};
};

/// What can be reached, as bounds over a set of needs or of ways on. Values in € per tonne, amounts in kilograms, days
/// shifted back by the lead days on the way, so that an offer's window can be compared with them.
struct Reach {
  double best = -std::numeric_limits<double>::infinity();
  double worst = std::numeric_limits<double>::infinity();
  double most_kg = 0;
  double least_kg = std::numeric_limits<double>::infinity();
  std::int32_t earliest_from = std::numeric_limits<std::int32_t>::max();
  std::int32_t latest_from = std::numeric_limits<std::int32_t>::min();
  std::int32_t earliest_to = std::numeric_limits<std::int32_t>::max();
  std::int32_t latest_to = std::numeric_limits<std::int32_t>::min();
  bool has_minimum = false;        ///< some min_kg above zero
  bool has_zero_capacity = false;  ///< some capacity of zero
  bool is_possible() const { return best > -std::numeric_limits<double>::infinity(); }
  void add(const Reach& other, double value_shift);
};

/// The needs in reach of one source with one fault, best value first (then by position); maybe only the first of them.
struct NeedList {
  std::vector<NeedArc> arcs{};
  bool is_complete = true;
  Reach reach{};
};

/// All arcs of an instance, with values in double. An output of an activity is a slot, numbered through.
/// Built once, then read by any number of threads. Memory: 48 need arcs per slot and fault, all activity arcs.
class ArcIndex {
 public:
  explicit ArcIndex(const Instance& instance);

  int slot(int activity, int output) const { return first_slot_[static_cast<std::size_t>(activity)] + output; }
  std::size_t slots() const { return sources_.size(); }
  const Source& source(int slot) const { return sources_[static_cast<std::size_t>(slot)]; }
  /// € per tonne entering the slot's activity, apart from what is followed: σh − cost − ϱ·residue + β·other outputs.
  double own_value(int slot) const { return own_values_[static_cast<std::size_t>(slot)]; }
  std::span<const NextArc> next(int slot) const { return next_[static_cast<std::size_t>(slot)]; }
  const NeedList& needs(int slot, Fault fault) const {
    return needs_[static_cast<std::size_t>(slot)][static_cast<std::size_t>(fault)];
  }
  /// A bound on the rounding of any sum of terms along a chain.
  double slack() const { return slack_; }

  /// The same for any source, calculated on the spot and complete.
  NeedList all_needs(const Source& source, Fault fault) const;
  std::vector<NextArc> all_next(const Source& source) const;
  /// The activities that accept a material, ascending.
  std::span<const int> takers(int material) const { return activities_of_[static_cast<std::size_t>(material)]; }
  /// The arc to one need or activity, if it breaks at most one rule.
  std::optional<NeedArc> arc_to_need(const Source& source, int need) const;
  std::optional<NextArc> arc_to_activity(const Source& source, int activity) const;
  Reach reach_of(int need, double value) const;

 private:
  std::array<NeedList, kFaults.size()> need_lists(const Source& source) const;
  double own_value_of(const Activity& activity, std::size_t followed) const;

  const Instance& instance_;
  std::vector<int> first_slot_;
  std::vector<Source> sources_;
  std::vector<double> own_values_;
  std::vector<std::vector<NextArc>> next_;
  std::vector<std::array<NeedList, kFaults.size()>> needs_;
  std::vector<std::vector<int>> needs_of_, activities_of_;
  double slack_ = 0;
};

/// The source an offer is.
Source source_of(const Offer& offer);

}  // namespace kringwerk::matching
