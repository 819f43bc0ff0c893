#pragma once

#include <array>
#include <vector>

#include "matching/nth.h"
#include "matching/reach.h"
#include "matching/record_forest.h"
#include "matching/stops.h"

namespace kringwerk::matching {

/// What the tables are made from; all of it outlives them.
struct TableSources {
  const Instance& instance;
  const ArcRules& rules;
  const Stops& stops;
  const RecordForest& forest;
};

/// Bounds on what can follow an activity, by number of further activities (0 to 3) and by waiver: Fault::none for
/// chains that break no rule of arcs, another fault for those that break exactly this one exactly once. Dates, minima
/// and audiences are left out, so no bound is ever too low, whoever asks.
class ReachTables {
 public:
  explicit ReachTables(TableSources from);
  /// Those of a copy: its sources say the same as the other's.
  ReachTables(TableSources from, const ReachTables& other)
      : from_(from), after_(other.after_), needs_(other.needs_), renewed_(other.renewed_) {}

  /// From the moment a tonne enters the activity; the haul into it is left out.
  const Reach& after(int activity, Fault waiver, int further) const {
    return nth(after_[place_of(waiver)][static_cast<std::size_t>(further)], activity);
  }
  /// The needs that a slot reaches without another activity.
  const Reach& needs(int slot, Fault fault) const { return nth(needs_[place_of(fault)], slot); }

  /// Widens what the new record makes possible. The sources have it already.
  void add_need(int material, const TreeEntry& entry);
  void add_activity(int activity);
  /// Bounds of removed records stay too high until the activities before them have been made anew; each call does one
  /// in turn.
  void renew_next();
  std::size_t bytes() const;

 private:
  using ByFurther = std::array<std::vector<Reach>, kMostSteps>;
  using Changed = std::array<std::vector<int>, kMostSteps>;

  Reach& after_of(int activity, Fault waiver, int further) {
    return nth(after_[place_of(waiver)][static_cast<std::size_t>(further)], activity);
  }
  void make_room();
  void renew(int activity);
  void gather_needs(int activity);
  void gather_after(int activity, int further);
  bool meet_need(int slot, const TreeEntry& entry);
  bool end_after(int slot, int further);
  bool join_after(int slot, int next, int further);
  void spread(Changed& changed);

  TableSources from_;
  // Bounds that one question reads stand side by side: it asks for many activities, and rarely for a waiver.
  std::array<ByFurther, kFaults.size()> after_;           ///< by waiver, number of further activities and activity
  std::array<std::vector<Reach>, kFaults.size()> needs_;  ///< by fault and slot
  int renewed_ = 0;
};

/// How what follows an arc looks from before the activity that the arc leaves.
Reach::Shift shift_through(const TableSources& from, const Slot& slot);
/// The same with the arc's haul; `chord` is the arc's.
Reach::Shift shift_along(const TableSources& from, const Slot& slot, double chord);

}  // namespace kringwerk::matching
