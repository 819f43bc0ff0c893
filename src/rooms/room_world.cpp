#include "rooms/room_world.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "matching/chain_search.h"

namespace kringwerk::rooms {

namespace {

using materials::Stream;
using materials::StreamKind;

std::vector<std::string> in_every_state(const std::string& material, const materials::Taxonomy& taxonomy) {
  std::vector<std::string> accepted{material};
  const materials::MaterialClass* found = taxonomy.find(material);
  if (found == nullptr) return accepted;
  for (const std::string& state : found->states) {
    if (state != "as_is") accepted.push_back(std::string(material).append("~").append(state));
  }
  return accepted;
}

materials::Amount counted(materials::Amount amount) {
  if (materials::mass_each_time(amount)) return amount;
  amount = {};
  amount.thousandths = kAssumedKilograms * 1000;
  amount.unit = materials::AmountUnit::kg;
  amount.quality = materials::AmountQuality::unknown;
  amount.rhythm = materials::Rhythm::once;
  return amount;
}

using Path = std::tuple<int, std::vector<matching::Step>, int>;

/// Cards by the position of their record.
struct CardPositions {
  std::map<int, int> offers, needs;
  static int at(const std::map<int, int>& positions, int record) {
    const auto found = positions.find(record);
    return found == positions.end() ? -1 : found->second;
  }
};

CardPositions positions_of(const matching::MatchIndex& index, const std::vector<Card>& cards) {
  CardPositions positions;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const std::string id = cards[i].id.text();
    const bool is_have = cards[i].kind == StreamKind::offer;
    const int record = is_have ? index.find_offer(id) : index.find_need(id);
    if (record >= 0) (is_have ? positions.offers : positions.needs)[record] = static_cast<int>(i);
  }
  return positions;
}

matching::ChainQuery query_of(matching::QueryKind kind, int record, int each) {
  return {.kind = kind, .record = record, .k = each, .near_misses = matching::NearMisses::off};
}

double worth(const Match& match) {
  return match.chain.value_eur_per_t * match.chain.tonnes;
}

}  // namespace

Stream stream_of(const Card& card, const Room& room, const materials::Taxonomy& taxonomy) {
  Stream stream;
  stream.id = materials::StreamId{card.id.value()};
  stream.kind = card.kind;
  stream.state = materials::StreamState::open;
  stream.material = card.material;
  const bool is_want = card.kind == StreamKind::need;
  if (!card.material.empty()) {
    stream.accepted = is_want ? in_every_state(card.material, taxonomy) : std::vector<std::string>{card.material};
  }
  if (is_want) stream.retention_step = kAssumedUse;
  stream.typed_what = card.what;
  stream.title.set(room.language, card.what);
  stream.language = room.language;
  stream.amount = counted(card.amount);
  stream.nis = card.nis;
  stream.created_at = card.written_at;
  return stream;
}

matchmaking::Economy with_cards(const matchmaking::Economy& shown_to_all, const std::vector<Card>& cards,
                                const Room& room) {
  matchmaking::Economy economy = shown_to_all;
  for (const Card& card : cards) economy.streams.push_back(stream_of(card, room, economy.taxonomy));
  return economy;
}

void sort_matches(std::vector<Match>& matches) {
  std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.rank == b.rank ? worth(a) > worth(b) : a.rank < b.rank;
  });
}

std::vector<Match> find_matches(const matching::MatchIndex& index, const std::vector<Card>& cards, int each) {
  const CardPositions positions = positions_of(index, cards);
  std::vector<Match> matches;
  std::set<Path> known;
  const auto add = [&](matching::QueryKind kind, int record) {
    int rank = 0;
    for (matching::Chain& chain : matching::best_chains(index, query_of(kind, record, each)).chains) {
      const int place = rank++;
      if (!known.insert({chain.path.offer, chain.path.steps, chain.path.need}).second) continue;
      const int have = CardPositions::at(positions.offers, chain.path.offer);
      const int want = CardPositions::at(positions.needs, chain.path.need);
      matches.push_back({std::move(chain), have, want, place});
    }
  };
  for (const auto& [record, card] : positions.offers) add(matching::QueryKind::offer, record);
  for (const auto& [record, card] : positions.needs) add(matching::QueryKind::need, record);
  sort_matches(matches);
  return matches;
}

}  // namespace kringwerk::rooms
