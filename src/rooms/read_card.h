#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "materials/phrase.h"

namespace kringwerk::rooms {

/// What plain words on a card say: "2 ton houten pallets per maand in Leuven".
struct ReadWords {
  materials::ReadPhrase phrase;  ///< without the place
  std::string place;             ///< "Leuven"; empty when the words name none
};

/// The place is what stands behind the last "in", "uit", "te", "bij", "from", "à" and the like, when it begins with a
/// capital or is a postcode; whether it is a place is for the caller to look up. ASCII case counts.
ReadWords read_words(std::string_view typed);

/// The same for words in which nothing turned out to be a place. A number without unit counts pieces.
materials::ReadPhrase read_without_place(std::string_view typed);

}  // namespace kringwerk::rooms
