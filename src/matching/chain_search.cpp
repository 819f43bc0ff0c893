#include "matching/chain_search.h"

#include <algorithm>
#include <array>
#include <optional>

#include "matching/chain_walk.h"
#include "matching/ledger.h"
#include "matching/near_miss.h"

namespace kringwerk::matching {

namespace {

/// Counts what the kept chains share: the end that was not asked about, and the workshops.
class Variety {
 public:
  Variety(const Instance& instance, QueryKind kind) : instance_(instance), kind_(kind) {}

  bool is_end_closed(int end) const { return has_two(ends_, end); }
  bool is_set_closed(const WorkshopSet& set) const { return has_two(sets_, set); }
  bool is_closed(const ChainPath& path) const {
    return is_end_closed(end_of(path)) || is_set_closed(workshops_of(instance_, path.steps));
  }
  void keep(const ChainPath& path) {
    ends_.push_back(end_of(path));
    sets_.push_back(workshops_of(instance_, path.steps));
  }

 private:
  template <class Key>
  static bool has_two(const std::vector<Key>& kept, const Key& key) {
    return std::count(kept.begin(), kept.end(), key) >= 2;
  }
  int end_of(const ChainPath& path) const { return kind_ == QueryKind::need ? path.offer : path.need; }

  const Instance& instance_;
  QueryKind kind_;
  std::vector<int> ends_;
  std::vector<WorkshopSet> sets_;
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

WalkPlan plan_of(const ChainQuery& query, std::optional<Constraint> waived, Kilograms basis_kg) {
  return {.kind = query.kind,
          .record = query.record,
          .waived = waived,
          .max_steps = std::clamp(query.max_steps, 0, kMostSteps),
          .basis_kg = basis_kg,
          .sees = query.sees,
          .only_first = waived.has_value() || query.k == 1};
}

/// Bounds towards any need stand in the index; those towards one need or activity are made once per question.
class Tables {
 public:
  Tables(const MatchIndex& index, const ChainQuery& query) : index_(index), query_(query) {}
  const TargetTable* of(Fault waiver) {
    if (query_.kind == QueryKind::offer) return nullptr;
    auto& table = made_[place_of(waiver)];
    if (table) return &*table;
    table.emplace(index_, waiver, std::clamp(query_.max_steps, 0, kMostSteps));
    if (query_.kind == QueryKind::need) {
      table->aim_at_need(query_.record);
    } else {
      table->aim_at_activity(query_.record);
    }
    return &*table;
  }

 private:
  const MatchIndex& index_;
  const ChainQuery& query_;
  std::array<std::optional<TargetTable>, kFaults.size()> made_;
};

std::vector<Chain> listed_chains(const MatchIndex& index, const ChainQuery& query, Kilograms basis_kg, Tables& tables) {
  ChainWalk walk(index, plan_of(query, std::nullopt, basis_kg), tables.of(Fault::none));
  Variety variety(index.instance(), query.kind);
  const bool varies = query.diversity == Diversity::on;
  if (varies) {
    walk.is_end_closed = [&](int end) { return variety.is_end_closed(end); };
    walk.is_set_closed = [&](const WorkshopSet& set) { return variety.is_set_closed(set); };
  }
  std::vector<Chain> chains;
  while (static_cast<int>(chains.size()) < query.k) {
    const std::optional<Candidate> found = walk.next();
    if (!found) break;
    if (varies && variety.is_closed(found->path)) continue;
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
  answer.chains = listed_chains(index, query, basis.kg, tables);
  if (query.near_misses == NearMisses::off) return answer;
  for (const Constraint waived : {Constraint::grade, Constraint::capacity, Constraint::permit, Constraint::date,
                                  Constraint::min_kg, Constraint::max_km, Constraint::value}) {
    ChainWalk near(index, plan_of(query, waived, basis.kg), tables.of(fault_of(waived)));
    if (const auto found = near.next()) {
      answer.near_misses.push_back(explain_near_miss(index.instance(), *found, waived, basis.kg));
    }
  }
  return answer;
}

}  // namespace kringwerk::matching
