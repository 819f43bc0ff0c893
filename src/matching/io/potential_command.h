#pragma once

#include "matching/io/match_commands.h"

namespace kringwerk::matching {

/// Adds `potential` to `match`: where more capacity, labour, demand or supply would be worth most. Exit codes as of
/// `verify`.
void add_potential_command(CLI::App& match, const CommandOutput& out);

}  // namespace kringwerk::matching
