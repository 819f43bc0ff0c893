#include "planning/io/keep_scenario.h"

#include <algorithm>
#include <charconv>

#include "planning/io/change_form.h"
#include "planning/io/load_hidden.h"
#include "planning/io/save_scenario.h"
#include "planning/io/solve_scenario.h"
#include "site/page.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::planning {

namespace {

using access::Action;
using storage::Connection;
using Presence = web::FormReader::Presence;

constexpr std::size_t kLongestName = 80;

Day today(const site::Services& services) {
  return text::brussels_day(services.now());
}

/// A scenario and the plan it stands on, for somebody who may change it in the version on their screen.
struct Opened {
  Scenario scenario;
  LoadedPlan plan;
  bool has_hidden = false;  ///< records that they may not know now
};

bool hides_from(Connection& connection, const LoadedPlan& plan, const access::Actor& actor) {
  const PlanNames names = read_names(plan.files.at(std::string(kNamesFile)));
  return !load_hidden_records(connection, plan.instance, names, materials::audience_of(actor)).empty();
}

Result<Opened> open(const site::Services& services, const web::Call& call, const web::Form& form) {
  const access::Actor& actor = site::visit_of(call).actor;
  return services.database.read([&](Connection& connection) -> Result<Opened> {
    auto scenario = load_scenario(connection, call.id<ScenarioTag>("scenario"), actor, today(services));
    if (!scenario || !may_keep(actor, Action::update, *scenario)) return Missing{};
    const auto version = site::version_of(call, form, "scenario", scenario->id.text());
    if (!version) return version.error();
    if (*version != scenario->version) return Stale{};
    auto plan = load_plan_of(connection, *scenario);
    if (!plan) return Missing{};
    const bool has_hidden = hides_from(connection, *plan, actor);
    return Opened{*std::move(scenario), *std::move(plan), has_hidden};
  });
}

/// In the transaction of the change: the role may be gone since the page was shown.
Result<Done> keep(const site::Services& services, const web::Call& call, const Scenario& scenario,
                  const access::Deed& deed) {
  return services.database.write([&](Connection& transaction) -> Result<Done> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    if (!may_keep(actor, Action::update, scenario)) return Missing{};
    if (!update_scenario(transaction, scenario, services.now())) return Stale{};
    site::record(services, transaction, call, deed);
    return Done{};
  });
}

access::Deed deed_of(const char* action, const Scenario& scenario) {
  return {action, "scenario", scenario.id.value(), {}};
}

/// Works out what the changes bring; none bring nothing.
Result<Done> solve(const LoadedPlan& plan, Scenario& scenario) {
  scenario.outcome.reset();
  if (scenario.changes.empty()) return Done{};
  auto outcome = solve_changes(plan, scenario.changes);
  if (!outcome) return Invalid{{{"whatif.changes_do_not_fit", "", {}}}};
  scenario.outcome = *std::move(outcome);
  return Done{};
}

Result<Done> rename(const web::Form& form, Language language, Scenario& scenario) {
  web::FormReader reader(form, language);
  scenario.name = reader.line("name", Presence::required, kLongestName);
  if (!reader.violations().empty()) return Invalid{reader.violations()};
  return Done{};
}

Result<Done> remove_change(const web::Form& form, Opened& opened) {
  Scenario& scenario = opened.scenario;
  const std::string_view typed = form.fields.value("position");
  std::size_t position = 0;
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), position);
  if (read.ec != std::errc{} || position >= scenario.changes.size()) return Missing{};
  scenario.changes.erase(scenario.changes.begin() + static_cast<std::ptrdiff_t>(position));
  if (!opened.has_hidden) return solve(opened.plan, scenario);
  scenario.outcome.reset();
  return Done{};
}

