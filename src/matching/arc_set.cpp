#include "matching/arc_set.h"

#include <algorithm>
#include <limits>

#include "matching/nth.h"

namespace kringwerk::matching {

namespace {

constexpr int kBlock = 512;

struct Arc {
  int source = 0;
  int taker = 0;
  float value = 0;
  float tonnes = 0;
};

bool comes_first(const Arc& a, const Arc& b) {
  if (a.source != b.source) return a.source < b.source;
  return a.taker != b.taker ? a.taker < b.taker : a.tonnes > b.tonnes;
}

class Generator {
 public:
  Generator(const PlanNetwork& network, PartIndexes& indexes, const NodePrices& prices, const ArcWish& wish,
            const ArcSet& old)
      : network_(network), indexes_(indexes), prices_(prices), wish_(wish), old_(old) {}

  ArcSet make(Workers& workers) {
    indexes_.set_takers(prices_.taker);
    indexes_.set_sources(prices_.source);
    const int sources = size_of(network_.sources);
    const int need_blocks = (network_.needs() + kBlock - 1) / kBlock;
    const int source_blocks = (sources + kBlock - 1) / kBlock;
    asked_.resize(static_cast<std::size_t>(need_blocks));
    workers.run(need_blocks, [&](int block) { ask_for_needs(block); });
    share_asked();
    made_.resize(static_cast<std::size_t>(source_blocks));
    counts_.assign(network_.sources.size(), 0);
    workers.run(source_blocks, [&](int block) { ask_for_sources(block); });
    return joined();
  }

 private:
  /// What the arc is worth beyond both prices.
  double surplus(int source, int taker, double value) const {
    const double price = nth(prices_.taker, taker);
    return value - nth(prices_.source, source) + (network_.is_need(taker) ? -price : price);
  }

  void ask_for_needs(int block) {
    std::vector<Priced> found;
    const int end = std::min(network_.needs(), (block + 1) * kBlock);
    for (int need = block * kBlock; need < end; ++need) {
      for (const int material : network_.materials_of(need)) {
        const double worth = network_.worth(need, material) - network_.instance.policy.k_eur_per_t;
        const double floor = std::max(0.0, nth(prices_.taker, need) - wish_.slack_eur_per_t) - worth;
        const auto take = [&](const PriceIndex& index, std::size_t several) {
          index.several_for_taker(need, material, floor, several, found);
          for (const Priced& from : found) {
            const double value = worth + from.value + nth(prices_.source, from.id);
            if (value > 0) nth(asked_, block).push_back({from.id, need, static_cast<float>(value), 0});
          }
        };
        take(indexes_.outputs, wish_.outputs_of_need);
        take(indexes_.offers, wish_.offers_of_need);
      }
    }
  }

  void share_asked() {
    first_asked_.assign(network_.sources.size() + 1, 0);
    for (const auto& block : asked_) {
      for (const Arc& arc : block) ++nth(first_asked_, arc.source + 1);
    }
    for (std::size_t i = 1; i < first_asked_.size(); ++i) first_asked_[i] += first_asked_[i - 1];
    asked_by_source_.resize(static_cast<std::size_t>(first_asked_.back()));
    std::vector<int> next(first_asked_);
    for (auto& block : asked_) {
      for (const Arc& arc : block) nth(asked_by_source_, nth(next, arc.source)++) = arc;
      block = {};
    }
  }

  void keep_old(int source, std::vector<Arc>& arcs) const {
    if (old_.first.empty()) return;
    for (int i = nth(old_.first, source); i < nth(old_.first, source + 1); ++i) {
      const Arc arc{source, nth(old_.taker, i), nth(old_.value, i), nth(old_.tonnes, i)};
      const bool flows = static_cast<double>(arc.tonnes) > 1e-6 * nth(network_.sources, source).tonnes;
      if (flows || surplus(source, arc.taker, static_cast<double>(arc.value)) > -wish_.keep_eur_per_t) {
        arcs.push_back(arc);
      }
    }
  }

