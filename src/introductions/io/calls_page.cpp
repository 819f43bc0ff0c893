#include "introductions/io/call_pages.h"
#include "introductions/io/call_store.h"
#include "introductions/io/call_words.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::introductions {

namespace {

using storage::Connection;

struct CallList {
  CallOptions works;
  CallOptions kinds;
  CallChoice choice;
  std::vector<PartnerCall> calls;
  std::vector<CallPublisher> publishers;  ///< of the calls, in their order
};

CallList load_list(const site::Services& services, const web::Call& call, Day today) {
  return services.database.read([&](Connection& connection) {
    CallList list;
    list.works = work_options(materials::load_terms(connection), call.language);
    list.kinds = partner_kind_options(services, call.language);
    for (const auto& [key, name] : list.works) {
      if (key == call.request.query.value("work")) list.choice.work = key;
    }
    list.choice.ended = call.request.query.value("state") == "ended";
    list.calls = load_calls(connection, {site::visit_of(call).actor, today}, list.choice);
    for (const PartnerCall& one : list.calls) list.publishers.push_back(load_publisher(connection, one.asked));
    return list;
  });
}

void show_rows(const site::Services& services, Language language, const CallList& list, web::Model& model) {
  web::Model& table = model.add("TABLE");
  if (list.choice.ended) table.show("STATE_HEAD");
  for (std::size_t i = 0; i < list.calls.size(); ++i) {
    const PartnerCall& one = list.calls[i];
    web::Model& row = table.add("ROW");
    show_call_title(services, language, one.asked, row);
    row.set("ADDRESS", site::address(language, "/calls/" + one.id.text()));
    row.set("WHO", list.publishers[i].name).set("UNTIL", text::day(language, one.asked.until));
    row.set("WORK", option_name(services, language, list.works, one.asked.work));
    row.set("KIND", option_name(services, language, list.kinds, one.asked.partner_kind));
    if (list.choice.ended) {
      const std::string state(one.state == CallState::open ? std::string_view("over")
                                                           : materials::key_in(kCallStateKeys, one.state));
      row.add("STATE").set("WORDS", services.texts.get(language, "introductions.call.state." + state));
    }
  }
}

bool may_publish(const access::Actor& actor) {
  return actor.holds(access::Role::organisation_user) || actor.holds(access::Role::coordinator);
}

}  // namespace

web::Response calls_page(const site::Services& services, const web::Call& call) {
  const Language language = call.language;
  const CallList list = load_list(services, call, text::brussels_day(services.now()));
  web::Model model;
  model.set("ACTION", site::address(language, "/calls"));
  if (may_publish(site::visit_of(call).actor)) {
    model.add("NEW").set("ADDRESS", site::address(language, "/calls/new"));
  }
  show_options(list.works, list.choice.work, "WORK_OPTION", model);
  const std::string page = site::address(language, "/calls");
  model.add(list.choice.ended ? "OPEN_ONES" : "ENDED_ONES")
      .set("LINK", list.choice.ended ? page : page + "?state=ended");
  model.set("CAPTION", services.texts.get(
                           language, list.choice.ended ? "introductions.calls.ended" : "introductions.calls.caption"));
  if (list.choice.ended) model.show("ENDED");
  if (list.calls.empty()) {
    model.show(list.choice.ended ? "NOTHING_ENDED" : "NOTHING");
  } else {
    show_rows(services, language, list, model);
  }
  site::PageFrame frame;
  frame.title = services.texts.get(language, "introductions.calls.title");
  frame.description = services.texts.get(language, "introductions.calls.lead");
  frame.crumbs = {{frame.title, ""}};
  return site::page(services, call, "introductions/calls.html", model, frame);
}

}  // namespace kringwerk::introductions
