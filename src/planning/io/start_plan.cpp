#include "planning/io/start_plan.h"

#include "access/policy.h"
#include "matching/fair_plan.h"
#include "planning/io/load_plan_run.h"
#include "planning/io/save_plan_run.h"
#include "planning/plan_wish.h"
#include "site/page.h"
#include "site/visit.h"

namespace kringwerk::planning {

namespace {

using storage::Connection;

const materials::Audience kNetwork{materials::Audience::Reach::network, {}};

access::RecordFacts facts_of(RunState state) {
  return {.type = "plan", .visibility = "network", .state = key_of(state)};
}

PlanRun new_run(const site::Services& services, const web::Call& call, const NetworkProblem& problem,
                const RunWish& wish) {
  PlanRun run;
  run.id = services.make_id<RunTag>();
  run.asked_by = site::visit_of(call).actor.person;
  run.asked_at = services.now();
  run.period = problem.period;
  run.wish = wish;
  run.counts = problem.counts;
  return run;
}

Violations against(const NetworkProblem& problem, const RunWish& wish) {
  if (problem.counts.offers == 0 || problem.counts.needs + problem.counts.activities == 0) {
    return {{"planning.nothing_to_plan", "", {}}};
  }
  Violations unfair = matching::check_fairness(problem.instance, wish.fairness);
  for (Violation& violation : unfair) violation.field = "fairness";
  return unfair;
}

}  // namespace

PlanForm typed_plan(const web::Pairs& fields) {
  return {std::string(fields.value("gap")), std::string(fields.value("deadline")),
          std::string(fields.value("fairness"))};
}

Result<RunWish> read_plan_form(const web::Form& form, Language language) {
  using Presence = web::FormReader::Presence;
  web::FormReader reader(form, language);
  const auto gap = reader.thousandths("gap", Presence::required);
  const auto deadline = reader.thousandths("deadline", Presence::required);
  const auto fairness = reader.thousandths("fairness", Presence::optional);
  Violations found = reader.violations();
  Result<RunWish> wish = make_wish({gap.value_or(0), deadline.value_or(0), fairness.value_or(0)}, found);
  return wish;
}

Result<std::string> start_plan(const site::Services& services, const web::Call& call, const site::NamedRequest& request,
                               const PlanPolicy& policy, const RunWish& wish) {
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    if (!access::may(actor, access::Action::create, facts_of(RunState::waiting))) return Missing{};
    if (load_unfinished_run(transaction)) return Invalid{{{"planning.run_waits_already", "", {}}}};
    const NetworkProblem problem = load_network_problem(transaction, policy, services.now(), kNetwork);
    Violations found = against(problem, wish);
    if (!found.empty()) return Invalid{std::move(found)};
    const PlanRun run = new_run(services, call, problem, wish);
    queue_run(transaction, run, files_of(problem, policy.sources));
    site::record(services, transaction, call, {"plan.started", "plan", run.id.value(), {}});
    return site::address(call.language, "/plan/runs/" + run.id.text());
  });
}

Result<Done> cancel_plan(const site::Services& services, const web::Call& call, RunId id) {
  return services.database.write([&](Connection& transaction) -> Result<Done> {
    const auto run = load_plan_run(transaction, id);
    if (!run) return Missing{};
    const access::Actor actor = site::actor_now(services, transaction, call);
    if (!is_final(run->state) && !access::may(actor, access::Action::update, facts_of(run->state))) return Missing{};
    if (!cancel_run(transaction, id, services.now())) return Conflict{};
    site::record(services, transaction, call, {"plan.cancelled", "plan", id.value(), {}});
    return Done{};
  });
}

}  // namespace kringwerk::planning
