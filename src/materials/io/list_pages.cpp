#include "materials/io/list_pages.h"

#include "materials/io/list_view.h"
#include "materials/io/material_map.h"

namespace kringwerk::materials {

namespace {

constexpr std::size_t kRowsOfList = 25;
constexpr std::size_t kRowsOfMap = 50;

void show_leafing(const web::Call& call, const FoundList& found, web::Model& model) {
  const ListPart& part = found.part;
  if (part.rows.empty() || (!part.has_previous && !part.has_next)) return;
  web::Model& pages = model.add("PAGES");
  const auto link = [&](const char* section, const ListedStream* stream, ListCursor::Side side) {
    pages.add(section).set("ADDRESS", list_address(call.language, "/materials", found.query, {stream->id, side}));
  };
  if (part.has_previous) link("PREVIOUS", part.rows.front(), ListCursor::Side::before);
  if (part.has_next) link("NEXT", part.rows.back(), ListCursor::Side::after);
}

site::PageFrame frame_of(const site::Services& services, Language language, const std::string& name,
                         site::MenuEntry menu) {
  site::PageFrame frame;
  frame.title = services.texts.get(language, "materials." + name + ".title");
  frame.description = services.texts.get(language, "materials." + name + ".lead");
  frame.menu = menu;
  frame.crumbs = {{services.texts.get(language, "site.menu." + std::string(name == "map" ? "map" : "materials")), ""}};
  return frame;
}

web::Response list_page(ListParts& parts, const web::Call& call) {
  const FoundList found = find_list(parts, call, kRowsOfList);
  web::Model model;
  show_filters(parts, call, found, model);
  show_rows(parts, call, found, model);
  model.set("ON_MAP", list_address(call.language, "/map", found.query));
  show_leafing(call, found, model);
  return site::page(parts.services, call, "materials/list.html", model,
                    frame_of(parts.services, call.language, "list", site::MenuEntry::materials));
}

web::Response map_page(ListParts& parts, const web::Call& call) {
  FoundList found = find_list(parts, call, kRowsOfMap);
  web::Model model;
  show_filters(parts, call, found, model);
  show_rows(parts, call, found, model);
  model.set("AS_LIST", list_address(call.language, "/materials", found.query));
  if (found.part.total > found.part.rows.size()) {
    web::Model& cut = model.add("CUT");
    cut.set("TEXT", parts.services.texts.format(call.language, "materials.map.cut",
                                                {{"shown", static_cast<std::int64_t>(found.part.rows.size())},
                                                 {"total", static_cast<std::int64_t>(found.part.total)}}));
  }
  for (const std::string_view key : kFamilyKeys) {
    model.add("LEGEND").set("FAMILY", key).set("NAME", parts.words_in(call.language).family(key));
  }
  model.set("MAP_SVG", draw_material_map(parts, call.language, found));
  return site::page(parts.services, call, "materials/map.html", model,
                    frame_of(parts.services, call.language, "map", site::MenuEntry::map));
}

}  // namespace

void add_list_routes(web::Router& router, const site::Services& services) {
  const auto parts = std::make_shared<ListParts>(services);
  router.add({web::Method::get, "/{lang}/materials", "materials.list.view"},
             [parts](const web::Call& call) { return list_page(*parts, call); });
  router.add({web::Method::get, "/{lang}/map", "materials.map.view"},
             [parts](const web::Call& call) { return map_page(*parts, call); });
}

}  // namespace kringwerk::materials
