#include "matching/io/plan_commands.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <memory>
#include <ostream>
#include <stdexcept>

#include "matching/fair_plan.h"
#include "matching/io/command_help.h"
#include "matching/io/instance_files.h"
#include "matching/io/plan_json.h"
#include "matching/io/plan_table.h"
#include "matching/io/potential_command.h"
#include "matching/io/whatif_command.h"
#include "matching/plan_check.h"
#include "matching/plan_solver.h"

namespace kringwerk::matching {

namespace {

constexpr const char* kPlanExamples = R"(
Examples:
  kringwerk match plan examples/hub
  kringwerk match plan examples/hub --gap 0.001 --deadline 30s --threads 2 --out plan.json
  kringwerk match plan examples/hub --out - | head

The plan is the best use of all offers together, with a proof of how far it can be from the best possible one. It ends
when the gap is small enough, at the deadline, or at Ctrl-C; each time with a plan that can be carried out.
Exit code 0: a plan was written. 2: bad input, every finding with file, line and column.)";

constexpr const char* kVerifyExamples = R"(
Example:
  kringwerk match verify examples/hub plan.json

Works the plan out again from the instance alone: every kilogram, the value, and the bound that the prices prove.
Exit code 0: the plan is what it says. 2: bad input. 3: refused, every reason with the record.)";

struct PlanArguments {
  std::string folder, out;
  double gap = 0.01;
  double fairness = 0;
  double deadline_s = 60;
  int threads = 1;
  bool progress = false;
};

std::atomic<bool> interrupted{false};

/// While it lives, Ctrl-C asks for the plan so far instead of ending the program.
class Interruptible {
 public:
  Interruptible() {
    interrupted = false;
    before_ = std::signal(SIGINT, [](int) { interrupted = true; });
  }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;
  ~Interruptible() { std::signal(SIGINT, before_); }

 private:
  void (*before_)(int) = nullptr;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

class ProgressBar {
 public:
  enum class Asked : bool { no, yes };
  ProgressBar(std::ostream& err, double wanted_gap, Asked asked)
      : err_(err), wanted_gap_(wanted_gap), asked_(asked), on_terminal_(isatty(STDERR_FILENO) == 1) {}
  /// A terminal shows it anyhow; a file or a pipe only when asked.
  bool is_shown() const { return asked_ == Asked::yes || on_terminal_; }
  void show(const PlanProgress& progress) {
    err_ << (on_terminal_ ? kNewLine : "") << progress_line(progress, wanted_gap_) << (on_terminal_ ? "" : "\n")
         << std::flush;
    is_open_ = on_terminal_;
  }
  /// Stays when it was asked for, else makes place for the plan.
  void end() {
    if (is_open_) err_ << (asked_ == Asked::yes ? "\n" : kNewLine) << std::flush;
  }

 private:
  static constexpr const char* kNewLine = "\r\x1b[K";

  std::ostream& err_;
  double wanted_gap_;
  Asked asked_;
  bool on_terminal_;
  bool is_open_ = false;
};

void run_plan(const CommandOutput& out, const PlanArguments& arguments) {
  const Instance instance = taken(out, read_instance_folder(arguments.folder), kBadInput);
  const Violations unfair = check_fairness(instance, arguments.fairness);
  if (!unfair.empty()) end_with(out, unfair, kBadInput);
  const auto start = std::chrono::steady_clock::now();
  const Interruptible interruptible;
  ProgressBar bar(out.err, arguments.gap, arguments.progress ? ProgressBar::Asked::yes : ProgressBar::Asked::no);
  PlanOptions options{.gap = arguments.gap, .threads = arguments.threads, .fairness = arguments.fairness};
  options.stop = [&] {
    if (interrupted) return StopReason::cancelled;
    const bool late = arguments.deadline_s > 0 && seconds_since(start) >= arguments.deadline_s;
    return late ? StopReason::deadline : StopReason::none;
  };
  if (bar.is_shown()) options.progress = [&](const PlanProgress& progress) { bar.show(progress); };
  Plan plan = solve_plan(instance, options);
  bar.end();
  plan.seconds = seconds_since(start);
  plan.version = KW_VERSION;
  if (arguments.out == "-") {
    out.out << plan_json(instance, plan);
    return;
  }
  if (!arguments.out.empty()) {
    std::ofstream file(arguments.out, std::ios::binary);
    file << plan_json(instance, plan) << std::flush;
    if (!file) throw std::runtime_error("cannot write " + arguments.out);
  }
  out.out << plan_table(instance, plan, out.plan_words);
}

void run_verify(const CommandOutput& out, const std::string& folder, const std::string& path) {
  const Instance instance = taken(out, read_instance_folder(folder), kBadInput);
  const Plan plan = taken(out, read_plan(instance, text_of_file(path)), kRefused);
  const Violations found = check_plan(instance, plan);
  if (!found.empty()) end_with(out, found, kRefused);
  out.out << verified_line(instance, plan, out.plan_words);
}

const std::map<std::string, double> kTimeUnits{{"ms", 0.001}, {"s", 1}, {"m", 60}, {"min", 60}, {"h", 3600}};

}  // namespace

void add_plan_commands(CLI::App& match, const CommandOutput& out) {
  CLI::App* plan = match.add_subcommand("plan", "The best use of all offers together, with proof");
  auto arguments = std::make_shared<PlanArguments>();
  plan->add_option("INSTANCE", arguments->folder, "Folder of the instance")->required();
  plan->add_option("--gap", arguments->gap, "Stop when the plan is proven this close to the best (default 0.01)")
      ->check(CLI::Range(0.0, 1.0));
  plan->add_option("--deadline", arguments->deadline_s,
                   "Stop after this time, as 60s, 5m or 500ms; 0 is never (default 60s)")
      ->transform(CLI::AsNumberWithUnit(kTimeUnits, CLI::AsNumberWithUnit::CASE_INSENSITIVE));
  plan->add_option("--threads", arguments->threads, "Threads to use (default 1); the plan does not depend on it")
      ->check(CLI::Range(1, 64));
  plan->add_option("--fairness", arguments->fairness,
                   "Small workshops do at least this share of all hours, as 0.4 (default 0)")
      ->check(CLI::Range(0.0, 1.0));
  plan->add_option("--out", arguments->out, "Write PLAN.json here; - writes it instead of the table");
  plan->add_flag("--progress", arguments->progress, "Show how far it is, on the error stream (on a terminal always)");
  plan->footer(kPlanExamples);
  plan->callback([arguments, &out] { run_plan(out, *arguments); });

  CLI::App* verify = match.add_subcommand("verify", "Check a plan against the instance");
  auto paths = std::make_shared<std::pair<std::string, std::string>>();
  verify->add_option("INSTANCE", paths->first, "Folder of the instance")->required();
  verify->add_option("PLAN", paths->second, "PLAN.json as `match plan --out` writes it")
      ->required()
      ->check(CLI::ExistingFile);
  verify->footer(kVerifyExamples);
  verify->callback([paths, &out] { run_verify(out, paths->first, paths->second); });
  add_whatif_command(match, out);
  add_potential_command(match, out);
}

}  // namespace kringwerk::matching
