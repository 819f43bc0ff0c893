#include "matching/io/match_commands.h"

#include <doctest/doctest.h>
#include <CLI/CLI.hpp>
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
