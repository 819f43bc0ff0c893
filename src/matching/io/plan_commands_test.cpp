#include "matching/io/plan_commands.h"

#include <doctest/doctest.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <regex>

#include "matching/io/instance_files.h"
#include "matching/io/plan_json.h"
#include "matching/io/run_match_command.h"
#include "matching/plan_solver.h"

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

/// A folder that goes away again.
struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / ("kw-plan-" + std::to_string(getpid()))) {
    std::filesystem::create_directory(path);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(path / name) << text;
    return (path / name).string();
  }
  std::filesystem::path path;
};

std::string without_seconds(const std::string& json) {
  return std::regex_replace(json, std::regex("\"seconds\":[^,\n]*"), "");
}

}  // namespace

TEST_CASE("a plan is written, read again and found right") {
  const Folder folder;
  const std::string path = (folder.path / "plan.json").string();
  const Answer planned = run("plan " + kHub + " --gap 0.001 --deadline 60s --threads 2 --out " + path);
  CHECK(planned.code == 0);
  CHECK(planned.out.find("shop-mechelen") != std::string::npos);
  const Answer verified = run("verify " + kHub + " " + path);
  CHECK(verified.code == 0);
  CHECK(verified.err.empty());
}

TEST_CASE("the same bytes for any number of threads, apart from the seconds") {
  const std::string one = without_seconds(run("plan " + kHub + " --out - --threads 1").out);
  CHECK(one.find("\"status\":\"gap_reached\"") != std::string::npos);
  CHECK(without_seconds(run("plan " + kHub + " --out - --threads 2").out) == one);
  CHECK(without_seconds(run("plan " + kHub + " --out - --threads 8").out) == one);
}

TEST_CASE("a plan survives being written and read") {
  const auto instance = read_instance_folder(kHub);
  REQUIRE(instance.has_value());
  const Plan plan = solve_plan(*instance, {.gap = 0});
  const auto again = read_plan(*instance, plan_json(*instance, plan));
  REQUIRE(again.has_value());
  CHECK(again->flows == plan.flows);
  CHECK(again->throughput == plan.throughput);
  CHECK(again->upper_bound_eur == plan.upper_bound_eur);
  CHECK(again->prices.need_eur_per_t == plan.prices.need_eur_per_t);
  CHECK(plan_json(*instance, *again) == plan_json(*instance, plan));
}

TEST_CASE("a tampered file is refused with the reason") {
  const Folder folder;
  const std::string plan = run("plan " + kHub + " --out -").out;
  const auto refused = [&](const std::string& what, const std::string& with) {
    std::string changed = plan;
    const auto at = changed.find(what);
    REQUIRE(at != std::string::npos);
    changed.replace(at, what.size(), with);
    const Answer answer = run("verify " + kHub + " " + folder.file("plan.json", changed));
    CHECK(answer.code == 3);
    return answer.err.substr(0, answer.err.find('\n'));
  };
  CHECK(refused("\"kg\":10000", "\"kg\":10001") == "matching.plan_limit_exceeded");
  CHECK(refused("moulder-genk", "moulder-gent") == "matching.plan_unknown_record");
  CHECK(refused("\"to\":\"moulder-genk\"", "\"to\":\"shop-mechelen\"") == "matching.plan_arc_forbidden");
  CHECK(refused("\"objective_eur\":", "\"objective_eur\":1") == "matching.plan_objective_differs");
  CHECK(refused("\"upper_bound_eur\":", "\"upper_bound_eur\":-") == "matching.plan_bound_too_low");
  CHECK(refused("\"kg\":10000", "\"kg\":1e4") == "matching.plan_field");
  CHECK(refused("\"kg\":10000", "\"kg\":99999999999999999999") == "matching.plan_field");
  CHECK(refused("\"status\"", "\"state\"") == "matching.plan_field");
  CHECK(refused("[", "") == "matching.plan_syntax");
}

TEST_CASE("bad input ends in 2") {
  CHECK(run("plan /nowhere").code == 2);
  CHECK(run("plan " + kHub + " --gap 2").code == 2);
  CHECK(run("plan " + kHub + " --deadline soon").code == 2);
  CHECK(run("verify " + kHub + " /nowhere.json").code == 2);
  CHECK(run("plan").code == 2);
}
