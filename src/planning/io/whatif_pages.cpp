#include "planning/io/whatif_pages.h"

#include <algorithm>

#include "access/io/secrets.h"
#include "planning/io/change_page.h"
#include "planning/io/keep_scenario.h"
#include "planning/io/plan_frame.h"
#include "planning/io/readable_runs.h"
#include "planning/io/scenario_list_page.h"
#include "planning/io/whatif_view.h"
#include "site/history.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::planning {

namespace {

using access::Action;
using storage::Connection;
using web::Call;
using web::Response;

constexpr int kStale = 412;

class Pages {
 public:
  Pages(const site::Services& services, std::shared_ptr<matchmaking::LiveEconomy> live)
      : services_(services), live_(std::move(live)), told_(services.database) {}

  Response list(const Call& call) const { return show_scenario_list(services_, call, told_, {}, {}); }

  Response create(const Call& call) const {
    const web::ReadForm read = web::read_form(call.request);
    const auto request = site::name_of_request(services_, call, read.form);
    if (!site::is_own_form(services_, call, read.form) || !request) return site::expired_form_page(services_, call);
    const auto made = make_scenario(services_, call, *request, read.form);
    if (made) return Response::see_other(*made);
    Violations found = site::findings_of(made.error());
    if (found.empty()) return site::refused(services_, call, made.error());
    return show_scenario_list(services_, call, told_, read.form.fields, found);
  }

  Response view(const Call& call) const { return show_scenario(call, {}); }

  Response change(const Call& call) const {
    const web::ReadForm read = web::read_form(call.request);
    if (!site::is_own_form(services_, call, read.form)) return site::expired_form_page(services_, call);
    const auto kept = change_scenario(services_, call, read.form);
    if (kept) return Response::see_other(site::address(call.language, *kept ? path_of(call) : "/what-if"));
    Violations found = site::findings_of(kept.error());
    if (found.empty()) return site::refused(services_, call, kept.error());
    return show_scenario(call, std::move(found));
  }

  Response compare(const Call& call) const { return show_compared_scenarios(services_, call, told_); }

  Response change_form(const Call& call) const { return show_form(call, call.request.query, {}, kOk); }

  Response add(const Call& call) const {
    const web::ReadForm read = web::read_form(call.request);
    if (!site::is_own_form(services_, call, read.form)) return site::expired_form_page(services_, call);
    const auto added = add_change(services_, call, *live_, read.form);
    if (added) return Response::see_other(site::address(call.language, path_of(call)));
    const int status = site::status_of(added.error());
    Violations found = site::findings_of(added.error());
    if (found.empty() && status != kStale) return site::refused(services_, call, added.error());
    return show_form(call, read.form.fields, std::move(found), status);
  }

 private:
  static constexpr int kOk = 200;

  static const access::Actor& actor(const Call& call) { return site::visit_of(call).actor; }
  Day today() const { return text::brussels_day(services_.now()); }
  static std::string path_of(const Call& call) { return "/what-if/" + call.id<ScenarioTag>("scenario").text(); }
  std::string get(const Call& call, const std::string& id) const { return services_.texts.get(call.language, id); }

  std::map<std::int64_t, std::string> hub_names() const { return services_.database.read(load_hub_names); }

  /// A scenario with the plan it stands on.
  struct Shown {
    Scenario scenario;
    std::shared_ptr<const ReadPlan> plan;
    bool has_newer = false;
  };
  std::optional<Shown> load(const Call& call) const {
    Shown shown;
    const bool is_found = services_.database.read([&](Connection& connection) {
      auto scenario = load_scenario(connection, call.id<ScenarioTag>("scenario"), actor(call), today());
      if (!scenario) return false;
      const auto latest = load_latest_for(connection, scenario->hub);
      shown.has_newer = latest && latest->id != scenario->run;
      shown.scenario = *std::move(scenario);
      return true;
    });
    if (!is_found) return std::nullopt;
    shown.plan = told_.plan_of(shown.scenario, materials::audience_of(actor(call)));
    if (!shown.plan) return std::nullopt;
    if (shown.plan->is_part) shown.scenario.outcome.reset();
    return shown;
  }

  Response show_scenario(const Call& call, Violations found) const {
    const auto shown = load(call);
    if (!shown) return site::refused(services_, call, Missing{});
    const Scenario& scenario = shown->scenario;
    const NameWords words(services_, call.language, shown->plan->names);
    const bool may_change = may_keep(actor(call), Action::update, scenario);
    web::Model model;
    model.set("HOME", site::address(call.language, "")).set("NAME", scenario.name);
    model.set("ADDRESS", site::address(call.language, path_of(call)));
    model.set("SHARE", services_.public_url + site::address(call.language, path_of(call)));
    model.set("FOR", scenario.hub ? words.format("whatif.for_hub", {{"hub", hub_names().at(scenario.hub->value())}})
                                  : words.get("whatif.for_network"));
    model.set("BASIS",
              words.format("whatif.basis", {{"when", text::moment(call.language, shown->plan->run().asked_at)}}));
    fill_findings(words, found, model);
    show_changes(call, *shown, words, may_change, model);
    if (shown->plan->is_part) {
      web::Model& part = model.add("PART");
      if (may_come_to(call, "planning.plan.new")) {
        part.add("START").set("LINK", site::address(call.language, "/plan/new"));
      }
    } else if (scenario.outcome) {
      fill_outcome(words, scenario, model.add("OUTCOME"));
    } else {
      model.show("NO_OUTCOME");
    }
    if (may_change) show_buttons(call, *shown, words, model);
    show_past(call, scenario, model);
    Response response = site::with_form(services_, call, model, [&] {
      return site::page(services_, call, "planning/whatif_scenario.html", model,
                        scenario_frame(services_, call, scenario.name), found.empty() ? kOk : 422);
    });
    return std::move(response).with_header("ETag", site::version_tag("scenario", scenario.id.text(), scenario.version));
  }

