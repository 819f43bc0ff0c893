#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "matching/instance_builder.h"
#include "matching/plan_check.h"
#include "matching/plan_solver.h"
#include "matching/synthetic_rows.h"

/// Plans a made-up instance and says what it took:
///   plan_bench [--size STREAMS] [--gap 0.01] [--threads 1] [--seed 42] [--exact RECORDS] [--deadline S] [--verify]
/// STREAMS offers and as many needs. CPU time counts all threads.

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

struct Arguments {
  int size = 10'000;
  double gap = 0.01;
  int threads = 1;
  std::uint64_t seed = 42;
  int exact = PlanOptions{}.exact_records;
  double deadline_s = 1e9;
  bool verify = false;
};

Arguments parsed(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--verify") arguments.verify = true;
    if (i + 1 == argc) break;
    const std::string value = argv[i + 1];
    if (name == "--size") arguments.size = std::stoi(value);
    if (name == "--gap") arguments.gap = std::stod(value);
    if (name == "--threads") arguments.threads = std::stoi(value);
    if (name == "--seed") arguments.seed = std::stoull(value);
    if (name == "--exact") arguments.exact = std::stoi(value);
    if (name == "--deadline") arguments.deadline_s = std::stod(value);
  }
  return arguments;
}

double wall() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double cpu() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// As in the measurements the engine was designed on: 200, 500, 2000 and 5000 workshops at 1k, 10k, 100k and 1M.
int workshops_for(int size) {
  return size < 5'000 ? 200 : size < 50'000 ? 500 : size < 500'000 ? 2'000 : 5'000;
}

}  // namespace

int main(int argc, char** argv) {
  const Arguments arguments = parsed(argc, argv);
  auto instance = build_instance(SyntheticRows({arguments.size, workshops_for(arguments.size)}, arguments.seed).make());
  if (!instance) return 1;
  const double memory = peak_mb(), start = wall(), start_cpu = cpu();
  PlanOptions options{.gap = arguments.gap, .threads = arguments.threads, .exact_records = arguments.exact};
  options.stop = [&] { return wall() - start > arguments.deadline_s ? StopReason::deadline : StopReason::none; };
  options.progress = [&](const PlanProgress& progress) {
    std::printf("  wall %7.2f s  cpu %7.2f s  %.0f … %.0f €  gap %.4f %%\n", wall() - start, cpu() - start_cpu,
                progress.objective_eur, progress.upper_bound_eur, 100 * progress.gap);
  };
  const Plan plan = solve_plan(*instance, options);
  std::printf(
      "size %d seed %llu threads %d: %.2f … %.2f €, certified gap %.4f %%, wall %.2f s, cpu %.2f s, peak %.0f MB "
      "(instance %.0f MB)\n",
      arguments.size, static_cast<unsigned long long>(arguments.seed), arguments.threads, plan.objective_eur,
      plan.upper_bound_eur, 100 * plan.gap, wall() - start, cpu() - start_cpu, peak_mb(), memory);
  if (!arguments.verify) return 0;
  const double before = wall();
  const std::size_t findings = check_plan(*instance, plan).size();
  std::printf("verified in %.2f s, %zu findings\n", wall() - before, findings);
  return findings == 0 ? 0 : 1;
}
