#include "accounts/io/history_pages.h"

#include <charconv>

#include "accounts/io/export_history.h"
#include "accounts/io/history_filter.h"
#include "site/history.h"
#include "site/page.h"
#include "site/visit.h"

namespace kringwerk::accounts {

namespace {

constexpr std::array<std::string_view, 6> kFields{"person", "record", "record_id", "action", "from", "to"};
constexpr std::int64_t kLinesOnPage = 50;

std::int64_t cursor_of(const web::Call& call) {
  const std::string_view typed = call.request.query.value("before");
  std::int64_t before = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), before);
  return before;
}

struct AuditView {
  TypedHistoryFilter filter;
  access::HistoryPart part;
  std::vector<std::string> records;
  std::vector<std::string> actions;
};

AuditView load_view(const site::Services& services, const web::Call& call) {
  const access::HistoryReader reader = site::history_reader(services, call);
  return services.database.read([&](storage::Connection& connection) {
    AuditView view;
    view.filter = read_history_filter(connection, call.request.query, call.language);
    view.records = access::load_history_records(connection);
    view.actions = access::load_history_actions(connection);
    if (view.filter.violations.empty()) {
      view.part = access::load_history(connection, reader, view.filter.meaning, {cursor_of(call), kLinesOnPage});
    }
    return view;
  });
}

void add_option(web::Model& model, std::string_view section, const std::string& value, const std::string& words,
                const std::string& chosen) {
  model.add(section).set("VALUE", value).set("WORD", words).show_if(value == chosen, "CHOSEN");
}

void show_filter(const site::Services& services, const web::Call& call, const AuditView& view, web::Model& model) {
  const TypedHistoryFilter& filter = view.filter;
  model.set("PERSON", filter.person).set("RECORD_ID", filter.record_id).set("FROM", filter.from).set("TO", filter.to);
  model.set("CHOSEN_RECORD", filter.record).set("CHOSEN_ACTION", filter.action);
  for (const std::string& record : view.records) {
    add_option(model, "RECORD_OPTION", record, site::record_words(services, call.language, record), filter.record);
  }
  for (const std::string& action : view.actions) {
    add_option(model, "ACTION_OPTION", action, site::deed_words(services, call.language, action), filter.action);
  }
  site::show_findings(services, call.language, filter.violations, kFields, model, "audit.page.");
}

web::Response audit_page(const site::Services& services, const web::Call& call) {
  const AuditView view = load_view(services, call);
  web::Model model;
  const std::string address = site::address(call.language, "/audit");
  model.set("ADDRESS", address).set("EXPORT", address + "/export");
  show_filter(services, call, view, model);
  model.show_if(view.filter.is_set(), "FILTERED");
  model.show_if(!call.request.query.value("export").empty() && view.filter.violations.empty(), "TOO_MANY");
  if (view.part.lines.empty()) {
    model.show("NOTHING");
  } else {
    web::Model& table = model.add("LINES");
    site::show_history_lines(services, call.language, view.part.lines, site::RecordNames::shown, table);
    if (view.part.older > 0) {
      const std::string query = view.filter.query();
      table.add("OLDER").set("LINK", address + "?" + query + (query.empty() ? "" : "&") +
                                         "before=" + std::to_string(view.part.older));
    }
  }
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "audit.page.title");
  frame.crumbs = {{frame.title, ""}};
  frame.index = site::PageFrame::Index::no;
  return site::with_form(services, call, model, [&] {
    return site::page(services, call, "accounts/audit.html", model, frame, view.filter.violations.empty() ? 200 : 422);
  });
}

web::Response own_history_page(const site::Services& services, const web::Call& call) {
  access::HistoryFilter filter;
  filter.person = site::visit_of(call).actor.person;
  const access::HistoryReader reader = site::history_reader(services, call);
  const auto part = services.database.read([&](storage::Connection& connection) {
    return access::load_history(connection, reader, filter, {cursor_of(call), kLinesOnPage});
  });
  web::Model model;
  if (part.lines.empty()) {
    model.show("NOTHING");
  } else {
    web::Model& list = model.add("LINES");
    site::show_history_lines(services, call.language, part.lines, site::RecordNames::shown, list);
    if (part.older > 0) {
      list.add("OLDER").set("LINK", site::address(call.language, "/account/history") +
                                        "?before=" + std::to_string(part.older));
    }
  }
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "audit.own.title");
  frame.crumbs = {{frame.title, ""}};
  frame.index = site::PageFrame::Index::no;
  return site::page(services, call, "accounts/own_history.html", model, frame);
}

}  // namespace

void add_history_routes(web::Router& router, const site::Services& services) {
  router.add({web::Method::get, "/{lang}/audit", "accounts.audit.view"},
             [&services](const web::Call& call) { return audit_page(services, call); });
  router.add({web::Method::post, "/{lang}/audit/export", "accounts.audit.export"},
             [&services](const web::Call& call) { return export_history(services, call); });
  router.add({web::Method::get, "/{lang}/account/history", "accounts.history.view"},
             [&services](const web::Call& call) { return own_history_page(services, call); });
}

}  // namespace kringwerk::accounts
