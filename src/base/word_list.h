#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kringwerk {

/// A short list kept in one field, its parts between semicolons: "kunststof;textiel". Empty parts are left out.
std::vector<std::string> split_list(std::string_view text);
/// The inverse, for parts without semicolons.
std::string join_list(const std::vector<std::string>& parts);

}  // namespace kringwerk
