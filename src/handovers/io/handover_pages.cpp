#include "handovers/io/handover_pages.h"

#include "handovers/io/agreement_pages.h"

namespace kringwerk::handovers {

void add_handover_routes(web::Router& router, const site::Services& services) {
  using web::Method;
  router.add({Method::get, "/{lang}/agreements", "handovers.agreements.list"},
             [&services](const web::Call& call) { return agreements_page(services, call); });
  router.add({Method::get, "/{lang}/agreements/new", "handovers.agreement.new"},
             [&services](const web::Call& call) { return new_agreement(services, call); });
  router.add({Method::post, "/{lang}/agreements", "handovers.agreement.create"},
             [&services](const web::Call& call) { return create_agreement(services, call); });
  router.add({Method::get, "/{lang}/agreements/{agreement:id}", "handovers.agreement.view"},
             [&services](const web::Call& call) { return agreement_page(services, call); });
  router.add({Method::post, "/{lang}/agreements/{agreement:id}", "handovers.agreement.handle"},
             [&services](const web::Call& call) { return handle_agreement_form(services, call); });
  router.add({Method::get, "/{lang}/agreements/{agreement:id}/handovers.csv", "handovers.agreement.export"},
             [&services](const web::Call& call) { return agreement_csv(services, call); });
  router.add({Method::get, "/{lang}/agreements/answer/{secret}", "handovers.agreement.link.view"},
             [&services](const web::Call& call) { return agreement_page(services, call); });
  router.add({Method::post, "/{lang}/agreements/answer/{secret}", "handovers.agreement.link.answer"},
             [&services](const web::Call& call) { return handle_agreement_form(services, call); });
  router.add({Method::get, "/{lang}/agreements/{agreement:id}/handovers/new", "handovers.handover.new"},
             [&services](const web::Call& call) { return new_handover(services, call); });
  router.add({Method::post, "/{lang}/agreements/{agreement:id}/handovers", "handovers.handover.create"},
             [&services](const web::Call& call) { return create_handover(services, call); });
  router.add({Method::get, "/{lang}/handovers/{handover:id}", "handovers.handover.view"},
             [&services](const web::Call& call) { return handover_page(services, call); });
  router.add({Method::post, "/{lang}/handovers/{handover:id}", "handovers.handover.answer"},
             [&services](const web::Call& call) { return answer_handover(services, call); });
  router.add({Method::get, "/{lang}/handovers/answer/{secret}", "handovers.handover.link.view"},
             [&services](const web::Call& call) { return handover_page(services, call); });
  router.add(
      {Method::get, "/{lang}/handovers/answer/{secret}/media/{attachment:id}/{size}", "handovers.ticket.link.view"},
      [&services](const web::Call& call) { return linked_ticket(services, call); });
  router.add({Method::post, "/{lang}/handovers/answer/{secret}", "handovers.handover.link.answer"},
             [&services](const web::Call& call) { return answer_handover(services, call); });
}

}  // namespace kringwerk::handovers
