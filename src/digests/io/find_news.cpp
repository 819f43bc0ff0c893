#include "digests/io/find_news.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "materials/io/load_streams.h"
#include "text/format.h"

namespace kringwerk::digests {

namespace {

using matchmaking::Snapshot;
using materials::Stream;
using materials::StreamId;
using storage::Connection;

/// What the store says before a look.
struct Ground {
  std::int64_t progress = 0;
  std::vector<Watched> watched;
  std::optional<std::vector<StreamId>> changed;  ///< nothing: look at all
};

struct Finding {
  const Watched* watched = nullptr;
  std::vector<News> news;
  Matches known;
};

/// What matched already before somebody could see the page of a stream that is looked at for the first time: all but
/// what came later than the stream itself, in this same look.
Matches seen_before(const Stream& stream, const Matches& matches, const std::set<StreamId>& changed,
                    const std::function<std::optional<Instant>(StreamId)>& came_at) {
  Matches seen;
  for (const auto& [other, score] : matches) {
    const StreamId id{other};
    const auto came = changed.contains(id) ? came_at(id) : std::nullopt;
    if (came && *came > stream.confirmed_at.value_or(stream.created_at)) continue;
    seen[other] = score;
  }
  return seen;
}

class Look {
 public:
  Look(const DigestParts& parts, const Ground& ground) : parts_(parts), ground_(ground), now_(parts.services.now()) {
    if (ground.changed) changed_ = {ground.changed->begin(), ground.changed->end()};
    const auto snapshot = parts_.live.at(now_);
    for (const StreamId id : changed_) {
      const auto near = snapshot->affected_by(id);
      touched_.insert(near.begin(), near.end());
    }
    see_kinds();
  }

  std::vector<Finding> all() {
    std::vector<Finding> findings;
    for (const Watched& watched : ground_.watched) {
      if (!is_touched(watched)) continue;
      const auto snapshot = parts_.live.at(now_, audience_of(watched.reader));
      const Matches now = materials::runs_in_chains(watched.stream.resource) ? matches_of(snapshot, watched.stream)
                                                                             : direct_matches(*snapshot, watched);
      const Matches known = watched.is_known ? watched.known : seen_before(watched.stream, now, changed_, came_at());
      findings.push_back({&watched, news_between(known, now), known_after(known, now)});
    }
    return findings;
  }

 private:
  bool is_touched(const Watched& watched) const {
    if (!ground_.changed || !watched.is_known) return true;
    if (changed_.empty()) return false;
    if (!materials::runs_in_chains(watched.stream.resource)) return changed_kinds_.contains(watched.stream.resource);
    // A stream that takes no part, such as a private one, is in nobody's list: whatever changed may concern it.
    const bool takes_part =
        parts_.live.at(now_, audience_of(watched.reader))->find(watched.stream.kind, watched.stream.id) >= 0;
    return !takes_part || touched_.contains(watched.stream.id) || changed_.contains(watched.stream.id);
  }

  Matches direct_matches(const Snapshot& snapshot, const Watched& watched) const {
    return parts_.services.database.read([&](Connection& connection) {
      const auto found = matchmaking::load_direct_matches(
          connection, snapshot, {watched.stream, audience_of(watched.reader), {kBestMatches, 0}}, now_);
      return direct_matches_of(found.answer);
    });
  }

  /// Which kinds that do not run in chains changed.
  void see_kinds() {
    parts_.services.database.read([&](Connection& connection) {
      for (const StreamId id : changed_) {
        const auto stream = materials::load_stream_to_decide(connection, id);
        if (stream) changed_kinds_.insert(stream->resource);
      }
    });
  }

  std::function<std::optional<Instant>(StreamId)> came_at() const {
    return [this](StreamId id) {
      return parts_.services.database.read([&](Connection& connection) -> std::optional<Instant> {
        const auto stream = materials::load_stream_to_decide(connection, id);
        if (!stream) return std::nullopt;
        return stream->confirmed_at.value_or(stream->created_at);
      });
    };
  }

  const DigestParts& parts_;
  const Ground& ground_;
  Instant now_;
  std::set<StreamId> changed_;
  std::set<StreamId> touched_;
  std::set<materials::Resource> changed_kinds_;
};

void keep(Connection& transaction, const DigestParts& parts, const std::vector<Finding>& findings) {
  for (const Finding& found : findings) {
    const ReaderId reader = keep_reader(transaction, found.watched->reader, ReaderId{parts.services.new_id()});
    keep_known(transaction, reader, *found.watched, found.known);
    for (const News& news : found.news)
      queue_match(transaction, reader, found.watched->stream.id, news, parts.services.now());
  }
}

}  // namespace

Matches matches_of(const std::shared_ptr<const Snapshot>& snapshot, const Stream& stream) {
  const matchmaking::StreamChains chains(snapshot, stream,
                                         {.k = kBestMatches, .near_misses = matching::NearMisses::off});
  Matches matches;
  for (std::size_t i = 0; i < chains.stories().size(); ++i) {
    const matchmaking::ChainStory& story = chains.stories()[i];
    const Stream& other = stream.kind == materials::StreamKind::offer ? *story.need : *story.offer;
    const std::int64_t cents = std::llround(chains.answer().chains[i].score_eur_per_t * 100);
    const auto [at, fresh] = matches.try_emplace(other.id.value(), cents);
    if (!fresh) at->second = std::max(at->second, cents);
  }
  return matches;
}

Matches direct_matches_of(const matchmaking::DirectAnswer& answer) {
  constexpr std::int64_t kCentsPerTenthOfPoint = 10;
  Matches matches;
  for (const matchmaking::DirectMatch& match : answer.matches) {
    matches[match.other->id.value()] = match.points.score() * kCentsPerTenthOfPoint;
  }
  return matches;
}

bool find_news(const DigestParts& parts) {
  const Instant now = parts.services.now();
  // First the index, then the store: what the index knows of, the store does too.
  const std::int64_t version = parts.live.at(now)->version();
  const Ground ground = parts.services.database.read([&](Connection& connection) {
    Ground read;
    read.progress = load_progress(connection);
    read.watched = load_watched(connection, text::brussels_day(now));
    read.changed = materials::load_changed_streams(connection, read.progress, matchmaking::LiveEconomy::kMostChanges);
    return read;
  });
  const bool is_new = std::any_of(ground.watched.begin(), ground.watched.end(),
                                  [](const Watched& watched) { return !watched.is_known; });
  if (version <= ground.progress && !is_new) return false;
  const std::vector<Finding> findings = Look(parts, ground).all();
  parts.services.database.write([&](Connection& transaction) {
    if (!move_progress(transaction, ground.progress, std::max(version, ground.progress))) return;
    keep(transaction, parts, findings);
  });
  return true;
}

}  // namespace kringwerk::digests
