#include "planning/io/scenario_list_page.h"

#include "access/io/secrets.h"
#include "planning/io/keep_scenario.h"
#include "planning/io/readable_runs.h"
#include "planning/io/whatif_view.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::planning {

namespace {

using storage::Connection;
using web::Call;
using web::Response;

constexpr std::size_t kMostCompared = 4;
constexpr int kOk = 200;

const access::Actor& actor(const Call& call) {
  return site::visit_of(call).actor;
}

std::string word(const site::Services& services, const Call& call, const std::string& id) {
  return services.texts.get(call.language, id);
}

/// What stands in the form of a new scenario.
struct NewTyped {
  const web::Pairs& typed;
  const Violations& found;
};

void show_row(const site::Services& services, const Call& call, const Scenario& scenario,
              const std::map<std::int64_t, std::string>& hubs, web::Model& row) {
  row.set("ID", scenario.id.text()).set("NAME", scenario.name);
  row.set("ADDRESS", site::address(call.language, "/what-if/" + scenario.id.text()));
  row.set("WHO", scenario.hub ? hubs.at(scenario.hub->value()) : word(services, call, "whatif.for_network"));
  row.set("WHEN", text::day(call.language, text::brussels_day(scenario.changed_at)));
  row.set("CHANGES",
          services.texts.plural(call.language, "whatif.changes", static_cast<std::int64_t>(scenario.changes.size())));
  const PlanNames none;
  row.set("DIFFERENCE",
          scenario.outcome
              ? figure_lines(NameWords(services, call.language, none), *scenario.outcome).front().difference
              : word(services, call, scenario.is_hidden ? "whatif.not_visible" : "whatif.nothing_yet"));
}

void show_new(const site::Services& services, const Call& call, const NewTyped& typed_form,
              const std::vector<access::ScopedHub>& own, web::Model& model) {
  const auto& [typed, found] = typed_form;
  const auto hubs = services.database.read(load_hub_names);
  web::Model& made = model.add("NEW");
  made.set("ACTION", site::address(call.language, "/what-if")).set("KEY", access::make_secret());
  made.set("NAME", typed.value("name"));
  for (const Violation& one : found) {
    if (one.field != "name") continue;
    made.add("WRONG").set("MESSAGE", services.texts.finding(call.language, one));
    break;
  }
  for (const access::ScopedHub hub : own) {
    const auto name = hubs.find(hub.value());
    if (name == hubs.end()) continue;
    made.add("HUB_OPTION")
        .set("KEY", hub.text())
        .set("LABEL", name->second)
        .show_if(typed.value("hub") == hub.text(), "SELECTED");
  }
}

Response show_compared(const site::Services& services, const Call& call, const std::vector<Scenario>& chosen,
                       bool were_more) {
  web::Model model;
  model.set("HOME", site::address(call.language, ""));
  model.show_if(were_more, "MORE_THAN_FOUR");
  const PlanNames none;
  const NameWords words(services, call.language, none);
  std::vector<const Scenario*> solved;
  for (const Scenario& scenario : chosen) {
    if (scenario.outcome) solved.push_back(&scenario);
  }
  if (solved.empty()) {
    model.show("NOTHING");
  } else {
    fill_compared(words, solved, model.add("TABLE"));
  }
  return site::page(services, call, "planning/whatif_compare.html", model,
                    scenario_frame(services, call, word(services, call, "whatif.compare")));
}

}  // namespace

site::PageFrame scenario_frame(const site::Services& services, const Call& call, const std::string& name) {
  site::PageFrame frame;
  frame.title = name.empty() ? word(services, call, "whatif.title") : name;
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{word(services, call, "whatif.title"), "/what-if"}};
  if (!name.empty()) frame.crumbs.push_back({name, ""});
  if (name.empty()) frame.crumbs.front().address.clear();
  return frame;
}

Response show_scenario_list(const site::Services& services, const Call& call, ToldScenarios& told,
                            const web::Pairs& typed, const Violations& found) {
  const auto hubs = services.database.read(load_hub_names);
  web::Model model;
  model.set("HOME", site::address(call.language, ""));
  bool has_plan = false;
  auto scenarios = services.database.read([&](Connection& connection) {
    for (const RunAudience& audience : run_audiences_of(actor(call))) {
      has_plan = has_plan || load_latest_plan(connection, audience);
    }
    return load_scenarios(connection, actor(call), text::brussels_day(services.now()));
  });
  told.forget_hidden(scenarios, materials::audience_of(actor(call)));
  const PlanNames no_names;
  fill_findings(NameWords(services, call.language, no_names), found, model);
  if (scenarios.empty()) {
    model.show("NOTHING");
  } else {
    web::Model& table = model.add("TABLE");
    for (const Scenario& scenario : scenarios) show_row(services, call, scenario, hubs, table.add("ROW"));
  }
  Scenario fresh;
  const auto own = hubs_to_plan_for(actor(call));
  if (!has_plan) {
    model.add("NO_PLAN").set("HOME", site::address(call.language, ""));
  } else if (may_keep(actor(call), access::Action::create, fresh) || !own.empty()) {
    show_new(services, call, {typed, found}, own, model);
  }
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "planning/whatif_list.html", model, scenario_frame(services, call, ""),
                      found.empty() ? kOk : 422);
  });
}

Response show_compared_scenarios(const site::Services& services, const Call& call, ToldScenarios& told) {
  std::vector<Scenario> chosen;
  const auto typed = call.request.query.all("scenario");
  services.database.read([&](Connection& connection) {
    for (const std::string_view text : typed) {
      const auto id = ScenarioId::parse(text);
      if (!id || chosen.size() == kMostCompared) continue;
      auto found = load_scenario(connection, *id, actor(call), text::brussels_day(services.now()));
      if (found) chosen.push_back(*std::move(found));
    }
  });
  told.forget_hidden(chosen, materials::audience_of(actor(call)));
  return show_compared(services, call, chosen, typed.size() > kMostCompared);
}

}  // namespace kringwerk::planning
