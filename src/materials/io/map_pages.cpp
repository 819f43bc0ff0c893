#include "materials/io/map_pages.h"

#include <algorithm>
#include <charconv>

#include "materials/io/flow_view.h"
#include "materials/io/list_files.h"
#include "materials/io/map_region.h"
#include "materials/io/material_map.h"
#include "materials/io/month_choice.h"
#include "materials/io/view_pages.h"
#include "site/refusal.h"
#include "site/visit.h"
#include "web/csv_file.h"

namespace kringwerk::materials {

namespace {

using web::Call;
using web::Response;

constexpr std::size_t kRowsOfMap = 25;
constexpr std::size_t kOne = 1;

/// The same for everybody who is not signed in.
Response for_reader(const Call& call, Response response) {
  if (site::visit_of(call).actor.is_signed_in()) return response;
  return std::move(response).shareable();
}

Response geojson_file(const ListParts& parts, const Call& call, const FoundList& found) {
  Response response = Response::text(list_geojson(parts, call.language, found));
  response.content_type = "application/geo+json";
  return for_reader(
      call, std::move(response).with_header("Content-Disposition", "attachment; filename=\"kringwerk.geojson\""));
}

/// What the script of the map needs to know.
void show_map_parts(const site::Services& services, Language language, const FoundList& found, web::Model& model) {
  model.set("MAP_SCRIPT", services.asset("map.js")).set("MAP_STYLE", services.asset("map.css"));
  model.set("MAP_WORKER", services.asset("map_worker.js"));
  model.set("GROUND", site::address(language, "/map/ground.json"));
  model.set("REGION", list_address(language, "/map/region.json", found.query));
  model.set("SPOT", list_address(language, "/map/spot", found.query));
  model.set("AT", found.query.at);
}

Response map_page(ListParts& parts, const Call& call) {
  const FoundList found = find_list(parts, call, kRowsOfMap);
  const text::Texts& texts = parts.services.texts;
  web::Model model;
  show_filters(parts, call, found, model);
  show_months(parts.services, call.language, found.query, model.add("MONTHS"));
  show_rows(parts, call, found, model);
  show_leafing(call, "/map", found, model);
  model.set("AS_LIST", list_address(call.language, "/materials", found.query));
  model.set("CSV", list_address(call.language, "/map/list.csv", found.query));
  model.set("GEOJSON", list_address(call.language, "/map/list.geojson", found.query));
  model.set("THIS_VIEW", site::address(call.language, "/map") + view_filters(found.query));
  for (const std::string_view key : kFamilyKeys) {
    model.add("LEGEND").set("FAMILY", key).set("NAME", parts.words_in(call.language).family(key));
  }
  model.set("MAP_SVG", draw_material_map(parts, call.language, found));
  show_map_parts(parts.services, call.language, found, model);
  show_flows(parts, call.language, found, model);
  site::PageFrame frame;
  frame.title = texts.get(call.language, "materials.map.title");
  frame.description = texts.get(call.language, "materials.map.lead");
  frame.menu = site::MenuEntry::map;
  frame.crumbs = {{texts.get(call.language, "site.menu.map"), ""}};
  const auto render = [&] { return site::page(parts.services, call, "materials/map.html", model, frame); };
  const bool has_form = show_saved_views(parts, call, found, model);
  return has_form ? site::with_form(parts.services, call, model, render) : render();
}

Response region(ListParts& parts, const Call& call) {
  const auto region = read_region(call.request.query.value("box"));
  const std::string_view typed = call.request.query.value("zoom");
  double zoom = 0;
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), zoom);
  constexpr double kWholeWorld = 22;
  const bool is_zoom = read.ec == std::errc{} && zoom >= 0 && zoom <= kWholeWorld;  // not a number is none
  if (!region || !is_zoom) {
    return site::refused(parts.services, call, Missing{});
  }
  const FoundList found = find_list(parts, call, kOne);
  return for_reader(call, Response::json(map_region(parts, call.language, found, *region, zoom)));
}

Response spot(ListParts& parts, const Call& call) {
  const auto at = read_spot(call.request.query.value("spot"));
  if (!at) return site::refused(parts.services, call, Missing{});
  return for_reader(call, map_spot_part(parts, call, find_list(parts, call, kOne), *at));
}

}  // namespace

void add_map_routes(web::Router& router, std::shared_ptr<ListParts> parts) {
  using web::Method;
  router.add({Method::get, "/{lang}/map", "materials.map.view"},
             [parts](const Call& call) { return map_page(*parts, call); });
  router.add({Method::get, "/{lang}/map/ground.json", "materials.map.ground"},
             [parts](const Call& call) { return Response::json(map_ground(*parts, call.language)).shareable(); });
  router.add({Method::get, "/{lang}/map/region.json", "materials.map.view"},
             [parts](const Call& call) { return region(*parts, call); });
  router.add({Method::get, "/{lang}/map/spot", "materials.map.view"},
             [parts](const Call& call) { return spot(*parts, call); });
  router.add({Method::get, "/{lang}/map/list.csv", "materials.map.file"}, [parts](const Call& call) {
    const FoundList found = find_list(*parts, call, kOne);
    return for_reader(call, web::csv_download("kringwerk.csv", list_csv(*parts, call.language, found)));
  });
  router.add({Method::get, "/{lang}/map/list.geojson", "materials.map.file"},
             [parts](const Call& call) { return geojson_file(*parts, call, find_list(*parts, call, kOne)); });
  add_view_routes(router, std::move(parts));
}

}  // namespace kringwerk::materials
