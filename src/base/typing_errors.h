#pragma once

#include <cstddef>
#include <string_view>

namespace kringwerk {

/// Bytes inserted, left out, changed or swapped with their neighbour between two words (restricted edit distance).
/// Meant for folded words, in which a letter is a byte. O(|a|·|b|).
std::size_t typing_errors(std::string_view a, std::string_view b);

}  // namespace kringwerk
