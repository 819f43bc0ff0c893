#pragma once

#include "matching/io/match_commands.h"

namespace kringwerk::matching {

/// Adds `plan`, `verify`, `whatif` and `potential` to `match`. `out` outlives the parsing. Bad input is written to
/// `err`, one finding per line, and ends in a CLI::RuntimeError with exit code 2; a plan that is not what it says in
/// one with exit code 3.
void add_plan_commands(CLI::App& match, const CommandOutput& out);

}  // namespace kringwerk::matching
