#include <algorithm>

#include "access/io/secrets.h"
#include "network/io/edit_view.h"
#include "network/io/image_json.h"
#include "network/io/load_hubs.h"
#include "network/io/network_pages.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/version.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::network {

namespace {

using site::Services;
using storage::Connection;

constexpr std::string_view kMoreRows = "more-";

Day today_of(const Services& services) {
  return text::brussels_day(services.now());
}

std::optional<EditView> load_view(const Services& services, const web::Call& call, const RevisedKind& kind,
                                  std::int64_t id) {
  EditView view{kind, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  services.database.read([&](Connection& connection) {
    view.edited = load_edited(connection, kind, id, site::visit_of(call).actor, today_of(services));
    if (!view.edited) return;
    const auto names = load_reference_names(connection, kind.shape(), {&view.edited->image}, call.language);
    view.form = form_of(kind.shape(), view.edited->image, names);
  });
  if (!view.edited) return std::nullopt;
  view.origin.said.on = day_text(today_of(services));
  return view;
}

TypedForm read_typed(const Services& services, const web::Call& call, const RevisedKind& kind, const web::Form& form) {
  return services.database.read(
      [&](Connection& connection) { return read_edit_form(connection, kind.shape(), form, call.language); });
}

/// Fields as typed, with the store's own where nothing was changed, for a page that was opened before another's change.
void merge_stale(const Services& services, const web::Call& call, const web::Form& form, EditView& view) {
  const EditShape& shape = view.kind.shape();
  const RecordImage& now = view.edited->image;
  const RecordImage was = read_image_text(form.fields.value("was")).value_or(now);
  view.others = differences(was, now);
  TypedForm typed = read_typed(services, call, view.kind, form);
  const RecordImage seen = with_origins(shape, typed.image, {&was}, "?");
  RecordImage merged = now;
  for (const FieldDifference& mine : differences(was, seen)) merged.fields[mine.field] = typed.image.rows(mine.field);
  services.database.read([&](Connection& connection) {
    const auto names = load_reference_names(connection, shape, {&merged}, call.language);
    view.form = form_of(shape, merged, names);
  });
  for (const auto& [control, words] : typed.words) {
    const std::string field = control.substr(0, control.find('-'));
    if (merged.rows(field) != now.rows(field)) view.form.words[control] = words;
  }
}

/// The form again with what was typed and what stands against it; or with more room.
web::Response show_again(const Services& services, const web::Call& call, const web::Form& form, EditView view,
                         const Refusal* refusal) {
  view.origin = read_origin(form.fields);
  if (refusal != nullptr && std::holds_alternative<Stale>(*refusal)) {
    merge_stale(services, call, form, view);
    return edit_form_page(services, call, view);
  }
  TypedForm typed = read_typed(services, call, view.kind, form);
  // Rows that were there before show where they come from, also when others have findings.
  if (view.edited) {
    for (auto& [field, rows] : typed.image.fields) {
      const auto& known = view.edited->image.rows(field);
      for (std::size_t i = 0; i < rows.size() && i < known.size(); ++i) {
        const std::string source = column_of(known[i], "source");
        if (!source.empty()) rows[i]["source"] = source;
      }
    }
  }
  view.form = std::move(typed);
  view.form.violations.clear();
  if (refusal != nullptr) {
    view.form.violations = site::findings_of(*refusal);
    if (view.form.violations.empty()) return site::refused(services, call, *refusal);
  }
  return edit_form_page(services, call, view);
}

std::string more_of(const web::Form& form) {
  const std::string_view step = form.fields.value("step");
  return step.starts_with(kMoreRows) ? std::string(step.substr(kMoreRows.size())) : std::string();
}

web::Response show_edit(const Services& services, const web::Call& call, const RevisedKind& kind, std::int64_t id) {
  auto view = load_view(services, call, kind, id);
  if (!view) return site::refused(services, call, Missing{});
  view->saved = call.request.query.value("saved");
  return edit_form_page(services, call, *view);
}

web::Response save_edit(const Services& services, const web::Call& call, const RevisedKind& kind, std::int64_t id) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  auto view = load_view(services, call, kind, id);
  if (!view) return site::refused(services, call, Missing{});
  view->more = more_of(read.form);
  if (!view->more.empty()) return show_again(services, call, read.form, std::move(*view), nullptr);
  if (!read.violations.empty()) {
    const Refusal refusal = Invalid{read.violations};
    return show_again(services, call, read.form, std::move(*view), &refusal);
  }
  const auto version = site::version_of(call, read.form, kind.shape().record, id_text(id));
  if (!version) return show_again(services, call, read.form, std::move(*view), &version.error());
  const auto made = submit_edit(services, call, {kind, id, *version, read.form});
  if (!made) return show_again(services, call, read.form, std::move(*view), &made.error());
  return web::Response::see_other(site::address(
      call.language, kind.path() + "/" + id_text(id) + "/edit?saved=" + std::string(key_of(made->state))));
}

/// The hubs for which the sender may make an organisation.
std::vector<ForHub> load_hubs_for(Connection& connection, const access::Actor& actor) {
  std::vector<ForHub> hubs;
  using access::Role;
  if (actor.holds(Role::administrator)) hubs.push_back({"", "—"});
  const auto own = actor.scopes(access::ScopeKind::hub, {Role::coach, Role::coordinator});
  for (const Hub& hub : load_hubs(connection)) {
    if (std::find(own.begin(), own.end(), hub.id.value()) != own.end()) hubs.push_back({hub.id.text(), hub.name});
  }
  return hubs;
}

EditView blank_view(const Services& services, const RevisedKind& kind) {
  EditView view{kind, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  view.form_key = access::make_secret();
  view.origin.said.on = day_text(today_of(services));
  return view;
}

std::optional<EditView> new_view(const Services& services, const web::Call& call) {
  EditView view = blank_view(services, organisation_kind());
  view.hubs = services.database.read(
      [&](Connection& connection) { return load_hubs_for(connection, site::visit_of(call).actor); });
  if (view.hubs.empty()) return std::nullopt;
  view.hub = view.hubs.front().id;
  return view;
}

web::Response save_new(const Services& services, const web::Call& call, const web::ReadForm& read,
                       const site::NamedRequest& request, EditView view) {
  view.more = more_of(read.form);
  if (!view.more.empty()) return show_again(services, call, read.form, std::move(view), nullptr);
  if (!read.violations.empty()) {
    const Refusal refusal = Invalid{read.violations};
    return show_again(services, call, read.form, std::move(view), &refusal);
  }
  const auto made = submit_creation(services, call, request, {view.kind, HubId::parse(view.hub), read.form});
  if (!made) return show_again(services, call, read.form, std::move(view), &made.error());
  return web::Response::see_other(*made);
}

}  // namespace

web::Response organisation_new_page(const Services& services, const web::Call& call) {
  auto view = new_view(services, call);
  if (!view) return site::refused(services, call, Missing{});
  const std::string name(call.request.query.value("name"));
  if (!name.empty()) view->form.image.add("name", {{"value", name}});
  return edit_form_page(services, call, *view);
}

web::Response organisation_create(const Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  auto view = new_view(services, call);
  if (!view) return site::refused(services, call, Missing{});
  view->hub = read.form.fields.value("hub");
  const bool is_own_hub =
      std::any_of(view->hubs.begin(), view->hubs.end(), [&](const ForHub& hub) { return hub.id == view->hub; });
  if (!is_own_hub) return site::refused(services, call, Missing{});
  return save_new(services, call, read, *request, std::move(*view));
}

web::Response organisation_edit_page(const Services& services, const web::Call& call) {
  return show_edit(services, call, organisation_kind(), call.id<OrganisationTag>("organisation").value());
}

web::Response organisation_edit(const Services& services, const web::Call& call) {
  return save_edit(services, call, organisation_kind(), call.id<OrganisationTag>("organisation").value());
}

web::Response hub_new_page(const Services& services, const web::Call& call) {
  return edit_form_page(services, call, blank_view(services, hub_kind()));
}

web::Response hub_create(const Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  return save_new(services, call, read, *request, blank_view(services, hub_kind()));
}

web::Response hub_edit_page(const Services& services, const web::Call& call) {
  return show_edit(services, call, hub_kind(), call.id<HubTag>("hub").value());
}

web::Response hub_edit(const Services& services, const web::Call& call) {
  return save_edit(services, call, hub_kind(), call.id<HubTag>("hub").value());
}

}  // namespace kringwerk::network
