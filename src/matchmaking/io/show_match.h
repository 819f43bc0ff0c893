#pragma once

#include <string>

#include "matchmaking/io/load_live_economy.h"
#include "site/services.h"

namespace kringwerk::matchmaking {

/// A match of a stream in the words of a reader, for one line of a list or a mail.
struct MatchWords {
  std::string title;   ///< of the stream at the other end
  std::string place;   ///< its municipality
  std::string amount;  ///< of the offer that the match takes, in the offer's rhythm
};
MatchWords show_match(const site::Services& services, Language language, const Snapshot& snapshot,
                      const ChainStory& story, const materials::Stream& other);

/// The title of a stream as pages show it.
std::string show_title(const site::Services& services, Language language, const Snapshot& snapshot,
                       const materials::Stream& stream);

}  // namespace kringwerk::matchmaking
