#include "matching/near_miss_search.h"

#include <algorithm>
#include <array>
#include <optional>

#include "matching/chain_walk.h"
#include "matching/near_miss.h"

namespace kringwerk::matching {

namespace {

/// Grades, permits, dates and distances are told apart by bounds; the last three can mean looking at every chain.
constexpr std::array<Constraint, 7> kQuickFirst{Constraint::grade,  Constraint::permit, Constraint::date,
                                                Constraint::max_km, Constraint::min_kg, Constraint::capacity,
                                                Constraint::value};
constexpr int kLooksBetween = 64;

/// Leaves a walk from within: a walk asks what it may leave out before it looks closer, and knows no other way to end.
struct OutOfTime {};

class NearMissSearch {
 public:
  NearMissSearch(const MatchIndex& index, const ChainQuery& query, const std::function<bool()>& is_late)
      : index_(index), query_(query), is_late_(is_late) {}

  NearMissAnswer run() {
    const Kilograms basis = basis_kg();
    if (basis == 0) return {};
    for (const Constraint waived : kQuickFirst) look_for(waived, basis);
    std::sort(answer_.found.begin(), answer_.found.end(),
              [](const NearMiss& a, const NearMiss& b) { return a.constraint < b.constraint; });
    std::sort(answer_.cut_short.begin(), answer_.cut_short.end());
    return std::move(answer_);
  }

 private:
  /// What scores are taken per; 0 where nothing can be asked.
  Kilograms basis_kg() const {
    const Instance& instance = index_.instance();
    const auto at = static_cast<std::size_t>(query_.record);
    if (query_.kind == QueryKind::activity) return instance.activities[at].capacity_kg;
    if (query_.kind == QueryKind::need) return instance.needs[at].in_period ? instance.needs[at].kg : 0;
    return instance.offers[at].in_period ? instance.offers[at].kg : 0;
  }

  void look_for(Constraint waived, Kilograms basis) {
    try {
      if (is_late_()) throw OutOfTime{};
      if (const auto found = first_of(waived, basis)) {
        answer_.found.push_back(explain_near_miss(index_.instance(), *found, waived, basis));
      }
    } catch (const OutOfTime&) {
      answer_.cut_short.push_back(waived);
    }
  }

  std::optional<Candidate> first_of(Constraint waived, Kilograms basis) {
    const int steps = std::clamp(query_.max_steps, 0, kMostSteps);
    std::optional<TargetTable> table;
    if (query_.kind != QueryKind::offer) table.emplace(index_, fault_of(waived), steps);
    if (query_.kind == QueryKind::need) table->aim_at_need(query_.record);
    if (query_.kind == QueryKind::activity) table->aim_at_activity(query_.record);
    const WalkPlan plan{.kind = query_.kind,
                        .record = query_.record,
                        .waived = waived,
                        .max_steps = steps,
                        .basis_kg = basis,
                        .sees = query_.sees,
                        .only_first = true};
    ChainWalk walk(index_, plan, table ? &*table : nullptr);
    walk.is_end_closed = [&](int /*end*/) { return go_on(); };
    walk.is_set_closed = [&](const WorkshopSet& /*workshops*/) { return go_on(); };
    return walk.next();
  }

  /// Nothing is closed; but the search may be out of time.
  bool go_on() {
    if (++looks_ % kLooksBetween == 0 && is_late_()) throw OutOfTime{};
    return false;
  }

  const MatchIndex& index_;
  const ChainQuery& query_;
  const std::function<bool()>& is_late_;
  NearMissAnswer answer_;
  std::int64_t looks_ = 0;
};

}  // namespace

NearMissAnswer near_misses(const MatchIndex& index, const ChainQuery& query, const std::function<bool()>& is_late) {
  return NearMissSearch(index, query, is_late).run();
}

}  // namespace kringwerk::matching