  void ask_for_source(int source, std::vector<Arc>& arcs, std::vector<Priced>& found) const {
    const bool is_offer = source < network_.offers();
    const double floor = nth(prices_.source, source) - wish_.slack_eur_per_t;
    indexes_.needs.several_for_source(source, std::max(-1.0, floor),
                                      is_offer ? wish_.needs_of_offer : wish_.needs_of_output, found);
    for (const Priced& to : found) add(source, to, arcs);
    indexes_.activities.several_for_source(source, floor - 2, is_offer ? wish_.activities : 2 * wish_.activities,
                                           found);
    for (const Priced& to : found) add(source, to, arcs);
  }

  void add(int source, const Priced& to, std::vector<Arc>& arcs) const {
    const double price = nth(prices_.taker, to.id);
    if (!network_.is_need(to.id)) {
      arcs.push_back({source, to.id, static_cast<float>(to.value - price), 0});
    } else if (to.value + price > 0) {
      arcs.push_back({source, to.id, static_cast<float>(to.value + price), 0});
    }
  }

  void ask_for_sources(int block) {
    std::vector<Priced> found;
    std::vector<Arc> arcs;
    const int end = std::min(size_of(network_.sources), (block + 1) * kBlock);
    for (int source = block * kBlock; source < end; ++source) {
      arcs.clear();
      keep_old(source, arcs);
      ask_for_source(source, arcs, found);
      const auto asked = asked_by_source_.begin();
      arcs.insert(arcs.end(), asked + nth(first_asked_, source), asked + nth(first_asked_, source + 1));
      std::sort(arcs.begin(), arcs.end(), comes_first);
      const auto twins =
          std::unique(arcs.begin(), arcs.end(), [](const Arc& a, const Arc& b) { return a.taker == b.taker; });
      nth(made_, block).insert(nth(made_, block).end(), arcs.begin(), twins);
      nth(counts_, source) = static_cast<int>(twins - arcs.begin());
    }
  }

  ArcSet joined() {
    ArcSet set;
    set.first.assign(1, 0);
    for (const int more : counts_) set.first.push_back(set.first.back() + more);
    const auto size = static_cast<std::size_t>(set.first.back());
    set.taker.reserve(size);
    set.value.reserve(size);
    set.tonnes.reserve(size);
    for (auto& block : made_) {
      for (const Arc& arc : block) {
        set.taker.push_back(arc.taker);
        set.value.push_back(arc.value);
        set.tonnes.push_back(arc.tonnes);
      }
      block = {};
    }
    return set;
  }

  const PlanNetwork& network_;
  PartIndexes& indexes_;
  const NodePrices& prices_;
  const ArcWish& wish_;
  const ArcSet& old_;
  std::vector<std::vector<Arc>> asked_, made_;
  std::vector<Arc> asked_by_source_;
  std::vector<int> first_asked_, counts_;
};

}  // namespace

ArcWish first_wish(const PlanNetwork& network, ArcWish wish) {
  constexpr std::size_t kFewPairs = 20'000;
  constexpr double kEverything = std::numeric_limits<double>::infinity();
  wish.slack_eur_per_t = kEverything;
  wish.keep_eur_per_t = kEverything;
  if (network.sources.size() * network.takers.size() > kFewPairs) return wish;
  constexpr std::size_t kAll = std::numeric_limits<int>::max();
  wish.needs_of_offer = wish.needs_of_output = wish.activities = kAll;
  wish.outputs_of_need = wish.offers_of_need = 0;
  return wish;
}

ArcSet generate_arcs(const PlanNetwork& network, PartIndexes& indexes, Workers& workers, const NodePrices& prices,
                     const ArcWish& wish, const ArcSet& old) {
  return Generator(network, indexes, prices, wish, old).make(workers);
}

}  // namespace kringwerk::matching
