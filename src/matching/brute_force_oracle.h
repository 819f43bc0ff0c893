#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "matching/chain_search.h"

/// For tests only: every chain of a small instance, judged straight from the contract and in plain floating point.
/// Shares no code with the search beyond the instance and the distance.
namespace kringwerk::matching::oracle {

struct Fault {
  Constraint constraint{};
  int place = 0;
  double shortfall = 0;
};

struct Judged {
  ChainPath path{};
  std::vector<Fault> arc_faults{};
  double value = 0;
  double days_short = 0;
  double kilograms = 0;
  std::vector<Fault> minima{};  ///< places below their minimum
};

struct Found {
  ChainPath path{};
  double score = 0;
  long long millionths = 0;
  Fault fault{};
};

class Oracle {
 public:
  Oracle(const Instance& instance, const ChainQuery& query) : instance_(instance), query_(query) {}

  std::vector<Found> chains() {
    std::vector<Found> all;
    for (const ChainPath& path : paths()) {
      const Judged judged = judge(path, -1);
      if (exists(judged)) all.push_back(found(judged, {}));
    }
    sort(all);
    return kept(all);
  }

  std::optional<Found> near_miss(Constraint waived) {
    std::vector<Found> all;
    for (const ChainPath& path : paths()) {
      const Judged judged = judge(path, -1);
      if (exists(judged)) continue;
      for (const Found& way : ways(judged, waived)) all.push_back(way);
    }
    sort(all);
    return all.empty() ? std::nullopt : std::optional(all.front());
  }

 private:
  const Offer& offer(const ChainPath& p) const { return instance_.offers[std::size_t(p.offer)]; }
  const Need& need(const ChainPath& p) const { return instance_.needs[std::size_t(p.need)]; }
  const Activity& activity(const Step& s) const { return instance_.activities[std::size_t(s.activity)]; }
  const Output& output(const Step& s) const { return activity(s).outputs[std::size_t(s.output)]; }
  double price(int material) const { return instance_.materials[std::size_t(material)].price_eur_per_t; }

  std::vector<ChainPath> paths() {
    std::vector<ChainPath> all;
    if (basis() == 0) return all;
    for (int o = 0; o < int(instance_.offers.size()); ++o) {
      const Offer& from = instance_.offers[std::size_t(o)];
      if (!from.in_period || from.kg == 0 || (query_.kind == QueryKind::offer && o != query_.record)) continue;
      ChainPath path;
      path.offer = o;
      extend(path, from.material, all);
    }
    return all;
  }

  static bool has(const std::vector<int>& list, int wanted) {
    for (const int each : list) {
      if (each == wanted) return true;
    }
    return false;
  }

  void extend(ChainPath& path, int material, std::vector<ChainPath>& all) {
    for (int n = 0; n < int(instance_.needs.size()); ++n) {
      const Need& to = instance_.needs[std::size_t(n)];
      if (!to.in_period || !has(to.materials, material)) continue;
      if (query_.kind == QueryKind::need && n != query_.record) continue;
      bool passes = query_.kind != QueryKind::activity;
      for (const Step& step : path.steps) passes = passes || step.activity == query_.record;
      if (!passes) continue;
      path.need = n;
      all.push_back(path);
    }
    if (int(path.steps.size()) == query_.max_steps) return;
    for (int a = 0; a < int(instance_.activities.size()); ++a) {
      const Activity& next = instance_.activities[std::size_t(a)];
      if (!has(next.materials, material)) continue;
      for (int j = 0; j < int(next.outputs.size()); ++j) {
        if (next.outputs[std::size_t(j)].yield_millionths == 0) continue;
        path.steps.push_back({a, j});
        extend(path, next.outputs[std::size_t(j)].material, all);
        path.steps.pop_back();
      }
    }
  }

  Kilograms basis() const {
    const auto at = std::size_t(query_.record);
    if (query_.kind == QueryKind::offer) return instance_.offers[at].kg;
    return query_.kind == QueryKind::need ? instance_.needs[at].kg : instance_.activities[at].capacity_kg;
  }

  void judge_arc(Judged& j, int place, Point from, Point to, int grade, int min_grade, const Permits& wanted,
                 const Permits& held) const {
    if (grade < min_grade) j.arc_faults.push_back({Constraint::grade, place, double(min_grade - grade)});
    double missing = 0;
    for (const int permit : wanted) missing += has(held, permit) ? 0 : 1;
    if (missing > 0) j.arc_faults.push_back({Constraint::permit, place, missing});
    const double km = great_circle_km(from, to);
    if (km > instance_.policy.max_km) {
      j.arc_faults.push_back({Constraint::max_km, place, km - instance_.policy.max_km});
    }
  }

