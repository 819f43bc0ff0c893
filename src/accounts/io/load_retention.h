#pragma once

#include <filesystem>
#include <vector>

#include "accounts/retention_rule.h"

namespace kringwerk::accounts {

/// data/retention.toml, in the order of the file. A fault in it is ours: std::runtime_error naming the class and what
/// is wrong: an unknown key, a missing basis or source, a time without what it counts from, an unknown end.
std::vector<RetentionRule> load_retention(const std::filesystem::path& file);

}  // namespace kringwerk::accounts
