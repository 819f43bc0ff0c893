#pragma once

#include <CLI/CLI.hpp>
#include <sstream>
#include <string>

#include "matching/io/match_commands.h"

/// For tests: one `match` command as the program runs it.
namespace kringwerk::matching {

inline const std::string kHub = KW_SOURCE_DIR "/examples/hub";

/// Exit code and what was written; findings as rule ids.
struct Answer {
  int code = 0;
  std::string out, err;
};

inline Answer run(const std::string& arguments) {
  std::ostringstream out, err;
  const CommandOutput output{out, err, [](const Violation& violation) { return violation.rule; }, {}};
  CLI::App app;
  add_match_commands(app, output);
  Answer answer;
  try {
    app.parse("match " + arguments);
  } catch (const CLI::RuntimeError& error) {
    answer.code = error.get_exit_code();
  } catch (const CLI::ParseError&) {
    answer.code = 2;
  }
  return {answer.code, out.str(), err.str()};
}

}  // namespace kringwerk::matching
