#pragma once

#include "digests/io/digest_store.h"
#include "matchmaking/io/load_direct_matches.h"
#include "matchmaking/io/load_live_economy.h"
#include "site/services.h"

namespace kringwerk::digests {

/// What the digests need; all of it outlives them. Thread rule: as its parts.
struct DigestParts {
  const site::Services& services;
  matchmaking::LiveEconomy& live;
};

/// The best matches of a stream that runs in chains, as the audience of `snapshot` may know them.
Matches matches_of(const std::shared_ptr<const matchmaking::Snapshot>& snapshot, const materials::Stream& stream);
/// Those of one that goes straight to another. A point counts as a euro per tonne does, so that one rule says what is
/// clearly better.
Matches direct_matches_of(const matchmaking::DirectAnswer& answer);
inline constexpr int kBestMatches = 5;

/// Looks at what changed since the last look of any process: asks the streams of readers whose chains it may have
/// changed anew, and queues what is new or clearly better. A stream that was never looked at is only remembered, with
/// what it matches: its reader has just seen that page. All in one transaction; when another process did the same
/// meanwhile, nothing is queued twice. Answers whether there was something to do.
bool find_news(const DigestParts& parts);

}  // namespace kringwerk::digests
