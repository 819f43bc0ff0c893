#include "accounts/io/privacy_pages.h"
#include "accounts/io/retention_run.h"
#include "site/page.h"
#include "text/format.h"

namespace kringwerk::accounts {

namespace {

std::string kept_words(const site::Services& services, Language language, const RetentionRule& rule) {
  if (!rule.kept_days) {
    return services.texts.get(language,
                              "privacy.end." + std::string(kRetentionEndKeys[static_cast<std::size_t>(rule.end)]));
  }
  const std::string since = services.texts.get(language, "privacy.since." + rule.counted_from);
  return services.texts.plural(language, "privacy.kept_days", *rule.kept_days, {{"since", since}});
}

web::Response statement(const site::Services& services, const web::Call& call, const PrivacyData& data) {
  web::Model model;
  model.set("HOME", site::address(call.language, ""));
  for (const RetentionRule& rule : data.rules) {
    model.add("CLASS")
        .set("NAME", services.texts.get(call.language, "privacy.class." + rule.name))
        .set("KEPT", kept_words(services, call.language, rule));
  }
  model.show_if(!call.request.query.value("erased").empty(), "ERASED");
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "site.privacy.title");
  frame.crumbs = {{frame.title, ""}};
  return site::page(services, call, "site/privacy.html", model, frame);
}

web::Response retention_page(const site::Services& services, const web::Call& call, const PrivacyData& data) {
  const auto lines = services.database.read([&](storage::Connection& connection) {
    return run_retention(connection, data.registry, data.rules, Extent::count, services.now());
  });
  web::Model model;
  for (const RetentionLine& line : lines) {
    model.add("CLASS")
        .set("NAME", services.texts.get(call.language, "privacy.class." + line.rule->name))
        .set("KEPT", kept_words(services, call.language, *line.rule))
        .set("DUE", text::number(call.language, line.due))
        .set("OLDEST", line.oldest ? text::day(call.language, text::brussels_day(*line.oldest)) : std::string("–"))
        .set("BASIS", line.rule->basis)
        .set("SOURCE", line.rule->source);
  }
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "privacy.retention.title");
  frame.crumbs = {{frame.title, ""}};
  frame.index = site::PageFrame::Index::no;
  return site::page(services, call, "accounts/retention.html", model, frame);
}

}  // namespace

void add_retention_routes(web::Router& router, const site::Services& services,
                          const std::shared_ptr<const PrivacyData>& data) {
  router.add({web::Method::get, "/{lang}/privacy", "site.statement"},
             [&services, data](const web::Call& call) { return statement(services, call, *data); });
  router.add({web::Method::get, "/{lang}/admin/retention", "privacy.retention.view"},
             [&services, data](const web::Call& call) { return retention_page(services, call, *data); });
}

}  // namespace kringwerk::accounts
