#include "planning/io/readable_runs.h"

#include <algorithm>

#include "network/io/load_hubs.h"

namespace kringwerk::planning {

namespace {

std::vector<access::ScopedHub> hubs_with(const access::Actor& actor, const std::vector<access::Role>& roles) {
  std::vector<access::ScopedHub> hubs;
  for (const std::int64_t id : actor.scopes(access::ScopeKind::hub, roles)) hubs.emplace_back(id);
  std::sort(hubs.begin(), hubs.end());
  hubs.erase(std::unique(hubs.begin(), hubs.end()), hubs.end());
  return hubs;
}

}  // namespace

access::RecordFacts facts_of(const PlanRun& run) {
  access::RecordFacts facts{.type = "plan", .visibility = run.hub ? "hub" : "network", .state = key_of(run.state)};
  if (run.hub) facts.hubs = {run.hub->value()};
  return facts;
}

std::optional<PlanRun> load_readable_run(storage::Connection& connection, RunId id, const access::Actor& reader) {
  auto run = load_run_to_decide(connection, id);
  if (!run || !access::may(reader, access::Action::read, facts_of(*run))) return std::nullopt;
  return run;
}

std::vector<RunAudience> run_audiences_of(const access::Actor& reader) {
  using enum access::Role;
  std::vector<RunAudience> audiences{RunAudience{}};
  for (const access::ScopedHub hub : hubs_with(reader, {coach, coordinator, policy_officer})) {
    audiences.emplace_back(hub);
  }
  return audiences;
}

std::vector<access::ScopedHub> hubs_to_plan_for(const access::Actor& actor) {
  return hubs_with(actor, {access::Role::coordinator, access::Role::policy_officer});
}

std::map<std::int64_t, std::string> load_hub_names(storage::Connection& connection) {
  std::map<std::int64_t, std::string> names;
  for (const network::Hub& hub : network::load_hubs(connection)) names.emplace(hub.id.value(), hub.name);
  return names;
}

}  // namespace kringwerk::planning
