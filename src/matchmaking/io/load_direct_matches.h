#pragma once

#include <vector>

#include "matchmaking/direct_match.h"
#include "matchmaking/io/load_live_economy.h"
#include "matchmaking/io/show_match.h"
#include "storage/connection.h"

/// Direct matches of a stream of a kind that does not run in chains, as an audience may know them.
namespace kringwerk::matchmaking {

/// The answer points into `others`: it moves and is not copied.
struct DirectMatches {
  std::vector<materials::Stream> others;
  DirectAnswer answer;

  DirectMatches() = default;
  DirectMatches(DirectMatches&&) = default;
  DirectMatches& operator=(DirectMatches&&) = default;
};
struct DirectAsk {
  const materials::Stream& stream;
  materials::Audience audience;
  DirectWish wish = {};
};
/// Nothing when the place of the stream is not known.
DirectMatches load_direct_matches(storage::Connection& connection, const Snapshot& snapshot, const DirectAsk& asked,
                                  Instant now);

/// In a reader's words; the amount is the other side's own, where it says one.
MatchWords show_direct_match(const site::Services& services, Language language, const Snapshot& snapshot,
                             const DirectMatch& match);

}  // namespace kringwerk::matchmaking
