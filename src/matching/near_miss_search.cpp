#include "matching/near_miss_search.h"

#include <algorithm>
#include <array>

#include "matching/near_miss.h"

namespace kringwerk::matching {

namespace {

/// Grades, permits, dates and distances are told apart by bounds; the last three can mean looking at every chain.
constexpr std::array<Constraint, 7> kQuickFirst{Constraint::grade,  Constraint::permit, Constraint::date,
                                                Constraint::max_km, Constraint::min_kg, Constraint::capacity,
                                                Constraint::value};

WalkPlan plan_without(Constraint waived, const ChainQuery& query, Kilograms basis_kg) {
  return {.kind = query.kind,
          .record = query.record,
          .waived = waived,
          .max_steps = std::clamp(query.max_steps, 0, kMostSteps),
          .basis_kg = basis_kg,
          .sees = query.sees,
          .only_first = true};
}

}  // namespace

NearMissAnswer near_misses(const MatchIndex& index, const ChainQuery& query, const std::function<bool()>& is_late) {
  QueryTables tables(index, query);
  return near_misses(index, query, tables, is_late);
}

NearMissAnswer near_misses(const MatchIndex& index, const ChainQuery& query, QueryTables& tables,
                           const std::function<bool()>& is_late) {
  NearMissAnswer answer;
  const Kilograms basis_kg = basis_of(index.instance(), query);
  if (basis_kg == 0) return answer;
  for (const Constraint waived : kQuickFirst) {
    if (is_late && is_late()) {
      answer.cut_short.push_back(waived);
      continue;
    }
    ChainWalk walk(index, plan_without(waived, query, basis_kg), tables.of(fault_of(waived)));
    walk.is_late = is_late;
    if (const auto found = walk.next()) {
      answer.found.push_back(explain_near_miss(index.instance(), *found, waived, basis_kg));
    } else if (walk.was_cut_short()) {
      answer.cut_short.push_back(waived);
    }
  }
  std::sort(answer.found.begin(), answer.found.end(),
            [](const NearMiss& a, const NearMiss& b) { return a.constraint < b.constraint; });
  std::sort(answer.cut_short.begin(), answer.cut_short.end());
  return answer;
}

}  // namespace kringwerk::matching
