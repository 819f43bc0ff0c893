#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <iostream>

#include "app/import_command.h"
#include "app/outbox_command.h"
#include "app/privacy_command.h"
#include "app/serve_command.h"
#include "app/spoken_finding.h"
#include "app/spoken_words.h"
#include "app/user_command.h"
#include "app/verify_command.h"
#include "matching/io/match_commands.h"

namespace {

int run(int argc, char** argv) {
  CLI::App app{"Kringwerk: the open platform of social-circular hubs", "kringwerk"};
  app.set_version_flag("--version", KW_VERSION);
  app.require_subcommand(1);
  const kringwerk::Language language = kringwerk::app::terminal_language();
  const kringwerk::matching::CommandOutput out{std::cout, std::cerr, kringwerk::app::finding_speaker(language),
                                               kringwerk::app::chain_words(language),
                                               kringwerk::app::plan_words(language)};
  kringwerk::matching::add_match_commands(app, out);
  kringwerk::app::add_serve_command(app);
  kringwerk::app::add_import_commands(app);
  kringwerk::app::add_outbox_command(app);
  kringwerk::app::add_privacy_command(app);
  kringwerk::app::add_user_command(app);
  kringwerk::app::add_verify_command(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::RuntimeError& ended) {
    // A command that has said what it found: 2 for bad input, 3 for a trail that is broken or a plan that is refused.
    return ended.get_exit_code();
  } catch (const CLI::ParseError& error) {
    constexpr int kBadInput = 2;
    return app.exit(error) == 0 ? 0 : kBadInput;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    // Not std::cerr: main must not throw, and a stream may.
    std::fprintf(stderr, "kringwerk: %s\n", error.what());
    return 1;
  }
}
