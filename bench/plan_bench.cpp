#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "limited_run.h"
#include "matching/halpern_iteration.h"
#include "matching/instance_builder.h"
#include "matching/part_start.h"
#include "matching/plan_check.h"
#include "matching/plan_parts.h"
#include "matching/plan_solver.h"
#include "matching/plan_translation.h"
#include "memory_speed.h"
#include "plan_peers.h"

/// The plan of a made-up instance with its proof, a what-if, one step of the method against the speed of memory, and
/// general solvers on the arcs of the last round:
///   plan_bench [--size 1k|10k|100k|1M] [--seed 42] [--gap 0.01] [--threads N] [--deadline S] [--limit S] [--only
///   plan|transport]
/// Sizes count offers, and needs. CPU time counts all threads. `--limit` is the CPU time that a peer gets.

using namespace kringwerk;
using namespace kringwerk::matching;
using namespace kringwerk::bench;

namespace {

struct Arguments {
  std::string size = "10k", only;
  double gap = 0.01;
  int threads = 0;  ///< 0: 2 from 100k, 1 below
  std::uint64_t seed = 42;
  double deadline_s = 300;
  int limit_s = 300;
};

Arguments parsed(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i], value = argv[i + 1];
    if (name == "--size") arguments.size = value;
    if (name == "--gap") arguments.gap = std::stod(value);
    if (name == "--threads") arguments.threads = std::stoi(value);
    if (name == "--seed") arguments.seed = std::stoull(value);
    if (name == "--deadline") arguments.deadline_s = std::stod(value);
    if (name == "--limit") arguments.limit_s = std::stoi(value);
    if (name == "--only") arguments.only = value;
  }
  if (arguments.threads == 0) arguments.threads = size_named(arguments.size).streams < 100'000 ? 1 : 2;
  return arguments;
}

Instance built(const InstanceRows& rows) {
  auto instance = build_instance(rows);
  if (!instance) std::abort();
  return *std::move(instance);
}

struct Run {
  Plan plan{};
  double cpu_s = 0, wall_s = 0;
};

Run planned(const std::string& what, const Instance& instance, const Arguments& arguments, const Plan* from = nullptr,
            const Instance* of = nullptr) {
  const double start = wall_seconds(), start_cpu = process_seconds();
  PlanOptions options{.gap = arguments.gap, .threads = arguments.threads};
  options.stop = [&] {
    return wall_seconds() - start > arguments.deadline_s ? StopReason::deadline : StopReason::none;
  };
  Plan translated;
  if (from != nullptr) {
    translated = translated_plan(*of, *from, instance);
    options.start = &translated;
  }
  Run run{.plan = solve_plan(instance, options)};
  run.cpu_s = process_seconds() - start_cpu;
  run.wall_s = wall_seconds() - start;
  std::printf("%-34s cpu %8.2f s  wall %8.2f s  peak %6.0f MB  value %.2f … %.2f €  certified gap %.3f %%\n",
              what.c_str(), run.cpu_s, run.wall_s, peak_mb(), run.plan.objective_eur, run.plan.upper_bound_eur,
              100 * run.plan.gap);
  std::fflush(stdout);
  return run;
}

/// Per part, the arcs that a last round looks at under the prices of the plan; those that carry tonnes among them.
std::vector<PartArcs> arcs_of(const Instance& instance, const Plan& plan, int threads) {
  Workers workers(threads);
  std::vector<PartArcs> all;
  for (const PlanPart& part : plan_parts(instance)) {
    auto network = std::make_unique<PlanNetwork>(instance, part);
    PartIndexes indexes(*network);
    const PartStart start = part_start(*network, plan, indexes, workers);
    ArcSet arcs = generate_arcs(*network, indexes, workers, start.prices, ArcWish{}, start.arcs);
    all.push_back({std::move(network), std::move(arcs)});
  }
  return all;
}

/// How far a step is from only reading and writing what it must: four numbers read and one written per arc.
void compare_with_memory(const PartArcs& part, int threads) {
  constexpr int kSteps = 40;
  constexpr double kBytesPerArc = 20, kGiga = 1e9;
  Workers workers(threads);
  NodePrices prices;
  prices.source.assign(part.network->sources.size(), 0);
  prices.taker.assign(part.network->takers.size(), 0);
  prices.labour.assign(part.network->labour_hours.size(), 0);
  HalpernIteration method(*part.network, part.arcs, workers, prices,
                          std::vector<double>(part.network->activity_ids.size(), 0), 60);
  method.run(kSteps);
  const double start = process_seconds();
  method.run(kSteps);
  const double step = (process_seconds() - start) / kSteps / threads;
  const double bytes = kBytesPerArc * static_cast<double>(part.arcs.size());
  // In a process of its own: its arrays must not count as ours.
  constexpr int kMostSeconds = 60;
  const double speed = run_limited(kMostSeconds, [threads] { return memory_bytes_per_second(threads); }).value;
  std::printf(
      "one step, %d threads: %zu arcs, %.1f MB in %.3f ms = %.2f GB/s; memory gives %.2f GB/s: %.1f x the least time\n",
      threads, part.arcs.size(), bytes / 1e6, step * 1e3, bytes / step / kGiga, speed / kGiga, speed * step / bytes);
}

