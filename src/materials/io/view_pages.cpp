#include "materials/io/view_pages.h"

#include <algorithm>
#include <array>

#include "access/io/secrets.h"
#include "materials/io/keep_view.h"
#include "materials/io/load_saved_views.h"
#include "site/history.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/request_target.h"

namespace kringwerk::materials {

namespace {

using access::Action;
using web::Call;
using web::Response;

constexpr int kOk = 200;
constexpr std::array<std::string_view, 2> kFields{"name", "hub"};

std::string hub_words(const ListParts& parts, Language language, const ListSnapshot& snapshot, const SavedView& view) {
  if (!view.hub) return parts.services.texts.get(language, "materials.view.own");
  const auto hub = std::find_if(snapshot.hubs.begin(), snapshot.hubs.end(),
                                [&](const HubChoice& one) { return one.hub.id == *view.hub; });
  return parts.services.texts.format(language, "materials.view.of_hub",
                                     {{"hub", hub == snapshot.hubs.end() ? view.hub->text() : hub->hub.name}});
}

/// The hubs the reader may share with, and the one it is shared with now.
void show_hub_options(const ListSnapshot& snapshot, const access::Actor& actor, std::string_view chosen,
                      web::Model& model) {
  const auto own = hubs_to_share_with(actor);
  for (const HubChoice& choice : snapshot.hubs) {
    const bool is_chosen = choice.hub.id.text() == chosen;
    if (!is_chosen && std::find(own.begin(), own.end(), choice.hub.id) == own.end()) continue;
    model.add("HUB_OPTION")
        .set("VALUE", choice.hub.id.text())
        .set("WORD", choice.hub.name)
        .show_if(is_chosen, "CHOSEN");
  }
}

/// What the sender saw, as addresses write it, whatever was typed.
std::string regular_filters(const ListSnapshot& snapshot, std::string_view typed) {
  const auto target = web::parse_target("/" + std::string(typed));
  if (!target || target->path != "/") return {};
  return view_filters(read_list_query(target->query, snapshot));
}

class ViewPages {
 public:
  explicit ViewPages(std::shared_ptr<ListParts> parts) : parts_(std::move(parts)), services_(parts_->services) {}

  Response create(const Call& call) const {
    const web::ReadForm read = web::read_form(call.request);
    const auto request = site::name_of_request(services_, call, read.form);
    if (!site::is_own_form(services_, call, read.form) || !request) return site::expired_form_page(services_, call);
    const std::string filters = regular_filters(*parts_->board.current(), read.form.fields.value("view"));
    const auto made = make_view(services_, call, *request, read.form, filters);
    if (made) return Response::see_other(*made);
    const Violations found = site::findings_of(made.error());
    if (found.empty()) return site::refused(services_, call, made.error());
    return show_new(call, read.form, filters, found);
  }

  Response edit(const Call& call) const { return show_kept(call, nullptr, std::nullopt); }

  Response change(const Call& call) const {
    const web::ReadForm read = web::read_form(call.request);
    if (!site::is_own_form(services_, call, read.form)) return site::expired_form_page(services_, call);
    const auto changed = change_view(services_, call, read.form);
    if (changed) {
      const std::string path = "/map/views/" + call.id<SavedViewTag>("view").text();
      return Response::see_other(site::address(call.language, *changed ? path : "/map"));
    }
    const bool is_shown = std::holds_alternative<Stale>(changed.error()) || !site::findings_of(changed.error()).empty();
    return is_shown ? show_kept(call, &read.form, changed.error()) : site::refused(services_, call, changed.error());
  }

 private:
  std::string get(const Call& call, const std::string& id) const { return services_.texts.get(call.language, id); }

  Response show(const Call& call, web::Model& model, const std::string& title, int status) const {
    site::PageFrame frame;
    frame.title = title;
    frame.index = site::PageFrame::Index::no;
    frame.menu = site::MenuEntry::map;
    frame.crumbs = {{get(call, "site.menu.map"), "/map"}, {title, ""}};
    model.set("HOME", site::address(call.language, ""));
    return site::with_form(services_, call, model, [&] {
      return site::page(services_, call, "materials/map_view.html", model, frame, status);
    });
  }

