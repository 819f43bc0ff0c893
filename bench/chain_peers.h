#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "matching/chain_assessment.h"
#include "matching/fault.h"
#include "matching/instance.h"

/// What the search is measured against, in the same process.
namespace kringwerk::bench {

/// Direct matches in SQL: one table of needs by material and grade, in memory, the same score. Nothing is processed.
class DirectMatches {
 public:
  explicit DirectMatches(const matching::Instance& instance) : instance_(instance) {
    must(sqlite3_open(":memory:", &database_));
    run("CREATE TABLE need (id INTEGER, material INTEGER, grade INTEGER, lon REAL, lat REAL, kg REAL, first INTEGER, "
        "last INTEGER, value REAL)");
    run("BEGIN");
    sqlite3_stmt* insert = prepared("INSERT INTO need VALUES (?,?,?,?,?,?,?,?,?)");
    for (std::size_t i = 0; i < instance.needs.size(); ++i) {
      const matching::Need& need = instance.needs[i];
      for (const int material : need.materials) {
        bind(insert, {double(i), double(material), double(need.min_grade), need.at.lon, need.at.lat, double(need.kg),
                      double(need.window.from), double(need.window.to),
                      instance.materials[std::size_t(material)].price_eur_per_t * need.retention});
        sqlite3_step(insert);
        sqlite3_reset(insert);
      }
    }
    sqlite3_finalize(insert);
    run("COMMIT");
    run("CREATE INDEX by_material ON need (material, grade)");
    run("ANALYZE");
    // On this scale a plane does: kilometres per degree at 51° N.
    query_ = prepared(
        "SELECT id, (value - ?1 - ?2 * sqrt(pow((lon - ?3) * 70.0, 2) + pow((lat - ?4) * 111.2, 2))) * min(1.0, kg / "
        "?5) "
        "AS score FROM need WHERE material = ?6 AND grade <= ?7 AND first <= ?9 AND last >= ?8 ORDER BY score DESC "
        "LIMIT 10");
  }
  ~DirectMatches() {
    sqlite3_finalize(query_);
    sqlite3_close(database_);
  }
  DirectMatches(const DirectMatches&) = delete;
  DirectMatches& operator=(const DirectMatches&) = delete;

  int best(int position) {
    const matching::Offer& offer = instance_.offers[std::size_t(position)];
    bind(query_,
         {instance_.policy.k_eur_per_t, instance_.policy.tau_eur_per_tkm, offer.at.lon, offer.at.lat, double(offer.kg),
          double(offer.material), double(offer.grade), double(offer.window.from), double(offer.window.to)});
    int found = 0;
    while (sqlite3_step(query_) == SQLITE_ROW) ++found;
    sqlite3_reset(query_);
    return found;
  }

 private:
  static void must(int code) {
    if (code != SQLITE_OK) std::abort();
  }
  void run(const char* sql) { must(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr)); }
  sqlite3_stmt* prepared(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    must(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr));
    return statement;
  }
  static void bind(sqlite3_stmt* statement, const std::vector<double>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) must(sqlite3_bind_double(statement, int(i) + 1, values[i]));
  }

  const matching::Instance& instance_;
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
