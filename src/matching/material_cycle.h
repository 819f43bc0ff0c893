#pragma once

#include <vector>

namespace kringwerk::matching {

/// `next[m]`: the materials that some activity makes out of material m.
/// A cycle as the materials on it in order of flow, starting at the lowest; empty when there is none. Deterministic.
std::vector<int> find_material_cycle(const std::vector<std::vector<int>>& next);

}  // namespace kringwerk::matching
