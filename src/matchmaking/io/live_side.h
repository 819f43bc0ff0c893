#pragma once

#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "matching/match_index.h"
#include "matchmaking/economy_instance.h"
#include "matchmaking/stream_rows.h"
#include "materials/io/load_materials.h"
#include "materials/io/load_streams.h"
#include "storage/connection.h"

namespace kringwerk::matchmaking {

/// The audiences that one index holds records for, by their bit. Bit 0 is everybody.
using AudienceBits = std::vector<materials::Audience>;
inline constexpr std::size_t kMostAudiences = 64;

/// Who, by bit, sees a face of a stream of these hubs. Bits without an audience are seen to as the network's.
matching::Audience bits_of(const materials::StreamFace& face, const materials::StreamHubs& hubs,
                           const AudienceBits& audiences);

/// What one reading of the store says of the economy, for all audiences.
struct LoadedEconomy {
  std::int64_t version = 0;  ///< of the list of streams
  Instant at;                ///< what is fresh is decided at this moment, for later changes too
  Economy economy;           ///< without streams
  materials::Terms terms;
  std::vector<materials::MatchableStream> streams;
};
LoadedEconomy load_whole_economy(storage::Connection& connection, const matching::PolicyRow& policy, Instant now);

/// What a later reading says of what changed.
struct LoadedChanges {
  std::int64_t version = 0;
  std::vector<materials::StreamId> changed;
  std::vector<materials::MatchableStream> streams;  ///< those of the changed that can take part now
};

/// The economy of one moment with its index, for all audiences together: every stream stands in it once for each of its
/// faces, seen by the audiences that see that face (materials/stream_faces.h).
/// Thread rule: any number of threads may read and take seats; changes need it alone.
class LiveSide {
 public:
  LiveSide(LoadedEconomy loaded, AudienceBits audiences);
  /// A copy shares what never changes and costs a fraction of making one.
  LiveSide(const LiveSide& other);
  LiveSide& operator=(const LiveSide&) = delete;

  std::int64_t version() const { return version_; }
  Instant loaded_at() const { return loaded_at_; }
  const AudienceBits& audiences() const { return audiences_; }
  const Economy& economy() const { return common_->economy; }
  const materials::Terms& terms() const { return common_->terms; }
  const EconomyRecords& records() const { return records_; }
  const matching::MatchIndex& index() const { return *index_; }

  /// Position of the face that audience `bit` sees of a stream that takes part; -1 when it sees none.
  int find(materials::StreamKind kind, materials::StreamId id, int bit) const;
  /// The streams whose chains may be others since this one came or changed, whoever sees which of them; more than those
  /// whose chains are (matching/affected.h). None for a stream that takes no part.
  std::vector<materials::StreamId> affected_by(materials::StreamId changed) const;
  /// The same economy with the streams that an audience sees.
  Economy economy_of(int bit) const;

  /// Whether all but the streams was read at the same moment.
  bool is_kin_of(const LiveSide& other) const { return common_ == other.common_; }

  /// False when it cannot follow (a material that it does not know): make a new one then.
  bool follow(const LoadedChanges& changes);
  void follow(const AudienceBits& audiences);

  /// A place for a stream that does not take part and is asked about, below 0 when there is none. Give it back with
  /// leave().
  static constexpr int kAllTaken = -1;
  static constexpr int kUnheardOf = -2;  ///< the engine does not know what it asks for
  int take_seat(const materials::Stream& asked);
  void leave(int seat);
  /// Position of a seat among its kind.
  int position_of(int seat, materials::StreamKind kind) const;

 private:
  struct Common {
    Common(Economy loaded, materials::Terms names)
        : economy(std::move(loaded)), terms(std::move(names)), rows(economy) {}
    Economy economy;
    materials::Terms terms;
    StreamRows rows;
  };
  using Members = std::unordered_map<std::int64_t, materials::MatchableStream>;

  std::vector<Seen> seen_of(const materials::MatchableStream& stream) const;
  void take_out(materials::StreamId id);
  bool put_in(const materials::MatchableStream& stream);
  bool put_face(const Seen& seen);

  std::int64_t version_;
  Instant loaded_at_;
  AudienceBits audiences_;
  std::shared_ptr<const Common> common_;
  Members members_;
  EconomyRecords records_;
  std::unique_ptr<matching::MatchIndex> index_;
  std::mutex seats_mutex_;
  std::vector<int> free_seats_;
};

}  // namespace kringwerk::matchmaking
