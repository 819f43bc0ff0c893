#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <vector>

#include "matching/instance_rows.h"

/// Made-up instances of any size for benchmarks, the same for the same seed: clustered places, heavy-tailed amounts,
/// twenty families of ten materials, and workshops whose dismantling gives materials of other families, so that nearly
/// everything hangs together. No number in here is a measurement.
namespace kringwerk::matching {

class SyntheticRows {
 public:
  SyntheticRows(int streams, int workshops, std::uint64_t seed)
      : streams_(streams), workshops_(workshops), state_(seed) {}

  InstanceRows make() {
    make_policy();
    make_places();
    make_materials();
    make_kinds();
    for (int i = 0; i < streams_; ++i) make_offer(i);
    for (int i = 0; i < streams_; ++i) make_need(i);
    for (int i = 0; i < workshops_; ++i) make_workshop(i);
    return std::move(rows_);
  }

 private:
  static constexpr int kFamilies = 20;
  static constexpr int kPerFamily = 10;
  struct Kind {
    const char* name = "";
    int input = 0;
    int min_grade = 0;
    double cost = 0;
    double hours = 0;
    struct Made {
      int material;
      double yield;
      int grade;
    };
    std::vector<Made> made{};
  };

  std::uint64_t bits() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  double uniform() { return static_cast<double>(bits() >> 11U) * 0x1.0p-53; }
  int roll(int sides) { return static_cast<int>(uniform() * sides); }
  double normal() {
    const double length = std::sqrt(-2 * std::log(uniform() + 1e-300));
    return length * std::cos(2 * std::numbers::pi * uniform());
  }
  static std::string id(const char* kind, int number) {
    const std::string digits = std::to_string(number);
    return kind + std::string(digits.size() < 7 ? 7 - digits.size() : 0, '0') + digits;
  }
  static std::string material(int number) { return "m" + std::to_string(1000 + number); }

  void make_policy() {
    PolicyRow& policy = rows_.policy;
    policy.tau_eur_per_tkm = 0.2444;
    policy.k_eur_per_t = 4;
    policy.sigma_eur_per_h = 6;
    policy.beta = 0.25;
    policy.road_factor = 1.3;
    policy.co2_kg_per_tkm = 0.1;
  }

  /// 24 large towns and 280 small ones in a strip of 230 by 80 km.
  void make_places() {
    double sum = 0;
    for (int i = 0; i < 304; ++i) {
      towns_.push_back({uniform() * 230, uniform() * 80});
      sum += i < 24 ? 60 / (1 + 0.5 * i) + 10 : std::exp(0.55 * normal());
      until_.push_back(sum);
    }
  }
  Point near_town(double spread_km) {
    const double drawn = uniform() * until_.back();
    const auto town = static_cast<std::size_t>(std::upper_bound(until_.begin(), until_.end(), drawn) - until_.begin());
    const double x = towns_[town][0] + spread_km * normal();
    const double y = towns_[town][1] + spread_km * normal();
    return {2.54 + x / 70.2, 50.68 + y / 111.2};
  }
  int family() {
    double drawn = uniform() * 6.6;
    for (int i = 0; i < kFamilies; ++i) {
      drawn -= 1 / std::pow(i + 1.5, 0.8);
      if (drawn < 0) return i;
    }
    return kFamilies - 1;
  }

  /// Per family: 0 mixed, 1–3 sorted, 4–6 clean or parts, 7 flakes, 8 repaired, 9 remanufactured.
  void make_materials() {
    constexpr std::array<double, kPerFamily> kBase{15, 90, 90, 90, 240, 240, 240, 330, 850, 850};
    for (int i = 0; i < kFamilies; ++i) {
      const double dear = std::exp(0.5 * normal());
      for (int j = 0; j < kPerFamily; ++j) {
        const double price = kBase[static_cast<std::size_t>(j)] * dear * std::exp(0.15 * normal());
        rows_.materials.push_back({{}, material(i * kPerFamily + j), "", std::round(price * 100) / 100});
      }
    }
  }

