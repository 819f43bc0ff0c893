#include "planning/io/plan_pages.h"

#include <algorithm>
#include <charconv>

#include "planning/io/plan_files.h"
#include "planning/io/plan_frame.h"
#include "planning/io/plan_list_page.h"
#include "planning/io/plan_view.h"
#include "planning/io/readable_runs.h"
#include "planning/io/start_plan.h"
#include "site/history.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"

namespace kringwerk::planning {

namespace {

using storage::Connection;
using web::Call;
using web::Response;

class PlanPages {
 public:
  PlanPages(const site::Services& services, PlanPageParts parts) : services_(services), parts_(std::move(parts)) {}

  Response latest(const Call& call) {
    std::optional<PlanRun> unfinished;
    const auto run = services_.database.read([&](Connection& connection) {
      unfinished = load_unfinished_run(connection);
      return load_latest_plan(connection);
    });
    const auto plan = run ? told(call, *run) : nullptr;
    if (plan) return plan_page(call, *plan, unfinished);
    web::Model model;
    model.set("HOME", site::address(call.language, ""));
    fill_plan_links(call, unfinished, model);
    fill_hub_plans(call, model);
    return site::page(services_, call, "planning/no_plan.html", model, plan_frame(services_, call, {}));
  }

  Response one(const Call& call) {
    const auto run = readable(call);
    if (!run) return site::refused(services_, call, Missing{});
    if (is_final(run->state)) {
      if (const auto plan = told(call, *run)) return plan_page(call, *plan, {});
    }
    return progress_page(call, *run);
  }

  Response runs(const Call& call) { return show_plan_runs(services_, call); }

  Response new_form(const Call& call) {
    return show_plan_form(services_, call, {"0,1", "60", "", std::string(call.request.query.value("hub"))}, {});
  }

  Response create(const Call& call) {
    const web::ReadForm read = web::read_form(call.request);
    const auto request = site::name_of_request(services_, call, read.form);
    if (!site::is_own_form(services_, call, read.form) || !request) return site::expired_form_page(services_, call);
    const auto wanted = read_plan_form(read.form, call.language);
    if (!wanted)
      return show_plan_form(services_, call, typed_plan(read.form.fields), site::findings_of(wanted.error()));
    const auto started = start_plan(services_, call, *request, parts_.policy, *wanted);
    if (!started) {
      const Violations found = site::findings_of(started.error());
      if (found.empty()) return site::refused(services_, call, started.error());
      return show_plan_form(services_, call, typed_plan(read.form.fields), found);
    }
    if (parts_.plan_waits) parts_.plan_waits();
    return Response::see_other(*started);
  }

  Response cancel(const Call& call) {
    const web::ReadForm read = web::read_form(call.request);
    if (!site::is_own_form(services_, call, read.form)) return site::expired_form_page(services_, call);
    const RunId id = call.id<RunTag>("run");
    const auto done = cancel_plan(services_, call, id);
    // Who was too late sees how it ended.
    if (!done && !std::holds_alternative<Conflict>(done.error())) return site::refused(services_, call, done.error());
    return Response::see_other(site::address(call.language, "/plan/runs/" + id.text()));
  }

  Response file(const Call& call) {
    const std::string name(call.parameter("file"));
    const auto run = readable(call);
    const auto plan = run && (name == kFlowsFile || is_offered(name)) ? told(call, *run) : nullptr;
    if (!plan) return site::refused(services_, call, Missing{});
    if (name == kFlowsFile) {
      return flows_csv(PlanTexts(services_, call.language, plan->names), *plan);
    }
    if (plan->is_part) return hidden_page(call);
    return download(name, plan->loaded.files.at(name));
  }

 private:
  static constexpr int kConflict = 409;

  std::optional<PlanRun> readable(const Call& call) const {
    return services_.database.read([&](Connection& connection) {
      return load_readable_run(connection, call.id<RunTag>("run"), site::visit_of(call).actor);
    });
  }

  static bool may(const Call& call, access::Action action, const PlanRun& run) {
    return access::may(site::visit_of(call).actor, action, facts_of(run));
  }

  /// What the caller may be told of a run.
  std::shared_ptr<const ReadPlan> told(const Call& call, const PlanRun& run) {
    return shelf_.read(services_.database, run, materials::audience_of(site::visit_of(call).actor));
  }

  /// The plans of the hubs where the reader works.
  void fill_hub_plans(const Call& call, web::Model& model) const {
    services_.database.read([&](Connection& connection) {
      const auto names = load_hub_names(connection);
      for (const RunAudience& audience : run_audiences_of(site::visit_of(call).actor)) {
        const auto run = audience ? load_latest_plan(connection, audience) : std::nullopt;
        if (!run) continue;
        model.add("HUB_PLAN")
            .set("LINK", site::address(call.language, "/plan/runs/" + run->id.text()))
            .set("HUB", names.at(audience->value()));
      }
    });
  }

  std::string for_whom(const Call& call, const PlanRun& run) const {
    if (!run.hub) return services_.texts.get(call.language, "planning.for_network");
    const auto names = services_.database.read(load_hub_names);
    return services_.texts.format(call.language, "planning.for_hub", {{"hub", names.at(run.hub->value())}});
  }