void compare_with_solvers(const std::vector<PartArcs>& parts, const Run& ours, const Arguments& arguments) {
  Programme whole;
  double value = 0;
  for (const PartArcs& part : parts) whole.add(part);
  std::printf("restricted programme: %d rows, %d columns, %zu parts\n", whole.rows(), whole.columns(), parts.size());
  const LimitedRun clp = run_limited(arguments.limit_s, [&] { return solve_with_clp(whole); });
  print("Clp dual, whole", clp, ours.cpu_s);
  if (clp.is_done) value = clp.value;
  print("Clp dual, per component",
        run_limited(arguments.limit_s,
                    [&] {
                      double sum = 0;
                      for (const PartArcs& part : parts) {
                        Programme one;
                        one.add(part);
                        sum += solve_with_clp(one);
                      }
                      return sum;
                    }),
        ours.cpu_s);
  if (value > 0) {
    std::printf("  ours / Clp's optimum %.5f, bound / optimum %.5f\n", ours.plan.objective_eur / value,
                ours.plan.upper_bound_eur / value);
  }
  if (size_named(arguments.size).streams > 10'000) return;
#ifdef KW_WITH_GLPK
  constexpr int kGlpkSeconds = 60;
  print("GLPK simplex", run_limited(kGlpkSeconds, [&] { return solve_with_glpk(whole); }), ours.cpu_s);
#else
  std::puts("GLPK: not measured, libglpk-dev is not installed (scripts/install --for bench)");
#endif
}

#ifdef KW_WITH_LEMON
/// Every allowed arc of a part that is worth something: what a solver needs that is to answer for all of them.
ArcSet all_arcs(const PlanNetwork& network) {
  ArcSet arcs;
  arcs.first.push_back(0);
  for (int source = 0; source < size_of(network.sources); ++source) {
    for (int taker = 0; taker < size_of(network.takers); ++taker) {
      const auto value = network.value(source, taker);
      if (!value || *value <= 0) continue;
      arcs.taker.push_back(taker);
      arcs.value.push_back(static_cast<float>(*value));
    }
    arcs.first.push_back(static_cast<int>(arcs.taker.size()));
  }
  return arcs;
}

double solve_all_with_lemon(const Instance& instance) {
  double total = 0;
  for (const PlanPart& part : plan_parts(instance)) {
    std::vector<PartArcs> one;
    one.push_back({std::make_unique<PlanNetwork>(instance, part), {}});
    one.back().arcs = all_arcs(*one.back().network);
    total += solve_with_lemon(one);
  }
  return total;
}
#endif

void compare_transport(const Arguments& arguments) {
  const Instance instance = built(SyntheticRows({size_named(arguments.size).streams, 0}, arguments.seed).make());
  const Run ours = planned("transport only, plan", instance, arguments);
#ifdef KW_WITH_LEMON
  const std::vector<PartArcs> parts = arcs_of(instance, ours.plan, arguments.threads);
  print("LEMON network simplex, given arcs", run_limited(arguments.limit_s, [&] { return solve_with_lemon(parts); }),
        ours.cpu_s);
  print("LEMON network simplex, end to end",
        run_limited(arguments.limit_s, [&] { return solve_all_with_lemon(instance); }), ours.cpu_s);
#else
  std::puts("LEMON: not measured, liblemon-dev is not installed (scripts/install --for bench)");
#endif
}

/// A workshop grows by half, twenty needs double, one need goes.
void compare_what_if(const InstanceRows& rows, const Instance& instance, const Run& before,
                     const Arguments& arguments) {
  constexpr std::size_t kNeeds = 20;
  InstanceRows changed = rows;
  for (std::size_t i = 0; i < kNeeds; ++i) changed.needs[i * changed.needs.size() / kNeeds].kg *= 2;
  changed.needs.pop_back();
  changed.activities.front().capacity_kg = std::round(changed.activities.front().capacity_kg * 1.5);
  const Instance after = built(changed);
  const Run cold = planned("what-if, from nothing", after, arguments);
  const Run warm = planned("what-if, from the plan before", after, arguments, &before.plan, &instance);
  std::printf("  warm / cold %.3f\n", warm.cpu_s / cold.cpu_s);
}

}  // namespace

int main(int argc, char** argv) {
  const Arguments arguments = parsed(argc, argv);
  if (arguments.only == "transport") {
    compare_transport(arguments);
    return EXIT_SUCCESS;
  }
  const SyntheticSize size = size_named(arguments.size);
  const InstanceRows rows = SyntheticRows(size, arguments.seed).make();
  const Instance instance = built(rows);
  std::printf("plan, size %s, seed %llu, %d threads; the instance and its rows take %.0f MB\n", arguments.size.c_str(),
              static_cast<unsigned long long>(arguments.seed), arguments.threads, peak_mb());
  const Run ours = planned("plan with proof over all arcs", instance, arguments);
  if (arguments.only == "plan") return EXIT_SUCCESS;
  const double before = process_seconds();
  const std::size_t findings = check_plan(instance, ours.plan).size();
  std::printf("verified in %.2f s CPU: %zu findings\n", process_seconds() - before, findings);
  const bool has_peers = size.streams <= 100'000;
  if (has_peers) {
    const std::vector<PartArcs> parts = arcs_of(instance, ours.plan, arguments.threads);
    compare_with_memory(parts.back(), arguments.threads);
    compare_with_solvers(parts, ours, arguments);
    compare_what_if(rows, instance, ours, arguments);
    compare_transport(arguments);
  }
  return findings == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
