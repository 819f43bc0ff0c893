#include "materials/io/list_pages.h"

#include "materials/io/list_view.h"
#include "materials/io/map_pages.h"

namespace kringwerk::materials {

namespace {

constexpr std::size_t kRowsOfList = 25;

site::PageFrame frame_of(const site::Services& services, Language language) {
  site::PageFrame frame;
  frame.title = services.texts.get(language, "materials.list.title");
  frame.description = services.texts.get(language, "materials.list.lead");
  frame.menu = site::MenuEntry::materials;
  frame.crumbs = {{services.texts.get(language, "site.menu.materials"), ""}};
  return frame;
}

web::Response list_page(ListParts& parts, const web::Call& call) {
  const FoundList found = find_list(parts, call, kRowsOfList);
  web::Model model;
  show_filters(parts, call, found, model);
  model.add("DAYS").set("FROM", found.query.from).set("TO", found.query.to);
  show_rows(parts, call, found, model);
  model.set("ON_MAP", list_address(call.language, "/map", found.query));
  show_leafing(call, "/materials", found, model);
  return site::page(parts.services, call, "materials/list.html", model, frame_of(parts.services, call.language));
}

}  // namespace

void add_list_routes(web::Router& router, const site::Services& services) {
  const auto parts = std::make_shared<ListParts>(services);
  router.add({web::Method::get, "/{lang}/materials", "materials.list.view"},
             [parts](const web::Call& call) { return list_page(*parts, call); });
  add_map_routes(router, parts);
}

}  // namespace kringwerk::materials
