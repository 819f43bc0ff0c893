#pragma once

#include <string>

#include "access/actor.h"
#include "matchmaking/io/chain_words.h"

namespace kringwerk::matchmaking {

/// "/nl/introductions/new?…": the form in which the two ends of a chain are introduced to each other. Empty for who is
/// neither a coordinator nor works for the owner of one of them.
std::string propose_address(const ChainWords& words, const access::Actor& reader, const ChainStory& story);

/// The same for two streams that meet without steps.
std::string propose_address(const ChainWords& words, const access::Actor& reader, const materials::Stream& offer,
                            const materials::Stream& need);

}  // namespace kringwerk::matchmaking
