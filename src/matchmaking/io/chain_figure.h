#pragma once

#include "drawings/chain_drawing.h"
#include "matchmaking/io/chain_words.h"

namespace kringwerk::matchmaking {

/// The drawing's facts in the reader's words. `number` makes its ids unique on the page.
drawings::ChainFigure figure_of(const ChainWords& words, const ChainStory& story, int number);

}  // namespace kringwerk::matchmaking
