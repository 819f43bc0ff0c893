#include "freshness/io/freshness_pages.h"

#include "freshness/io/board.h"
#include "freshness/io/letter_pages.h"

namespace kringwerk::freshness {

void add_freshness_routes(web::Router& router, const site::Services& services) {
  using web::Method;
  router.add({Method::get, "/{lang}/freshness", "freshness.board.view"},
             [&services](const web::Call& call) { return board_page(services, call); });
  router.add({Method::post, "/{lang}/freshness", "freshness.board.change"},
             [&services](const web::Call& call) { return change_board(services, call); });
  router.add({Method::get, "/{lang}/freshness/list.csv", "freshness.board.export"},
             [&services](const web::Call& call) { return board_file(services, call); });
  router.add({Method::get, "/{lang}/freshness/address/{record}", "freshness.address.view"},
             [&services](const web::Call& call) { return address_page(services, call); });
  router.add({Method::post, "/{lang}/freshness/address/{record}", "freshness.address.change"},
             [&services](const web::Call& call) { return change_address(services, call); });
  add_letter_routes(router, services);
}

}  // namespace kringwerk::freshness
