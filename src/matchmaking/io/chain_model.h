#pragma once

#include "matchmaking/io/chain_words.h"
#include "web/template.h"

namespace kringwerk::matchmaking {

/// A chain at its place on the page.
struct ShownChain {
  const ChainStory& story;
  int number = 1;
  std::string ask_address;
  materials::StreamKind about = materials::StreamKind::offer;  ///< which end of the chain the page is about
  std::string propose_address = {};  ///< of the form to introduce both ends; empty when the reader may not
};

/// Fills one turn of {{#CHAIN}} (templates/matchmaking/chain.html): drawing, steps, figures, what binds, account.
void fill_chain(const ChainWords& words, const ShownChain& chain, web::Model& model);

/// The drawing and the steps as words alone (templates/matchmaking/figure.html).
void fill_figure(const ChainWords& words, const ShownChain& chain, web::Model& model);

/// Fills one turn of {{#COMPARED}}. Chains up to `shown_whole` have a section to link to.
void fill_comparison(const ChainWords& words, const ShownChain& chain, int shown_whole, web::Model& model);

/// The account (templates/matchmaking/ledger.html).
void fill_ledger(const ChainWords& words, const ShownChain& chain, web::Model& model);

/// "Keten 1: sorteren en wassen, naar Genk".
std::string heading_of(const ChainWords& words, const ShownChain& chain);

}  // namespace kringwerk::matchmaking
