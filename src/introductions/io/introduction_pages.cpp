#include "introductions/io/introduction_pages.h"

#include "introductions/io/call_pages.h"
#include "introductions/io/introduction_board.h"
#include "introductions/io/introduction_page.h"
#include "introductions/io/proposal_page.h"
#include "introductions/io/report_page.h"
#include "introductions/io/weights_page.h"

namespace kringwerk::introductions {

namespace {

void add_call_routes(web::Router& router, const site::Services& services) {
  using web::Method;
  router.add({Method::get, "/{lang}/calls", "introductions.calls.list"},
             [&services](const web::Call& call) { return calls_page(services, call); });
  router.add({Method::get, "/{lang}/calls/new", "introductions.calls.new"},
             [&services](const web::Call& call) { return new_call(services, call); });
  router.add({Method::post, "/{lang}/calls", "introductions.calls.create"},
             [&services](const web::Call& call) { return create_call(services, call); });
  router.add({Method::get, "/{lang}/calls/{call:id}", "introductions.call.view"},
             [&services](const web::Call& call) { return call_page(services, call); });
  router.add({Method::post, "/{lang}/calls/{call:id}/answers", "introductions.call.answer"},
             [&services](const web::Call& call) { return answer_call(services, call); });
  router.add({Method::post, "/{lang}/calls/{call:id}/end", "introductions.call.end"},
             [&services](const web::Call& call) { return close_call(services, call); });
}

}  // namespace

void add_introduction_routes(web::Router& router, const site::Services& services, const matching::PolicyRow& shipped) {
  using web::Method;
  add_call_routes(router, services);
  router.add({Method::get, "/{lang}/why-matches-fail", "introductions.report.view"},
             [&services](const web::Call& call) { return report_page(services, call); });
  router.add({Method::get, "/{lang}/why-matches-fail/counts.csv", "introductions.report.view"},
             [&services](const web::Call& call) { return report_csv(services, call); });
  router.add({Method::get, "/{lang}/weights", "introductions.weights.view"},
             [&services, shipped](const web::Call& call) { return weights_page(services, shipped, call); });
  router.add({Method::post, "/{lang}/weights", "introductions.weights.change"},
             [&services, shipped](const web::Call& call) { return change_weights(services, shipped, call); });
  router.add({Method::get, "/{lang}/introductions", "introductions.list"},
             [&services](const web::Call& call) { return own_introductions(services, call); });
  router.add({Method::get, "/{lang}/introductions/board", "introductions.board"},
             [&services](const web::Call& call) { return introduction_board(services, call); });
  router.add({Method::get, "/{lang}/introductions/new", "introductions.new"},
             [&services](const web::Call& call) { return new_proposal(services, call); });
  router.add({Method::post, "/{lang}/introductions", "introductions.create"},
             [&services](const web::Call& call) { return create_proposal(services, call); });
  router.add({Method::get, "/{lang}/introductions/{introduction:id}", "introductions.view"},
             [&services](const web::Call& call) { return introduction_page(services, call); });
  router.add({Method::post, "/{lang}/introductions/{introduction:id}", "introductions.handle"},
             [&services](const web::Call& call) { return handle_introduction(services, call); });
  router.add({Method::get, "/{lang}/introductions/answer/{secret}", "introductions.link.view"},
             [&services](const web::Call& call) { return introduction_page(services, call); });
  router.add({Method::post, "/{lang}/introductions/answer/{secret}", "introductions.link.answer"},
             [&services](const web::Call& call) { return handle_introduction(services, call); });
}

}  // namespace kringwerk::introductions
