#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "matching/instance_rows.h"

/// For tests only: small random problems with coarse numbers, so that ties, zeros and refusals of every kind occur.
namespace kringwerk::matching {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  /// 0 to sides − 1 (SplitMix64).
  int roll(int sides) {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return static_cast<int>((z ^ (z >> 31U)) % static_cast<std::uint64_t>(sides));
  }
  bool one_in(int chances) { return roll(chances) == 0; }
  template <class Value>
  Value pick(const std::vector<Value>& values) {
    return values[static_cast<std::size_t>(roll(static_cast<int>(values.size())))];
  }
  template <class Row>
  void shuffle(std::vector<Row>& rows) {
    for (std::size_t i = rows.size(); i > 1; --i) {
      std::swap(rows[i - 1], rows[static_cast<std::size_t>(roll(static_cast<int>(i)))]);
    }
  }

 private:
  std::uint64_t state_;
};

class RandomRows {
 public:
  /// Half of the problems have few refusals, so that many chains compete.
  explicit RandomRows(std::uint64_t seed) : dice_(seed), is_open_(dice_.one_in(2)) {}

  InstanceRows make() {
    policy();
    const int materials = 3 + dice_.roll(4);
    for (int i = 0; i < materials; ++i) rows_.materials.push_back({{}, name("m", i), "", 50.0 * dice_.roll(9)});
    for (int i = 1 + dice_.roll(4); i > 0; --i) offer();
    for (int i = 1 + dice_.roll(is_open_ ? 12 : 6); i > 0; --i) need();
    for (int i = 1 + dice_.roll(4); i > 0; --i) workshop();
    for (int i = dice_.roll(is_open_ ? 12 : 7); i > 0; --i) activity();
    return std::move(rows_);
  }

 private:
  static std::string name(const char* kind, int number) { return kind + std::to_string(number); }
  int materials() const { return static_cast<int>(rows_.materials.size()); }
  std::string material(int from) { return name("m", from + dice_.roll(materials() - from)); }
  Point place() { return dice_.pick<Point>({{4.7, 50.9}, {5.3, 50.9}, {3.7, 51.0}, {5.5, 51.0}}); }
  double kilograms() { return dice_.pick<double>({0, 500, 1000, 1000, 2000, 4000}); }
  double minimum() { return dice_.one_in(5) ? dice_.pick<double>({250, 500, 1000}) : 0; }
  std::vector<std::string> permits(int chances) {
    std::vector<std::string> names;
    for (const char* permit : {"asbestos", "food"}) {
      if (dice_.one_in(is_open_ ? 4 * chances : chances)) names.emplace_back(permit);
    }
    return names;
  }
  Period window() {
    if (dice_.one_in(is_open_ ? 1 : 3)) return {};
    const Day from = plus_days(Day{std::chrono::year{2026} / 1 / 1}, dice_.roll(30));
    return {from, plus_days(from, dice_.roll(30))};
  }

  void policy() {
    PolicyRow& policy = rows_.policy;
    policy.tau_eur_per_tkm = dice_.pick<double>({0, 0.25, 0.5});
    policy.k_eur_per_t = dice_.pick<double>({0, 4});
    policy.sigma_eur_per_h = dice_.pick<double>({0, 6});
    policy.beta = dice_.pick<double>({0, 0.25});
    policy.residue_eur_per_t = dice_.pick<double>({0, 64});
    if (dice_.one_in(2)) policy.max_km = dice_.pick<double>({50, 90});
    if (dice_.one_in(4)) policy.period = window();
  }
  void offer() {
    OfferRow row{.where = {}, .id = name("o", static_cast<int>(rows_.offers.size())), .material = material(0)};
    row.grade = dice_.roll(4);
    row.kg = kilograms();
    row.window = window();
    row.at = place();
    row.permit = permits(6);
    rows_.offers.push_back(row);
  }
  void need() {
    NeedRow row{.where = {}, .id = name("n", static_cast<int>(rows_.needs.size())), .materials = {material(0)}};
    if (dice_.one_in(3)) row.materials.push_back(material(0));
    row.min_grade = dice_.roll(is_open_ ? 1 : 3);
    row.kg = kilograms();
    row.window = window();
    row.at = place();
    row.retention = dice_.pick<double>({0.25, 0.5, 1});
    row.permits = permits(2);
    row.min_kg = minimum();
    rows_.needs.push_back(row);
  }
  void workshop() {
    WorkshopRow row{.where = {}, .id = name("w", static_cast<int>(rows_.workshops.size()))};
    row.at = place();
    row.permits = permits(2);
    rows_.workshops.push_back(row);
  }
  void activity() {
    const int number = static_cast<int>(rows_.activities.size());
    ActivityRow row{.where = {}, .id = name("a", number)};
    row.workshop = name("w", dice_.roll(static_cast<int>(rows_.workshops.size())));
    const int input = dice_.roll(materials() - 1);
    row.materials = {name("m", input)};
    if (input > 0 && dice_.one_in(3)) row.materials.push_back(name("m", input - 1));
    row.min_grade = dice_.roll(is_open_ ? 1 : 3);
    row.capacity_kg = kilograms();
    row.cost_eur_per_t = dice_.pick<double>({-16, 0, 16, 64});
    row.hours_per_t = dice_.roll(8);
    row.lead_days = dice_.roll(9);
    row.min_kg = minimum();
    rows_.activities.push_back(row);
    double left = 1;
    for (int made = input + 1; made < materials(); ++made) {
      if (dice_.one_in(2)) continue;
      const double yield = std::min(left, dice_.pick<double>({0, 0.25, 0.5, 0.5, 0.75, 1}));
      left -= yield;
      rows_.outputs.push_back({{}, name("a", number), name("m", made), double(dice_.roll(4)), yield, permits(6)});
    }
  }

  Dice dice_;
  bool is_open_;
  InstanceRows rows_;
};

}  // namespace kringwerk::matching
