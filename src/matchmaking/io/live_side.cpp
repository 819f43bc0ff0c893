#include "matchmaking/io/live_side.h"

#include <algorithm>

#include "matching/affected.h"
#include "matching/nth.h"
#include "matching/record_reader.h"
#include "matchmaking/io/load_economy.h"
#include "matchmaking/io/load_weights.h"

namespace kringwerk::matchmaking {

namespace {

using matching::nth;
using materials::MatchableStream;
using materials::Stream;
using materials::StreamKind;

constexpr int kSeats = 32;

matching::Audience bit_of(int bit) {
  return matching::Audience{1} << bit;
}

bool varies(const MatchableStream& stream) {
  return std::any_of(stream.faces.begin(), stream.faces.end(),
                     [](const materials::StreamFace& face) { return face.network != face.own_hubs; });
}

template <class Pointer>
void set_at(std::vector<Pointer>& list, int position, Pointer value) {
  if (position >= matching::size_of(list)) list.resize(static_cast<std::size_t>(position) + 1, nullptr);
  nth(list, position) = value;
}

std::vector<int> all_seats() {
  std::vector<int> seats;
  for (int seat = kSeats - 1; seat >= 0; --seat) seats.push_back(seat);
  return seats;
}

}  // namespace

matching::Audience bits_of(const materials::StreamFace& face, const materials::StreamHubs& hubs,
                           const AudienceBits& audiences) {
  matching::Audience bits = face.network ? ~bit_of(0) : 0;
  if (face.everybody) bits |= bit_of(0);
  if (face.network == face.own_hubs) return bits;
  for (std::size_t i = 1; i < audiences.size(); ++i) {
    if (!materials::is_own(audiences[i], hubs)) continue;
    const matching::Audience bit = bit_of(static_cast<int>(i));
    bits = face.own_hubs ? bits | bit : bits & ~bit;
  }
  return bits;
}

LoadedEconomy load_whole_economy(storage::Connection& connection, const matching::PolicyRow& policy, Instant now) {
  Economy economy = load_economy_without_streams(connection, weighed_policy(connection, policy), now);
  economy.weights = load_weights(connection).weights;
  return {.version = materials::load_list_version(connection),
          .at = now,
          .economy = std::move(economy),
          .terms = materials::load_terms(connection),
          .streams = materials::load_matchable_faces(connection, now)};
}

LiveSide::LiveSide(LoadedEconomy loaded, AudienceBits audiences)
    : version_(loaded.version),
      loaded_at_(loaded.at),
      audiences_(std::move(audiences)),
      common_(std::make_shared<Common>(std::move(loaded.economy), std::move(loaded.terms))),
      free_seats_(all_seats()) {
  members_.reserve(loaded.streams.size());
  std::vector<Seen> all;
  all.reserve(loaded.streams.size());
  for (MatchableStream& stream : loaded.streams) {
    const auto at = members_.emplace(stream.id.value(), std::move(stream)).first;
    for (const Seen& seen : seen_of(at->second)) all.push_back(seen);
  }
  EconomyInstance world = build_instance(common_->economy, all);
  records_ = std::move(static_cast<EconomyRecords&>(world));
  index_ = std::make_unique<matching::MatchIndex>(std::move(world.instance));
  index_->add_seats(kSeats);
  records_.offers.resize(index_->instance().offers.size(), nullptr);
  records_.needs.resize(index_->instance().needs.size(), nullptr);
}

LiveSide::LiveSide(const LiveSide& other)
    : version_(other.version_),
      loaded_at_(other.loaded_at_),
      audiences_(other.audiences_),
      common_(other.common_),
      members_(other.members_),
      records_(other.records_),
      index_(std::make_unique<matching::MatchIndex>(*other.index_)),
      free_seats_(all_seats()) {}

std::vector<Seen> LiveSide::seen_of(const MatchableStream& stream) const {
  std::vector<Seen> all;
  for (const materials::StreamFace& face : stream.faces) {
    const auto number = static_cast<int>(all.size());
    all.push_back({face.stream.get(), number, bits_of(face, stream.hubs, audiences_)});
  }
  return all;
}

int LiveSide::find(StreamKind kind, materials::StreamId id, int bit) const {
  const auto member = members_.find(id.value());
  if (member == members_.end()) return -1;
  for (const Seen& seen : seen_of(member->second)) {
    if ((seen.seen_by & bit_of(bit)) == 0 || seen.stream->kind != kind) continue;
    const std::string record = id_of(seen);
    if (kind == StreamKind::offer) {
      const int at = index_->find_offer(record);
      return at >= 0 && nth(index_->instance().offers, at).in_period ? at : -1;
    }
    const int at = index_->find_need(record);
    return at >= 0 && nth(index_->instance().needs, at).in_period ? at : -1;
  }
  return -1;
}

std::vector<materials::StreamId> LiveSide::affected_by(materials::StreamId changed) const {
  std::vector<materials::StreamId> streams;
  const auto member = members_.find(changed.value());
  if (member == members_.end()) return streams;
  for (const Seen& seen : seen_of(member->second)) {
    const bool is_offer = seen.stream->kind == StreamKind::offer;
    const int at = is_offer ? index_->find_offer(id_of(seen)) : index_->find_need(id_of(seen));
    if (at < 0 || (is_offer ? nth(records_.offers, at) : nth(records_.needs, at)) == nullptr) continue;
    const auto found = is_offer ? affected_by_offer(*index_, at) : affected_by_need(*index_, at);
    for (const int offer : found.offers) streams.push_back(nth(records_.offers, offer)->id);
    for (const int need : found.needs) streams.push_back(nth(records_.needs, need)->id);
  }
  std::sort(streams.begin(), streams.end());
  streams.erase(std::unique(streams.begin(), streams.end()), streams.end());
  return streams;
}

Economy LiveSide::economy_of(int bit) const {
  Economy economy = common_->economy;
  for (const auto& [id, member] : members_) {
    for (const Seen& seen : seen_of(member)) {
      if ((seen.seen_by & bit_of(bit)) != 0) economy.streams.push_back(*seen.stream);
    }
  }
  return economy;
}

void LiveSide::take_out(materials::StreamId id) {
  const auto member = members_.find(id.value());
  if (member == members_.end()) return;
  for (const Seen& seen : seen_of(member->second)) {
    const std::string record = id_of(seen);
    if (seen.stream->kind == StreamKind::offer) {
      index_->remove_offer(record);
      if (const int at = index_->find_offer(record); at >= 0) nth(records_.offers, at) = nullptr;
    } else {
      index_->remove_need(record);
      if (const int at = index_->find_need(record); at >= 0) nth(records_.needs, at) = nullptr;
    }
  }
  members_.erase(member);
}

bool LiveSide::put_face(const Seen& seen) {
  if (seen.stream->kind == StreamKind::offer) {
    auto row = common_->rows.offer(*seen.stream, Part::takes_part);
    if (!row) return true;
    row->id = id_of(seen);
    auto offer = matching::take_offer(*row, *index_);
    if (!offer) return false;
    offer->audience = seen.seen_by;
    set_at(records_.offers, index_->put(*std::move(offer)), seen.stream);
    return true;
  }
  auto row = common_->rows.need(*seen.stream, Part::takes_part);
  if (!row) return true;
  row->id = id_of(seen);
  auto need = matching::take_need(*row, *index_);
  if (!need) return false;
  need->audience = seen.seen_by;
  set_at(records_.needs, index_->put(*std::move(need)), seen.stream);
  return true;
}

bool LiveSide::put_in(const MatchableStream& stream) {
  const auto member = members_.insert_or_assign(stream.id.value(), stream).first;
  const std::vector<Seen> faces = seen_of(member->second);
  return std::all_of(faces.begin(), faces.end(), [this](const Seen& seen) { return put_face(seen); });
}

bool LiveSide::follow(const LoadedChanges& changes) {
  for (const materials::StreamId id : changes.changed) take_out(id);
  for (const MatchableStream& stream : changes.streams) {
    if (!put_in(stream)) return false;
  }
  version_ = changes.version;
  return true;
}

void LiveSide::follow(const AudienceBits& audiences) {
  if (audiences == audiences_) return;
  std::vector<MatchableStream> varying;
  for (const auto& [id, member] : members_) {
    if (varies(member)) varying.push_back(member);
  }
  for (const MatchableStream& stream : varying) take_out(stream.id);
  audiences_ = audiences;
  for (const MatchableStream& stream : varying) put_in(stream);
}

int LiveSide::take_seat(const Stream& asked) {
  const bool is_offer = asked.kind == StreamKind::offer;
  std::optional<matching::Offer> offer;
  std::optional<matching::Need> need;
  if (is_offer) {
    if (const auto row = common_->rows.offer(asked, Part::is_asked)) offer = matching::read_offer(*row, *index_);
  } else {
    if (const auto row = common_->rows.need(asked, Part::is_asked)) need = matching::read_need(*row, *index_);
  }
  if (!offer && !need) return kUnheardOf;
  int seat = -1;
  {
    const std::scoped_lock lock(seats_mutex_);
    if (free_seats_.empty()) return kAllTaken;
    seat = free_seats_.back();
    free_seats_.pop_back();
  }
  const int at = position_of(seat, asked.kind);
  if (is_offer) {
    offer->audience = 0;
    index_->seat(at, *std::move(offer));
    nth(records_.offers, at) = &asked;
  } else {
    need->audience = 0;
    index_->seat(at, *std::move(need));
    nth(records_.needs, at) = &asked;
  }
  return seat;
}

void LiveSide::leave(int seat) {
  const std::scoped_lock lock(seats_mutex_);
  free_seats_.push_back(seat);
}

int LiveSide::position_of(int seat, StreamKind kind) const {
  return seat + (kind == StreamKind::offer ? index_->first_offer_seat() : index_->first_need_seat());
}

}  // namespace kringwerk::matchmaking
