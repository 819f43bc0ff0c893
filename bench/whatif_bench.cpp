#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "matching/instance_builder.h"
#include "matching/plan_check.h"
#include "matching/plan_solver.h"
#include "matching/plan_translation.h"
#include "matching/synthetic_rows.h"

/// What a question "what if" takes when it starts from the plan there is, beside a solve from nothing:
///   whatif_bench [--size STREAMS] [--threads 1] [--seed 42] [--gap 0.01] [--apart] [--verify]
/// STREAMS offers and as many needs. --apart leaves out the outputs of another family than what was worked on, so that
/// the instance falls into parts that do not touch. CPU time counts all threads. Exit code 1 when an answer does not
/// hold.

using namespace kringwerk;
using namespace kringwerk::matching;

namespace {

struct Arguments {
  int size = 10'000;
  int threads = 1;
  std::uint64_t seed = 42;
  double gap = 0.01;
  bool apart = false;
  bool verify = false;
};

Arguments parsed(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--verify") arguments.verify = true;
    if (name == "--apart") arguments.apart = true;
    if (i + 1 == argc) break;
    const std::string value = argv[i + 1];
    if (name == "--size") arguments.size = std::stoi(value);
    if (name == "--threads") arguments.threads = std::stoi(value);
    if (name == "--seed") arguments.seed = std::stoull(value);
    if (name == "--gap") arguments.gap = std::stod(value);
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

struct Change {
  const char* name;
  std::function<void(InstanceRows&)> apply;
};

/// A copy of an activity under another name, with its outputs.
void add_copy(InstanceRows& rows, std::size_t of, const std::string& id) {
  ActivityRow activity = rows.activities.at(of);
  const std::string from = activity.id;
  activity.id = id;
  rows.activities.push_back(activity);
  const std::vector<OutputRow> outputs = rows.outputs;
  for (OutputRow output : outputs) {
    if (output.activity != from) continue;
    output.activity = id;
    rows.outputs.push_back(output);
  }
}

void remove_workshop(InstanceRows& rows, const std::string& workshop) {
  std::vector<std::string> gone;
  for (const ActivityRow& activity : rows.activities) {
    if (activity.workshop == workshop) gone.push_back(activity.id);
  }
  const auto is_gone = [&](const std::string& id) { return std::find(gone.begin(), gone.end(), id) != gone.end(); };
  std::erase_if(rows.activities, [&](const ActivityRow& activity) { return is_gone(activity.id); });
  std::erase_if(rows.outputs, [&](const OutputRow& output) { return is_gone(output.activity); });
  std::erase_if(rows.workshops, [&](const WorkshopRow& row) { return row.id == workshop; });
}

std::vector<Change> changes() {
  return {{"nothing", [](InstanceRows&) {}},
          {"capacity x2", [](InstanceRows& rows) { rows.activities.at(7).capacity_kg *= 2; }},
          {"activity more", [](InstanceRows& rows) { add_copy(rows, 3, "z0000001"); }},
          {"workshop less", [](InstanceRows& rows) { remove_workshop(rows, rows.workshops.at(5).id); }},
          {"offer less", [](InstanceRows& rows) { rows.offers.erase(rows.offers.begin() + 100); }},
          {"need more",
           [](InstanceRows& rows) {
             rows.needs.push_back(rows.needs.at(50));
             rows.needs.back().id = "z0000002";
             rows.needs.back().kg *= 3;
           }},
          {"tau +10 %", [](InstanceRows& rows) { rows.policy.tau_eur_per_tkm *= 1.1; }},
          {"sigma +2", [](InstanceRows& rows) { rows.policy.sigma_eur_per_h += 2; }}};
}

/// "m1037" is of the family of "m1031".
std::string family(const std::string& material) {
  return material.substr(0, material.size() - 1);
}

void cut_families_apart(InstanceRows& rows) {
  std::map<std::string, std::string> family_of;
  for (const ActivityRow& activity : rows.activities) family_of[activity.id] = family(activity.materials.front());
  std::erase_if(rows.outputs,
                [&](const OutputRow& output) { return family_of[output.activity] != family(output.material); });
  for (WorkshopRow& workshop : rows.workshops) workshop.labour_hours.reset();
}

}  // namespace

int main(int argc, char** argv) {
  const Arguments arguments = parsed(argc, argv);
  const int workshops = arguments.size < 5'000 ? 200 : 500;
  InstanceRows rows = SyntheticRows({arguments.size, workshops}, arguments.seed).make();
  if (arguments.apart) cut_families_apart(rows);
  const auto before = build_instance(rows);
  if (!before) return 1;
  const PlanOptions options{.gap = arguments.gap, .threads = arguments.threads};
  const double first_cpu = cpu();
  const Plan plan = solve_plan(*before, options);
  std::printf("size %d seed %llu threads %d: plan %.2f ... %.2f EUR, gap %.3f %%, cpu %.2f s\n", arguments.size,
              static_cast<unsigned long long>(arguments.seed), arguments.threads, plan.objective_eur,
              plan.upper_bound_eur, 100 * plan.gap, cpu() - first_cpu);
  bool holds = true;
  for (const Change& change : changes()) {
    InstanceRows changed = rows;
    change.apply(changed);
    const auto after = build_instance(changed);
    if (!after) return 1;
    const double warm_wall = wall(), warm_cpu = cpu();
    const Plan from = translated_plan(*before, plan, *after);
    PlanOptions warm_options = options;
    warm_options.start = &from;
    warm_options.before = &*before;
    const Plan warm = solve_plan(*after, warm_options);
    const double warm_took = cpu() - warm_cpu, warm_wall_took = wall() - warm_wall;
    const double cold_cpu = cpu();
    const Plan cold = solve_plan(*after, options);
    const double cold_took = cpu() - cold_cpu;
    std::printf("%-14s warm cpu %6.3f s wall %6.3f s gap %.3f %%   cold cpu %6.2f s gap %.3f %%   ratio %.3f\n",
                change.name, warm_took, warm_wall_took, 100 * warm.gap, cold_took, 100 * cold.gap,
                warm_took / cold_took);
    if (arguments.verify) holds = holds && check_plan(*after, warm).empty();
  }
  return holds ? 0 : 1;
}
