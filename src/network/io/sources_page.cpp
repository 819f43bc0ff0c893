#include "network/io/load_organisations.h"
#include "network/io/network_pages.h"
#include "network/said_source.h"
#include "site/page.h"

namespace kringwerk::network {

web::Response sources_page(const site::Services& services, const web::Call& call) {
  const auto sources = services.database.read([](storage::Connection& connection) { return load_sources(connection); });
  web::Model model;
  for (const Source& source : sources) {
    // What somebody typed stands with its own fact.
    if (read_said_source(source.key)) continue;
    web::Model& row = model.add("ROW");
    row.set("KEY", source.key)
        .set("TITLE", source.title)
        .set("TITLE_LANG", source.key.starts_with("brief") ? "nl" : "en")
        .set("PUBLISHER", source.publisher);
    row.set("LICENCE", source.licence).set("PUBLISHED", source.published);
    if (!source.note.empty()) row.add("NOTE").set("TEXT", source.note);
    if (!source.url.empty()) row.add("LINK").set("URL", source.url);
  }
  site::PageFrame frame;
  frame.title = services.texts.get(call.language, "site.sources.title");
  frame.crumbs = {{frame.title, ""}};
  return site::page(services, call, "network/sources.html", model, frame);
}

}  // namespace kringwerk::network
