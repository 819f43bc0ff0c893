#pragma once

#include <span>

#include "matchmaking/io/chain_words.h"
#include "web/template.h"

namespace kringwerk::matchmaking {

/// Fills {{#MISS}} once per near-miss, nearest first: who, which rule, by how much, what would help.
void fill_misses(const ChainWords& words, const ChainGround& ground, std::span<const matching::NearMiss> misses,
                 web::Model& model);

}  // namespace kringwerk::matchmaking
