#include "materials/io/map_words.h"

#include "text/format.h"

namespace kringwerk::materials {

namespace {

std::string kind_words(const ListParts& parts, Language language, StreamKind kind, const MapSums::OfKind& sums) {
  const text::Texts& texts = parts.services.texts;
  const std::string id = "materials.map.of_" + std::string(key_in(kStreamKindKeys, kind));
  const bool is_known = sums.count > sums.unknown;
  return texts.plural(
      language, id, sums.count,
      {{"amount", is_known ? text::mass(language, sums.per_week) : texts.get(language, "site.unknown")}});
}

}  // namespace

std::string place_name(const ListSnapshot& snapshot, Language language, const MapStop& stop) {
  const std::string& nis = snapshot.index.places().values[stop.place];
  const auto found = snapshot.municipalities.find(nis);
  return found == snapshot.municipalities.end() ? nis : found->second.name.best(language);
}

std::string cluster_label(const ListParts& parts, Language language, const ListSnapshot& snapshot,
                          const MapCluster& cluster) {
  const text::Texts& texts = parts.services.texts;
  const std::string place = place_name(snapshot, language, cluster.seed);
  const auto& kinds = cluster.sums.kinds;
  const auto words = [&](StreamKind kind) {
    return kind_words(parts, language, kind, kinds[static_cast<std::size_t>(kind)]);
  };
  if (cluster.sums.count() == 1) {
    const ListedStream& stream = snapshot.index.streams()[cluster.seed.row];
    return texts.format(language, "materials.map.one",
                        {{"place", place}, {"title", stream.title.best(language)}, {"what", words(stream.kind)}});
  }
  const std::string where =
      cluster.stops > 1 ? texts.format(language, "materials.map.around", {{"place", place}}) : place;
  if (kinds[1].count == 0 || kinds[0].count == 0) {
    const StreamKind kind = kinds[1].count == 0 ? StreamKind::offer : StreamKind::need;
    return texts.format(language, "materials.map.one_kind", {{"place", where}, {"what", words(kind)}});
  }
  return texts.format(language, "materials.map.both_kinds",
                      {{"place", where}, {"offers", words(StreamKind::offer)}, {"needs", words(StreamKind::need)}});
}

}  // namespace kringwerk::materials
