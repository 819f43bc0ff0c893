#include "network/choose_place.h"

#include <algorithm>

namespace kringwerk::network {

Result<Municipality> choose_place(const PlaceAnswer& answer, const std::vector<Municipality>& possible) {
  if (possible.size() == 1) return possible.front();
  const auto picked = std::find_if(possible.begin(), possible.end(),
                                   [&](const Municipality& municipality) { return municipality.nis == answer.picked; });
  if (picked != possible.end()) return *picked;
  const char* const rule = possible.empty() ? "network.place_unknown" : "network.place_ambiguous";
  return Invalid{{Violation{rule, "place", {{"typed", answer.typed}}}}};
}

}  // namespace kringwerk::network
