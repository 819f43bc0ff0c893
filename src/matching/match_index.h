#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "matching/instance.h"
#include "matching/reach_tables.h"
#include "matching/record_forest.h"
#include "matching/stops.h"

namespace kringwerk::matching {

/// An instance with everything that is worth preparing for many questions. Any number of threads may search it at once;
/// a change (put, remove) needs it alone.
///
/// Audiences: one index may hold the records of all of them. Every offer, need and activity on a chain is held against
/// what the question may see before it is used, so an answer is the one that an index without the hidden records gives.
class MatchIndex {
 public:
  explicit MatchIndex(Instance instance);
  /// A copy takes as long as copying its records; making one anew takes many times as long.
  MatchIndex(const MatchIndex& other);
  MatchIndex& operator=(const MatchIndex&) = delete;

  /// After changes the records are no longer all in byte order of their ids, and removed ones stay behind unused.
  const Instance& instance() const { return instance_; }
  const ArcRules& rules() const { return rules_; }
  const Stops& stops() const { return stops_; }
  const RecordForest& forest() const { return forest_; }
  const ReachTables& tables() const { return tables_; }
  /// A bound on the rounding of any sum of terms along a chain, in € per tonne.
  double slack() const { return slack_; }

  /// Position of a record by id, or -1.
  int find_offer(std::string_view id) const;
  int find_need(std::string_view id) const;
  int find_activity(std::string_view id) const;

  /// Takes a record in, or again with other contents; checked as build_instance checks it, its materials, workshop and
  /// permits being positions in instance(). A new record takes a new position. Gives the position.
  int put(Offer offer);
  int put(Need need);
  int put(Activity activity);
  /// False when no such record takes part. Other records keep their positions.
  bool remove_offer(std::string_view id);
  bool remove_need(std::string_view id);
  bool remove_activity(std::string_view id);
  /// Positions of permit names, adding those that are new.
  Permits intern_permits(const std::vector<std::string>& names);

  /// The same permits, or nothing when a name is not known here.
  std::optional<Permits> find_permits(const std::vector<std::string>& names) const;
  /// Position of a material by id, or -1.
  int find_material(std::string_view id) const;

  /// Places for records that are asked about and take no part, so that nothing ever finds them. `seats` more of each
  /// kind; ask for them before anybody searches. Positions first_seat … first_seat + seats − 1.
  void add_seats(int seats);
  int seats() const { return seats_; }
  int first_offer_seat() const { return first_offer_seat_; }
  int first_need_seat() const { return first_need_seat_; }
  /// Others may search meanwhile; a seat is for one caller at a time. What is seated counts as within the period when
  /// it says so itself.
  void seat(int position, Offer offer);
  void seat(int position, Need need);

  /// Memory of the index, the instance not included.
  std::size_t bytes() const;

 private:
  using Newcomers = std::map<std::string, int, std::less<>>;

  double slack_with(const Activity& activity) const;

  Instance instance_;
  double slack_ = 0;
  ArcRules rules_;
  Stops stops_;
  RecordForest forest_;
  ReachTables tables_;
  std::size_t first_offers_, first_needs_, first_activities_;  ///< these stand in byte order of their ids
  Newcomers new_offers_, new_needs_, new_activities_;
  int seats_ = 0, first_offer_seat_ = 0, first_need_seat_ = 0;
};

}  // namespace kringwerk::matching