  Response hidden_page(const Call& call) const {
    web::Model model;
    model.set("OWN", site::address(call.language, "/plan/runs/" + call.id<RunTag>("run").text()));
    fill_plan_links(call, {}, model);
    return site::page(services_, call, "planning/hidden_files.html", model,
                      plan_frame(services_, call, services_.texts.get(call.language, "planning.hidden.title")),
                      kConflict);
  }

  Response plan_page(const Call& call, const ReadPlan& plan, const std::optional<PlanRun>& unfinished) const {
    const PlanTexts texts(services_, call.language, plan.names);
    const std::string own = site::address(call.language, "/plan/runs/" + plan.run().id.text());
    const std::string path(call.request.path);
    web::Model model;
    fill_plan_links(call, unfinished, model);
    fill_hub_plans(call, model);
    model.set("FOR", for_whom(call, plan.run()));
    fill_plan_head(texts, plan, may_come_to(call, "planning.plan.new"), model);
    fill_plan_drawings(texts, plan, model);
    fill_plan_sums(texts, plan, model);
    fill_plan_terms(texts, plan, model);
    fill_plan_flows(texts, plan, filter_of(call), path, model);
    model.set("OWN", own).set("HOME", site::address(call.language, ""));
    if (!plan.is_part) {
      web::Model& files = model.add("FILES");
      files.set("OWN", own);
      for (const std::string_view name : kInstanceFiles) {
        files.add("FILE").set("LINK", own + "/files/" + std::string(name)).set("NAME", name);
      }
    }
    const bool is_latest = !path.ends_with(plan.run().id.text());
    return site::page(
        services_, call, "planning/plan.html", model,
        plan_frame(
            services_, call,
            is_latest ? "" : texts.format("planning.run.title", {{"moment", texts.moment(plan.run().asked_at)}})));
  }

  static FlowFilter filter_of(const Call& call) {
    FlowFilter filter;
    filter.hub = call.request.query.value("hub");
    filter.family = call.request.query.value("material");
    const std::string_view page = call.request.query.value("page");
    std::from_chars(page.data(), page.data() + page.size(), filter.page);
    filter.page = std::max(1, filter.page);
    return filter;
  }

  Response progress_page(const Call& call, const PlanRun& run) const {
    const PlanNames none;
    const PlanTexts texts(services_, call.language, none);
    web::Model model;
    fill_plan_links(call, {}, model);
    model.set("STATE", state_words(texts, run)).set("PERIOD", texts.period(run.period));
    model.set("ASKED", texts.moment(run.asked_at));
    const std::string own = site::address(call.language, "/plan/runs/" + run.id.text());
    const bool goes_on = !is_final(run.state);
    if (run.state == RunState::running && run.result.upper_bound_eur > 0) {
      model.add("SO_FAR").set(
          "TEXT", texts.format("planning.progress.so_far", {{"seconds", texts.decimal(run.result.seconds, 0)},
                                                            {"percent", texts.percent(run.result.gap)}}));
    }
    if (goes_on) model.add("GOES_ON").set("LINK", own);
    if (goes_on && !run.is_cancel_asked && may(call, access::Action::update, run)) {
      model.add("CANCEL").set("ACTION", own + "/cancel");
    }
    model.show_if(run.state == RunState::failed, "FAILED").show_if(run.state == RunState::cancelled, "CANCELLED");
    return site::with_form(services_, call, model, [&] {
      return site::page(
          services_, call, "planning/progress.html", model,
          plan_frame(services_, call, texts.get(goes_on ? "planning.progress.title" : "planning.progress.ended")));
    });
  }

  const site::Services& services_;
  const PlanPageParts parts_;
  PlanShelf shelf_;
};

}  // namespace

void add_plan_routes(web::Router& router, const site::Services& services, PlanPageParts parts) {
  const auto pages = std::make_shared<PlanPages>(services, std::move(parts));
  router.add({web::Method::get, "/{lang}/plan", "planning.plan.view"},
             [pages](const Call& call) { return pages->latest(call); });
  router.add({web::Method::get, "/{lang}/plan/new", "planning.plan.new"},
             [pages](const Call& call) { return pages->new_form(call); });
  router.add({web::Method::get, "/{lang}/plan/runs", "planning.runs.view"},
             [pages](const Call& call) { return pages->runs(call); });
  router.add({web::Method::post, "/{lang}/plan/runs", "planning.plan.create"},
             [pages](const Call& call) { return pages->create(call); });
  router.add({web::Method::get, "/{lang}/plan/runs/{run:id}", "planning.plan.view"},
             [pages](const Call& call) { return pages->one(call); });
  router.add({web::Method::post, "/{lang}/plan/runs/{run:id}/cancel", "planning.plan.cancel"},
             [pages](const Call& call) { return pages->cancel(call); });
  router.add({web::Method::get, "/{lang}/plan/runs/{run:id}/files/{file}", "planning.plan.export"},
             [pages](const Call& call) { return pages->file(call); });
}

}  // namespace kringwerk::planning
