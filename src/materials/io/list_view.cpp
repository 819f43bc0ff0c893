#include "materials/io/list_view.h"

#include <algorithm>

#include "clocks/io/load_clocks.h"
#include "materials/waste_search.h"
#include "network/io/load_places.h"
#include "site/visit.h"
#include "text/format.h"
#include "web/request_target.h"

namespace kringwerk::materials {

namespace {

void add_option(web::Model& model, std::string_view section, std::string_view value, std::string_view word,
                std::string_view chosen) {
  web::Model& option = model.add(section);
  option.set("VALUE", value).set("WORD", word).show_if(value == chosen, "CHOSEN");
}

std::vector<network::Nis> meant_by(const site::Services& services, const ListSnapshot& snapshot,
                                   const std::string& place) {
  std::vector<network::Nis> meant;
  if (place.empty()) return meant;
  if (snapshot.municipalities.find(place) != snapshot.municipalities.end()) return {network::Nis{place}};
  services.database.read([&](storage::Connection& connection) {
    meant.clear();
    for (const network::FoundPlace& found : network::find_places(connection, place)) {
      meant.push_back(found.municipality.nis);
    }
  });
  return meant;
}

/// A municipality that a map named by its code is shown by its name.
std::string place_words(const web::Call& call, const FoundList& found) {
  const auto municipality = found.snapshot->municipalities.find(found.query.place);
  return municipality == found.snapshot->municipalities.end() ? found.query.place
                                                              : municipality->second.name.best(call.language);
}

/// Nothing that the reader may see has the words: what they mean may be there under other words.
void look_by_meaning(FoundList& found) {
  const Taxonomy& taxonomy = found.snapshot->taxonomy;
  std::vector<std::string> meant = materials_meant(taxonomy, found.query.words, text::folded(found.query.words));
  if (meant.empty()) return;
  ListRequest request = found.request;
  request.filter.words.clear();
  request.filter.materials.emplace();
  for (const std::string& id : meant) {
    for (std::string& one : taxonomy.with_descendants(id)) request.filter.materials->push_back(std::move(one));
  }
  ListPart part = found.snapshot->index.find(request);
  if (part.total == 0) return;
  found.part = std::move(part);
  found.request = std::move(request);
  found.meant = std::move(meant);
}

/// The classes of the chosen family, by name; without a family nothing.
void show_materials(const web::Call& call, const FoundList& found, web::Model& model) {
  const Taxonomy& taxonomy = found.snapshot->taxonomy;
  const MaterialClass* chosen = taxonomy.find(found.query.material);
  const std::string& family = chosen != nullptr ? chosen->family : found.query.family;
  if (family.empty()) return;
  std::vector<std::pair<std::string, const MaterialClass*>> classes;
  for (const MaterialClass& one : taxonomy.classes()) {
    if (one.family == family) classes.emplace_back(text::folded(one.name.best(call.language)), &one);
  }
  std::sort(classes.begin(), classes.end());
  web::Model& choice = model.add("MATERIAL_CHOICE");
  for (const auto& [key, one] : classes) {
    add_option(choice, "MATERIAL_OPTION", one->id, one->name.best(call.language), found.query.material);
  }
}

}  // namespace

FoundList find_list(ListParts& parts, const web::Call& call, const web::Pairs& query, std::size_t most) {
  FoundList found;
  found.snapshot = parts.board.current();
  found.query = read_list_query(query, *found.snapshot);
  found.request = list_request(found.query, *found.snapshot, call.language,
                               meant_by(parts.services, *found.snapshot, found.query.place));
  found.request.most = most;
  found.request.reader = site::visit_of(call).actor;
  found.part = found.snapshot->index.find(found.request);
  const bool has_words_only = !found.query.words.empty() && found.query.material.empty();
  if (found.part.total == 0 && has_words_only) look_by_meaning(found);
  return found;
}

FoundList find_list(ListParts& parts, const web::Call& call, std::size_t most) {
  return find_list(parts, call, call.request.query, most);
}

void show_filters(const ListParts& parts, const web::Call& call, const FoundList& found, web::Model& model) {
  const ListQuery& query = found.query;
  const text::Texts& texts = parts.services.texts;
  const RowWords& words = parts.words_in(call.language);
  model.set("HOME", site::address(call.language, "")).set("Q", query.words).set("PLACE", place_words(call, found));
  model.set("MINIMUM", query.minimum);
  for (const std::string_view key : kFamilyKeys)
    add_option(model, "FAMILY_OPTION", key, words.family(key), query.family);
  for (const std::string_view key : kStreamKindKeys) {
    add_option(model, "KIND_OPTION", key, texts.get(call.language, "materials.kind." + std::string(key)), query.kind);
  }
  for (const std::string_view key : kResourceKeys) {
    add_option(model, "RESOURCE_OPTION", key, texts.get(call.language, "materials.resource." + std::string(key)),
               query.resource);
  }
  for (const std::string_view key : kListedStates) {
    add_option(model, "STATE_OPTION", key, texts.get(call.language, "materials.own.state." + std::string(key)),
               query.state);
  }
  for (const HubChoice& choice : found.snapshot->hubs) {
    add_option(model, "HUB_OPTION", choice.hub.id.text(), choice.hub.name, query.hub);
  }
  for (const std::string& province : found.snapshot->provinces) {
    add_option(model, "PROVINCE_OPTION", province, province, query.province);
  }
  for (const std::string_view key : kListOrderKeys) {
    add_option(model, "SORT_OPTION", key, texts.get(call.language, "materials.sort." + std::string(key)), query.sort);
  }
  const bool is_more = !(query.state + query.province + query.place + query.from + query.to + query.minimum).empty();
  model.show_if(is_more, "MORE_OPEN").show_if(!query.parameters().empty(), "IS_FILTERED");
  if (const MaterialClass* material = found.snapshot->taxonomy.find(query.material)) {
    model.add("MATERIAL").set("NAME", material->name.best(call.language));
  }
  show_materials(call, found, model);
  if (!found.meant.empty()) {
    web::Model& meant = model.add("MEANT");
    for (const std::string& id : found.meant) {
      meant.add("CLASS").set("NAME", found.snapshot->taxonomy.find(id)->name.best(call.language));
    }
  }
  model.set("COUNT", texts.plural(call.language, "materials.list.count", static_cast<std::int64_t>(found.part.total)));
}

void show_rows(const ListParts& parts, const web::Call& call, const FoundList& found, web::Model& model) {
  if (found.part.rows.empty()) {
    model.show("NOTHING");
    return;
  }
  const clocks::ClockReading reading = parts.services.database.read(
      [&](storage::Connection& connection) { return clocks::load_clock_reading(connection, parts.services.now()); });
  const RowWords& words = parts.words_in(call.language);
  web::Model& table = model.add("TABLE");
  for (const ListedStream* stream : found.part.rows) {
    web::Model& row = table.add("ROW");
    row.set("ADDRESS", site::address(call.language, "/offers/" + stream->id.text()));
    row.set("TITLE", stream->title.best(call.language));
    const Language written = stream->title.best_language(call.language);
    if (written != call.language) row.add("TITLE_LANG").set("CODE", language_code(written));
    const auto municipality = found.snapshot->municipalities.find(stream->nis.code);
    row.set("MUNICIPALITY", municipality == found.snapshot->municipalities.end()
                                ? stream->nis.code
                                : municipality->second.name.best(call.language));
    words.show(*stream, reading, row);
  }
}

void show_leafing(const web::Call& call, std::string_view path, const FoundList& found, web::Model& model) {
  const ListPart& part = found.part;
  if (part.rows.empty() || (!part.has_previous && !part.has_next)) return;
  web::Model& pages = model.add("PAGES");
  const auto link = [&](const char* section, const ListedStream* stream, ListCursor::Side side) {
    pages.add(section).set("ADDRESS", list_address(call.language, path, found.query, {stream->id, side}));
  };
  if (part.has_previous) link("PREVIOUS", part.rows.front(), ListCursor::Side::before);
  if (part.has_next) link("NEXT", part.rows.back(), ListCursor::Side::after);
}

std::string list_filters(const ListQuery& query) {
  std::string filters;
  for (const auto& [name, value] : query.parameters()) {
    filters += (filters.empty() ? '?' : '&') + std::string(name) + '=' + web::percent_encoded(value);
  }
  return filters;
}

std::string view_filters(const ListQuery& query) {
  std::string filters = list_filters(query);
  if (!query.at.empty()) filters += (filters.empty() ? "?at=" : "&at=") + query.at;
  return filters;
}

std::string list_address(Language language, std::string_view path, const ListQuery& query) {
  return site::address(language, path) + list_filters(query);
}

std::string list_address(Language language, std::string_view path, const ListQuery& query, const ListCursor& cursor) {
  std::string address = list_address(language, path, query);
  if (!cursor.stream) return address;
  address += address.find('?') == std::string::npos ? '?' : '&';
  return address + (cursor.side == ListCursor::Side::after ? "after=" : "before=") + cursor.stream->text();
}

}  // namespace kringwerk::materials
