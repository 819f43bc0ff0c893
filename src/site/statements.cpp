#include "site/statements.h"

#include "site/page.h"

namespace kringwerk::site {

namespace {

web::Response statement(const Services& services, const web::Call& call, const std::string& name) {
  PageFrame frame;
  frame.title = services.texts.get(call.language, "site." + name + ".title");
  frame.crumbs = {{frame.title, ""}};
  web::Model model;
  return page(services, call, "site/" + name + ".html", model, frame);
}

}  // namespace

void add_statement_routes(web::Router& router, const Services& services) {
  router.add({web::Method::get, "/{lang}/accessibility", "site.statement"},
             [&services](const web::Call& call) { return statement(services, call, "accessibility"); });
}

}  // namespace kringwerk::site
