#pragma once

#include <vector>

#include "exchange/io/row_reader.h"

namespace kringwerk::exchange {

/// Words of Dutch, English and French for offer or need, for units and for how often; the first of each choice is the
/// one that findings name.
std::vector<ChoiceWord> stream_kind_words();
std::vector<ChoiceWord> stream_unit_words();
std::vector<ChoiceWord> stream_rhythm_words();

}  // namespace kringwerk::exchange
