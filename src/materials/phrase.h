#pragma once

#include <string>
#include <string_view>

#include "materials/stream.h"

namespace kringwerk::materials {

/// What can be read from one sentence such as "2 ton harde plastic per maand". Everything that is not said stays
/// unknown.
struct ReadPhrase {
  std::string what;         ///< the sentence without amount and rhythm, as typed
  std::string number_text;  ///< "2" or "2,5", for text::parse_decimal; empty when there is none
  std::optional<AmountUnit> unit;
  Rhythm rhythm = Rhythm::unknown;
};
/// Understands the units and rhythms of Dutch, English and French. ASCII case does not matter.
ReadPhrase read_phrase(std::string_view typed);

}  // namespace kringwerk::materials
