#include "matchmaking/io/load_live_economy.h"

#include <algorithm>
#include <chrono>
#include <ctime>

#include "matching/near_miss_search.h"
#include "matching/nth.h"
#include "matchmaking/food_rules.h"
#include "matchmaking/io/load_economy.h"
#include "text/format.h"

namespace kringwerk::matchmaking {

namespace {

matching::Audience sees(int bit) {
  return matching::Audience{1} << bit;
}

/// Of this thread's own work: other work on the machine must not change what a page tells.
std::chrono::nanoseconds work_so_far() {
  timespec spent{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return std::chrono::seconds(spent.tv_sec) + std::chrono::nanoseconds(spent.tv_nsec);
}

/// The engine does not know that food waits nowhere beyond its day: what comes too late is left out, and the search
/// goes on that much further.
std::vector<matching::Chain> chains_in_time(const ChainGround& ground, const matching::MatchIndex& index,
                                            matching::ChainQuery query) {
  constexpr int kFurther = 16;
  const auto is_late = [&](const matching::Chain& chain) { return !arrives_in_time(ground, chain); };
  const auto wanted = static_cast<std::size_t>(std::max(0, query.k));
  query.near_misses = matching::NearMisses::off;
  std::vector<matching::Chain> chains = matching::best_chains(index, query).chains;
  if (std::none_of(chains.begin(), chains.end(), is_late)) return chains;
  query.k += kFurther;
  chains = matching::best_chains(index, query).chains;
  std::erase_if(chains, is_late);
  if (chains.size() > wanted) chains.erase(chains.begin() + static_cast<std::ptrdiff_t>(wanted), chains.end());
  return chains;
}

/// All chains; near-misses for as long as a reader would wait. In a network of 100,000 streams some take seconds.
BoundedAnswer ask(const ChainGround& ground, const matching::MatchIndex& index, const matching::ChainQuery& query) {
  constexpr auto kMostWork = std::chrono::milliseconds(120);
  BoundedAnswer answer;
  answer.chains = chains_in_time(ground, index, query);
  if (query.near_misses == matching::NearMisses::off) return answer;
  const auto start = work_so_far();
  auto near = matching::near_misses(index, query, [&] { return work_so_far() - start > kMostWork; });
  answer.near_misses = std::move(near.found);
  answer.cut_short = std::move(near.cut_short);
  return answer;
}

}  // namespace

const materials::Stream* Snapshot::find(materials::StreamId id) const {
  const EconomyRecords& records = side_->records();
  if (const int offer = find(materials::StreamKind::offer, id); offer >= 0) return matching::nth(records.offers, offer);
  const int need = find(materials::StreamKind::need, id);
  return need < 0 ? nullptr : matching::nth(records.needs, need);
}

BoundedAnswer Snapshot::best_chains(matching::ChainQuery query) const {
  query.sees = sees(bit_);
  return matchmaking::ask(ground(), side_->index(), query);
}

SeatedStream::SeatedStream(std::shared_ptr<const Snapshot> snapshot, const materials::Stream& asked)
    : snapshot_(std::move(snapshot)), seat_(snapshot_->side_->take_seat(asked)) {
  if (seat_ >= 0) record_ = snapshot_->side_->position_of(seat_, asked.kind);
}

SeatedStream::~SeatedStream() {
  if (seat_ >= 0) snapshot_->side_->leave(seat_);
}

matching::Audience SeatedStream::sees() const {
  return kringwerk::matchmaking::sees(snapshot_->bit_);
}

StreamChains::StreamChains(std::shared_ptr<const Snapshot> snapshot, const materials::Stream& asked, Wish wish)
    : snapshot_(std::move(snapshot)) {
  try {
    ask(asked, wish);
  } catch (...) {
    if (seat_ >= 0) snapshot_->side_->leave(seat_);
    throw;
  }
}

StreamChains::~StreamChains() {
  if (seat_ >= 0) snapshot_->side_->leave(seat_);
}

ChainGround StreamChains::ground() const {
  if (own_world_) return {*own_economy_, *own_world_, own_world_->instance};
  return snapshot_->ground();
}

void StreamChains::ask(const materials::Stream& asked, Wish wish) {
  const bool is_offer = asked.kind == materials::StreamKind::offer;
  matching::ChainQuery query{.kind = is_offer ? matching::QueryKind::offer : matching::QueryKind::need,
                             .record = snapshot_->find(asked.kind, asked.id),
                             .k = wish.k,
                             .near_misses = wish.near_misses};
  if (query.record < 0) {
    seat_ = snapshot_->side_->take_seat(asked);
    if (seat_ >= 0) query.record = snapshot_->side_->position_of(seat_, asked.kind);
  }
  if (query.record >= 0) {
    answer_ = snapshot_->best_chains(query);
  } else {
    ask_alone(asked, query);
  }
  for (const matching::Chain& chain : answer_.chains) stories_.push_back(tell(ground(), chain));
}

/// In an index of its own: all seats are taken, or it asks for a permit that nobody has heard of.
void StreamChains::ask_alone(const materials::Stream& asked, const matching::ChainQuery& query) {
  if (!StreamRows(snapshot_->economy()).can_be_asked(asked)) return;
  own_economy_ = std::make_unique<Economy>(snapshot_->economy_with_streams());
  own_world_ = std::make_unique<EconomyInstance>(build_instance(*own_economy_, &asked));
  if (own_world_->asked < 0) return;
  const matching::MatchIndex index(own_world_->instance);
  matching::ChainQuery own = query;
  own.record = own_world_->asked;
  answer_ = matchmaking::ask({*own_economy_, *own_world_, own_world_->instance}, index, own);
}

LiveEconomy::LiveEconomy(storage::Database& database, matching::PolicyRow policy)
    : database_(database),
      policy_(std::move(policy)),
      pool_(std::make_shared<Pool>()),
      audiences_{{}, {materials::Audience::Reach::network, {}}} {}

LiveEconomy::~LiveEconomy() = default;

std::shared_ptr<LiveSide> LiveEconomy::front() const {
  const std::scoped_lock lock(sharing_);
  return front_;
}

LiveEconomy::Counts LiveEconomy::counts() const {
  const std::scoped_lock lock(sharing_);
  return counts_;
}

int LiveEconomy::bit_in(const LiveSide& side, const materials::Audience& audience) const {
  const AudienceBits& all = side.audiences();
  const auto at = std::find(all.begin(), all.end(), audience);
  return at == all.end() ? -1 : static_cast<int>(at - all.begin());
}

/// Gives an audience a bit; one that had it before gets another when it asks again.
void LiveEconomy::admit(const materials::Audience& audience) {
  if (std::find(audiences_.begin(), audiences_.end(), audience) != audiences_.end()) return;
  if (audiences_.size() < kMostAudiences) {
    audiences_.push_back(audience);
    return;
  }
  audiences_[next_replaced_] = audience;
  next_replaced_ = next_replaced_ + 1 < kMostAudiences ? next_replaced_ + 1 : 2;
}

std::unique_ptr<LiveSide> LiveEconomy::made_anew(Instant now) {
  {
    const std::scoped_lock lock(pool_->mutex);
    pool_->spare.reset();
  }
  auto loaded =
      database_.read([&](storage::Connection& connection) { return load_whole_economy(connection, policy_, now); });
  auto side = std::make_unique<LiveSide>(std::move(loaded), audiences_);
  const std::scoped_lock lock(sharing_);
  ++counts_.made;
  return side;
}

/// A side that follows the store, or nothing when it cannot.
std::unique_ptr<LiveSide> LiveEconomy::caught_up(Instant now) {
  const std::shared_ptr<LiveSide> current = front();
  if (!current || current->economy().today != text::brussels_day(now)) return nullptr;
  std::unique_ptr<LiveSide> side;
  {
    const std::scoped_lock lock(pool_->mutex);
    side = std::move(pool_->spare);
  }
  // One that was read for long may be of another day or of other organisations.
  if (side && !side->is_kin_of(*current)) side.reset();
  const bool is_copy = !side;
  if (is_copy) side = std::make_unique<LiveSide>(*current);
  const auto changes = database_.read([&](storage::Connection& connection) -> std::optional<LoadedChanges> {
    auto changed = materials::load_changed_streams(connection, side->version(), kMostChanges);
    if (!changed) return std::nullopt;
    LoadedChanges loaded{materials::load_list_version(connection), *std::move(changed), {}};
    loaded.streams = materials::load_matchable_faces_of(connection, side->loaded_at(), loaded.changed);
    return loaded;
  });
  if (!changes || !side->follow(*changes)) return nullptr;
  side->follow(audiences_);
  const std::scoped_lock lock(sharing_);
  ++counts_.followed;
  if (is_copy) ++counts_.copied;
  return side;
}

/// The last reader gives the side back, to follow from there.
std::shared_ptr<LiveSide> LiveEconomy::publish(std::unique_ptr<LiveSide> side) {
  const auto give_back = [pool = std::weak_ptr<Pool>(pool_)](LiveSide* done) {
    std::unique_ptr<LiveSide> mine(done);
    if (const auto open = pool.lock()) {
      const std::scoped_lock lock(open->mutex);
      if (!open->spare || open->spare->version() < mine->version()) std::swap(open->spare, mine);
    }
  };
  std::shared_ptr<LiveSide> next(side.release(), give_back);
  std::shared_ptr<LiveSide> before = next;
  {
    const std::scoped_lock lock(sharing_);
    std::swap(front_, before);
  }
  return next;
}

std::shared_ptr<LiveSide> LiveEconomy::next_side(Instant now) {
  auto side = caught_up(now);
  if (!side) side = made_anew(now);
  return publish(std::move(side));
}

std::shared_ptr<const Snapshot> LiveEconomy::at(Instant now, const materials::Audience& audience) {
  const Day today = text::brussels_day(now);
  const std::int64_t version = database_.read(materials::load_list_version);
  const auto bit_of = [&](const LiveSide* side) {
    const bool serves = side != nullptr && side->version() >= version && side->economy().today == today;
    return serves ? bit_in(*side, audience) : -1;
  };
  std::shared_ptr<LiveSide> side = front();
  int bit = bit_of(side.get());
  if (bit < 0) {
    side.reset();  // It may be the one that comes back to follow.
    const std::scoped_lock lock(making_);
    side = front();
    bit = bit_of(side.get());
    if (bit < 0) {
      side.reset();
      admit(audience);
      side = next_side(now);
      bit = bit_in(*side, audience);
    }
  }
  return std::make_shared<const Snapshot>(std::move(side), bit);
}

}  // namespace kringwerk::matchmaking
