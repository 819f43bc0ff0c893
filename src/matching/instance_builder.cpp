#include "matching/instance_builder.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string_view>

#include "matching/material_cycle.h"
#include "matching/row_checks.h"

namespace kringwerk::matching {

namespace {

constexpr Range kGrades{0, 9};
constexpr Range kRates{0, kMaxRate};
constexpr Range kSignedRates{-kMaxRate, kMaxRate};

/// Rows in byte order of their ids.
template <class Row>
std::vector<const Row*> by_id(const std::vector<Row>& rows) {
  std::vector<const Row*> sorted;
  for (const Row& row : rows) sorted.push_back(&row);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Row* a, const Row* b) { return a->id < b->id; });
  return sorted;
}

class Builder {
 public:
  explicit Builder(const InstanceRows& rows) : rows_(rows), checks_(found_) {}

  Result<Instance> build() {
    read_policy();
    check_ids();
    intern_permits();
    read_materials();
    read_workshops();
    read_offers();
    read_needs();
    read_activities();
    read_outputs();
    check_cycles();
    if (!found_.empty()) return Invalid{std::move(found_)};
    return std::move(instance_);
  }

 private:
  using Positions = std::map<std::string, int, std::less<>>;

  void read_policy() {
    const PolicyRow& row = rows_.policy;
    Policy& policy = instance_.policy;
    const auto rate = [&](double value, Range range, std::string_view column) {
      return checks_.number(value, range, row.where, column);
    };
    policy.tau_eur_per_tkm = rate(row.tau_eur_per_tkm, kRates, "tau_eur_per_tkm");
    policy.k_eur_per_t = rate(row.k_eur_per_t, kRates, "k_eur_per_t");
    policy.sigma_eur_per_h = rate(row.sigma_eur_per_h, kRates, "sigma_eur_per_h");
    policy.beta = rate(row.beta, Range{0, 1}, "beta");
    policy.residue_eur_per_t = rate(row.residue_eur_per_t, kSignedRates, "residue_eur_per_t");
    policy.max_steps = checks_.whole(row.max_steps, Range{0, 4}, row.where, "max_steps");
    if (row.max_km) policy.max_km = rate(*row.max_km, kRates, "max_km");
    policy.road_factor = rate(row.road_factor, Range{1, 10}, "road_factor");
    policy.co2_kg_per_tkm = rate(row.co2_kg_per_tkm, kRates, "co2_kg_per_tkm");
    policy.period = checks_.window(row.period, row.where, "period_to");
  }

  template <class Row>
  void check_unique(const std::vector<Row>& rows, std::map<std::string, Where>& seen) {
    for (const Row& row : rows) {
      if (row.id.empty()) {
        found_.push_back(finding("matching.id_empty", row.where, "id"));
        continue;
      }
      const auto [first, fresh] = seen.try_emplace(row.id, row.where);
      if (fresh) continue;
      found_.push_back(
          finding("matching.id_duplicate", row.where, "id",
                  {{"id", row.id}, {"first_file", first->second.file}, {"first_line", first->second.line}}));
    }
  }

  void check_ids() {
    std::map<std::string, Where> materials, workshops, records;
    check_unique(rows_.materials, materials);
    check_unique(rows_.workshops, workshops);
    check_unique(rows_.offers, records);
    check_unique(rows_.needs, records);
    check_unique(rows_.activities, records);
  }

  void intern_permits() {
    std::set<std::string> names;
    const auto add = [&](const std::vector<std::string>& more) { names.insert(more.begin(), more.end()); };
    for (const OfferRow& row : rows_.offers) add(row.permit);
    for (const NeedRow& row : rows_.needs) add(row.permits);
    for (const WorkshopRow& row : rows_.workshops) add(row.permits);
    for (const OutputRow& row : rows_.outputs) add(row.permit);
    instance_.permit_names.assign(names.begin(), names.end());
  }

  Permits permits(const std::vector<std::string>& names) const {
    const std::vector<std::string>& all = instance_.permit_names;
    std::set<int> found;
    for (const std::string& name : names) {
      found.insert(static_cast<int>(std::lower_bound(all.begin(), all.end(), name) - all.begin()));
    }
    return Permits(found.begin(), found.end());
  }

  /// Nothing, with a finding unless it may be among what was not read.
  std::optional<int> reference(const Positions& known, bool has_unread, const std::string& id,
                               const Violation& unknown) {
    const auto at = known.find(id);
    if (at != known.end()) return at->second;
    if (!has_unread && !rows_.unread.ids.contains(id)) found_.push_back(unknown);
    return std::nullopt;
  }

