#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "matching/plan_network.h"
#include "matching/price_lanes.h"

namespace kringwerk::matching {

/// What an index holds: the takers that a source looks for, or the sources that a taker looks for.
enum class IndexSide : std::uint8_t { needs, activities, offers, outputs };

struct Priced {
  double value = 0;
  int id = -1;  ///< local source or taker; -1 for nothing
};

/// Finds, for one node of a network, the partners with the highest value − τ·km among all allowed arcs, exactly in
/// double. Per material the entries stand in a flat tree of boxes with the best value and easiest grade in each.
/// `set` changes it; any number of threads may ask in between.
class PriceIndex {
 public:
  PriceIndex(const PlanNetwork& network, IndexSide side);

  /// `price[id]`: of needs −w and of activities +ρ is the value of an entry (a need adds price·retention, both −k);
  /// of sources it is −price. Local ids: takers or sources of the network.
  void set(const std::vector<double>& price);

  /// The best entry for a source (needs, activities) whose value is above `floor`; {floor, −1} when there is none.
  Priced best_for_source(int source, double floor) const;
  /// The best entry for a taker and one material it accepts (offers, outputs), its own worth not included.
  Priced best_for_taker(int taker, int material, double floor) const;
  /// The best `count` with values above `floor`, best first.
  void several_for_source(int source, double floor, std::size_t count, std::vector<Priced>& found) const;
  void several_for_taker(int taker, int material, double floor, std::size_t count, std::vector<Priced>& found) const;

 private:
  struct Entry {
    Place at{};
    double value = 0;
    int id = 0;
    int easy = 0;  ///< min_grade of a taker, −grade of a source
    int permits = 0;
    Window window{};
  };
  struct Box {
    Place low{}, high{};
    double value = 0;
    int easy = 0;
    int begin = 0;
    int end = 0;  ///< of entries for a leaf, of leaves for a group
  };
  struct Material {
    int first_group = 0;
    int last_group = 0;
  };
  struct Query {
    Place at{};
    int easy = 0;
    int permits = 0;
    Window window{};
    int id = 0;
    int material = 0;
  };
  Query query_of_source(int source) const;
  Query query_of_taker(int taker, int material) const;
  bool takers() const { return side_ == IndexSide::needs || side_ == IndexSide::activities; }
  double base(const Entry& entry, int material) const;
  Entry entry_of(int id) const;
  void order(int begin, int end);
  void add_boxes(int begin, int end);
  double bound(const Box& box, const Query& query) const;
  bool permits_allow(const Entry& entry, const Query& query) const;
  bool within_reach(const Entry& entry, const Query& query, double km) const;
  template <class Wanted, class Take>
  void walk(const Query& query, const Wanted& wanted, const Take& take) const;
  int most_promising(const Material& material, const Query& query, double floor) const;
  Priced best(const Query& query, double floor) const;
  void several(const Query& query, double floor, std::size_t count, std::vector<Priced>& found) const;

  const PlanNetwork& network_;
  IndexSide side_;
  double tau_;
  std::vector<Entry> entries_;
  std::vector<double> bases_;
  std::vector<Box> leaves_, groups_;
  PriceLanes entry_lanes_, leaf_lanes_;
  FitLanes fit_;
  std::vector<Material> materials_;
};

}  // namespace kringwerk::matching
