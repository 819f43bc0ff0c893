// The ground of the map in the colours of the page: land, neighbours and names of towns. Nothing is fetched from
// elsewhere; names are drawn with the reader's own fonts.
import type { Map as LibreMap, StyleSpecification } from "maplibre-gl";

const colour = (frame: HTMLElement, name: string) => getComputedStyle(frame).getPropertyValue(name).trim();

export function groundStyle(frame: HTMLElement, ground: { land: unknown; places: unknown }): StyleSpecification {
  const names = {
    "text-field": ["get", "name"],
    "text-font": ["sans-serif"],
    "text-size": ["interpolate", ["linear"], ["zoom"], 6, 12, 12, 16],
    "text-offset": [0, 1.6],
    "text-padding": 6,
  };
  const paint = { "text-color": colour(frame, "--ink-2"), "text-halo-color": colour(frame, "--map-land"), "text-halo-width": 1.5 };
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: ground.land },
      places: { type: "geojson", data: ground.places },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour(frame, "--bg") } },
      { id: "far", type: "fill", source: "land", filter: ["get", "far"], paint: { "fill-color": colour(frame, "--map-far") } },
      { id: "own", type: "fill", source: "land", filter: ["!", ["get", "far"]], paint: { "fill-color": colour(frame, "--map-land") } },
      { id: "borders", type: "line", source: "land", filter: ["!", ["get", "far"]], paint: { "line-color": colour(frame, "--map-line"), "line-width": 1.5 } },
      { id: "towns", type: "symbol", source: "places", filter: ["==", ["get", "rank"], 1], layout: names, paint },
      { id: "villages", type: "symbol", source: "places", minzoom: 9, filter: ["==", ["get", "rank"], 2], layout: names, paint },
    ],
  } as unknown as StyleSpecification;
}

/** The same map in the colours of now: somebody turned the lights on or off. */
export function repaint(map: LibreMap, frame: HTMLElement): void {
  map.setPaintProperty("sea", "background-color", colour(frame, "--bg"));
  map.setPaintProperty("far", "fill-color", colour(frame, "--map-far"));
  map.setPaintProperty("own", "fill-color", colour(frame, "--map-land"));
  map.setPaintProperty("borders", "line-color", colour(frame, "--map-line"));
  for (const layer of ["towns", "villages"]) {
    map.setPaintProperty(layer, "text-color", colour(frame, "--ink-2"));
    map.setPaintProperty(layer, "text-halo-color", colour(frame, "--map-land"));
  }
}
