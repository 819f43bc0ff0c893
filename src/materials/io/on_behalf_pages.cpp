#include "materials/io/on_behalf_pages.h"

#include "access/io/secrets.h"
#include "materials/io/load_materials.h"
#include "materials/io/load_on_behalf.h"
#include "materials/io/offer_view.h"
#include "materials/io/submit_entry.h"
#include "network/io/load_hubs.h"
#include "network/io/load_places.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::materials {

namespace {

using storage::Connection;
using Presence = web::FormReader::Presence;

constexpr std::size_t kLongestCompany = 120;
constexpr std::array<std::string_view, 11> kFields{"hub",   "company", "what", "amount", "rhythm",    "free",
                                                   "place", "facts",   "note", "email",  "waste_code"};

struct EntryView {
  OfferFormView form;  ///< with all findings
  StreamKind kind = StreamKind::offer;
  std::string hub;
  std::string company;
  std::vector<network::Hub> hubs;      ///< the reader coordinates
  std::vector<std::string> companies;  ///< the network knows
};

std::vector<network::Hub> load_own_hubs(Connection& connection, const access::Actor& actor) {
  std::vector<network::Hub> hubs;
  for (const std::int64_t id : actor.scopes(access::ScopeKind::hub, {access::Role::coordinator})) {
    if (auto hub = network::load_hub(connection, network::HubId{id})) hubs.push_back(std::move(*hub));
  }
  return hubs;
}

void load_choices(Connection& connection, const access::Actor& actor, EntryView& view) {
  view.hubs = load_own_hubs(connection, actor);
  auto rows = connection.query("SELECT name FROM organisation ORDER BY name_sort, organisation_id");
  while (rows.next()) view.companies.push_back(rows.get<std::string>(0));
  if (view.form.typed.place.empty() || view.form.violations.empty()) return;
  for (network::FoundPlace& place : network::find_places(connection, view.form.typed.place)) {
    view.form.place_choice.push_back(std::move(place.municipality));
  }
}

web::Response show_form(const site::Services& services, const web::Call& call, EntryView view) {
  const Taxonomy taxonomy = services.database.read([&](Connection& connection) {
    load_choices(connection, site::visit_of(call).actor, view);
    return load_taxonomy(connection);
  });
  view.form.kind = view.kind;
  view.form.kinds_link = site::address(
      call.language, "/on-behalf/new?kind=" + std::string(key_in(kStreamKindKeys, view.kind)) + "&resource=");
  for (Violation& violation : view.form.violations) violation.field = shown_field(violation.field);
  add_guesses(taxonomy, view.form);
  const Language language = call.language;
  const bool is_need = view.kind == StreamKind::need;
  web::Model model;
  model.set("ACTION", site::address(language, "/on-behalf")).set("KEY", view.form.form_key);
  model.set("KIND", key_in(kStreamKindKeys, view.kind)).set("COMPANY", view.company);
  model.show(is_need ? "IS_NEED" : "IS_OFFER");
  for (const network::Hub& hub : view.hubs) {
    web::Model& option = model.add("HUB_OPTION");
    option.set("ID", hub.id.text()).set("NAME", hub.name).show_if(hub.id.text() == view.hub, "SELECTED");
  }
  for (const std::string& company : view.companies) model.add("KNOWN").set("NAME", company);
  fill_offer_fields(services, language, view.form, is_need ? "materials.entry.need." : "materials.entry.offer.", model);
  site::show_findings(services, language, view.form.violations, kFields, model, "materials.entry.field.");
  site::PageFrame frame;
  frame.title = services.texts.get(language, is_need ? "materials.entry.need.title" : "materials.entry.offer.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"},
                  {services.texts.get(language, "materials.entry.title"), "/on-behalf"},
                  {frame.title, ""}};
  const int status = view.form.violations.empty() ? 200 : 422;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "materials/on_behalf_form.html", model, frame, status);
  });
}

web::Response new_page(const site::Services& services, const web::Call& call) {
  EntryView view;
  view.kind = value_in<StreamKind>(kStreamKindKeys, call.request.query.value("kind")).value_or(StreamKind::offer);
  view.hub = call.request.query.value("hub");
  view.company = call.request.query.value("company");
  view.form.typed = typed_in_query(call.request.query);
  view.form.form_key = access::make_secret();
  return show_form(services, call, std::move(view));
}

