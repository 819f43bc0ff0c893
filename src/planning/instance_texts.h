#pragma once

#include <map>
#include <string>

#include "matching/instance.h"

namespace kringwerk::planning {

/// Where each number of policy.toml comes from, by key; a number without is an assumption.
using PolicySources = std::map<std::string, std::string>;

/// The instance as the seven files of docs/matching.md, by name. Reading them gives the same instance: numbers are
/// written so that they read back to the last bit. The period is written with a source of its own.
std::map<std::string, std::string> instance_texts(const matching::Instance& instance, const PolicySources& sources);

}  // namespace kringwerk::planning
