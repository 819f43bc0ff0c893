#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "network/place.h"

namespace kringwerk::network {

/// What somebody answered to "where?": the words, and the municipality picked when the words meant several.
struct PlaceAnswer {
  std::string typed;
  Nis picked;  ///< code empty: none picked
};

/// The one municipality of `possible` that the answer means. Rules, field "place": network.place_unknown {typed},
/// network.place_ambiguous {typed}.
Result<Municipality> choose_place(const PlaceAnswer& answer, const std::vector<Municipality>& possible);

}  // namespace kringwerk::network