Result<Done> renew(const site::Services& services, const web::Call& call, Scenario& scenario) {
  std::optional<LoadedPlan> plan;
  bool has_hidden = false;
  services.database.read([&](Connection& connection) {
    const auto latest = load_latest_for(connection, scenario.hub);
    if (latest) plan = load_plan(connection, latest->id, latest->hub);
    has_hidden = plan && hides_from(connection, *plan, site::visit_of(call).actor);
  });
  if (!plan) return Missing{};
  if (has_hidden) return Invalid{{{"whatif.plan_hides", "", {}}}};
  std::vector<Change> so_far;
  for (const Change& change : scenario.changes) {
    if (!check_change(plan->instance, so_far, change).empty()) {
      return Invalid{{{"whatif.changes_do_not_fit", "", {}}}};
    }
    so_far.push_back(change);
  }
  scenario.run = plan->run.id;
  return solve(*plan, scenario);
}

Result<bool> remove(const site::Services& services, const web::Call& call, const Scenario& scenario) {
  return services.database.write([&](Connection& transaction) -> Result<bool> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    if (!may_keep(actor, Action::remove, scenario)) return Missing{};
    if (!delete_scenario(transaction, scenario)) return Stale{};
    site::record(services, transaction, call, deed_of("scenario.deleted", scenario));
    return false;
  });
}

}  // namespace

bool may_keep(const access::Actor& actor, Action action, const Scenario& scenario) {
  return access::may(actor, action, facts_of(scenario));
}

Result<std::string> make_scenario(const site::Services& services, const web::Call& call,
                                  const site::NamedRequest& request, const web::Form& form) {
  web::FormReader reader(form, call.language);
  Scenario scenario;
  scenario.name = reader.line("name", Presence::required, kLongestName);
  const std::string hub(reader.typed("hub"));
  if (!hub.empty()) scenario.hub = access::ScopedHub::parse(hub);
  if (!hub.empty() && !scenario.hub) reader.report({"web.not_a_choice", "hub", {}});
  if (!reader.violations().empty()) return Invalid{reader.violations()};
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    scenario.made_by = actor.person;
    if (!may_keep(actor, Action::create, scenario)) return Missing{};
    const auto plan = load_latest_for(transaction, scenario.hub);
    if (!plan) return Invalid{{{"whatif.no_plan", "", {}}}};
    scenario.id = services.make_id<ScenarioTag>();
    scenario.run = plan->id;
    scenario.made_at = scenario.changed_at = services.now();
    insert_scenario(transaction, scenario);
    site::record(services, transaction, call, deed_of("scenario.made", scenario));
    return site::address(call.language, "/what-if/" + scenario.id.text());
  });
}

Result<Done> add_change(const site::Services& services, const web::Call& call, matchmaking::LiveEconomy& live,
                        const web::Form& form) {
  auto opened = open(services, call, form);
  if (!opened) return opened.error();
  if (opened->has_hidden) return Invalid{{{"whatif.plan_hides", "", {}}}};
  const auto kind = std::find(kChangeKindKeys.begin(), kChangeKindKeys.end(), form.fields.value("kind"));
  if (kind == kChangeKindKeys.end()) return Missing{};
  const auto now = live.at(services.now(), materials::audience_of(site::visit_of(call).actor));
  Scenario& scenario = opened->scenario;
  ReadChange read = services.database.read([&](Connection& connection) {
    return read_change(connection, form, call.language, static_cast<ChangeKind>(kind - kChangeKindKeys.begin()),
                       opened->plan, *now, scenario.changes);
  });
  if (!read.violations.empty()) return Invalid{std::move(read.violations)};
  scenario.changes.push_back(std::move(read.change));
  if (auto solved = solve(opened->plan, scenario); !solved) return solved;
  return keep(services, call, scenario, deed_of("scenario.changed", scenario));
}

Result<bool> change_scenario(const site::Services& services, const web::Call& call, const web::Form& form) {
  auto opened = open(services, call, form);
  if (!opened) return opened.error();
  Scenario& scenario = opened->scenario;
  const std::string_view step = form.fields.value("step");
  if (step == "delete") return remove(services, call, scenario);
  Result<Done> done = Missing{};
  if (step == "rename") done = rename(form, call.language, scenario);
  if (step == "remove") done = remove_change(form, *opened);
  if (step == "renew") done = renew(services, call, scenario);
  if (!done) return done.error();
  done = keep(services, call, scenario, deed_of(step == "rename" ? "scenario.renamed" : "scenario.changed", scenario));
  if (!done) return done.error();
  return true;
}

}  // namespace kringwerk::planning
