#include "matchmaking/io/show_example.h"

#include "matching/chain_search.h"
#include "matchmaking/chain_story.h"
#include "matchmaking/io/chain_model.h"
#include "matchmaking/io/chain_words.h"
#include "matchmaking/io/load_live_economy.h"

namespace kringwerk::matchmaking {

bool show_example(const site::Services& services, LiveEconomy& live, Language language, materials::StreamId offer,
                  web::Model& model) {
  const auto snapshot = live.at(services.now());
  const int record = snapshot->find(materials::StreamKind::offer, offer);
  if (record < 0) return false;
  const auto answer = snapshot->best_chains(
      {.kind = matching::QueryKind::offer, .record = record, .k = 1, .near_misses = matching::NearMisses::off});
  if (answer.chains.empty()) return false;

  const ChainWords words(services, language, *snapshot);
  const ChainStory story = tell(snapshot->ground(), answer.chains.front());
  const ShownChain shown{.story = story, .number = 1, .ask_address = {}};
  model.set("HEADING", words.title(*story.offer).text);
  fill_figure(words, shown, model);
  return true;
}

}  // namespace kringwerk::matchmaking
