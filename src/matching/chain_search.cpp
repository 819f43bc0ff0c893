#include "matching/chain_search.h"

#include <algorithm>
#include <optional>

#include "matching/chain_walk.h"
#include "matching/ledger.h"
#include "matching/near_miss_search.h"
#include "matching/nth.h"
#include "matching/query_tables.h"

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

/// Room for so many is made at once.
constexpr int kMostReserved = 64;

std::vector<Chain> listed_chains(const MatchIndex& index, const ChainQuery& query, Kilograms basis_kg,
                                 QueryTables& tables) {
  const WalkPlan plan{.kind = query.kind,
                      .record = query.record,
                      .max_steps = std::clamp(query.max_steps, 0, kMostSteps),
                      .basis_kg = basis_kg,
                      .sees = query.sees,
                      .only_first = query.k == 1};
  ChainWalk walk(index, plan, tables.of(Fault::none));
  Variety variety(index.instance(), query.kind);
  const bool varies = query.diversity == Diversity::on;
  if (varies) {
    walk.is_end_closed = [&](int end) { return variety.is_end_closed(end); };
    walk.is_set_closed = [&](const WorkshopSet& set) { return variety.is_set_closed(set); };
  }
  std::vector<Chain> chains;
  chains.reserve(static_cast<std::size_t>(std::clamp(query.k, 0, kMostReserved)));
  while (static_cast<int>(chains.size()) < query.k) {
    const std::optional<Candidate> found = walk.next();
    if (!found) break;
    if (varies && variety.is_closed(found->path)) continue;
    variety.keep(found->path);
    chains.push_back(explain_chain(index.instance(), found->path, found->legs, basis_kg));
  }
  return chains;
}

}  // namespace

Kilograms basis_of(const Instance& instance, const ChainQuery& query) {
  if (query.kind == QueryKind::activity) return nth(instance.activities, query.record).capacity_kg;
  if (query.kind == QueryKind::need) {
    const Need& need = nth(instance.needs, query.record);
    return need.in_period ? need.kg : 0;
  }
  const Offer& offer = nth(instance.offers, query.record);
  return offer.in_period ? offer.kg : 0;
}

ChainAnswer best_chains(const MatchIndex& index, const ChainQuery& query) {
  ChainAnswer answer;
  const Kilograms basis_kg = basis_of(index.instance(), query);
  if (basis_kg == 0) return answer;
  QueryTables tables(index, query);
  answer.chains = listed_chains(index, query, basis_kg, tables);
  if (query.near_misses == NearMisses::on) answer.near_misses = near_misses(index, query, tables).found;
  return answer;
}

}  // namespace kringwerk::matching
