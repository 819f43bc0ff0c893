#pragma once

#include <array>
#include <memory>
#include <mutex>

#include "matching/chain_search.h"
#include "matchmaking/chain_story.h"
#include "matchmaking/io/live_side.h"
#include "storage/database.h"

namespace kringwerk::matchmaking {

/// Chains, with the near-misses that a page has time for. What `cut_short` names may have one that was not found.
struct BoundedAnswer : matching::ChainAnswer {
  std::vector<matching::Constraint> cut_short;
};

/// The economy of one moment as one audience sees it. What it holds of others is out of reach: only chains that this
/// audience may see come out. Immutable; hold it as long as the answer is needed. Thread rule: any thread.
class Snapshot {
 public:
  Snapshot(std::shared_ptr<LiveSide> side, int bit) : side_(std::move(side)), bit_(bit) {}

  std::int64_t version() const { return side_->version(); }    ///< of the list of streams that it tells of
  const Economy& economy() const { return side_->economy(); }  ///< without streams
  const materials::Terms& terms() const { return side_->terms(); }
  /// What the positions in this snapshot's answers stand for. Other positions may be hidden from the audience.
  ChainGround ground() const { return {side_->economy(), side_->records(), side_->index().instance()}; }

  /// Position of a stream that takes part and that the audience sees, or -1.
  int find(materials::StreamKind kind, materials::StreamId id) const { return side_->find(kind, id, bit_); }
  /// The stream as the audience sees it; null when it takes no part or is hidden. Lives as long as the snapshot.
  const materials::Stream* find(materials::StreamId id) const;
  /// The query's audience is this one's, whatever it says.
  BoundedAnswer best_chains(matching::ChainQuery query) const;
  /// Streams whose chains may be others since this one changed; some may be hidden from the audience: ask anew as it
  /// before telling anybody.
  std::vector<materials::StreamId> affected_by(materials::StreamId changed) const {
    return side_->affected_by(changed);
  }
  /// Its streams, one after the other, for a look at all of them: made at each call.
  Economy economy_with_streams() const { return side_->economy_of(bit_); }

 private:
  friend class StreamChains;
  friend class SeatedStream;

  std::shared_ptr<LiveSide> side_;
  int bit_;
};

/// A stream that takes no part (a draft, a card of a workshop), in the index for the questions of one caller. Nothing
/// else ever finds it.
class SeatedStream {
 public:
  /// `asked` must outlive it.
  SeatedStream(std::shared_ptr<const Snapshot> snapshot, const materials::Stream& asked);
  ~SeatedStream();
  SeatedStream(const SeatedStream&) = delete;
  SeatedStream& operator=(const SeatedStream&) = delete;

  bool is_seated() const { return seat_ >= 0; }
  /// It asks for something that nobody has heard of, so nothing goes with it.
  bool is_unheard_of() const { return seat_ == LiveSide::kUnheardOf; }
  int record() const { return record_; }
  const matching::MatchIndex& index() const { return snapshot_->side_->index(); }
  matching::Audience sees() const;

 private:
  std::shared_ptr<const Snapshot> snapshot_;
  int seat_;
  int record_ = -1;
};

/// The chains of one stream, which need not take part: a draft, a private or a stale one is in no answer but its own.
class StreamChains {
 public:
  struct Wish {
    int k = 5;
    matching::NearMisses near_misses = matching::NearMisses::on;
  };
  /// `asked` must outlive it.
  StreamChains(std::shared_ptr<const Snapshot> snapshot, const materials::Stream& asked, Wish wish);
  ~StreamChains();
  StreamChains(const StreamChains&) = delete;
  StreamChains& operator=(const StreamChains&) = delete;

  const BoundedAnswer& answer() const { return answer_; }
  const std::vector<ChainStory>& stories() const { return stories_; }  ///< one for each chain
  ChainGround ground() const;

 private:
  void ask(const materials::Stream& asked, Wish wish);
  void ask_alone(const materials::Stream& asked, const matching::ChainQuery& query);

  std::shared_ptr<const Snapshot> snapshot_;
  int seat_ = -1;
  std::unique_ptr<Economy> own_economy_;  ///< when the shared index cannot be asked
  std::unique_ptr<EconomyInstance> own_world_;
  BoundedAnswer answer_;
  std::vector<ChainStory> stories_;
};

/// The economy as it is now, for all audiences, shared by all requests. A change of a stream, by whatever process, is
/// in the next snapshot: the few records are read and put into a second copy of the index, which then takes the place
/// of the first as soon as it is complete; whoever still reads the first goes on with it. A new day, more than
/// kMostChanges at once, or a change that is not about single streams makes all of it anew. Thread rule: any thread.
class LiveEconomy {
 public:
  LiveEconomy(storage::Database& database, matching::PolicyRow policy);
  ~LiveEconomy();
  LiveEconomy(const LiveEconomy&) = delete;
  LiveEconomy& operator=(const LiveEconomy&) = delete;

  std::shared_ptr<const Snapshot> at(Instant now, const materials::Audience& audience);
  /// What everybody may see.
  std::shared_ptr<const Snapshot> at(Instant now) { return at(now, materials::Audience{}); }

  /// How often it followed changes and how often it was made anew, for figures and tests.
  struct Counts {
    std::int64_t made = 0;
    std::int64_t followed = 0;
    std::int64_t copied = 0;
  };
  Counts counts() const;

  static constexpr std::size_t kMostChanges = 2'000;

 private:
  /// Where sides wait that nobody reads any more; outlives the economy while somebody reads.
  struct Pool {
    std::mutex mutex;
    std::unique_ptr<LiveSide> spare;
  };

  std::shared_ptr<LiveSide> front() const;
  int bit_in(const LiveSide& side, const materials::Audience& audience) const;
  void admit(const materials::Audience& audience);
  std::shared_ptr<LiveSide> next_side(Instant now);
  std::unique_ptr<LiveSide> made_anew(Instant now);
  std::unique_ptr<LiveSide> caught_up(Instant now);
  std::shared_ptr<LiveSide> publish(std::unique_ptr<LiveSide> side);

  storage::Database& database_;
  matching::PolicyRow policy_;
  std::shared_ptr<Pool> pool_;
  std::mutex making_;                ///< held while making the next side; guards the four below
  AudienceBits audiences_;           ///< wanted in the next side
  std::size_t next_replaced_ = 2;    ///< whose bit goes to a newcomer when all are given out
  mutable std::mutex sharing_;       ///< held for the moment of a pointer's copy
  std::shared_ptr<LiveSide> front_;  ///< guarded by sharing_
  Counts counts_;                    ///< guarded by sharing_
};

}  // namespace kringwerk::matchmaking
