#include <array>

#include "access/io/load_actor.h"
#include "accounts/io/person_erasure.h"
#include "accounts/io/person_export.h"
#include "accounts/io/privacy_pages.h"
#include "site/page.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/cookies.h"

namespace kringwerk::accounts {

namespace {

using access::ErasureEffect;
using storage::Connection;

constexpr std::array<std::string_view, 1> kFields{"sure"};
constexpr const char* kAddress = "/account/privacy/erase";

void show_part(const site::Services& services, const web::Call& call, const PrivacyData& data, const ErasurePart& part,
               web::Model& model) {
  const auto get = [&](const std::string& id) { return services.texts.get(call.language, id); };
  const std::string name = get("privacy.class." + part.record_class);
  const std::int64_t free = part.rows - part.held;
  const bool is_kept = part.effect == ErasureEffect::kept;
  if (free > 0 && !is_kept) {
    const char* effect = part.effect == ErasureEffect::removed ? "privacy.effect.removed" : "privacy.effect.emptied";
    model.add("GOES").set("NAME", name).set("COUNT", free).set("EFFECT", get(effect));
  }
  if (is_kept) {
    const RetentionRule* rule = find_rule(data.rules, part.record_class);
    web::Model& stays = model.add("STAYS");
    stays.set("NAME", name).set("COUNT", part.rows).set("WHY", get("privacy.stays." + part.record_class));
    stays.set("UNTIL", rule == nullptr || !rule->kept_days ? get("privacy.erase.without_name") : "");
  } else if (part.held > 0) {
    web::Model& stays = model.add("STAYS");
    stays.set("NAME", name).set("COUNT", part.held).set("WHY", part.held_because);
    stays.set("UNTIL", part.held_until ? services.texts.format(call.language, "privacy.erase.until",
                                                               {{"day", text::day(call.language, *part.held_until)}})
                                       : std::string());
  }
}

web::Response preview_page(const site::Services& services, const web::Call& call, const PrivacyData& data,
                           const Violations& violations) {
  const auto parts = services.database.read([&](Connection& connection) -> std::optional<std::vector<ErasurePart>> {
    const auto subject = load_subject(connection, site::visit_of(call).actor.person);
    if (!subject) return std::nullopt;
    return preview_erasure(connection, data.registry, *subject, services.now());
  });
  if (!parts) return site::refusal_page(services, call.request, call.language, 404);
  web::Model model;
  model.set("HOME", site::address(call.language, ""));
  for (const ErasurePart& part : *parts) show_part(services, call, data, part, model);
  site::show_findings(services, call.language, violations, kFields, model);
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "privacy.erase.title");
  frame.crumbs = {{services.texts.get(call.language, "privacy.own.title"), "/account/privacy"}, {frame.title, ""}};
  frame.index = site::PageFrame::Index::no;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "accounts/privacy_erase.html", model, frame, violations.empty() ? 200 : 422);
  });
}

Result<std::vector<ErasurePart>> erase(const site::Services& services, const web::Call& call, const PrivacyData& data) {
  return services.database.write([&](Connection& transaction) -> Result<std::vector<ErasurePart>> {
    const access::Actor actor = site::actor_now(services, transaction, call);
    const auto subject = load_subject(transaction, actor.person);
    if (!subject) return Missing{};
    return erase_person(transaction, data.registry, *subject, {site::author_of(services, call), services.keys.audit});
  });
}

web::Response erase_own(const site::Services& services, const web::Call& call, const PrivacyData& data) {
  const web::ReadForm read = web::read_form(call.request);
  if (!site::is_own_form(services, call, read.form)) return site::expired_form_page(services, call);
  if (auto again = site::ask_proof(services, call, kAddress)) return std::move(*again);
  if (read.form.fields.value("sure").empty()) {
    return preview_page(services, call, data, {{"privacy.erase_not_sure", "sure", {}}});
  }
  const auto erased = erase(services, call, data);
  if (!erased) {
    const Violations findings = site::findings_of(erased.error());
    if (findings.empty()) return site::refused(services, call, erased.error());
    return preview_page(services, call, data, findings);
  }
  services.database.forget_removed(storage::Database::Traces::empty_log);
  return web::Response::see_other(site::address(call.language, "/privacy?erased=1"));
}

}  // namespace

void add_erasure_routes(web::Router& router, const site::Services& services,
                        const std::shared_ptr<const PrivacyData>& data) {
  router.add({web::Method::get, "/{lang}/account/privacy/erase", "privacy.erasure.view"},
             [&services, data](const web::Call& call) {
               if (auto again = site::ask_proof(services, call, kAddress)) return std::move(*again);
               return preview_page(services, call, *data, {});
             });
  router.add({web::Method::post, "/{lang}/account/privacy/erase", "privacy.erasure.do"},
             [&services, data](const web::Call& call) { return erase_own(services, call, *data); });
}

}  // namespace kringwerk::accounts
