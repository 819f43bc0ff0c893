#include "matching/io/whatif_command.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <ostream>

#include "matching/io/changes_file.h"
#include "matching/io/command_help.h"
#include "matching/io/instance_files.h"
#include "matching/io/plan_json.h"
#include "matching/io/text_columns.h"
#include "matching/plan_check.h"
#include "matching/plan_solver.h"
#include "matching/plan_totals.h"
#include "matching/plan_translation.h"

namespace kringwerk::matching {

namespace {

constexpr const char* kExamples = R"(
Example:
  kringwerk match plan examples/hub --out plan.json
  kringwerk match whatif examples/hub plan.json changes.toml

CHANGES.toml, every part optional:
  [[add]]
  file = "offers"
  row = { id = "jeans-gent", material = "textile", grade = 5, kg = 3000, lon = 3.72, lat = 51.05 }
  [[remove]]
  file = "needs"
  id = "garage-hasselt"
  [[set]]
  file = "activities"
  id = "sort-textile"
  column = "capacity_kg"
  value = 12000
  [policy]
  tau_eur_per_tkm = 0.3

Exit code 0: an answer was written. 2: bad input. 3: PLAN.json does not hold for INSTANCE.)";

struct Arguments {
  std::string folder, plan, changes;
  double gap = 0.01;
  int threads = 1;
  bool json = false;
};

/// What is compared of a plan; the value as the interval that the plan and its proof leave.
struct Side {
  double low_eur = 0, high_eur = 0;
  PlanTotals totals{};
};

struct Line {
  const char* field;
  std::string label;
  int decimals;
  double before, after;
};

double tonnes(Kilograms kg) {
  constexpr double kKilogramsPerTonne = 1000;
  return static_cast<double>(kg) / kKilogramsPerTonne;
}

std::vector<Line> lines_of(const Side& before, const Side& after, const PlanWords& words) {
  const PlanTotals& a = before.totals;
  const PlanTotals& b = after.totals;
  return {{"collected_t", words.collected, 3, tonnes(a.collected_kg), tonnes(b.collected_kg)},
          {"worked_t", words.worked, 3, tonnes(a.worked_kg), tonnes(b.worked_kg)},
          {"delivered_t", words.delivered, 3, tonnes(a.delivered_kg), tonnes(b.delivered_kg)},
          {"residue_t", words.residue, 3, tonnes(a.residue_kg), tonnes(b.residue_kg)},
          {"untaken_t", words.untaken, 3, tonnes(a.untaken_kg), tonnes(b.untaken_kg)},
          {"hours", words.hours, 1, a.hours, b.hours},
          {"co2e_kg", words.co2e, 1, a.co2e_kg, b.co2e_kg}};
}

std::string interval(double low, double high) {
  return rounded_text(low, 2) + " … " + rounded_text(high, 2);
}

std::string table(const Side& before, const Side& after, const PlanWords& words) {
  std::vector<std::vector<std::string>> rows{{words.before, words.after, words.difference, ""}};
  rows.push_back({interval(before.low_eur, before.high_eur), interval(after.low_eur, after.high_eur),
                  interval(after.low_eur - before.high_eur, after.high_eur - before.low_eur), words.objective});
  for (const Line& line : lines_of(before, after, words)) {
    rows.push_back({rounded_text(line.before, line.decimals), rounded_text(line.after, line.decimals),
                    rounded_text(line.after - line.before, line.decimals), line.label});
  }
  return text_columns(rows);
}

std::string json(const Side& before, const Side& after, double seconds) {
  const auto number = [](double value) { return full_number(value); };
  const auto side = [&](const char* name, double low, double high, auto value) {
    std::string text = std::string("\"") + name + R"(":{"objective_eur":[)" + number(low) + "," + number(high) + "]";
    for (const Line& line : lines_of(before, after, {})) {
      text += std::string(",\"") + line.field + "\":" + number(value(line));
    }
    return text + "}";
  };
  return "{" + side("before", before.low_eur, before.high_eur, [](const Line& line) { return line.before; }) + "," +
         side("after", after.low_eur, after.high_eur, [](const Line& line) { return line.after; }) + "," +
         side("difference", after.low_eur - before.high_eur, after.high_eur - before.low_eur,
              [](const Line& line) { return line.after - line.before; }) +
         R"(,"seconds":)" + number(seconds) + "}\n";
}

Side side_of(const Instance& instance, const Plan& plan) {
  return {plan.objective_eur, plan.upper_bound_eur, plan_totals(instance, plan)};
}

void run(const CommandOutput& out, const Arguments& arguments) {
  std::map<std::string, std::string> texts = instance_texts(arguments.folder);
  const Instance before = taken(out, read_instance(texts), kBadInput);
  const Plan plan = taken(out, read_plan(before, text_of_file(arguments.plan)), kRefused);
  const Violations wrong = check_plan(before, plan);
  if (!wrong.empty()) end_with(out, wrong, kRefused);
  const Violations found = apply_changes(text_of_file(arguments.changes), texts);
  if (!found.empty()) end_with(out, found, kBadInput);
  const Instance after = taken(out, read_instance(texts), kBadInput);
  const auto start = std::chrono::steady_clock::now();
  const Plan from = translated_plan(before, plan, after);
  const Plan changed =
      solve_plan(after, {.gap = arguments.gap, .threads = arguments.threads, .start = &from, .before = &before});
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const Side first = side_of(before, plan), second = side_of(after, changed);
  out.out << (arguments.json ? json(first, second, seconds) : table(first, second, out.plan_words));
}

}  // namespace

void add_whatif_command(CLI::App& match, const CommandOutput& out) {
  CLI::App* whatif = match.add_subcommand("whatif", "What changes in the plan when the instance changes");
  auto arguments = std::make_shared<Arguments>();
  whatif->add_option("INSTANCE", arguments->folder, "Folder of the instance")->required();
  whatif->add_option("PLAN", arguments->plan, "Its plan, as `match plan --out` writes it")
      ->required()
      ->check(CLI::ExistingFile);
  whatif->add_option("CHANGES", arguments->changes, "CHANGES.toml, see below")->required()->check(CLI::ExistingFile);
  whatif->add_option("--gap", arguments->gap, "How near the best the new plan must be (default 0.01)")
      ->check(CLI::Range(0.0, 1.0));
  whatif->add_option("--threads", arguments->threads, "Threads to use (default 1)")->check(CLI::Range(1, 64));
  whatif->add_flag("--json", arguments->json, "One JSON object, full precision");
  whatif->footer(kExamples);
  whatif->callback([arguments, &out] { run(out, *arguments); });
}

}  // namespace kringwerk::matching
