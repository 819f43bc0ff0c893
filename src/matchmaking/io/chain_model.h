#pragma once

#include "access/actor.h"
#include "matching/chain_walk.h"
#include "matchmaking/io/chain_words.h"
#include "web/template.h"

namespace kringwerk::matchmaking {

/// A chain at its place on the page.
struct ShownChain {
  const ChainStory& story;
  int number = 1;
  std::string ask_address;
  matching::QueryKind about = matching::QueryKind::offer;  ///< what the page is about: an end of the chain or a step
  std::string propose_address = {};        ///< of the form to introduce both ends; empty when the reader may not
  const matching::Chain* chain = nullptr;  ///< as the engine gave it; needed for account and comparison
};

/// Fills one turn of {{#CHAIN}} (templates/matchmaking/chain.html): drawing, steps, figures, what binds, account.
void fill_chain(const ChainWords& words, const ShownChain& chain, web::Model& model);

/// The drawing and the steps as words alone (templates/matchmaking/figure.html).
void fill_figure(const ChainWords& words, const ShownChain& chain, web::Model& model);

/// All chains that an answer found.
struct FoundChains {
  const std::vector<matching::Chain>& chains;  ///< in their order
  const std::vector<ChainStory>& stories;      ///< of the same
  std::string ask_address;
  matching::QueryKind about = matching::QueryKind::offer;
  const access::Actor* proposer = nullptr;  ///< who may be led to the form that introduces both ends; null: nobody
};
/// Fills {{#CHAIN}} for each, and {{#SIDE_BY_SIDE}} when there are two at least (templates/matchmaking/compare.html).
void fill_chains(const ChainWords& words, const FoundChains& found, web::Model& model);

/// "offer", "need" or "activity", as text ids have it.
std::string_view asked_key(matching::QueryKind about);

/// The account (templates/matchmaking/ledger.html).
void fill_ledger(const ChainWords& words, const ShownChain& chain, web::Model& model);

/// "Keten 1: sorteren en wassen, naar Genk".
std::string heading_of(const ChainWords& words, const ShownChain& chain);

}  // namespace kringwerk::matchmaking
