#include "matching/joint_chains.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>

#include "matching/chain_walk.h"
#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

/// Positions of the first index's workshops in the second's.
std::vector<int> translated_workshops(const Instance& from, const Instance& to) {
  std::unordered_map<std::string_view, int> at;
  for (int i = 0; i < size_of(to.workshops); ++i) at.emplace(nth(to.workshops, i).id, i);
  std::vector<int> positions;
  positions.reserve(from.workshops.size());
  for (const Workshop& workshop : from.workshops) {
    const auto found = at.find(workshop.id);
    positions.push_back(found == at.end() ? -1 : found->second);
  }
  return positions;
}

WorkshopSet translated(WorkshopSet set, const std::vector<int>& positions) {
  const auto end = std::find(set.begin(), set.end(), -1);
  std::transform(set.begin(), end, set.begin(), [&](int workshop) { return nth(positions, workshop); });
  // Four at most; std::sort makes g++ 12 fear for the sixteenth.
  for (auto at = set.begin(); at != end; ++at) std::rotate(std::upper_bound(set.begin(), at, *at), at, at + 1);
  return set;
}

/// One of the two walks, with the best chain that it has not given away.
class Side {
 public:
  explicit Side(const JointQuery& query) : query_(query) {
    const Instance& instance = query.index.instance();
    const bool is_offer = query.kind == QueryKind::offer;
    const Kilograms kg = is_offer ? nth(instance.offers, query.record).kg : nth(instance.needs, query.record).kg;
    const bool in_period =
        is_offer ? nth(instance.offers, query.record).in_period : nth(instance.needs, query.record).in_period;
    if (!in_period || kg == 0) return;
    if (!is_offer) {
      table_.emplace(query.index, Fault::none, kMostSteps);
      table_->aim_at_need(query.record);
    }
    walk_.emplace(query.index, WalkPlan{.kind = query.kind, .record = query.record, .basis_kg = kg, .sees = query.sees},
                  table_ ? &*table_ : nullptr);
    walk_->is_end_closed = [this](int end) { return std::count(ends_.begin(), ends_.end(), end) >= 2; };
  }
  Side(const Side&) = delete;
  Side& operator=(const Side&) = delete;

  void ask_about_sets(std::function<bool(const WorkshopSet&)> is_closed) {
    if (walk_) walk_->is_set_closed = std::move(is_closed);
  }
  bool is_end_closed(const ChainPath& path) const { return walk_->is_end_closed(end_of(path)); }
  WorkshopSet set_of(const ChainPath& path) const { return workshops_of(instance(), path.steps); }
  void keep(const ChainPath& path) { ends_.push_back(end_of(path)); }
  const Instance& instance() const { return query_.index.instance(); }

  const Candidate* head() {
    if (!head_ && walk_) head_ = walk_->next();
    return head_ ? &*head_ : nullptr;
  }
  ChainPath take() {
    ChainPath path = std::move(head_->path);
    head_.reset();
    return path;
  }

 private:
  int end_of(const ChainPath& path) const { return query_.kind == QueryKind::need ? path.offer : path.need; }

  JointQuery query_;
  std::optional<TargetTable> table_;
  std::optional<ChainWalk> walk_;
  std::optional<Candidate> head_;
  std::vector<int> ends_;
};

/// The order of the contract across two instances.
bool comes_before(const Instance& of_a, const Candidate& a, const Instance& of_b, const Candidate& b) {
  if (a.millionths != b.millionths) return a.millionths > b.millionths;
  if (a.path.steps.size() != b.path.steps.size()) return a.path.steps.size() < b.path.steps.size();
  for (std::size_t i = 0; i < a.path.steps.size(); ++i) {
    const Step one = a.path.steps[i], two = b.path.steps[i];
    const std::string& first = nth(of_a.activities, one.activity).id;
    const std::string& second = nth(of_b.activities, two.activity).id;
    if (first != second) return first < second;
    if (one.output != two.output) return one.output < two.output;
  }
  return std::tie(nth(of_a.needs, a.path.need).id, nth(of_a.offers, a.path.offer).id) <
         std::tie(nth(of_b.needs, b.path.need).id, nth(of_b.offers, b.path.offer).id);
}

}  // namespace

std::vector<JointChain> best_joint_chains(const JointQuery& first, const JointQuery& second, int k) {
  Side one(first), two(second);
  const std::vector<int> to_first = translated_workshops(two.instance(), one.instance());
  std::vector<WorkshopSet> kept_sets;  // in positions of the first
  const auto is_closed = [&](const WorkshopSet& set) {
    return std::count(kept_sets.begin(), kept_sets.end(), set) >= 2;
  };
  one.ask_about_sets(is_closed);
  two.ask_about_sets([&](const WorkshopSet& set) { return is_closed(translated(set, to_first)); });
  std::vector<JointChain> chains;
  while (static_cast<int>(chains.size()) < k) {
    const Candidate* a = one.head();
    const Candidate* b = two.head();
    if (a == nullptr && b == nullptr) break;
    const bool is_second = a == nullptr || (b != nullptr && comes_before(two.instance(), *b, one.instance(), *a));
    Side& side = is_second ? two : one;
    ChainPath path = side.take();
    const WorkshopSet set = is_second ? translated(side.set_of(path), to_first) : side.set_of(path);
    if (side.is_end_closed(path) || is_closed(set)) continue;
    side.keep(path);
    kept_sets.push_back(set);
    chains.push_back({is_second, std::move(path)});
  }
  return chains;
}

}  // namespace kringwerk::matching
