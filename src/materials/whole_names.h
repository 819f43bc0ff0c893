#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "materials/taxonomy.h"

namespace kringwerk::materials {

/// A list of materials that was parted at its commas, with names that hold a comma whole again: "hout", "harde
/// kunststof", "gemengd" becomes "hout", "harde kunststof, gemengd". A state in brackets behind a name belongs to it.
/// Of several names that begin at one part the longest counts. `fold`: text::folded.
std::vector<std::string> whole_names(const Taxonomy& taxonomy, const std::vector<std::string>& parts,
                                     const std::function<std::string(std::string_view)>& fold);

}  // namespace kringwerk::materials
