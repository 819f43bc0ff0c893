#include "matching/io/potential_command.h"

#include <CLI/CLI.hpp>
#include <array>
#include <memory>
#include <ostream>

#include "matching/io/command_help.h"
#include "matching/io/instance_files.h"
#include "matching/io/plan_json.h"
#include "matching/io/text_columns.h"
#include "matching/nth.h"
#include "matching/plan_check.h"
#include "matching/plan_potential.h"

namespace kringwerk::matching {

namespace {

constexpr const char* kExamples = R"(
Example:
  kringwerk match plan examples/hub --out plan.json
  kringwerk match potential examples/hub plan.json

Where the network could gain most: what one tonne (or one hour) more would bring it, and what one less would cost. The
two differ where something else runs out at once; the truth for a larger change lies below the first.
Exit code 0: an answer was written. 2: bad input. 3: PLAN.json does not hold for INSTANCE.)";

struct Arguments {
  std::string folder, plan;
  bool json = false;
};

std::string kind_name(PotentialKind kind) {
  constexpr std::array<const char*, 5> kNames{"capacity", "labour", "need", "offer", "work"};
  return kNames[static_cast<std::size_t>(kind)];
}

const std::string& id_of(const Instance& instance, PotentialKind kind, int record) {
  switch (kind) {
    case PotentialKind::capacity:
    case PotentialKind::work:
      return nth(instance.activities, record).id;
    case PotentialKind::labour:
      return nth(instance.workshops, record).id;
    case PotentialKind::need:
      return nth(instance.needs, record).id;
    case PotentialKind::offer:
      break;
  }
  return nth(instance.offers, record).id;
}

std::string json_line(const Instance& instance, const Potential& potential) {
  std::string records;
  for (const int record : potential.records) {
    records += (records.empty() ? "" : ",") + json_text(id_of(instance, potential.kind, record));
  }
  return R"({"group":)" + json_text(potential.group) + R"(,"kind":")" + kind_name(potential.kind) +
         R"(","low_eur_per_unit":)" + full_number(potential.low_eur_per_unit) + R"(,"high_eur_per_unit":)" +
         full_number(potential.high_eur_per_unit) + R"(,"records":[)" + records + "]}\n";
}

std::string table(const std::vector<Potential>& found, const PlanWords& words) {
  constexpr std::size_t kListed = 20;
  std::vector<std::vector<std::string>> rows{{words.one_more, words.one_less, words.kind, words.records, words.group}};
  for (const Potential& potential : found) {
    if (rows.size() > kListed) break;
    rows.push_back({rounded_text(potential.low_eur_per_unit, 2), rounded_text(potential.high_eur_per_unit, 2),
                    words.kinds.at(static_cast<std::size_t>(potential.kind)), std::to_string(potential.records.size()),
                    potential.group});
  }
  return text_columns(rows);
}

void run(const CommandOutput& out, const Arguments& arguments) {
  const Instance instance = taken(out, read_instance_folder(arguments.folder), kBadInput);
  const Plan plan = taken(out, read_plan(instance, text_of_file(arguments.plan)), kRefused);
  const Violations wrong = check_plan(instance, plan);
  if (!wrong.empty()) end_with(out, wrong, kRefused);
  const std::vector<Potential> found = plan_potential(instance, plan);
  if (!arguments.json) out.out << table(found, out.plan_words);
  if (!arguments.json) return;
  for (const Potential& potential : found) out.out << json_line(instance, potential);
}

}  // namespace

void add_potential_command(CLI::App& match, const CommandOutput& out) {
  CLI::App* potential = match.add_subcommand("potential", "Where more capacity, labour, demand or supply helps most");
  auto arguments = std::make_shared<Arguments>();
  potential->add_option("INSTANCE", arguments->folder, "Folder of the instance")->required();
  potential->add_option("PLAN", arguments->plan, "Its plan, as `match plan --out` writes it")
      ->required()
      ->check(CLI::ExistingFile);
  potential->add_flag("--json", arguments->json, "One JSON object per line, full precision, all groups");
  potential->footer(kExamples);
  potential->callback([arguments, &out] { run(out, *arguments); });
}

}  // namespace kringwerk::matching
