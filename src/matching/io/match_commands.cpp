#include "matching/io/match_commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "matching/chain_search.h"
#include "matching/io/chains_json.h"
#include "matching/io/instance_files.h"
#include "matching/io/plan_commands.h"

namespace kringwerk::matching {

namespace {

constexpr int kBadInput = 2;

constexpr const char* kExamples = R"(
Examples:
  kringwerk match chains examples/hub --offer textile-leuven
  kringwerk match chains examples/hub --need moulder-genk -k 3 --no-diversity
  kringwerk match chains examples/hub --activity sort-textile --max-steps 2 --json
  kringwerk match chains examples/hub --all --json > chains.jsonl

INSTANCE is a folder with policy.toml, materials.csv, offers.csv, needs.csv, workshops.csv, activities.csv, outputs.csv.
Exit code 0: an answer was written, an empty one too. 2: bad input, every finding with file, line and column.)";

struct ChainsOptions {
  std::string folder, offer, need, activity;
  bool all = false;
  int k = 10;
  int max_steps = -1;
  bool no_diversity = false;
  bool json = false;
};

[[noreturn]] void refuse(const CommandOutput& out, const Violations& found) {
  for (const Violation& violation : found) out.err << out.explain(violation) << '\n';
  throw CLI::RuntimeError(kBadInput);
}

Violations violations_of(const Refusal& refusal) {
  const auto* invalid = std::get_if<Invalid>(&refusal);
  return invalid == nullptr ? Violations{} : invalid->violations;
}

class ChainsCommand {
 public:
  ChainsCommand(const CommandOutput& out, const ChainsOptions& options) : out_(out), options_(options) {}

  void run() {
    auto instance = read_instance_folder(options_.folder);
    if (!instance) refuse(out_, violations_of(instance.error()));
    const MatchIndex index(*std::move(instance));
    if (options_.all) {
      for (const int offer : index.instance().offer_file_order) answer(index, QueryKind::offer, offer);
    } else if (!options_.offer.empty()) {
      answer(index, QueryKind::offer, known("offer", options_.offer, index.find_offer(options_.offer)));
    } else if (!options_.need.empty()) {
      answer(index, QueryKind::need, known("need", options_.need, index.find_need(options_.need)));
    } else {
      answer(index, QueryKind::activity, known("activity", options_.activity, index.find_activity(options_.activity)));
    }
  }

 private:
  int known(const std::string& kind, const std::string& id, int position) const {
    if (position < 0) refuse(out_, {{"matching.record_unknown", kind, {{"kind", kind}, {"id", id}}}});
    return position;
  }

  void answer(const MatchIndex& index, QueryKind kind, int record) const {
    ChainQuery query{.kind = kind, .record = record, .k = options_.k};
    query.max_steps = options_.max_steps < 0 ? index.instance().policy.max_steps : options_.max_steps;
    query.diversity = options_.no_diversity ? Diversity::off : Diversity::on;
    const ChainAnswer found = best_chains(index, query);
    if (options_.json) {
      out_.out << chains_json(index, query, found) << '\n';
    } else {
      out_.out << chains_table(index, query, found, out_.words) << '\n';
    }
  }

  const CommandOutput& out_;
  const ChainsOptions& options_;
};

}  // namespace

void add_match_commands(CLI::App& app, const CommandOutput& out) {
  CLI::App* match = app.add_subcommand("match", "Find circular value chains in an instance, and plan the whole");
  match->require_subcommand(1);
  CLI::App* chains = match->add_subcommand("chains", "The best chains of an offer, a need or an activity");
  auto options = std::make_shared<ChainsOptions>();
  chains->add_option("INSTANCE", options->folder, "Folder of the instance")->required();
  CLI::Option_group* which = chains->add_option_group("which", "What to find chains for");
  which->add_option("--offer", options->offer, "Chains that start at this offer");
  which->add_option("--need", options->need, "Chains that end at this need");
  which->add_option("--activity", options->activity, "Chains that pass this activity");
  which->add_flag("--all", options->all, "Chains of every offer, in file order");
  which->require_option(1);
  chains->add_option("-k", options->k, "How many chains at most (default 10)")->check(CLI::Range(1, 1'000'000));
  chains->add_option("--max-steps", options->max_steps, "Activities on a chain at most (default: the policy's, 4)")
      ->check(CLI::Range(0, 4));
  chains->add_flag("--no-diversity", options->no_diversity, "Also list chains that look much like better ones");
  chains->add_flag("--json", options->json, "One JSON object per line, full precision");
  chains->footer(kExamples);
  chains->callback([options, &out] { ChainsCommand(out, *options).run(); });
  add_plan_commands(*match, out);
}

}  // namespace kringwerk::matching
