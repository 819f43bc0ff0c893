#pragma once

#include <string>

#include "materials/io/list_view.h"
#include "materials/map_clusters.h"

namespace kringwerk::materials {

/// The municipality of a spot in the reader's language.
std::string place_name(const ListSnapshot& snapshot, Language language, const MapStop& stop);

/// "Leuven en omgeving: 8 keer aanbod (4,5 ton per week), 3 keer vraag (onbekend)". A cluster of one stream has its
/// title.
std::string cluster_label(const ListParts& parts, Language language, const ListSnapshot& snapshot,
                          const MapCluster& cluster);

}  // namespace kringwerk::materials