  Judged judge(const ChainPath& path, int without_capacity) const {
    const Policy& p = instance_.policy;
    Judged j;
    j.path = path;
    Point here = offer(path).at;
    int grade = offer(path).grade, material = offer(path).material, lead = 0, place = 0;
    const Permits* wanted = &offer(path).permit;
    double reached = 1;
    std::vector<double> reach_at;
    j.kilograms = double(offer(path).kg);
    for (const Step& step : path.steps) {
      const Activity& a = activity(step);
      const Workshop& w = instance_.workshops[std::size_t(a.workshop)];
      judge_arc(j, place, here, w.at, grade, a.min_grade, *wanted, w.permits);
      double per_tonne = p.sigma_eur_per_h * a.hours_per_t - a.cost_eur_per_t;
      double made = 0;
      for (int o = 0; o < int(a.outputs.size()); ++o) {
        made += a.outputs[std::size_t(o)].yield();
        if (o != step.output)
          per_tonne += p.beta * a.outputs[std::size_t(o)].yield() * price(a.outputs[std::size_t(o)].material);
      }
      per_tonne -= p.residue_eur_per_t * (1 - made);
      j.value += reached * (per_tonne - p.k_eur_per_t - p.tau_eur_per_tkm * great_circle_km(here, w.at));
      reach_at.push_back(reached);
      if (place != without_capacity) j.kilograms = std::min(j.kilograms, double(a.capacity_kg) / reached);
      reached *= output(step).yield();
      here = w.at;
      grade = output(step).grade;
      material = output(step).material;
      wanted = &output(step).permit;
      lead += a.lead_days;
      ++place;
    }
    const Need& n = need(path);
    judge_arc(j, place, here, n.at, grade, n.min_grade, *wanted, n.permits);
    j.value +=
        reached * (price(material) * n.retention - p.k_eur_per_t - p.tau_eur_per_tkm * great_circle_km(here, n.at));
    j.kilograms = std::min(j.kilograms, double(n.kg) / reached);
    reach_at.push_back(reached);
    j.days_short = std::max({0.0, double(offer(path).window.from) + lead - n.window.to,
                             double(n.window.from) - offer(path).window.to - lead});
    for (int at = 0; at <= place; ++at) {
      const double minimum = double(at == place ? n.min_kg : activity(path.steps[std::size_t(at)]).min_kg);
      const double arriving = j.kilograms * reach_at[std::size_t(at)];
      if (arriving < minimum - 1e-6) j.minima.push_back({Constraint::min_kg, at, minimum - arriving});
    }
    return j;
  }

  double score(const Judged& j) const { return j.value * j.kilograms / double(basis()); }
  bool is_sound(const Judged& j) const { return j.kilograms > 0 && j.minima.empty(); }
  bool exists(const Judged& j) const {
    return j.arc_faults.empty() && j.days_short == 0 && is_sound(j) && score(j) > kNoise;
  }

  Found found(const Judged& j, Fault fault) const { return {j.path, score(j), std::llround(score(j) * 1e6), fault}; }

  std::vector<Found> ways(const Judged& j, Constraint waived) const {
    const bool on_time = j.days_short == 0, worth = score(j) > kNoise, clean = j.arc_faults.empty();
    const int last = int(j.path.steps.size());
    std::vector<Found> all;
    switch (waived) {
      case Constraint::grade:
      case Constraint::permit:
      case Constraint::max_km:
        if (j.arc_faults.size() == 1 && j.arc_faults[0].constraint == waived && on_time && is_sound(j) && worth) {
          all.push_back(found(j, j.arc_faults[0]));
        }
        break;
      case Constraint::date:
        if (clean && !on_time && is_sound(j) && worth) all.push_back(found(j, {waived, last, j.days_short}));
        break;
      case Constraint::min_kg:
        if (clean && on_time && j.kilograms > 0 && j.minima.size() == 1 && worth) {
          all.push_back(found(j, j.minima[0]));
        }
        break;
      case Constraint::value:
        if (clean && on_time && is_sound(j)) all.push_back(found(j, {waived, last, -j.value}));
        break;
      case Constraint::capacity:
        if (!clean || !on_time || is_sound(j)) break;
        for (int place = 0; place < last; ++place) {
          const Judged without = judge(j.path, place);
          if (!is_sound(without) || score(without) <= kNoise) continue;
          double arriving = without.kilograms;
          for (int i = 0; i < place; ++i) arriving *= output(j.path.steps[std::size_t(i)]).yield();
          const double beyond = arriving - double(activity(j.path.steps[std::size_t(place)]).capacity_kg);
          all.push_back(found(without, {waived, place, beyond}));
        }
        break;
    }
    return all;
  }

  /// Values that cancel out exactly differ by noise between two orders of addition; the instances keep the true sums of
  /// such chains far from zero.
  static constexpr double kNoise = 1e-9;

  void sort(std::vector<Found>& all) const {
    const auto ids = [&](const Found& f) {
      std::vector<std::string> key;
      for (const Step& step : f.path.steps) {
        key.push_back(activity(step).id);
        key.push_back(instance_.materials[std::size_t(output(step).material)].id);
      }
      key.push_back(need(f.path).id);
      key.push_back(offer(f.path).id);
      return std::tuple(-f.millionths, f.path.steps.size(), key);
    };
    std::sort(all.begin(), all.end(), [&](const Found& a, const Found& b) { return ids(a) < ids(b); });
  }

  std::vector<Found> kept(const std::vector<Found>& all) const {
    std::vector<Found> list;
    for (const Found& f : all) {
      if (int(list.size()) == query_.k) break;
      int same_end = 0, same_workshops = 0;
      for (const Found& other : list) {
        same_end += end(other) == end(f) ? 1 : 0;
        same_workshops += workshops(other) == workshops(f) ? 1 : 0;
      }
      if (query_.diversity == Diversity::off || (same_end < 2 && same_workshops < 2)) list.push_back(f);
    }
    return list;
  }

  int end(const Found& f) const { return query_.kind == QueryKind::need ? f.path.offer : f.path.need; }

  std::vector<std::string> workshops(const Found& f) const {
    std::vector<std::string> names;
    for (const Step& step : f.path.steps) {
      names.push_back(instance_.workshops[std::size_t(activity(step).workshop)].id);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }

  const Instance& instance_;
  ChainQuery query_;
};

}  // namespace kringwerk::matching::oracle