  Response show_new(const Call& call, const web::Form& form, const std::string& filters,
                    const Violations& found) const {
    web::Model model;
    const auto snapshot = parts_->board.current();
    model.set("ACTION", site::address(call.language, "/map/views"));
    model.set("NAME", form.fields.value("name"));
    model.add("NEW").set("KEY", access::make_secret()).set("VIEW", filters);
    show_hub_options(*snapshot, site::visit_of(call).actor, form.fields.value("hub"), model);
    site::show_findings(services_, call.language, found, kFields, model, "materials.view.");
    return show(call, model, get(call, "materials.view.keep"), site::status_of(Invalid{found}));
  }

  /// The view as it is now; with what was typed when a change was refused.
  Response show_kept(const Call& call, const web::Form* typed, const std::optional<Refusal>& refusal) const {
    const access::Actor& actor = site::visit_of(call).actor;
    const auto view = services_.database.read([&](storage::Connection& connection) {
      return load_saved_view(connection, call.id<SavedViewTag>("view"), actor, text::brussels_day(services_.now()));
    });
    if (!view || !may_do(actor, Action::update, *view)) return site::refused(services_, call, Missing{});
    const auto snapshot = parts_->board.current();
    const std::string hub = view->hub ? view->hub->text() : std::string();
    web::Model model;
    model.set("ACTION", site::address(call.language, "/map/views/" + view->id.text()));
    model.set("NAME", typed == nullptr ? view->name : std::string(typed->fields.value("name")));
    model.add("KEPT")
        .set("VERSION", view->version)
        .set("ADDRESS", site::address(call.language, "/map") + view->filters)
        .set("FOR", hub_words(*parts_, call.language, *snapshot, *view));
    show_hub_options(*snapshot, actor, typed == nullptr ? hub : typed->fields.value("hub"), model);
    if (refusal) show_refusal(call, *view, *snapshot, *refusal, model);
    show_past(call, *view, model);
    Response response = show(call, model, view->name, refusal ? site::status_of(*refusal) : kOk);
    return std::move(response).with_header("ETag", site::version_tag("saved_view", view->id.text(), view->version));
  }

  void show_refusal(const Call& call, const SavedView& view, const ListSnapshot& snapshot, const Refusal& refusal,
                    web::Model& model) const {
    if (std::holds_alternative<Stale>(refusal)) {
      model.add("STALE").set("NAME", view.name).set("FOR", hub_words(*parts_, call.language, snapshot, view));
      return;
    }
    site::show_findings(services_, call.language, site::findings_of(refusal), kFields, model, "materials.view.");
  }

  void show_past(const Call& call, const SavedView& view, web::Model& model) const {
    site::RecordHistory history{"saved_view", view.id.value(), {}, {}};
    if (view.hub) history.hubs = {view.hub->value()};
    if (const auto section = site::show_history(services_, call, history)) {
      model.add("HISTORY").set("HISTORY_HTML", *section);
    }
  }

  std::shared_ptr<ListParts> parts_;
  const site::Services& services_;
};

}  // namespace

bool show_saved_views(const ListParts& parts, const Call& call, const FoundList& found, web::Model& model) {
  const access::Actor& actor = site::visit_of(call).actor;
  if (!actor.is_signed_in()) return false;
  const auto views = parts.services.database.read([&](storage::Connection& connection) {
    return load_saved_views(connection, actor, text::brussels_day(parts.services.now()));
  });
  web::Model& section = model.add("VIEWS");
  section.set("KEEP", site::address(call.language, "/map/views")).set("KEY", access::make_secret());
  section.set("VIEW", view_filters(found.query));
  show_hub_options(*found.snapshot, actor, "", section);
  for (const SavedView& view : views) {
    web::Model& row = section.add("KEPT_VIEW");
    row.set("NAME", view.name).set("ADDRESS", site::address(call.language, "/map") + view.filters);
    row.set("FOR", hub_words(parts, call.language, *found.snapshot, view));
    if (may_do(actor, Action::update, view)) {
      row.add("CHANGE").set("ADDRESS", site::address(call.language, "/map/views/" + view.id.text()));
    }
  }
  return true;
}

void add_view_routes(web::Router& router, std::shared_ptr<ListParts> parts) {
  using web::Method;
  const auto pages = std::make_shared<const ViewPages>(std::move(parts));
  router.add({Method::post, "/{lang}/map/views", "materials.view.create"},
             [pages](const Call& call) { return pages->create(call); });
  router.add({Method::get, "/{lang}/map/views/{view:id}", "materials.view.edit"},
             [pages](const Call& call) { return pages->edit(call); });
  router.add({Method::post, "/{lang}/map/views/{view:id}", "materials.view.change"},
             [pages](const Call& call) { return pages->change(call); });
}

}  // namespace kringwerk::materials