  std::optional<int> material(const std::string& id, const Where& where, std::string_view column) {
    return reference(materials_, rows_.unread.materials, id,
                     finding("matching.unknown_material", where, column, {{"id", id}}));
  }

  std::vector<int> materials(const std::vector<std::string>& ids, const Where& where) {
    if (ids.empty()) found_.push_back(finding("matching.list_empty", where, "materials"));
    std::set<int> found;
    for (const std::string& id : ids) {
      if (const auto known = material(id, where, "materials")) found.insert(*known);
    }
    return std::vector<int>(found.begin(), found.end());
  }

  bool in_period(const Window& window) const {
    const Window& period = instance_.policy.period;
    return window.from <= period.to && period.from <= window.to;
  }

  void read_materials() {
    for (const MaterialRow* row : by_id(rows_.materials)) {
      materials_.try_emplace(row->id, static_cast<int>(instance_.materials.size()));
      const double price = checks_.number(row->price_eur_per_t, kSignedRates, row->where, "price_eur_per_t");
      instance_.materials.push_back({row->id, row->name, price});
    }
  }

  void read_workshops() {
    for (const WorkshopRow* row : by_id(rows_.workshops)) {
      workshops_.try_emplace(row->id, static_cast<int>(instance_.workshops.size()));
      Workshop workshop{.id = row->id, .name = row->name, .at = checks_.place(row->at, row->where)};
      if (row->labour_hours) {
        workshop.labour_hours = checks_.number(*row->labour_hours, Range{0, kMaxKilograms}, row->where, "labour_hours");
      }
      workshop.small = row->small;
      workshop.permits = permits(row->permits);
      instance_.workshops.push_back(std::move(workshop));
    }
  }

