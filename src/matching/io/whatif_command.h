#pragma once

#include "matching/io/match_commands.h"

namespace kringwerk::matching {

/// Adds `whatif` to `match`: what changes in the plan when the instance changes. Exit codes as of `plan` and `verify`.
void add_whatif_command(CLI::App& match, const CommandOutput& out);

}  // namespace kringwerk::matching
