#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <numbers>
#include <string>
#include <type_traits>
#include <vector>

#include "matching/chain_assessment.h"
#include "matching/fault.h"
#include "matching/instance.h"
#include "matching/record_tree.h"
#include "matching/spot.h"

/// What the search is measured against, in the same process.
namespace kringwerk::bench {

/// What a direct match in SQL asks.
enum class DirectRules {
  few,  ///< material, grade and days, on a plane: what a first query would be. It lists needs that the rules forbid.
  all   ///< also permits, minimum, distance and audience, over the great circle: the best is that of the search
};

/// Direct matches in SQL: one table of needs by material and grade, in memory, the same score. Nothing is processed,
/// nothing explained.
class DirectMatches {
 public:
  struct Best {
    int found = 0;
    double score = 0;  ///< of the first
  };

  DirectMatches(const matching::Instance& instance, DirectRules rules) : instance_(instance), rules_(rules) {
    must(sqlite3_open(":memory:", &database_));
    run("CREATE TABLE need (id INTEGER, material INTEGER, grade INTEGER, x REAL, y REAL, z REAL, kg REAL, "
        "first INTEGER, last INTEGER, value REAL, permits INTEGER, min_kg REAL, audience INTEGER)");
    fill();
    run("CREATE INDEX by_material ON need (material, grade)");
    run("ANALYZE");
    const std::string common =
        ") * min(1.0, kg / ?6) AS score FROM need WHERE material = ?7 AND grade <= ?8 AND first <= ?10 AND last >= ?9";
    const std::string order = " ORDER BY score DESC LIMIT 10";
    if (rules == DirectRules::few) {
      query_ =
          prepared("SELECT id, (value - ?1 - ?2 * sqrt((x - ?3) * (x - ?3) + (y - ?4) * (y - ?4))" + common + order);
    } else {
      const std::string square = "((x - ?3) * (x - ?3) + (y - ?4) * (y - ?4) + (z - ?5) * (z - ?5))";
      query_ = prepared("SELECT id, (value - ?1 - ?2 * " + std::to_string(2 * matching::kEarthRadiusKm) +
                        " * asin(0.5 * sqrt" + square + ")" + common +
                        " AND (?11 & ~permits) = 0 AND min_kg <= min(kg, ?6) AND (audience & ?12) <> 0 AND " + square +
                        " <= ?13" + order);
    }
  }
  ~DirectMatches() {
    sqlite3_finalize(query_);
    sqlite3_close(database_);
  }
  DirectMatches(const DirectMatches&) = delete;
  DirectMatches& operator=(const DirectMatches&) = delete;

  Best best(int position) {
    const matching::Offer& offer = instance_.offers[std::size_t(position)];
    const matching::Policy& policy = instance_.policy;
    const auto [x, y, z] = place(offer.at);
    const int bound = bind(query_, 0, policy.k_eur_per_t, policy.tau_eur_per_tkm, x, y, z, double(offer.kg),
                           offer.material, offer.grade, offer.window.from, offer.window.to);
    if (rules_ == DirectRules::all) {
      const double chord = 2 * std::sin(std::min(policy.max_km / matching::kEarthRadiusKm, std::numbers::pi) / 2);
      bind(query_, bound, bits(matching::bits_of(offer.permit)), bits(matching::kEverybody), chord * chord);
    }
    Best best;
    while (sqlite3_step(query_) == SQLITE_ROW) {
      if (best.found++ == 0) best.score = sqlite3_column_double(query_, 1);
    }
    sqlite3_reset(query_);
    return best;
  }

 private:
  /// Kilometres on a plane that fits 51° N, or a point of the unit sphere.
  std::array<double, 3> place(Point at) const {
    if (rules_ == DirectRules::few) return {at.lon * 70.0, at.lat * 111.2, 0};
    constexpr double kRadians = std::numbers::pi / 180;
    const double lat = at.lat * kRadians, lon = at.lon * kRadians;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
  }
  void fill() {
    run("BEGIN");
    sqlite3_stmt* insert = prepared("INSERT INTO need VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
    for (std::size_t i = 0; i < instance_.needs.size(); ++i) {
      const matching::Need& need = instance_.needs[i];
      for (const int material : need.materials) {
        const auto [x, y, z] = place(need.at);
        const double value = instance_.materials[std::size_t(material)].price_eur_per_t * need.retention;
        bind(insert, 0, i, material, need.min_grade, x, y, z, double(need.kg), need.window.from, need.window.to, value,
             bits(matching::bits_of(need.permits)), double(need.min_kg), bits(need.audience));
        sqlite3_step(insert);
        sqlite3_reset(insert);
      }
    }
    sqlite3_finalize(insert);
    run("COMMIT");
  }
  static void must(int code) {
    if (code != SQLITE_OK) std::abort();
  }
  void run(const char* sql) { must(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr)); }
  sqlite3_stmt* prepared(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    must(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr));
    return statement;
  }
  static std::int64_t bits(std::uint64_t set) { return std::bit_cast<std::int64_t>(set); }
  /// From the parameter after `bound`; answers how many are bound then.
  template <class... Values>
  static int bind(sqlite3_stmt* statement, int bound, Values... values) {
    const auto one = [&](auto value) {
      if constexpr (std::is_floating_point_v<decltype(value)>) {
        must(sqlite3_bind_double(statement, ++bound, value));
      } else {
        must(sqlite3_bind_int64(statement, ++bound, std::int64_t(value)));
      }
    };
    (one(values), ...);
    return bound;
  }

  const matching::Instance& instance_;
  DirectRules rules_;
  sqlite3* database_ = nullptr;
  sqlite3_stmt* query_ = nullptr;
};

/// Every chain of an offer, judged one by one; keeps the k best, without diversity.
inline std::vector<matching::Candidate> try_all_chains(const matching::Instance& instance, int offer, std::size_t k) {
  std::vector<matching::Candidate> best;
  const auto before = [&](const auto& a, const auto& b) { return comes_before(instance, a, b); };
  matching::ChainPath path{offer, {}, 0};
  const auto contains = [](const std::vector<int>& list, int wanted) {
    return std::binary_search(list.begin(), list.end(), wanted);
  };
  const std::function<void(int)> extend = [&](int material) {
    for (std::size_t n = 0; n < instance.needs.size(); ++n) {
      if (!contains(instance.needs[n].materials, material)) continue;
      path.need = int(n);
      const matching::PathFault fault = fault_of_path(instance, path);
      if (!fault.is_single || fault.fault != matching::Fault::none) continue;
      auto found = assess_chain(instance, path, instance.offers[std::size_t(offer)].kg, std::nullopt);
      if (!found || (best.size() == k && !before(*found, best.front()))) continue;
      if (best.size() == k) std::pop_heap(best.begin(), best.end(), before), best.pop_back();
      best.push_back(*std::move(found));
      std::push_heap(best.begin(), best.end(), before);
    }
    if (path.steps.size() == 4) return;
    for (std::size_t a = 0; a < instance.activities.size(); ++a) {
      const matching::Activity& activity = instance.activities[a];
      if (!contains(activity.materials, material)) continue;
      for (std::size_t j = 0; j < activity.outputs.size(); ++j) {
        path.steps.push_back({int(a), int(j)});
        extend(activity.outputs[j].material);
        path.steps.pop_back();
      }
    }
  };
  extend(instance.offers[std::size_t(offer)].material);
  std::sort_heap(best.begin(), best.end(), before);
  return best;
}

}  // namespace kringwerk::bench
