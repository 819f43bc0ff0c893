#include "accounts/io/privacy_pages.h"

#include <algorithm>

#include "accounts/io/consent_store.h"
#include "accounts/io/person_export.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::accounts {

namespace {

using storage::Connection;

access::PersonId sender(const web::Call& call) {
  return site::visit_of(call).actor.person;
}

std::string consent_text(const std::string& purpose, std::int64_t version, const char* part) {
  return "privacy.consent." + purpose + "." + std::to_string(version) + "." + part;
}

void show_purpose(const site::Services& services, const web::Call& call, const ConsentPurpose& purpose, bool given,
                  web::Model& model) {
  web::Model& one = model.add("PURPOSE");
  one.set("KEY", purpose.name);
  one.set("TITLE", services.texts.get(call.language, consent_text(purpose.name, purpose.text_version, "title")));
  one.set("WORDS", services.texts.get(call.language, consent_text(purpose.name, purpose.text_version, "text")));
  one.show_if(given, "GIVEN").show_if(!given, "NOT_GIVEN");
}

void show_ledger(const site::Services& services, const web::Call& call, const std::vector<Consent>& ledger,
                 web::Model& model) {
  if (ledger.empty()) return;
  web::Model& history = model.add("HISTORY");
  for (auto row = ledger.rbegin(); row != ledger.rend(); ++row) {
    const std::string step(kConsentStepKeys[static_cast<std::size_t>(row->step)]);
    const std::string title = consent_text(row->purpose, row->text_version, "title");
    const std::string name =
        services.texts.has(call.language, title) ? services.texts.get(call.language, title) : row->purpose;
    history.add("ROW")
        .set("WHEN", text::moment(call.language, row->at))
        .set("WHAT", services.texts.format(call.language, "privacy.step." + step,
                                           {{"purpose", name}, {"version", row->text_version}}));
  }
}

web::Response own_page(const site::Services& services, const web::Call& call, const PrivacyData& data) {
  const auto ledger =
      services.database.read([&](Connection& connection) { return load_consents(connection, sender(call)); });
  web::Model model;
  model.set("HOME", site::address(call.language, ""));
  for (const ConsentPurpose& purpose : data.purposes) {
    show_purpose(services, call, purpose, is_given(ledger, purpose), model);
  }
  show_ledger(services, call, ledger, model);
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "privacy.own.title");
  frame.crumbs = {{frame.title, ""}};
  frame.index = site::PageFrame::Index::no;
  return site::with_form(services, call, model,
                         [&] { return site::page(services, call, "accounts/privacy_own.html", model, frame); });
}

web::Response change(const site::Services& services, const web::Call& call, const PrivacyData& data) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  const std::string_view name = read.form.fields.value("purpose");
  const std::string_view step = read.form.fields.value("step");
  const auto purpose = std::find_if(data.purposes.begin(), data.purposes.end(),
                                    [&](const ConsentPurpose& known) { return known.name == name; });
  const auto wished = std::find(kConsentStepKeys.begin(), kConsentStepKeys.end(), step);
  if (purpose == data.purposes.end() || wished == kConsentStepKeys.end()) {
    return site::refusal_page(services, call.request, call.language, 404);
  }
  const ConsentWish wish{services.make_id<ConsentTag>(), sender(call), call.language,
                         static_cast<ConsentStep>(wished - kConsentStepKeys.begin())};
  services.database.write([&](Connection& transaction) {
    const auto row = change_consent(load_consents(transaction, wish.person), *purpose, wish, services.now());
    if (!row) return;
    insert_consent(transaction, *row);
    const bool is_given_now = row->step == ConsentStep::given;
    site::record(services, transaction, call,
                 {is_given_now ? "consent.given" : "consent.withdrawn", "consent", row->id.value(), {}});
  });
  return web::Response::see_other(site::address(call.language, "/account/privacy"));
}

web::Response export_own(const site::Services& services, const web::Call& call, const PrivacyData& data) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  if (auto asked = site::ask_proof(services, call, "/account/privacy")) return std::move(*asked);
  const auto json = services.database.write([&](Connection& transaction) -> std::optional<std::string> {
    const auto subject = load_subject(transaction, site::actor_now(services, transaction, call).person);
    if (!subject) return std::nullopt;
    site::record(services, transaction, call, {"person.exported", "person", subject->person.value(), {}});
    return export_person(transaction, data.registry, *subject, services.now());
  });
  if (!json) return site::refusal_page(services, call.request, call.language, 404);
  return web::Response::json(*json).with_header("Content-Disposition", "attachment; filename=\"kringwerk.json\"");
}

}  // namespace

void add_privacy_routes(web::Router& router, const site::Services& services,
                        const std::shared_ptr<const PrivacyData>& data) {
  router.add({web::Method::get, "/{lang}/account/privacy", "privacy.page.view"},
             [&services, data](const web::Call& call) { return own_page(services, call, *data); });
  router.add({web::Method::post, "/{lang}/account/privacy/consents", "privacy.consent.change"},
             [&services, data](const web::Call& call) { return change(services, call, *data); });
  router.add({web::Method::post, "/{lang}/account/privacy/export", "privacy.export"},
             [&services, data](const web::Call& call) { return export_own(services, call, *data); });
  add_erasure_routes(router, services, data);
  add_retention_routes(router, services, data);
}

}  // namespace kringwerk::accounts
