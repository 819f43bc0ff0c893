#include "rooms/io/network_matches.h"

#include <map>

#include "base/ensure.h"
#include "matching/joint_chains.h"
#include "matching/ledger.h"
#include "matching/nth.h"

namespace kringwerk::rooms {

namespace {

using matching::nth;
using materials::StreamKind;

/// A chain to the network in the ids of its records.
struct NamedChain {
  int card = -1;
  int rank = 0;
  std::string offer, need;
  std::vector<std::pair<std::string, int>> steps;  ///< activity and output
};

/// The cards, first offers, then needs, each in the order of their ids, as find_matches asks them.
std::vector<int> in_order_of_asking(const matching::MatchIndex& index, const std::vector<Card>& cards) {
  std::map<std::pair<bool, int>, int> ordered;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const bool is_want = cards[i].kind == StreamKind::need;
    const std::string id = cards[i].id.text();
    const int record = is_want ? index.find_need(id) : index.find_offer(id);
    if (record >= 0) ordered[{is_want, record}] = static_cast<int>(i);
  }
  std::vector<int> order;
  for (const auto& [place, card] : ordered) order.push_back(card);
  return order;
}

class Asking {
 public:
  Asking(const std::shared_ptr<const matchmaking::Snapshot>& shown, const CardWorld& inside,
         const std::vector<Card>& cards, const Room& room)
      : shown_(shown), inside_(inside), cards_(cards), room_(room) {}

  /// False when there is no place to ask from.
  bool ask(int card, int each) {
    const materials::Stream stream = stream_of(nth(cards_, card), room_, shown_->economy().taxonomy);
    const matchmaking::SeatedStream seated(shown_, stream);
    if (seated.is_unheard_of()) return true;
    if (!seated.is_seated()) return false;
    const bool is_have = stream.kind == StreamKind::offer;
    const std::string id = stream.id.text();
    const auto kind = is_have ? matching::QueryKind::offer : matching::QueryKind::need;
    const int own = is_have ? inside_.index.find_offer(id) : inside_.index.find_need(id);
    int rank = 0;
    for (const matching::JointChain& chain : matching::best_joint_chains(
             {inside_.index, kind, own}, {seated.index(), kind, seated.record(), seated.sees()}, each)) {
      const int place = rank++;
      if (chain.is_second) keep(card, place, chain.path);
    }
    return true;
  }

  NetworkMatches finish() const {
    matchmaking::Economy economy = shown_->economy();
    for (const auto& [id, stream] : partners_) economy.streams.push_back(*stream);
    NetworkMatches found{std::make_unique<const CardWorld>(with_cards(economy, cards_, room_)), {}};
    for (const NamedChain& chain : chains_) found.matches.push_back(match_of(chain, found.world->index));
    sort_matches(found.matches);
    return found;
  }

 private:
  void keep(int card, int rank, const matching::ChainPath& path) {
    const matchmaking::ChainGround ground = shown_->ground();
    const bool is_have = nth(cards_, card).kind == StreamKind::offer;
    const materials::Stream* partner =
        is_have ? nth(ground.records.needs, path.need) : nth(ground.records.offers, path.offer);
    partners_.emplace(partner->id.value(), partner);
    NamedChain chain{card, rank, partner->id.text(), nth(cards_, card).id.text(), {}};
    if (is_have) std::swap(chain.offer, chain.need);
    for (const matching::Step step : path.steps) {
      chain.steps.emplace_back(nth(ground.instance.activities, step.activity).id, step.output);
    }
    chains_.push_back(std::move(chain));
  }

  Match match_of(const NamedChain& chain, const matching::MatchIndex& index) const {
    matching::ChainPath path{index.find_offer(chain.offer), {}, index.find_need(chain.need)};
    for (const auto& [activity, output] : chain.steps) path.steps.push_back({index.find_activity(activity), output});
    ensure(path.offer >= 0 && path.need >= 0, "both ends of a match stand in the room's world");
    const bool is_have = nth(cards_, chain.card).kind == StreamKind::offer;
    const matching::Kilograms basis =
        is_have ? nth(index.instance().offers, path.offer).kg : nth(index.instance().needs, path.need).kg;
    Match match{matching::explain_chain(index.instance(), path, basis), -1, -1, chain.rank};
    (is_have ? match.have : match.want) = chain.card;
    return match;
  }

  const std::shared_ptr<const matchmaking::Snapshot>& shown_;
  const CardWorld& inside_;
  const std::vector<Card>& cards_;
  const Room& room_;
  std::vector<NamedChain> chains_;
  std::map<std::int64_t, const materials::Stream*> partners_;  ///< they live as long as the snapshot
};

/// From an index of everything, which takes long.
NetworkMatches in_one_index(const matchmaking::Snapshot& shown, const std::vector<Card>& cards, const Room& room,
                            int each) {
  NetworkMatches found{std::make_unique<const CardWorld>(with_cards(shown.economy_with_streams(), cards, room)), {}};
  for (Match& match : find_matches(found.world->index, cards, each)) {
    if (!match.is_inside()) found.matches.push_back(std::move(match));
  }
  return found;
}

}  // namespace

NetworkMatches find_network_matches(const std::shared_ptr<const matchmaking::Snapshot>& shown, const CardWorld& inside,
                                    const std::vector<Card>& cards, const Room& room, int each) {
  Asking asking(shown, inside, cards, room);
  for (const int card : in_order_of_asking(inside.index, cards)) {
    // So many ask at once that all places are taken.
    if (!asking.ask(card, each)) return in_one_index(*shown, cards, room, each);
  }
  return asking.finish();
}

}  // namespace kringwerk::rooms
