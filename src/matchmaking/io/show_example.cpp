#include "matchmaking/io/show_example.h"

#include <algorithm>

#include "matching/chain_search.h"
#include "matchmaking/chain_story.h"
#include "matchmaking/io/chain_model.h"
#include "matchmaking/io/chain_words.h"
#include "matchmaking/io/live_economy.h"

namespace kringwerk::matchmaking {

bool show_example(const site::Services& services, LiveEconomy& live, Language language, materials::StreamId offer,
                  web::Model& model) {
  const auto snapshot = live.at(services.now());
  const auto& offers = snapshot->world.offers;
  const auto found =
      std::find_if(offers.begin(), offers.end(), [&](const auto* stream) { return stream->id == offer; });
  if (found == offers.end()) return false;
  matching::ChainQuery query;
  query.kind = matching::QueryKind::offer;
  query.record = static_cast<int>(found - offers.begin());
  query.k = 1;
  const auto answer = matching::best_chains(*snapshot->index, query);
  if (answer.chains.empty()) return false;

  const ChainWords words(services, language, *snapshot);
  const ChainStory story = tell(snapshot->economy, snapshot->world, answer.chains.front());
  const ShownChain shown{.story = story, .number = 1, .ask_address = {}};
  model.set("HEADING", words.title(*story.offer).text);
  fill_figure(words, shown, model);
  return true;
}

}  // namespace kringwerk::matchmaking
