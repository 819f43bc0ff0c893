#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <vector>

#include "matching/instance_rows.h"

/// Made-up instances of any size for benchmarks and tests, the same for a seed everywhere. With what makes real ones
/// hard: places clustered in towns, amounts with heavy tails, families of materials of unequal size, permits and
/// smallest lots here and there, and dismantling that gives materials of other families, so that one large component
/// remains. No number in here is a measurement.
namespace kringwerk::matching {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  /// 0 to 1, 1 excluded (SplitMix64).
  double share() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return static_cast<double>((z ^ (z >> 31U)) >> 11U) * 0x1.0p-53;
  }
  int below(int limit) { return static_cast<int>(share() * limit); }
  bool happens(double probability) { return share() < probability; }
  double normal() {
    const double a = share() + 1e-300, b = share();
    return std::sqrt(-2 * std::log(a)) * std::cos(2 * std::numbers::pi * b);
  }
  double heavy_tail(double middle) { return middle * std::exp(1.2 * normal()); }
  /// A position, each as likely as its weight.
  template <class Weights>
  int pick(const Weights& weights) {
    double sum = 0;
    for (const double weight : weights) sum += weight;
    double left = share() * sum;
    int at = 0;
    for (const double weight : weights) {
      left -= weight;
      if (left < 0) return at;
      ++at;
    }
    return at - 1;
  }

 private:
  std::uint64_t state_;
};

/// Offers and needs, `streams` of each; workshops as many as such a region would have.
struct SyntheticSize {
  int streams = 1000;
  int workshops = 200;
};

class SyntheticRows {
 public:
  SyntheticRows(SyntheticSize size, std::uint64_t seed) : size_(size), chance_(seed) {}

  InstanceRows make() {
    policy();
    towns();
    materials();
    trades();
    for (int i = 0; i < size_.streams; ++i) offer(i);
    for (int i = 0; i < size_.streams; ++i) need(i);
    for (int i = 0; i < size_.workshops; ++i) workshop(i);
    return std::move(rows_);
  }

 private:
  static constexpr int kFamilies = 20, kStates = 10;
  /// mixed; three sorted; three clean; feedstock; repaired; remade
  static constexpr std::array<double, kStates> kOffered{.34, .12, .12, .10, .08, .07, .06, .05, .04, .02};
  static constexpr std::array<double, kStates> kNeeded{.03, .07, .07, .07, .12, .12, .11, .19, .12, .10};
  static constexpr std::array<double, kStates> kPrices{15, 90, 90, 90, 240, 240, 240, 330, 850, 850};
  static constexpr std::array<double, 6> kRetentions{1, .85, .75, .7, .6, .4};

  struct Made {
    int family = 0, state = 0;
    double yield = 0;
    int grade = 0;
  };
  struct Trade {
    const char* kind = "";
    int family = 0, state = 0, min_grade = 0;
    std::vector<Made> outputs{};
    double cost = 0, hours = 0;
  };

  static std::string numbered(const char* kind, int number) {
    const std::string digits = std::to_string(number);
    return kind + std::string(7 - std::min<std::size_t>(7, digits.size()), '0') + digits;
  }
  static std::string material(int family, int state) { return numbered("m", family * kStates + state); }
  static std::string permit_of(int family) { return family % 2 == 0 ? "hazardous" : "food"; }
  static double kilograms(double tonnes) { return std::round(std::clamp(tonnes, 0.05, 200.0) * 1000); }

  void policy() {
    rows_.policy = {.where = {},
                    .tau_eur_per_tkm = 0.2444,
                    .k_eur_per_t = 4,
                    .sigma_eur_per_h = 6,
                    .beta = 0.25,
                    .residue_eur_per_t = 90,
                    .max_steps = 4,
                    .max_km = 150,
                    .road_factor = 1.3,
                    .co2_kg_per_tkm = 0.1,
                    .period = {}};
    for (int family = 0; family < kFamilies; ++family)
      family_weights_[std::size_t(family)] = 1 / std::pow(family + 1.5, 0.8);
  }

