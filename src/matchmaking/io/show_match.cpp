#include "matchmaking/io/show_match.h"

#include "matchmaking/io/chain_words.h"

namespace kringwerk::matchmaking {

MatchWords show_match(const site::Services& services, Language language, const Snapshot& snapshot,
                      const ChainStory& story, const materials::Stream& other) {
  const ChainWords words(services, language, snapshot);
  return {words.title(other).text, words.place(other.nis), words.offered(story.kg_taken, story.turn.rhythm)};
}

std::string show_title(const site::Services& services, Language language, const Snapshot& snapshot,
                       const materials::Stream& stream) {
  return ChainWords(services, language, snapshot).title(stream).text;
}

}  // namespace kringwerk::matchmaking
