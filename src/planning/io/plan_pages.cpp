#include "planning/io/plan_pages.h"

#include <algorithm>
#include <charconv>

#include "access/io/secrets.h"
#include "access/route_policy.h"
#include "planning/io/plan_files.h"
#include "planning/io/plan_view.h"
#include "planning/io/run_authors.h"
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
    const auto plan = run ? shelf_.read(services_.database, run->id) : nullptr;
    if (plan) return plan_page(call, *plan, unfinished);
    web::Model model;
    model.set("HOME", site::address(call.language, ""));
    fill_links(call, unfinished, model);
    return site::page(services_, call, "planning/no_plan.html", model, frame(call, {}));
  }

  Response one(const Call& call) {
    const RunId id = call.id<RunTag>("run");
    const auto run = services_.database.read([&](Connection& connection) { return load_plan_run(connection, id); });
    if (!run) return site::refused(services_, call, Missing{});
    if (is_final(run->state)) {
      if (const auto plan = shelf_.read(services_.database, id)) return plan_page(call, *plan, {});
    }
    return progress_page(call, *run);
  }

  Response runs(const Call& call) {
    const RunId before = RunId::parse(call.request.query.value("before")).value_or(RunId{});
    RunAuthors authors;
    const auto found = services_.database.read([&](Connection& connection) {
      auto part = load_plan_runs(connection, {before, kRunsOnPage + 1});
      authors = load_run_authors(connection, part, site::visit_of(call).actor.session, services_.now());
      return part;
    });
    web::Model model;
    fill_links(call, {}, model);
    if (found.empty()) model.show("NOTHING");
    fill_runs(call, found, authors, model);
    return site::page(services_, call, "planning/runs.html", model,
                      frame(call, services_.texts.get(call.language, "planning.runs.title")));
  }

  Response new_form(const Call& call) { return form_page(call, {"0,1", "60", ""}, {}); }

  Response create(const Call& call) {
    const web::ReadForm read = web::read_form(call.request);
    const auto request = site::name_of_request(services_, call, read.form);
    if (!site::is_own_form(services_, call, read.form) || !request) return site::expired_form_page(services_, call);
    const auto wish = read_plan_form(read.form, call.language);
    if (!wish) return form_page(call, typed_plan(read.form.fields), site::findings_of(wish.error()));
    const auto started = start_plan(services_, call, *request, parts_.policy, *wish);
    if (!started) {
      const Violations found = site::findings_of(started.error());
      if (found.empty()) return site::refused(services_, call, started.error());
      return form_page(call, typed_plan(read.form.fields), found);
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
    const RunId id = call.id<RunTag>("run");
    const std::string name(call.parameter("file"));
    if (name == kFlowsFile) {
      const auto plan = shelf_.read(services_.database, id);
      if (!plan) return site::refused(services_, call, Missing{});
      return download(name, flows_csv(PlanTexts(services_, call.language, plan->names), *plan));
    }
    const auto text = services_.database.read([&](Connection& connection) -> std::optional<std::string> {
      if (!is_offered(name) || !load_plan_run(connection, id)) return std::nullopt;
      return load_run_file(connection, id, name);
    });
    if (!text) return site::refused(services_, call, Missing{});
    return download(name, *text);
  }

 private:
  static constexpr int kRunsOnPage = 30;
  static constexpr std::string_view kRefreshSeconds = "2";

  static bool may_come(const Call& call, std::string_view policy) {
    const access::RoutePolicy* found = access::find_route_policy(policy);
    return found != nullptr && access::may_come(found->audience, site::visit_of(call).actor);
  }

  site::PageFrame frame(const Call& call, const std::string& title) const {
    site::PageFrame frame;
    const std::string plan = services_.texts.get(call.language, "planning.title");
    frame.title = title.empty() ? plan : title;
    frame.index = site::PageFrame::Index::no;
    if (title.empty()) {
      frame.crumbs = {{plan, ""}};
    } else {
      frame.crumbs = {{plan, "/plan"}, {title, ""}};
    }
    return frame;
  }

  void fill_links(const Call& call, const std::optional<PlanRun>& unfinished, web::Model& model) const {
    model.set("RUNS", site::address(call.language, "/plan/runs"));
    if (may_come(call, "planning.plan.new")) model.add("START").set("LINK", site::address(call.language, "/plan/new"));
    if (unfinished) {
      model.add("UNDER_WAY").set("LINK", site::address(call.language, "/plan/runs/" + unfinished->id.text()));
    }
  }

  Response plan_page(const Call& call, const ReadPlan& plan, const std::optional<PlanRun>& unfinished) const {
    const PlanTexts texts(services_, call.language, plan.names);
    const std::string own = site::address(call.language, "/plan/runs/" + plan.run().id.text());
    const std::string path(call.request.path);
    web::Model model;
    fill_links(call, unfinished, model);
    fill_plan_head(texts, plan, model);
    fill_plan_drawings(texts, plan, model);
    fill_plan_sums(texts, plan, model);
    fill_plan_terms(texts, plan, model);
    fill_plan_flows(texts, plan, filter_of(call), path, model);
    model.set("OWN", own).set("HOME", site::address(call.language, ""));
    for (const std::string_view name : kInstanceFiles) {
      model.add("FILE").set("LINK", own + "/files/" + std::string(name)).set("NAME", name);
    }
    const bool is_latest = !path.ends_with(plan.run().id.text());
    return site::page(
        services_, call, "planning/plan.html", model,
        frame(call,
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
    fill_links(call, {}, model);
    model.set("STATE", state_words(texts, run)).set("PERIOD", texts.period(run.period));
    model.set("ASKED", texts.moment(run.asked_at));
    const std::string own = site::address(call.language, "/plan/runs/" + run.id.text());
    const bool goes_on = !is_final(run.state);
    if (run.state == RunState::running && run.result.upper_bound_eur > 0) {
      model.add("SO_FAR").set(
          "TEXT", texts.format("planning.progress.so_far", {{"seconds", texts.decimal(run.result.seconds, 0)},
                                                            {"value", texts.whole_euros(run.result.objective_eur)},
                                                            {"percent", texts.percent(run.result.gap)}}));
    }
    if (goes_on) model.add("GOES_ON").set("LINK", own);
    if (goes_on && !run.is_cancel_asked && may_come(call, "planning.plan.cancel")) {
      model.add("CANCEL").set("ACTION", own + "/cancel");
    }
    model.show_if(run.state == RunState::failed, "FAILED").show_if(run.state == RunState::cancelled, "CANCELLED");
    Response response = site::with_form(services_, call, model, [&] {
      return site::page(services_, call, "planning/progress.html", model,
                        frame(call, texts.get(goes_on ? "planning.progress.title" : "planning.progress.ended")));
    });
    // Without JavaScript the page looks again by itself; a content policy has nothing against a header.
    if (goes_on) response.headers.emplace_back("Refresh", kRefreshSeconds);
    return response;
  }

  void fill_runs(const Call& call, const std::vector<PlanRun>& found, const RunAuthors& authors,
                 web::Model& model) const {
    const PlanNames none;
    const PlanTexts texts(services_, call.language, none);
    if (found.empty()) return;
    web::Model& table = model.add("TABLE");
    const auto shown = std::min(found.size(), static_cast<std::size_t>(kRunsOnPage));
    for (std::size_t i = 0; i < shown; ++i) {
      const PlanRun& run = found[i];
      web::Model& row = table.add("ROW");
      row.set("LINK", site::address(call.language, "/plan/runs/" + run.id.text()));
      row.set("WHEN", texts.moment(run.asked_at)).set("STATE", state_words(texts, run));
      const auto author = authors.find(run.asked_by);
      row.set("WHO", author == authors.end() ? texts.get("planning.runs.somebody") : author->second);
      const bool has_plan = run.result.ending != RunEnding::none;
      row.set("VERDICT", has_plan ? verdict_of(texts, run.result) : texts.get("planning.runs.no_plan"));
      row.set("VALUE", has_plan ? texts.whole_euros(run.result.objective_eur) : texts.get("planning.runs.no_value"));
      row.set("WISH", texts.format("planning.runs.wish", {{"gap", texts.percent(run.wish.gap)},
                                                          {"seconds", std::int64_t{run.wish.deadline_seconds}},
                                                          {"share", texts.decimal(run.wish.fairness * 100, 0)}}));
    }
    if (found.size() > shown) {
      table.add("OLDER").set("LINK", site::address(call.language, "/plan/runs?before=" + found[shown - 1].id.text()));
    }
  }

  Response form_page(const Call& call, const PlanForm& typed, const Violations& violations) const {
    web::Model model;
    model.set("ACTION", site::address(call.language, "/plan/runs")).set("KEY", access::make_secret());
    model.set("GAP", typed.gap).set("DEADLINE", typed.deadline).set("FAIRNESS", typed.fairness);
    site::show_findings(services_, call.language, violations, kPlanFormFields, model, "planning.new.field.");
    return site::with_form(services_, call, model, [&] {
      return site::page(services_, call, "planning/new_plan.html", model,
                        frame(call, services_.texts.get(call.language, "planning.new.title")),
                        violations.empty() ? 200 : 422);
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
