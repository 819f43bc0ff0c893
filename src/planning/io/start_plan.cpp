#include "planning/io/start_plan.h"

#include "access/policy.h"
#include "matching/fair_plan.h"
#include "planning/io/readable_runs.h"
#include "planning/io/save_plan_run.h"
#include "planning/plan_wish.h"
#include "site/page.h"
#include "site/visit.h"

namespace kringwerk::planning {

namespace {

using storage::Connection;

/// What a plan of the network, or of a hub, is made of.
materials::Audience audience_of_plan(const RunAudience& hub) {
  materials::Audience audience{materials::Audience::Reach::network, {}};
  if (hub) audience.hubs = {hub->value()};
  return audience;
}

void fill_from_problem(const NetworkProblem& problem, PlanRun& run) {
  run.period = problem.period;
  run.counts = problem.counts;
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
          std::string(fields.value("fairness")), std::string(fields.value("hub"))};
}

Result<WantedPlan> read_plan_form(const web::Form& form, Language language) {
  using Presence = web::FormReader::Presence;
  web::FormReader reader(form, language);
  const auto gap = reader.thousandths("gap", Presence::required);
  const auto deadline = reader.thousandths("deadline", Presence::required);
  const auto fairness = reader.thousandths("fairness", Presence::optional);
  WantedPlan wanted;
  const std::string hub(reader.typed("hub"));
  if (!hub.empty()) wanted.hub = access::ScopedHub::parse(hub);
  if (!hub.empty() && !wanted.hub) reader.report({"web.not_a_choice", "hub", {}});
  const auto wish = make_wish({gap.value_or(0), deadline.value_or(0), fairness.value_or(0)}, reader.violations());
  if (!wish) return wish.error();
  wanted.wish = *wish;
  return wanted;
}

Result<std::string> start_plan(const site::Services& services, const web::Call& call, const site::NamedRequest& request,
                               const PlanPolicy& policy, const WantedPlan& wanted) {
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    PlanRun run;
    run.hub = wanted.hub;
    run.wish = wanted.wish;
    run.asked_by = actor.person;
    run.asked_at = services.now();
    if (!access::may(actor, access::Action::create, facts_of(run))) return Missing{};
    if (load_unfinished_run(transaction, run.hub)) return Invalid{{{"planning.run_waits_already", "", {}}}};
    const NetworkProblem problem = load_network_problem(transaction, policy, services.now(), audience_of_plan(run.hub));
    Violations found = against(problem, run.wish);
    if (!found.empty()) return Invalid{std::move(found)};
    run.id = services.make_id<RunTag>();
    fill_from_problem(problem, run);
    queue_run(transaction, run, files_of(problem, policy.sources));
    site::record(services, transaction, call, {"plan.started", "plan", run.id.value(), {}});
    return site::address(call.language, "/plan/runs/" + run.id.text());
  });
}

Result<Done> cancel_plan(const site::Services& services, const web::Call& call, RunId id) {
  return services.database.write([&](Connection& transaction) -> Result<Done> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    const auto run = load_readable_run(transaction, id, actor);
    if (!run) return Missing{};
    if (!is_final(run->state) && !access::may(actor, access::Action::update, facts_of(*run))) return Missing{};
    if (!cancel_run(transaction, id, services.now())) return Conflict{};
    site::record(services, transaction, call, {"plan.cancelled", "plan", id.value(), {}});
    return Done{};
  });
}

}  // namespace kringwerk::planning
