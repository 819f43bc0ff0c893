#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "base/violation.h"
#include "matching/io/chains_table.h"
#include "matching/io/plan_table.h"

namespace CLI {
class App;
}

namespace kringwerk::matching {

/// Where commands write, and how a finding becomes a sentence in the reader's language.
struct CommandOutput {
  std::ostream& out;
  std::ostream& err;
  std::function<std::string(const Violation&)> explain;
  TableWords words;
  PlanWords plan_words{};
};

/// Adds `match` with `chains` and the commands of plan_commands.h. `out` outlives the parsing. Bad input is written to
/// `err`, one finding per line, and ends in a CLI::RuntimeError with exit code 2; any valid answer, an empty one too,
/// leaves exit code 0.
void add_match_commands(CLI::App& app, const CommandOutput& out);

}  // namespace kringwerk::matching