  /// Kilometres east of 2.54° E and north of 50.68° N.
  struct Town {
    double x = 0, y = 0, people = 0;
  };
  void towns() {
    towns_ = {{131, 60, 530}, {83, 42, 265}, {48, 59, 118}, {152, 22, 102}, {136, 39, 87}, {105, 29, 87},
              {51, 17, 77},   {196, 28, 80}, {208, 31, 66}, {112, 54, 78},  {27, 62, 71},  {42, 31, 63},
              {168, 71, 46},  {131, 28, 45}, {74, 19, 32},  {222, 32, 20},  {186, 52, 23}, {86, 53, 40},
              {12, 30, 20},   {25, 45, 17},  {178, 15, 41}, {205, 10, 31},  {120, 13, 45}, {95, 20, 30}};
    while (towns_.size() < 285) {
      towns_.push_back({chance_.share() * 232, 4 + chance_.share() * 72, std::exp(2.6 + 0.55 * chance_.normal())});
    }
    for (const Town& town : towns_) people_.push_back(people_.empty() ? town.people : people_.back() + town.people);
  }
  Point place() {
    const double wanted = chance_.share() * people_.back();
    const Town& town = towns_[std::size_t(std::upper_bound(people_.begin(), people_.end(), wanted) - people_.begin())];
    const double x = town.x + 2.5 * chance_.normal(), y = town.y + 2.5 * chance_.normal();
    return {2.54 + x / 70.2, 50.68 + y / 111.2};
  }

  void materials() {
    for (int family = 0; family < kFamilies; ++family) {
      const double dear = 0.5 + 1.5 * chance_.share();
      for (int state = 0; state < kStates; ++state) {
        const double price = std::round(kPrices[std::size_t(state)] * dear * (0.85 + 0.3 * chance_.share()));
        rows_.materials.push_back({{}, material(family, state), "", price});
      }
    }
  }

  void trade(const char* kind, int family, int state, int min_grade, std::vector<Made> outputs, double cost,
             double hours) {
    for (Made& made : outputs) made.yield = std::round(made.yield * (0.95 + 0.1 * chance_.share()) * 1e4) / 1e4;
    trades_.push_back({kind, family, state, min_grade, std::move(outputs), cost * (0.8 + 0.4 * chance_.share()),
                       hours * (0.7 + 0.6 * chance_.share())});
  }
  void trades() {
    for (int f = 0; f < kFamilies; ++f) {
      // An appliance gives plastics, metal and wood.
      const int next = (f + 1) % kFamilies, after = (f + 7) % kFamilies;
      trade("sort", f, 0, 1, {{f, 1, 0.38, 2}, {f, 2, 0.28, 2}, {f, 3, 0.17, 2}}, 28, 6);
      trade("wash", f, 1, 1, {{f, 4, 0.86, 3}}, 45, 3);
      trade("wash", f, 2, 1, {{f, 5, 0.84, 3}}, 45, 3);
      trade("wash", f, 3, 2, {{f, 6, 0.82, 3}}, 45, 3);
      trade("dismantle", f, 1, 2, {{f, 5, 0.35, 3}, {next, 5, 0.25, 3}, {after, 6, 0.2, 3}}, 60, 12);
      trade("repair", f, 4, 3, {{f, 8, 0.55, 4}, {f, 7, 0.30, 2}}, 140, 25);
      trade("shred", f, 5, 1, {{f, 7, 0.93, 3}}, 38, 1.5);
      trade("shred", f, 6, 1, {{f, 7, 0.92, 3}}, 38, 1.5);
      trade("shred", f, 4, 1, {{f, 7, 0.91, 3}}, 38, 1.5);
      trade("remake", f, 7, 2, {{f, 9, 0.80, 4}}, 190, 18);
      trade("remake", f, 5, 3, {{f, 9, 0.72, 4}}, 170, 16);
    }
  }

