#pragma once

#include "matchmaking/io/chain_words.h"
#include "web/template.h"

namespace kringwerk::matchmaking {

/// Fills {{#MISS_LIST}}, once per near-miss, nearest first: who, which rule, by how much, what would help; and
/// {{#CUT_SHORT}} when some were not looked for to the end (templates/matchmaking/misses.html).
void fill_misses(const ChainWords& words, const ChainGround& ground, const BoundedAnswer& answer, web::Model& model);

}  // namespace kringwerk::matchmaking
