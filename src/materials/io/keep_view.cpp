#include "materials/io/keep_view.h"

#include "materials/io/load_saved_views.h"
#include "site/page.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::materials {

namespace {

using access::Action;
using storage::Connection;

/// Name and hub of the form.
Violations read_terms(const web::Form& form, Language language, SavedView& view) {
  web::FormReader reader(form, language);
  view.name = reader.line("name", web::FormReader::Presence::required, kLongestViewName);
  const std::string hub(reader.typed("hub"));
  view.hub = hub.empty() ? std::nullopt : network::HubId::parse(hub);
  if (!hub.empty() && !view.hub) reader.report({"web.not_a_choice", "hub", {}});
  return reader.violations();
}

access::Deed view_deed(const char* action, const SavedView& view) {
  return {action, "saved_view", view.id.value(), {}};
}

void insert_view(Connection& transaction, const SavedView& view) {
  transaction.execute(
      "INSERT INTO saved_view (view_id, person_id, hub_id, name, filters, made_at_ms, changed_at_ms, version) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      view.id, view.person, view.hub ? std::optional(view.hub->value()) : std::nullopt, view.name, view.filters,
      view.made_at, view.changed_at, view.version);
}

bool update_view(Connection& transaction, const SavedView& view, Instant now) {
  return transaction.execute(
             "UPDATE saved_view SET name = ?3, hub_id = ?4, changed_at_ms = ?5, version = version + 1 "
             "WHERE view_id = ?1 AND version = ?2",
             view.id, view.version, view.name, view.hub ? std::optional(view.hub->value()) : std::nullopt, now) > 0;
}

bool delete_view(Connection& transaction, const SavedView& view) {
  return transaction.execute("DELETE FROM saved_view WHERE view_id = ?1 AND version = ?2", view.id, view.version) > 0;
}

/// In the transaction of the change: the view and the roles of now.
Result<bool> change_in(Connection& transaction, const site::Services& services, const web::Call& call,
                       const web::Form& form, const access::Actor& actor) {
  const auto id = call.id<SavedViewTag>("view");
  const auto kept = load_saved_view(transaction, id, actor, text::brussels_day(services.now()));
  const bool is_delete = form.fields.value("step") == "delete";
  if (!kept || !may_do(actor, is_delete ? Action::remove : Action::update, *kept)) return Missing{};
  const auto version = site::version_of(call, form, "saved_view", id.text());
  if (!version) return version.error();
  if (*version != kept->version) return Stale{};
  if (is_delete) {
    if (!delete_view(transaction, *kept)) return Stale{};
    site::record(services, transaction, call, view_deed("saved_view.deleted", *kept));
    return false;
  }
  SavedView next = *kept;
  Violations found = read_terms(form, call.language, next);
  if (!found.empty()) return Invalid{std::move(found)};
  // Whoever shares it with a hub belongs to that hub.
  if (next.hub != kept->hub && !may_do(actor, Action::create, next)) return Invalid{{{"web.not_a_choice", "hub", {}}}};
  if (!update_view(transaction, next, services.now())) return Stale{};
  site::record(services, transaction, call, view_deed("saved_view.changed", next));
  return true;
}

}  // namespace

Result<std::string> make_view(const site::Services& services, const web::Call& call, const site::NamedRequest& request,
                              const web::Form& form, const std::string& filters) {
  SavedView view;
  Violations found = read_terms(form, call.language, view);
  if (!found.empty()) return Invalid{std::move(found)};
  view.filters = filters;
  return site::make_once(services, request, [&](Connection& transaction) -> Result<std::string> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    view.person = actor.person;
    if (!may_do(actor, Action::create, view)) return Invalid{{{"web.not_a_choice", "hub", {}}}};
    view.id = services.make_id<SavedViewTag>();
    view.made_at = view.changed_at = services.now();
    insert_view(transaction, view);
    site::record(services, transaction, call, view_deed("saved_view.made", view));
    return site::address(call.language, "/map") + filters;
  });
}

Result<bool> change_view(const site::Services& services, const web::Call& call, const web::Form& form) {
  const std::string_view step = form.fields.value("step");
  if (step != "save" && step != "delete") return Missing{};
  return services.database.write([&](Connection& transaction) -> Result<bool> {
    return change_in(transaction, services, call, form, site::actor_now(services, transaction, call));
  });
}

}  // namespace kringwerk::materials
