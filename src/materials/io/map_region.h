#pragma once

#include <string>

#include "materials/io/list_view.h"
#include "materials/map_clusters.h"

/// What the map that can be zoomed asks the server for.
namespace kringwerk::materials {

/// Circles of the zoomable map stand at least so many pixels apart.
inline constexpr double kClusterPixels = 56;

/// The ground of the map: {"land": GeoJSON, "places": GeoJSON of the municipalities with "name" and "rank" (1: one of
/// the large towns)}. Published facts only.
std::string map_ground(ListParts& parts, Language language);

/// {"total", "zoom", "clusters": […]}: the streams found, gathered as cluster_stops does, of one region. A cluster has
/// "at" [lon, lat], "count", "offers", "needs", "family", "label", and "split" (zoom that parts it) or "place" (the
/// value of `spot` for the page of its streams) or, of one stream, "address". Where the region would be more than some
/// thousand pixels wide, the zoom is less than asked.
std::string map_region(const ListParts& parts, Language language, const FoundList& found, const MapRegion& region,
                       double zoom);

/// "west,south,east,north" in degrees; nullopt for anything else.
std::optional<MapRegion> read_region(std::string_view typed);

/// The streams of one spot of the map, `spot` "lon,lat" as map_region names it: a piece of a page.
web::Response map_spot_part(const ListParts& parts, const web::Call& call, const FoundList& found, Point spot);
std::optional<Point> read_spot(std::string_view typed);

}  // namespace kringwerk::materials