  void show_changes(const Call& call, const Shown& shown, const NameWords& words, bool may_change,
                    web::Model& model) const {
    if (shown.scenario.changes.empty()) {
      model.show("NO_CHANGES");
      return;
    }
    web::Model& list = model.add("CHANGES");
    for (std::size_t i = 0; i < shown.scenario.changes.size(); ++i) {
      web::Model& row = list.add("CHANGE");
      row.set("WORDS", change_words(words, shown.plan->loaded.instance, shown.scenario.changes[i]));
      if (!may_change) continue;
      row.add("REMOVE")
          .set("ADDRESS", site::address(call.language, path_of(call)))
          .set("POSITION", static_cast<std::int64_t>(i))
          .set("VERSION", shown.scenario.version);
    }
  }

  void show_buttons(const Call& call, const Shown& shown, const NameWords& words, web::Model& model) const {
    web::Model& buttons = model.add("MAY_CHANGE");
    const std::string address = site::address(call.language, path_of(call));
    buttons.set("ADDRESS", address).set("VERSION", shown.scenario.version).set("NAME", shown.scenario.name);
    if (shown.scenario.changes.size() < kMostChanges && !shown.plan->is_part) {
      web::Model& more = buttons.add("MORE");
      more.set("FORM", address + "/change");
      for (const std::string_view kind : kChangeKindKeys) {
        more.add("KIND").set("KEY", kind).set("LABEL", words.get("whatif.kind." + std::string(kind)));
      }
    }
    if (shown.has_newer) buttons.add("NEWER").set("ADDRESS", address).set("VERSION", shown.scenario.version);
  }

  void show_past(const Call& call, const Scenario& scenario, web::Model& model) const {
    site::RecordHistory history{"scenario", scenario.id.value(), {}, {}};
    if (scenario.hub) history.hubs = {scenario.hub->value()};
    if (const auto section = site::show_history(services_, call, history)) {
      model.add("HISTORY").set("HISTORY_HTML", *section);
    }
  }

  Response show_form(const Call& call, const web::Pairs& typed, Violations found, int status) const {
    const auto kind = std::find(kChangeKindKeys.begin(), kChangeKindKeys.end(), typed.value("kind"));
    const auto shown = load(call);
    if (!shown || kind == kChangeKindKeys.end() || !may_keep(actor(call), Action::update, shown->scenario)) {
      return site::refused(services_, call, Missing{});
    }
    if (shown->plan->is_part) return show_scenario(call, std::move(found));
    const ChangePage page{shown->scenario, shown->plan->loaded, static_cast<ChangeKind>(kind - kChangeKindKeys.begin()),
                          typed,           std::move(found),    status};
    return show_change_page(services_, call, page);
  }

  const site::Services& services_;
  std::shared_ptr<matchmaking::LiveEconomy> live_;
  mutable ToldScenarios told_;
};

}  // namespace

void add_whatif_routes(web::Router& router, const site::Services& services,
                       std::shared_ptr<matchmaking::LiveEconomy> live) {
  using web::Method;
  const auto pages = std::make_shared<const Pages>(services, std::move(live));
  router.add({Method::get, "/{lang}/what-if", "planning.scenarios.view"},
             [pages](const Call& call) { return pages->list(call); });
  router.add({Method::post, "/{lang}/what-if", "planning.scenario.create"},
             [pages](const Call& call) { return pages->create(call); });
  router.add({Method::get, "/{lang}/what-if/compare", "planning.scenario.compare"},
             [pages](const Call& call) { return pages->compare(call); });
  router.add({Method::get, "/{lang}/what-if/{scenario:id}", "planning.scenario.view"},
             [pages](const Call& call) { return pages->view(call); });
  router.add({Method::post, "/{lang}/what-if/{scenario:id}", "planning.scenario.change"},
             [pages](const Call& call) { return pages->change(call); });
  router.add({Method::get, "/{lang}/what-if/{scenario:id}/change", "planning.scenario.edit"},
             [pages](const Call& call) { return pages->change_form(call); });
  router.add({Method::post, "/{lang}/what-if/{scenario:id}/change", "planning.scenario.change"},
             [pages](const Call& call) { return pages->add(call); });
}

}  // namespace kringwerk::planning
