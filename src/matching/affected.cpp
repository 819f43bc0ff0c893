#include "matching/affected.h"

#include <algorithm>
#include <map>

#include "matching/nth.h"
#include "matching/target_table.h"

namespace kringwerk::matching {

namespace {

/// A place that offers can go to or needs can be served from, and the value that is certain there, € per tonne.
struct Lookout {
  ArcEnd end{};
  double value = 0;
};
using Lookouts = std::map<int, std::vector<Lookout>>;  ///< by material

/// Best value per tonne entering, by activity.
using Arrivals = std::map<int, double>;

void raise(Arrivals& arrivals, int activity, double value) {
  const auto [at, fresh] = arrivals.try_emplace(activity, value);
  if (!fresh) at->second = std::max(at->second, value);
}

class Search {
 public:
  explicit Search(const MatchIndex& index) : index_(index), rules_(index.rules()), stops_(index.stops()) {}

  Lookouts around_target(const TargetTable& table) const {
    Lookouts all;
    for (const int activity : table.sources()) {
      const Lookout lookout{stops_.stop(activity).end, table.best_after(activity)};
      for (const int material : nth(index_.instance().activities, activity).materials) all[material].push_back(lookout);
    }
    return all;
  }

  std::vector<int> offers_for(const Lookouts& all) const {
    std::vector<int> found;
    for (const auto& [material, lookouts] : all)
      collect(index_.forest().offers(material).root(), lookouts, true, found);
    return tidy(std::move(found));
  }
  std::vector<int> needs_for(const Lookouts& all) const {
    std::vector<int> found;
    for (const auto& [material, lookouts] : all)
      collect(index_.forest().needs(material).root(), lookouts, false, found);
    return tidy(std::move(found));
  }

  Arrivals from_offer(int position) const {
    const Offer& offer = nth(index_.instance().offers, position);
    const ArcEnd end{spot_of(offer.at), offer.grade, bits_of(offer.permit)};
    Arrivals arrivals;
    for (const int next : stops_.takers(offer.material)) arrive(arrivals, end, 0, next);
    return arrivals;
  }

  /// At most what any offer can still be worth when it enters the activity, the ways to it included.
  Arrivals from_any_offer(int activity, const TargetTable& table) const {
    Arrivals edge;
    for (const int source : table.sources()) {
      for (const int material : nth(index_.instance().activities, source).materials) {
        const RecordTree& offers = index_.forest().offers(material);
        if (offers.is_empty()) continue;
        const double chord = offers.root().summary.chord_at_least(stops_.stop(source).end.at);
        raise(edge, source, -rules_.haul_at_least(chord));
      }
    }
    Arrivals best;
    for (int step = 0; step < kMostSteps; ++step) {
      if (const auto at = edge.find(activity); at != edge.end()) raise(best, activity, at->second);
      edge = onwards(edge, &table);
    }
    return best;
  }

  /// What needs can be served from after up to four activities from here.
  Lookouts downstream(Arrivals edge) const {
    Lookouts all;
    for (int step = 0; step < kMostSteps; ++step) {
      for (const auto& [activity, value] : edge) {
        for_each_exit(activity, value, [&](const Slot& slot, double leaving) {
          all[slot.material].push_back({slot.end, leaving});
        });
      }
      edge = onwards(edge, nullptr);
    }
    return all;
  }

 private:
  static std::vector<int> tidy(std::vector<int> found) {
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  template <class Take>
  void for_each_exit(int activity, double value, Take take) const {
    const Stop& stop = stops_.stop(activity);
    for (int number = stop.first_slot; number < stop.first_slot + stop.outputs; ++number) {
      const Slot& slot = stops_.slot(number);
      take(slot, (value + slot.own_value) / slot.yield);
    }
  }

  void arrive(Arrivals& arrivals, const ArcEnd& from, double value, int activity) const {
    const ArcEnd& end = stops_.stop(activity).end;
    const double chord = chord_between(from.at, end.at);
    if (!rules_.faults(from, end, chord).has(Fault::none)) return;
    raise(arrivals, activity, value - rules_.haul_at_least(chord));
  }

  /// One activity further; with a table only towards its target.
  Arrivals onwards(const Arrivals& edge, const TargetTable* table) const {
    Arrivals next;
    for (const auto& [activity, value] : edge) {
      for_each_exit(activity, value, [&](const Slot& slot, double leaving) {
        for (const int taker : stops_.takers(slot.material)) {
          if (table == nullptr || table->leads_on(taker)) arrive(next, slot.end, leaving, taker);
        }
      });
    }
    return next;
  }

  bool is_worth(const Lookout& lookout, double value, double chord) const {
    return lookout.value + value - rules_.haul_at_least(chord) + index_.slack() > 0;
  }

  void collect(const RecordTree::Node& box, const std::vector<Lookout>& lookouts, bool finds_offers,
               std::vector<int>& found) const {
    std::vector<Lookout> left;
    for (const Lookout& lookout : lookouts) {
      const double chord = box.summary.chord_at_least(lookout.end.at);
      if (is_worth(lookout, static_cast<double>(box.summary.best), chord)) left.push_back(lookout);
    }
    if (left.empty()) return;
    for (const RecordTree::Node& child : box.children()) collect(child, left, finds_offers, found);
    for (const TreeEntry& entry : box.entries()) {
      const Traits& traits = index_.forest().traits(entry.traits);
      const ArcEnd end{entry.at, traits.grade, traits.permits};
      const bool is_met = std::any_of(left.begin(), left.end(), [&](const Lookout& lookout) {
        const double chord = chord_between(entry.at, lookout.end.at);
        const FaultSet faults =
            finds_offers ? rules_.faults(end, lookout.end, chord) : rules_.faults(lookout.end, end, chord);
        return faults.has(Fault::none) && is_worth(lookout, static_cast<double>(entry.value), chord);
      });
      if (is_met) found.push_back(entry.record);
    }
  }

  const MatchIndex& index_;
  const ArcRules& rules_;
  const Stops& stops_;
};

}  // namespace

Affected affected_by_offer(const MatchIndex& index, int position) {
  const Offer& offer = nth(index.instance().offers, position);
  if (!offer.in_period || offer.kg == 0) return {{position}, {}};
  const Search search(index);
  Lookouts all = search.downstream(search.from_offer(position));
  all[offer.material].push_back({{spot_of(offer.at), offer.grade, bits_of(offer.permit)}, 0});
  return {{position}, search.needs_for(all)};
}

Affected affected_by_need(const MatchIndex& index, int position) {
  const Need& need = nth(index.instance().needs, position);
  if (!need.in_period) return {{}, {position}};
  TargetTable table(index, Fault::none, kMostSteps);
  table.aim_at_need(position);
  const Search search(index);
  Lookouts all = search.around_target(table);
  for (const int material : need.materials) {
    const double value = nth(index.instance().materials, material).price_eur_per_t * need.retention;
    all[material].push_back({{spot_of(need.at), need.min_grade, bits_of(need.permits)}, value});
  }
  return {search.offers_for(all), {position}};
}

Affected affected_by_activity(const MatchIndex& index, int activity) {
  TargetTable table(index, Fault::none, kMostSteps);
  table.aim_at_activity(activity);
  const Search search(index);
  const Lookouts upstream = table.best_after(activity) > -kEndless ? search.around_target(table) : Lookouts{};
  return {search.offers_for(upstream), search.needs_for(search.downstream(search.from_any_offer(activity, table)))};
}

}  // namespace kringwerk::matching