  void make_kinds() {
    for (int i = 0; i < kFamilies; ++i) {
      const int base = i * kPerFamily;
      const int next = (i + 1) % kFamilies * kPerFamily;
      const int after = (i + 7) % kFamilies * kPerFamily;
      const auto add = [&](const char* name, int from, int min_grade, double cost, double hours,
                           std::vector<Kind::Made> made) {
        for (Kind::Made& output : made) output.yield = std::floor(output.yield * (0.95 + 0.1 * uniform()) * 1e6) / 1e6;
        kinds_.push_back({name, base + from, min_grade, std::round(cost * (0.8 + 0.4 * uniform())),
                          std::round(hours * (0.7 + 0.6 * uniform()) * 10) / 10, std::move(made)});
      };
      add("sort", 0, 1, 28, 6, {{base + 1, 0.38, 2}, {base + 2, 0.28, 2}, {base + 3, 0.17, 2}});
      for (int j = 0; j < 3; ++j) add("wash", 1 + j, 1, 45, 3, {{base + 4 + j, 0.84, 3}});
      add("dismantle", 1, 2, 60, 12, {{base + 5, 0.35, 3}, {next + 5, 0.25, 3}, {after + 6, 0.2, 3}});
      add("repair", 4, 3, 140, 25, {{base + 8, 0.55, 4}, {base + 7, 0.3, 2}});
      for (int j = 0; j < 3; ++j) add("shred", 4 + j, 1, 38, 1.5, {{base + 7, 0.94, 3}});
      add("remanufacture", 7, 2, 190, 18, {{base + 9, 0.8, 4}});
      add("remanufacture", 5, 3, 170, 16, {{base + 9, 0.72, 4}});
    }
  }

  int drawn_material(const std::array<double, kPerFamily>& share) {
    const int of = family();
    double drawn = uniform();
    for (int j = 0; j < kPerFamily; ++j) {
      drawn -= share[static_cast<std::size_t>(j)];
      if (drawn < 0) return of * kPerFamily + j;
    }
    return of * kPerFamily + kPerFamily - 1;
  }
  double kilograms(double log_tonnes) {
    return std::round(std::clamp(std::exp(log_tonnes + 1.2 * normal()), 0.05, 200.0) * 1000);
  }
  Period window() {
    const Day from = plus_days(Day{std::chrono::year{2026} / 1 / 1}, roll(300));
    return {from, plus_days(from, 14 + roll(90))};
  }

  void make_offer(int number) {
    OfferRow row{.where = {}, .id = id("o", number)};
    row.material = material(drawn_material({.34, .12, .12, .10, .08, .07, .06, .05, .04, .02}));
    row.grade = 1 + roll(4);
    row.kg = kilograms(0.7);
    row.window = window();
    row.at = near_town(2.5);
    offered_ += row.kg;
    rows_.offers.push_back(std::move(row));
  }

  void make_need(int number) {
    constexpr std::array<double, 6> kRetention{1.00, 0.85, 0.75, 0.70, 0.60, 0.40};
    NeedRow row{.where = {}, .id = id("n", number)};
    const int wanted = drawn_material({.03, .07, .07, .07, .12, .12, .11, .19, .12, .10});
    const int place = wanted % kPerFamily;
    const bool is_product = place >= 8;
    row.materials = {material(wanted)};
    if (uniform() < 0.35 && place >= 1 && place != 7) {
      const int other = place <= 3 ? 1 + place % 3 : place <= 6 ? 4 + (place - 3) % 3 : 17 - place;
      row.materials.push_back(material(wanted - place + other));
    }
    row.retention = kRetention[static_cast<std::size_t>(is_product ? roll(3) : 2 + roll(4))];
    row.min_grade = 1 + roll(is_product ? 4 : 3);
    row.kg = kilograms(0.6);
    row.window = window();
    row.at = near_town(2.5);
    rows_.needs.push_back(std::move(row));
  }

  void make_workshop(int number) {
    WorkshopRow row{.where = {}, .id = id("w", number), .name = ""};
    row.at = near_town(2);
    row.small = roll(2) == 0;
    const double size = offered_ * 0.75 / workshops_ * std::exp(0.8 * normal() - 0.32);
    const int activities = 1 + roll(3);
    const int of = family();
    double hours = 0;
    for (int i = 0; i < activities; ++i) {
      const int draw = uniform() < 0.2 ? family() : of;
      const int place = draw * 11 + (uniform() < 0.25 ? 0 : roll(11));
      const Kind& kind = kinds_[static_cast<std::size_t>(place)];
      ActivityRow work{.where = {}, .id = id("a", number * 3 + i), .workshop = row.id, .kind = kind.name};
      work.materials = {material(kind.input)};
      work.min_grade = kind.min_grade;
      work.capacity_kg = std::max(500.0, std::round(size * (0.5 + uniform()) / activities));
      work.cost_eur_per_t = kind.cost;
      work.hours_per_t = kind.hours;
      work.lead_days = 7;
      hours += work.capacity_kg / 1000 * kind.hours;
      for (const Kind::Made& made : kind.made) {
        rows_.outputs.push_back(
            {{}, work.id, material(made.material), static_cast<double>(made.grade), made.yield, {}});
      }
      rows_.activities.push_back(std::move(work));
    }
    row.labour_hours = std::round(hours * (0.6 + 0.5 * uniform()));
    rows_.workshops.push_back(std::move(row));
  }

  int streams_, workshops_;
  std::uint64_t state_;
  double offered_ = 0;
  std::vector<std::array<double, 2>> towns_;
  std::vector<double> until_;
  std::vector<Kind> kinds_;
  InstanceRows rows_;
};

}  // namespace kringwerk::matching
