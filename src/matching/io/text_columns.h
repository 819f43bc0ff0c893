#pragma once

#include <string>
#include <vector>

namespace kringwerk::matching {

/// A number with that many decimals, for reading.
std::string rounded_text(double value, int decimals);

/// Rows of equal length as aligned text: columns to the right, the last one to the left. Empty without rows.
std::string text_columns(const std::vector<std::vector<std::string>>& rows);

}  // namespace kringwerk::matching
