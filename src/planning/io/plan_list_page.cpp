#include "planning/io/plan_list_page.h"

#include <algorithm>

#include "access/io/secrets.h"
#include "planning/io/plan_frame.h"
#include "planning/io/plan_view.h"
#include "planning/io/readable_runs.h"
#include "planning/io/run_authors.h"
#include "site/visit.h"

namespace kringwerk::planning {

namespace {

using web::Call;
using web::Response;

constexpr int kRunsOnPage = 30;

struct RunList {
  std::vector<PlanRun> runs;
  RunAuthors authors;
  std::map<std::int64_t, std::string> hubs;
};

RunList load_run_list(const site::Services& services, const Call& call) {
  const access::Actor& reader = site::visit_of(call).actor;
  const RunId before = RunId::parse(call.request.query.value("before")).value_or(RunId{});
  return services.database.read([&](storage::Connection& connection) {
    RunList list;
    list.runs = load_plan_runs(connection, {before, kRunsOnPage + 1}, run_audiences_of(reader));
    list.authors = load_run_authors(connection, list.runs, reader.session, services.now());
    list.hubs = load_hub_names(connection);
    return list;
  });
}

void fill_run(const PlanTexts& texts, const RunList& list, const PlanRun& run, web::Model& row) {
  row.set("LINK", site::address(texts.language(), "/plan/runs/" + run.id.text()));
  row.set("WHEN", texts.moment(run.asked_at)).set("STATE", state_words(texts, run));
  row.set("FOR", run.hub ? list.hubs.at(run.hub->value()) : texts.get("planning.for_network"));
  const auto author = list.authors.find(run.asked_by);
  row.set("WHO", author == list.authors.end() ? texts.get("planning.runs.somebody") : author->second);
  const bool has_plan = run.result.ending != RunEnding::none;
  row.set("VERDICT", has_plan ? verdict_of(texts, run.result) : texts.get("planning.runs.no_plan"));
  row.set("WISH", texts.format("planning.runs.wish", {{"gap", texts.percent(run.wish.gap)},
                                                      {"seconds", std::int64_t{run.wish.deadline_seconds}},
                                                      {"share", texts.decimal(run.wish.fairness * 100, 0)}}));
}

}  // namespace

Response show_plan_runs(const site::Services& services, const Call& call) {
  const RunList list = load_run_list(services, call);
  const PlanNames none;
  const PlanTexts texts(services, call.language, none);
  web::Model model;
  fill_plan_links(call, {}, model);
  if (list.runs.empty()) {
    model.show("NOTHING");
  } else {
    web::Model& table = model.add("TABLE");
    const auto shown = std::min(list.runs.size(), static_cast<std::size_t>(kRunsOnPage));
    for (std::size_t i = 0; i < shown; ++i) fill_run(texts, list, list.runs[i], table.add("ROW"));
    if (list.runs.size() > shown) {
      const std::string before = list.runs[shown - 1].id.text();
      table.add("OLDER").set("LINK", site::address(call.language, "/plan/runs?before=" + before));
    }
  }
  return site::page(services, call, "planning/runs.html", model,
                    plan_frame(services, call, texts.get("planning.runs.title")));
}

Response show_plan_form(const site::Services& services, const Call& call, const PlanForm& typed,
                        const Violations& violations) {
  web::Model model;
  model.set("ACTION", site::address(call.language, "/plan/runs")).set("KEY", access::make_secret());
  model.set("GAP", typed.gap).set("DEADLINE", typed.deadline).set("FAIRNESS", typed.fairness);
  const auto hubs = hubs_to_plan_for(site::visit_of(call).actor);
  if (!hubs.empty()) {
    const auto names = services.database.read(load_hub_names);
    web::Model& choice = model.add("FOR_WHOM");
    for (const access::ScopedHub hub : hubs) {
      const auto name = names.find(hub.value());
      if (name == names.end()) continue;
      choice.add("HUB_OPTION")
          .set("KEY", hub.text())
          .set("LABEL", name->second)
          .show_if(typed.hub == hub.text(), "SELECTED");
    }
  }
  site::show_findings(services, call.language, violations, kPlanFormFields, model, "planning.new.field.");
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "planning/new_plan.html", model,
                      plan_frame(services, call, services.texts.get(call.language, "planning.new.title")),
                      violations.empty() ? 200 : 422);
  });
}

}  // namespace kringwerk::planning
