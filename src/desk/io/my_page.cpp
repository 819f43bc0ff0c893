#include "desk/io/my_page.h"

#include <array>

#include "desk/io/my_parts.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::desk {

namespace {

using site::Services;

constexpr std::array kParts{show_my_questions,  show_my_introductions, show_my_grants,      show_my_entries,
                            show_my_deliveries, show_my_decisions,     show_my_unconfirmed, show_my_streams,
                            show_my_proposals,  show_my_records,       show_my_views};

web::Response my_page(const Services& services, const web::Call& call) {
  const access::Visit& visit = site::visit_of(call);
  const Instant now = services.now();
  const Day today = text::brussels_day(now);
  web::Model model;
  model.set("HOME", site::address(call.language, "")).set("NAME", visit.name);
  model.set("DAY", text::day(call.language, today));
  const std::int64_t waiting = services.database.read([&](storage::Connection& connection) {
    const MyReading reading{services, connection, visit.actor, call.language, now, today};
    std::int64_t count = 0;
    for (const auto show_part : kParts) count += show_part(reading, model);
    return count;
  });
  if (waiting == 0) {
    model.show("NOTHING");
  } else {
    model.add("LEAD").set("TEXT", services.texts.plural(call.language, "desk.my.lead", waiting));
  }
  site::show_own_links(services, call.language, visit.actor, model);
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "desk.my.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{frame.title, ""}};
  return site::page(services, call, "desk/my.html", model, frame);
}

}  // namespace

void add_my_routes(web::Router& router, const Services& services) {
  router.add({web::Method::get, "/{lang}/my", "desk.my.view"},
             [&services](const web::Call& call) { return my_page(services, call); });
}

}  // namespace kringwerk::desk
