#include "matching/chain_search.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "matching/chain_walk.h"
#include "matching/ledger.h"
#include "matching/near_miss.h"

namespace kringwerk::matching {

namespace {

using WorkshopSet = std::vector<int>;

/// Counts what the kept chains share.
class Variety {
 public:
  explicit Variety(const Instance& instance) : instance_(instance) {}

  bool is_need_closed(int need) const { return count(needs_, need) >= 2; }
  bool are_steps_closed(const std::vector<Step>& steps) const { return count(workshops_, workshops(steps)) >= 2; }
  void keep(const ChainPath& path) {
    ++needs_[path.need];
    ++workshops_[workshops(path.steps)];
  }

 private:
  template <class Key>
  static int count(const std::map<Key, int>& counts, const Key& key) {
    const auto at = counts.find(key);
    return at == counts.end() ? 0 : at->second;
  }
  WorkshopSet workshops(const std::vector<Step>& steps) const {
    std::set<int> set;
    for (const Step& step : steps) set.insert(instance_.activities[static_cast<std::size_t>(step.activity)].workshop);
    return WorkshopSet(set.begin(), set.end());
  }

  const Instance& instance_;
  std::map<int, int> needs_;
  std::map<WorkshopSet, int> workshops_;
};

struct Basis {
  Kilograms kg = 0;
  bool in_period = true;
};

Basis basis_of(const Instance& instance, const ChainQuery& query) {
  const auto at = static_cast<std::size_t>(query.record);
  if (query.kind == QueryKind::offer) return {instance.offers[at].kg, instance.offers[at].in_period};
  if (query.kind == QueryKind::need) return {instance.needs[at].kg, instance.needs[at].in_period};
  return {instance.activities[at].capacity_kg, true};
}

Target target_of(const ChainQuery& query, Fault waiver) {
  Target target{.waiver = waiver};
  if (query.kind == QueryKind::need) target.need = query.record;
  if (query.kind == QueryKind::activity) target.via = query.record;
  return target;
}

Fault fault_of(std::optional<Constraint> waived) {
  if (waived == Constraint::grade) return Fault::grade;
  if (waived == Constraint::permit) return Fault::permit;
  return waived == Constraint::max_km ? Fault::max_km : Fault::none;
}

/// Bounds for any need and activity stand in the index; those for one need or activity are made per question.
class Tables {
 public:
  Tables(const MatchIndex& index, const ChainQuery& query) : index_(index), query_(query) {}
  const SuffixTable& of(Fault waiver) {
    if (query_.kind == QueryKind::offer) return index_.table(waiver);
    auto& table = made_[static_cast<std::size_t>(waiver)];
    if (!table) table.emplace(index_.instance(), index_.arcs(), target_of(query_, waiver));
    return *table;
  }

 private:
  const MatchIndex& index_;
  const ChainQuery& query_;
  std::array<std::optional<SuffixTable>, kFaults.size()> made_;
};

WalkPlan plan_of(const ChainQuery& query, std::optional<Constraint> waived, Kilograms basis_kg) {
  return {.offer = query.kind == QueryKind::offer ? query.record : -1,
          .target = target_of(query, fault_of(waived)),
          .waived = waived,
          .max_steps = std::min(query.max_steps, 4),
          .basis_kg = basis_kg};
}

std::vector<Chain> listed_chains(const MatchIndex& index, const ChainQuery& query, ChainWalk& walk,
                                 Kilograms basis_kg) {
  Variety variety(index.instance());
  if (query.diversity == Diversity::on) {
    walk.is_need_closed = [&](int need) { return variety.is_need_closed(need); };
    walk.are_steps_closed = [&](const std::vector<Step>& steps) { return variety.are_steps_closed(steps); };
  }
  std::vector<Chain> chains;
  while (static_cast<int>(chains.size()) < query.k) {
    const std::optional<Candidate> found = walk.next();
    if (!found) break;
    const bool closed = variety.is_need_closed(found->path.need) || variety.are_steps_closed(found->path.steps);
    if (query.diversity == Diversity::on && closed) continue;
    variety.keep(found->path);
    chains.push_back(explain_chain(index.instance(), found->path, basis_kg));
  }
  return chains;
}

}  // namespace

ChainAnswer best_chains(const MatchIndex& index, const ChainQuery& query) {
  ChainAnswer answer;
  const Basis basis = basis_of(index.instance(), query);
  if (!basis.in_period || basis.kg == 0) return answer;
  Tables tables(index, query);
  ChainWalk walk(index, tables.of(Fault::none), plan_of(query, std::nullopt, basis.kg));
  answer.chains = listed_chains(index, query, walk, basis.kg);
  for (const Constraint waived : {Constraint::grade, Constraint::capacity, Constraint::permit, Constraint::date,
                                  Constraint::min_kg, Constraint::max_km, Constraint::value}) {
    ChainWalk near(index, tables.of(fault_of(waived)), plan_of(query, waived, basis.kg));
    if (const auto found = near.next()) {
      answer.near_misses.push_back(explain_near_miss(index.instance(), *found, waived, basis.kg));
    }
  }
  return answer;
}

}  // namespace kringwerk::matching
