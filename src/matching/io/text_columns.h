#pragma once

#include <string>
#include <vector>

namespace kringwerk::matching {

/// A number with that many decimals, for reading.
std::string rounded_text(double value, int decimals);

/// A number as JSON has it, so that reading gives the same double; null when it is not finite.
std::string full_number(double value);

/// Rows of equal length as aligned text: columns to the right, the last one to the left. Empty without rows.
std::string text_columns(const std::vector<std::vector<std::string>>& rows);

}  // namespace kringwerk::matching
