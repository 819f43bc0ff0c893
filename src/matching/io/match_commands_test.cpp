#include "matching/io/match_commands.h"

#include <doctest/doctest.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

struct Answer {
  int code = 0;
  std::string out;
  std::string err;
};

Answer run(const std::string& arguments) {
  std::ostringstream out, err;
  const CommandOutput output{out, err, [](const Violation& violation) { return violation.rule; }, {}};
  CLI::App app;
  add_match_commands(app, output);
  Answer answer;
  try {
    app.parse(arguments);
  } catch (const CLI::RuntimeError& error) {
    answer.code = error.get_exit_code();
  } catch (const CLI::CallForHelp&) {
    answer.out = app.help("", CLI::AppFormatMode::Sub);
    return answer;
  } catch (const CLI::ParseError&) {
    answer.code = 2;
  }
  answer.out = out.str();
  answer.err = err.str();
  return answer;
}

const std::string kHub = "match chains " KW_SOURCE_DIR "/examples/hub ";

}  // namespace

TEST_CASE("one JSON object per line, every offer in file order") {
  const Answer answer = run(kHub + "--all --json");
  CHECK(answer.code == 0);
  std::istringstream lines(answer.out);
  std::vector<std::string> offers;
  for (std::string line; std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line);
    offers.push_back(json.at("offer"));
    for (const auto& chain : json.at("chains")) {
      double sum = 0;
      for (const auto& term : chain.at("ledger")) sum += term.at("eur_per_t").get<double>();
      CHECK(sum == chain.at("value_eur_per_t").get<double>());
      for (const auto& step : chain.at("steps")) {
        CHECK(step.at("kg_in").get<long>() == step.at("kg_out").get<long>() + step.at("kg_other_outputs").get<long>() +
                                                  step.at("residue_kg").get<long>());
      }
    }
  }
  CHECK(offers == std::vector<std::string>{"textile-leuven", "pp-genk", "pp-paint-genk"});
}

TEST_CASE("a chain in JSON has the fields of the contract") {
  const auto json = nlohmann::json::parse(run(kHub + "--offer pp-genk --json").out);
  const auto& chain = json.at("chains").at(0);
  for (const char* field : {"score_eur_per_t", "value_eur_per_t", "tonnes", "yield", "road_km", "co2e_kg", "hours",
                            "need", "steps", "ledger", "binding"}) {
    CHECK_MESSAGE(chain.contains(field), field);
  }
  CHECK(chain.at("binding") == "demand");
  CHECK(chain.at("steps").at(0).at("activity") == "shred-pp");
}

TEST_CASE("a near-miss names constraint, place and what lacks") {
  const auto json = nlohmann::json::parse(run(kHub + "--offer pp-paint-genk --json").out);
  CHECK(json.at("chains").empty());
  const auto& miss = json.at("near_misses").at(0);
  CHECK(miss.at("constraint") == "permit");
  CHECK(miss.at("at") == "shred-pp");
  CHECK(miss.at("shortfall") == "hazardous");
  CHECK(miss.at("score_eur_per_t").get<double>() > 0);
}

TEST_CASE("the other questions and limits") {
  CHECK(nlohmann::json::parse(run(kHub + "--need moulder-genk --json").out).at("chains").at(0).at("offer") ==
        "pp-genk");
  CHECK(nlohmann::json::parse(run(kHub + "--activity sort-textile --json").out).at("chains").size() == 2);
  CHECK(nlohmann::json::parse(run(kHub + "--offer textile-leuven -k 1 --json").out).at("chains").size() == 1);
  CHECK(nlohmann::json::parse(run(kHub + "--offer textile-leuven --max-steps 0 --json").out).at("chains").empty());
  CHECK(run(kHub + "--offer textile-leuven").out.find("shop-mechelen") != std::string::npos);
}

TEST_CASE("bad input ends in 2 and says why") {
  CHECK(run(kHub + "--offer nobody").code == 2);
  CHECK(run(kHub + "--offer nobody").err == "matching.record_unknown\n");
  CHECK(run("match chains /nowhere --all").code == 2);
  CHECK(run(kHub).code == 2);
  CHECK(run(kHub + "--all --offer pp-genk").code == 2);
  CHECK(run(kHub + "--all --max-steps 5").code == 2);
  CHECK(run("match plan x").code == 2);
}

TEST_CASE("the account of the table adds up to V and to the score as it stands there") {
  const std::string table = run(kHub + "--offer textile-leuven").out;
  std::istringstream lines(table.substr(table.find("Account of the best one")));
  std::string line;
  std::getline(lines, line);
  double sum = 0, value = 0, score = 0;
  while (std::getline(lines, line) && !line.empty()) {
    const double amount = std::stod(line);
    if (line.find("= V") != std::string::npos) {
      value = amount;
    } else if (line.find("= score") != std::string::npos) {
      score = amount;
    } else {
      sum += amount;
    }
  }
  CHECK(value == 864.61);
  CHECK(sum == doctest::Approx(value).epsilon(1e-9));
  CHECK(score == 720.51);
  CHECK(table.find("864.61 × 10.000 t ÷ 12.000 t") != std::string::npos);
  CHECK(table.find("→ shop-mechelen\n") != std::string::npos);
}

TEST_CASE("a near-miss in the table names what is lacking with its unit") {
  CHECK(run(kHub + "--offer pp-paint-genk").out.find("permit at shred-pp, short by hazardous (") != std::string::npos);
}

TEST_CASE("the examples of the help can be run as they stand") {
  for (const char* question : {"--offer textile-leuven", "--need moulder-genk -k 3 --no-diversity",
                               "--activity sort-textile --max-steps 2 --json", "--all --json"}) {
    CAPTURE(question);
    const Answer answer = run(kHub + question);
    CHECK(answer.code == 0);
    CHECK(answer.out.find("No chain") == std::string::npos);
  }
}

TEST_CASE("empty files are findings like others") {
  const auto folder = std::filesystem::temp_directory_path() / "kringwerk-empty-instance";
  std::filesystem::create_directories(folder);
  for (const char* file :
       {"policy.toml", "materials.csv", "offers.csv", "needs.csv", "workshops.csv", "activities.csv", "outputs.csv"}) {
    std::ofstream(folder / file, std::ios::trunc);
  }
  const Answer answer = run("match chains " + folder.string() + " --all");
  std::filesystem::remove_all(folder);
  CHECK(answer.code == 2);
  CHECK(std::count(answer.err.begin(), answer.err.end(), '\n') >= 7);
}
