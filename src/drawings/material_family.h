#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace kringwerk::drawings {

/// The colour families of materials; a name always stands beside the colour.
enum class MaterialFamily { plastic, textile, wood, metal, electrical, food, construction, paper, glass, other };

/// The class of the style sheet that sets the family's colour, for bands, circles and swatches (`.sw`).
constexpr std::string_view family_class(MaterialFamily family) {
  constexpr std::array<std::string_view, 10> classes{"m-kunststof", "m-textiel", "m-hout",   "m-metaal", "m-elektro",
                                                     "m-voeding",   "m-bouw",    "m-papier", "m-glas",   "m-andere"};
  return classes[static_cast<std::size_t>(family)];
}

/// The family with this key of the material taxonomy ("kunststof", "textiel" …); `other` for any other key.
constexpr MaterialFamily family_from_key(std::string_view key) {
  for (std::size_t i = 0; i < 9; ++i) {
    const auto family = static_cast<MaterialFamily>(i);
    if (family_class(family).substr(2) == key) return family;
  }
  return MaterialFamily::other;
}

}  // namespace kringwerk::drawings