web::Response create(const site::Services& services, const web::Call& call) {
  const web::ReadForm read = web::read_form(call.request);
  const auto request = site::name_of_request(services, call, read.form);
  if (!site::is_own_form(services, call, read.form) || !request) return site::expired_form_page(services, call);
  EntryView view;
  view.kind = value_in<StreamKind>(kStreamKindKeys, read.form.fields.value("kind")).value_or(StreamKind::offer);
  view.hub = read.form.fields.value("hub");
  view.company = read.form.fields.value("company");
  view.form.typed = typed_in_form(read.form.fields);
  const auto hub = network::HubId::parse(view.hub);
  if (!hub) return site::refused(services, call, Missing{});
  web::FormReader reader(read.form, call.language);
  EntrySubmission submission{read_offer_form(read.form, call.language), view.kind, *hub,
                             reader.line("company", Presence::required, kLongestCompany)};
  append(submission.answers.violations, read.violations);
  append(submission.answers.violations, reader.violations());
  const auto made = submit_entry(services, call, *request, submission);
  if (made) {
    services.mail_waits();
    return web::Response::see_other(*made);
  }
  view.form.violations = site::findings_of(made.error());
  if (view.form.violations.empty()) return site::refused(services, call, made.error());
  // A new key: what is sent now is another request than what was sent before.
  view.form.form_key = access::make_secret();
  return show_form(services, call, std::move(view));
}

void show_entry(const site::Services& services, Language language, const EntryRow& entry, web::Model& table) {
  web::Model& row = table.add("ROW");
  row.set("TITLE", entry.title.best(language)).set("TITLE_LANG", language_code(entry.title.best_language(language)));
  row.set("KIND", services.texts.get(language, "materials.kind." + std::string(key_in(kStreamKindKeys, entry.kind))));
  row.set("COMPANY", entry.company).set("EMAIL", entry.email).set("HUB", entry.hub_name);
  // What came in with a list is mailed when somebody says so.
  row.set("MAILED", entry.mailed_at == Instant{} ? services.texts.get(language, "materials.entry.not_mailed")
                                                 : text::moment(language, entry.mailed_at));
  if (entry.state == StreamState::draft) {
    row.show("WAITS").add("ACT").set("ACTION", site::address(language, "/on-behalf/" + entry.id.text()));
  } else if (!entry.was_confirmed) {
    row.show("TAKEN_BACK");
  } else {
    row.show("CONFIRMED")
        .add("PAGE")
        .set("ADDRESS", site::address(language, "/offers/" + entry.id.text()))
        .set("STATUS", site::address(language, "/streams/" + entry.id.text() + "/status"));
  }
}

web::Response list_page(const site::Services& services, const web::Call& call, const Violations& violations = {}) {
  const Day today = text::brussels_day(services.now());
  const auto entries = services.database.read(
      [&](Connection& connection) { return load_entries_of(connection, site::visit_of(call).actor, today); });
  web::Model model;
  model.set("HOME", site::address(call.language, ""));
  model.show_if(!call.request.query.value("sent").empty() && violations.empty(), "SENT");
  site::show_findings(services, call.language, violations, {}, model);
  if (entries.empty()) {
    model.show("NOTHING");
  } else {
    web::Model& table = model.add("TABLE");
    for (const EntryRow& entry : entries) show_entry(services, call.language, entry, table);
  }
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "materials.entry.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(call.language, "site.my"), "/my"}, {frame.title, ""}};
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "materials/on_behalf.html", model, frame, violations.empty() ? 200 : 422);
  });
}

enum class EntryDeed { resend, withdraw };

web::Response act(const site::Services& services, const web::Call& call, EntryDeed deed) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const auto stream = call.id<StreamTag>("stream");
  const auto done =
      deed == EntryDeed::resend ? resend_entry(services, call, stream) : withdraw_entry(services, call, stream);
  if (done) {
    services.mail_waits();
    return web::Response::see_other(
        site::address(call.language, deed == EntryDeed::resend ? "/on-behalf?sent=1" : "/on-behalf"));
  }
  const Violations violations = site::findings_of(done.error());
  return violations.empty() ? site::refused(services, call, done.error()) : list_page(services, call, violations);
}

}  // namespace

void add_on_behalf_routes(web::Router& router, const site::Services& services) {
  router.add({web::Method::get, "/{lang}/on-behalf", "materials.entries.view"},
             [&services](const web::Call& call) { return list_page(services, call); });
  router.add({web::Method::get, "/{lang}/on-behalf/new", "materials.entry.new"},
             [&services](const web::Call& call) { return new_page(services, call); });
  router.add({web::Method::post, "/{lang}/on-behalf", "materials.entry.create"},
             [&services](const web::Call& call) { return create(services, call); });
  router.add({web::Method::post, "/{lang}/on-behalf/{stream:id}/resend", "materials.entry.change"},
             [&services](const web::Call& call) { return act(services, call, EntryDeed::resend); });
  router.add({web::Method::post, "/{lang}/on-behalf/{stream:id}/withdraw", "materials.entry.change"},
             [&services](const web::Call& call) { return act(services, call, EntryDeed::withdraw); });
}

}  // namespace kringwerk::materials
