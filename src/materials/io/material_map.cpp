#include "materials/io/material_map.h"

#include <map>
#include <tuple>

#include "text/format.h"

namespace kringwerk::materials {

namespace {

struct Circle {
  std::vector<const ListedStream*> streams;
  std::optional<Mass> per_week;  ///< of those whose amount is known
};
using Circles = std::map<std::tuple<std::string, StreamKind, std::string>, Circle>;

Circles gather(const std::vector<const ListedStream*>& rows) {
  Circles circles;
  for (const ListedStream* row : rows) {
    Circle& circle = circles[{row->nis.code, row->kind, row->family}];
    circle.streams.push_back(row);
    if (row->per_week) circle.per_week = circle.per_week.value_or(Mass{}) + *row->per_week;
  }
  return circles;
}

/// "Leuven: aanbod, Kunststof, 462 kg per week".
std::string name_of(const ListParts& parts, Language language, const Circle& circle, const std::string& place) {
  const text::Texts& texts = parts.services.texts;
  const ListedStream& first = *circle.streams.front();
  return texts.format(
      language, "materials.map.circle",
      {{"place", place},
       {"kind", texts.get(language, "materials.kind." + std::string(key_in(kStreamKindKeys, first.kind)))},
       {"family", parts.words_in(language).family(first.family)},
       {"count", static_cast<std::int64_t>(circle.streams.size())},
       {"amount", circle.per_week ? text::mass(language, *circle.per_week) : texts.get(language, "site.unknown")}});
}

}  // namespace

drawings::Svg draw_material_map(const ListParts& parts, Language language, const FoundList& found) {
  drawings::OverviewMap map;
  map.aria_label = parts.services.texts.get(language, "materials.map.label");
  map.lands = parts.services.land;
  for (const auto& [key, circle] : gather(found.part.rows)) {
    const auto municipality = found.snapshot->municipalities.find(std::get<0>(key));
    if (municipality == found.snapshot->municipalities.end()) continue;
    const std::string& place = municipality->second.name.best(language);
    drawings::MapStream drawn;
    drawn.at = municipality->second.centre;
    if (circle.per_week) drawn.kg = circle.per_week->in_kilograms();
    drawn.label = place;
    drawn.accessible_name = name_of(parts, language, circle, place);
    drawn.href = circle.streams.size() == 1 ? site::address(language, "/offers/" + circle.streams.front()->id.text())
                                            : std::string();
    drawn.kind = std::get<1>(key) == StreamKind::offer ? drawings::StreamKind::offer : drawings::StreamKind::need;
    drawn.family = drawings::family_from_key(std::get<2>(key));
    map.streams.push_back(std::move(drawn));
  }
  return drawings::draw_overview_map(map);
}

}  // namespace kringwerk::materials