  Period window() {
    const Day from = plus_days(Day{std::chrono::year{2026} / 1 / 1}, chance_.below(300));
    return {from, plus_days(from, 14 + chance_.below(90))};
  }
  int family() { return chance_.pick(family_weights_); }

  void offer(int number) {
    OfferRow row{.where = {}, .id = numbered("o", number)};
    const int of = family();
    row.material = material(of, chance_.pick(kOffered));
    row.grade = 1 + chance_.below(4);
    row.kg = kilograms(chance_.heavy_tail(2));
    row.window = window();
    row.at = place();
    if (chance_.happens(0.03)) row.permit = {permit_of(of)};
    rows_.offers.push_back(std::move(row));
  }
  void need(int number) {
    NeedRow row{.where = {}, .id = numbered("n", number)};
    const int of = family(), state = chance_.pick(kNeeded);
    row.materials = {material(of, state)};
    if (chance_.happens(0.35) && state != 0 && state != 7) {
      const int like = state >= 8 ? 17 - state : state <= 3 ? 1 + state % 3 : 4 + (state - 3) % 3;
      row.materials.push_back(material(of, like));
    }
    row.min_grade = 1 + chance_.below(state >= 8 ? 4 : 3);
    row.kg = kilograms(chance_.heavy_tail(1.8));
    row.window = window();
    row.at = place();
    row.retention = kRetentions[std::size_t(state >= 8 ? chance_.below(3) : 2 + chance_.below(4))];
    if (chance_.happens(0.5)) row.permits = {permit_of(of)};
    if (chance_.happens(0.1)) row.min_kg = std::floor(row.kg * 0.3);
    rows_.needs.push_back(std::move(row));
  }
  void workshop(int number) {
    WorkshopRow row{.where = {}, .id = numbered("w", number)};
    row.at = place();
    const double size = std::exp(0.8 * chance_.normal() - 0.32);
    const double tonnes = 3.3 * size_.streams * 0.75 / size_.workshops * size;
    const int home = family(), count = 1 + chance_.below(3);
    if (chance_.happens(0.5)) row.permits = {"food", "hazardous"};
    row.small = size < 0.5;
    double hours = 0;
    for (int i = 0; i < count; ++i) {
      const int of = chance_.happens(0.2) ? family() : home;
      const Trade& trade = trades_[static_cast<std::size_t>(of) * 11 +
                                   static_cast<std::size_t>(chance_.happens(0.25) ? 0 : chance_.below(11))];
      const double capacity = std::round(std::max(0.5, tonnes * (0.5 + chance_.share()) / count) * 1000);
      activity(row.id, trade, capacity);
      hours += capacity / 1000 * trade.hours;
    }
    row.labour_hours = std::round(hours * (0.6 + 0.5 * chance_.share()));
    rows_.workshops.push_back(std::move(row));
  }
  void activity(const std::string& workshop, const Trade& trade, double capacity) {
    ActivityRow row{.where = {}, .id = numbered("a", static_cast<int>(rows_.activities.size()))};
    row.workshop = workshop;
    row.kind = trade.kind;
    row.materials = {material(trade.family, trade.state)};
    row.min_grade = trade.min_grade;
    row.capacity_kg = capacity;
    row.cost_eur_per_t = std::round(trade.cost * 100) / 100;
    row.hours_per_t = std::round(trade.hours * 100) / 100;
    row.lead_days = 7;
    if (chance_.happens(0.1)) row.min_kg = std::floor(capacity * 0.01);
    for (const Made& made : trade.outputs) {
      rows_.outputs.push_back({{}, row.id, material(made.family, made.state), double(made.grade), made.yield, {}});
    }
    rows_.activities.push_back(std::move(row));
  }

  SyntheticSize size_;
  Chance chance_;
  InstanceRows rows_{};
  std::array<double, kFamilies> family_weights_{};
  std::vector<Town> towns_{};
  std::vector<double> people_{};
  std::vector<Trade> trades_{};
};

}  // namespace kringwerk::matching