  void read_offers() {
    const std::vector<const OfferRow*> sorted = by_id(rows_.offers);
    for (const OfferRow* row : sorted) {
      Offer offer{.id = row->id, .material = material(row->material, row->where, "material").value_or(0)};
      offer.grade = checks_.whole(row->grade, kGrades, row->where, "grade");
      offer.kg = checks_.kilograms(row->kg, row->where, "kg");
      offer.window = checks_.window(row->window, row->where, "to");
      offer.at = checks_.place(row->at, row->where);
      offer.permit = permits(row->permit);
      offer.in_period = in_period(offer.window);
      instance_.offers.push_back(std::move(offer));
    }
    std::vector<int>& order = instance_.offer_file_order;
    order.resize(sorted.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](int a, int b) { return sorted[static_cast<std::size_t>(a)] < sorted[static_cast<std::size_t>(b)]; });
  }

  void read_needs() {
    for (const NeedRow* row : by_id(rows_.needs)) {
      Need need{.id = row->id, .materials = materials(row->materials, row->where)};
      need.min_grade = checks_.whole(row->min_grade, kGrades, row->where, "min_grade");
      need.kg = checks_.kilograms(row->kg, row->where, "kg");
      need.window = checks_.window(row->window, row->where, "to");
      need.at = checks_.place(row->at, row->where);
      need.retention = checks_.number(row->retention, Range{0, 1}, row->where, "retention");
      need.permits = permits(row->permits);
      need.min_kg = checks_.kilograms(row->min_kg, row->where, "min_kg");
      need.in_period = in_period(need.window);
      instance_.needs.push_back(std::move(need));
    }
  }

  void read_activities() {
    for (const ActivityRow* row : by_id(rows_.activities)) {
      activities_.try_emplace(row->id, static_cast<int>(instance_.activities.size()));
      Activity activity{.id = row->id};
      activity.workshop =
          reference(workshops_, rows_.unread.workshops, row->workshop,
                    finding("matching.unknown_workshop", row->where, "workshop", {{"id", row->workshop}}))
              .value_or(0);
      activity.kind = row->kind;
      activity.materials = materials(row->materials, row->where);
      activity.min_grade = checks_.whole(row->min_grade, kGrades, row->where, "min_grade");
      activity.capacity_kg = checks_.kilograms(row->capacity_kg, row->where, "capacity_kg");
      activity.cost_eur_per_t = checks_.number(row->cost_eur_per_t, kSignedRates, row->where, "cost_eur_per_t");
      activity.hours_per_t = checks_.number(row->hours_per_t, kRates, row->where, "hours_per_t");
      activity.lead_days = checks_.whole(row->lead_days, Range{0, 3650}, row->where, "lead_days");
      activity.min_kg = checks_.kilograms(row->min_kg, row->where, "min_kg");
      instance_.activities.push_back(std::move(activity));
    }
  }

  std::int64_t yield(const OutputRow& row) {
    const double millionths = checks_.number(row.yield, Range{0, 1}, row.where, "yield") * static_cast<double>(kWhole);
    const double nearest = std::round(millionths);
    // A decimal with six places is at most a few units in the last place of a double away from a whole millionth.
    if (std::abs(millionths - nearest) > 1e-7) {
      found_.push_back(finding("matching.yield_decimals", row.where, "yield", {{"found", row.yield}}));
    }
    return static_cast<std::int64_t>(nearest);
  }

  void read_outputs() {
    std::map<std::string, std::int64_t> sums;
    std::set<std::pair<std::string, std::string>> seen;
    for (const OutputRow& row : rows_.outputs) {
      const auto activity =
          reference(activities_, rows_.unread.activities, row.activity,
                    finding("matching.unknown_activity", row.where, "activity", {{"id", row.activity}}));
      const auto made = material(row.material, row.where, "material");
      Output output{.material = made.value_or(0)};
      output.grade = checks_.whole(row.grade, kGrades, row.where, "grade");
      output.yield_millionths = yield(row);
      output.permit = permits(row.permit);
      if (!seen.emplace(row.activity, row.material).second) {
        found_.push_back(finding("matching.output_duplicate", row.where, "material",
                                 {{"activity", row.activity}, {"id", row.material}}));
      }
      std::int64_t& sum = sums[row.activity];
      const bool was_within = sum <= kWhole;
      sum += output.yield_millionths;
      if (was_within && sum > kWhole) {
        found_.push_back(finding("matching.yield_sum", row.where, "yield",
                                 {{"activity", row.activity}, {"sum", static_cast<double>(sum) / kWhole}}));
      }
      if (!activity || !made) continue;
      instance_.activities[static_cast<std::size_t>(*activity)].outputs.push_back(std::move(output));
    }
    for (Activity& activity : instance_.activities) {
      std::sort(activity.outputs.begin(), activity.outputs.end(),
                [](const Output& a, const Output& b) { return a.material < b.material; });
    }
  }

  void check_cycles() {
    std::vector<std::vector<int>> next(instance_.materials.size());
    for (const Activity& activity : instance_.activities) {
      for (const int from : activity.materials) {
        for (const Output& output : activity.outputs) next[static_cast<std::size_t>(from)].push_back(output.material);
      }
    }
    for (std::vector<int>& list : next) std::sort(list.begin(), list.end());
    constexpr int kMostCycles = 20;
    for (int i = 0; i < kMostCycles; ++i) {
      const std::vector<int> cycle = find_material_cycle(next);
      if (cycle.empty()) return;
      report(cycle);
      std::erase(next[static_cast<std::size_t>(cycle.back())], cycle.front());
    }
  }

  void report(const std::vector<int>& cycle) {
    std::string ids;
    for (const int on : cycle) ids += instance_.materials[static_cast<std::size_t>(on)].id + " → ";
    ids += instance_.materials[static_cast<std::size_t>(cycle.front())].id;
    found_.push_back(finding("matching.material_cycle", cycle_place(cycle), "material", {{"ids", ids}}));
  }

  /// The first output row that closes the cycle: it makes the first material of it out of the last.
  Where cycle_place(const std::vector<int>& cycle) const {
    const std::string& made = instance_.materials[static_cast<std::size_t>(cycle.front())].id;
    for (const OutputRow& row : rows_.outputs) {
      const auto known = activities_.find(row.activity);
      if (known == activities_.end()) continue;
      const Activity& activity = instance_.activities[static_cast<std::size_t>(known->second)];
      const bool takes = std::binary_search(activity.materials.begin(), activity.materials.end(), cycle.back());
      if (row.material == made && takes) return row.where;
    }
    return {};
  }

  const InstanceRows& rows_;
  Instance instance_;
  Violations found_;
  RowChecks checks_;
  Positions materials_, workshops_, activities_;
};

}  // namespace

Result<Instance> build_instance(const InstanceRows& rows) {
  return Builder(rows).build();
}

}  // namespace kringwerk::matching
