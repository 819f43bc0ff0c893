#include "handovers/io/agreement_pages.h"
#include "handovers/io/load_handovers.h"
#include "handovers/io/show_handovers.h"
#include "site/page.h"
#include "site/visit.h"
#include "text/format.h"

namespace kringwerk::handovers {

namespace {

using storage::Connection;

constexpr int kMostAgreements = 200;

struct AgreementRow {
  Agreement agreement;
  Balance balance;
};

struct AgreementList {
  std::vector<AgreementRow> rows;
  std::vector<AwaitedHandover> awaited;
};

AgreementList load_list(const site::Services& services, const access::Actor& actor) {
  const Day today = text::brussels_day(services.now());
  return services.database.read([&](Connection& connection) {
    AgreementList list;
    for (Agreement& agreement : load_agreements(connection, actor, today, kMostAgreements)) {
      const Balance balance = balance_of(agreement, load_handovers_of(connection, agreement.id));
      list.rows.push_back({std::move(agreement), balance});
    }
    list.awaited = load_awaited_handovers(connection, actor, today, kMostAgreements);
    return list;
  });
}

void show_awaited(const site::Services& services, Language language, const AgreementList& list, web::Model& model) {
  if (list.awaited.empty()) return;
  web::Model& section = model.add("AWAITED");
  for (const AwaitedHandover& awaited : list.awaited) {
    const Figures& figures = awaited.handover.proposed.value();
    section.add("LINE")
        .set("ADDRESS", site::address(language, "/handovers/" + awaited.handover.id.text()))
        .set("WHAT", services.texts.format(
                         language, "handovers.awaited.what",
                         {{"amount", kilogram_words(language, delivered(figures))}, {"what", awaited.agreement.what}}))
        .set("WHY", services.texts.format(language, "handovers.awaited.why",
                                          {{"other", awaited.agreement.side(awaited.handover.proposed_side).name},
                                           {"day", text::day(language, figures.on)}}));
  }
}

void show_row(const site::Services& services, Language language, const AgreementRow& row, web::Model& line) {
  const Agreement& agreement = row.agreement;
  line.set("ADDRESS", site::address(language, "/agreements/" + agreement.id.text())).set("WHAT", agreement.what);
  line.set("GIVER", agreement.giver.name).set("TAKER", agreement.taker.name);
  line.set("AMOUNT", amount_words(services, language, agreement));
  line.set("ACCEPTED", kilogram_words(language, row.balance.accepted));
  line.set("OPEN", row.balance.agreed ? kilogram_words(language, row.balance.open())
                                      : services.texts.get(language, "handovers.balance.no_end"));
  show_state(services, language, agreement.state, line);
}

}  // namespace

web::Response agreements_page(const site::Services& services, const web::Call& call) {
  const Language language = call.language;
  const access::Actor& actor = site::visit_of(call).actor;
  const AgreementList list = load_list(services, actor);
  web::Model model;
  if (actor.holds(access::Role::organisation_user)) {
    model.add("MAKE").set("NEW", site::address(language, "/agreements/new"));
  }
  show_awaited(services, language, list, model);
  if (list.rows.empty()) {
    model.show("NOTHING");
  } else {
    web::Model& table = model.add("TABLE");
    for (const AgreementRow& row : list.rows) show_row(services, language, row, table.add("ROW"));
  }
  site::PageFrame frame;
  frame.title = services.texts.get(language, "handovers.list.title");
  frame.index = site::PageFrame::Index::no;
  frame.crumbs = {{services.texts.get(language, "site.my"), "/my"}, {frame.title, ""}};
  return site::page(services, call, "handovers/agreements.html", model, frame);
}

}  // namespace kringwerk::handovers
