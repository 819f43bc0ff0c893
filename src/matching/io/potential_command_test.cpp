#include "matching/io/potential_command.h"

#include <doctest/doctest.h>
#include <unistd.h>
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

const std::string kHub = KW_SOURCE_DIR "/examples/hub";

std::string run(const std::string& arguments, int wanted_code) {
  std::ostringstream out, err;
  const CommandOutput output{out, err, [](const Violation& violation) { return violation.rule; }, {}};
  CLI::App app;
  add_match_commands(app, output);
  int code = 0;
  try {
    app.parse("match " + arguments);
  } catch (const CLI::RuntimeError& error) {
    code = error.get_exit_code();
  }
  CHECK(code == wanted_code);
  return out.str() + err.str();
}

}  // namespace

TEST_CASE("the hub's bottleneck comes first, as a line of JSON and in the table") {
  const std::string plan =
      (std::filesystem::temp_directory_path() / ("kw-potential-" + std::to_string(getpid()))).string();
  run("plan " + kHub + " --gap 0 --out " + plan, 0);
  const std::string lines = run("potential " + kHub + " " + plan + " --json", 0);
  CHECK(lines.find(R"({"group":"sort textile","kind":"capacity","low_eur_per_unit":)") == 0);
  CHECK(lines.find(R"("records":["sort-textile"]})") != std::string::npos);
  CHECK(run("potential " + kHub + " " + plan, 0).find("sort textile") != std::string::npos);
  std::ofstream(plan) << "{}";
  CHECK(run("potential " + kHub + " " + plan, 3) == "matching.plan_field\n");
  std::filesystem::remove(plan);
}
