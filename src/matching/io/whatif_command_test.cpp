#include "matching/io/whatif_command.h"

#include <doctest/doctest.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>

#include "matching/io/changes_file.h"
#include "matching/io/instance_files.h"
#include "matching/io/run_match_command.h"

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

/// What `whatif --json` answers to changes in the hub example.
Answer whatif(const std::string& changes) {
  const auto folder = std::filesystem::temp_directory_path() / ("kw-whatif-" + std::to_string(getpid()));
  std::filesystem::create_directory(folder);
  const std::string plan = (folder / "plan.json").string();
  CHECK(run("plan " + kHub + " --gap 0 --out " + plan).code == 0);
  std::ofstream(folder / "changes.toml") << changes;
  Answer answer = run("whatif " + kHub + " " + plan + " " + (folder / "changes.toml").string() + " --json --gap 0");
  std::filesystem::remove_all(folder);
  return answer;
}

/// The rules that refuse changes.
std::string refused(const std::string& changes) {
  auto texts = instance_texts(kHub);
  const Violations found = apply_changes(changes, texts);
  return found.empty() ? "" : found.front().rule;
}

bool says(const Answer& answer, const std::string& what) {
  return answer.code == 0 && answer.out.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("nothing changes when nothing is changed") {
  const Answer answer = whatif("");
  CHECK(says(answer, R"("difference":{"objective_eur":[)"));
  CHECK(says(answer, R"("collected_t":0,"worked_t":0,"delivered_t":0)"));
}

TEST_CASE("more capacity in the bottleneck delivers more, fewer needs less") {
  CHECK(says(whatif("[[set]]\nfile='activities'\nid='sort-textile'\ncolumn='capacity_kg'\nvalue=11000"),
             R"("collected_t":1,"worked_t":1,)"));
  CHECK(says(whatif("[[remove]]\nfile='needs'\nid='moulder-genk'"), R"("delivered_t":-6,)"));
  CHECK(says(whatif("[[add]]\nfile='needs'\nrow={id='z',materials=['pp','textile'],min_grade=0,kg=1000,lon=5.5,"
                    "lat=50.9,retention=1,from=2026-01-05,to=2026-04-05}"),
             R"("collected_t":1,"worked_t":0,"delivered_t":1,)"));
  CHECK(says(whatif("[policy]\ntau_eur_per_tkm=1000"), R"("after":{"objective_eur":[0,)"));
}

TEST_CASE("changes that cannot be made are refused") {
  CHECK(refused("[[set]") == "matching.toml_syntax");
  CHECK(refused("[[sett]]\nfile='needs'") == "matching.change_invalid");
  CHECK(refused("[[set]]\nfile='needs'\nid='garage-hasselt'") == "matching.change_invalid");
  CHECK(refused("[[remove]]\nid='x'") == "matching.change_invalid");
  CHECK(refused("[[remove]]\nfile='wishes'\nid='x'") == "matching.change_unknown_file");
  CHECK(refused("[[remove]]\nfile='needs'\nid='x'") == "matching.change_unknown_record");
  CHECK(refused("[[add]]\nfile='needs'\nrow={colour='red'}") == "matching.change_unknown_column");
  CHECK(refused("[[remove]]\nfile='outputs'\nid='cut-rags;textile~rags'").empty());
  CHECK(whatif("[[set]]\nfile='needs'\nid='garage-hasselt'\ncolumn='kg'\nvalue='many'").code == 2);
}
