#include "matchmaking/io/load_direct_matches.h"

#include "matchmaking/economy_instance.h"
#include "matchmaking/io/chain_words.h"
#include "matchmaking/io/direct_model.h"
#include "materials/io/load_direct_streams.h"

namespace kringwerk::matchmaking {

DirectMatches load_direct_matches(storage::Connection& connection, const Snapshot& snapshot, const DirectAsk& asked,
                                  Instant now) {
  using materials::StreamKind;
  DirectMatches found;
  const auto at = place_of(snapshot.economy(), asked.stream);
  if (!at) return found;
  const auto wanted = asked.stream.kind == StreamKind::offer ? StreamKind::need : StreamKind::offer;
  found.others = materials::load_direct_streams(connection, {asked.stream.resource, wanted, asked.audience}, now);
  found.answer = match_directly({&asked.stream, *at}, parties_of(snapshot.economy(), found.others),
                                snapshot.economy().today, asked.wish);
  return found;
}

MatchWords show_direct_match(const site::Services& services, Language language, const Snapshot& snapshot,
                             const DirectMatch& match) {
  const ChainWords words(services, language, snapshot);
  const materials::Amount& amount = match.other->amount;
  MatchWords shown{words.title(*match.other).text, words.place(match.other->nis),
                   words.get("matchmaking.direct.amount_unknown")};
  if (amount.thousandths) {
    const std::string number = words.decimal(static_cast<double>(*amount.thousandths) / 1000, 0);
    const std::string unit(key_in(materials::kAmountUnitKeys, amount.unit));
    shown.amount = words.format("matchmaking.per." + std::string(key_in(materials::kRhythmKeys, amount.rhythm)),
                                {{"amount", words.format("matchmaking.unit." + unit, {{"n", number}})}});
  }
  return shown;
}

}  // namespace kringwerk::matchmaking
