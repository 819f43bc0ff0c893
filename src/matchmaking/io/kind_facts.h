#pragma once

#include "matchmaking/io/fact_list.h"

namespace kringwerk::matchmaking {

/// What a stream's kind says of itself: sort, temperature, hours and price per unit of what goes straight to a need;
/// cold and day of food; packing, size and weight of goods. Unknown said as unknown.
void add_kind_facts(const ChainWords& words, const materials::Stream& stream, FactList& list);

}  // namespace kringwerk::matchmaking
