// The map that can be zoomed. The server gathers the streams of the part in view into at most some hundred circles, so
// it stays as quick with fifty thousand streams as with fifty. The circles are buttons: a keyboard and a screen reader
// come to each of them.
import { Map as LibreMap, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { Circles, type Cluster } from "./circles";
import { groundStyle, repaint } from "./ground";
import { Card } from "./card";

type Region = { total: number; clusters: Cluster[] };
const flanders: [[number, number], [number, number]] = [[2.5, 50.65], [5.95, 51.52]];
const limits: [[number, number], [number, number]] = [[1, 49.6], [7.5, 52.6]];

const isCalm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** "8.50/50.8798/4.7005" */
function cameraIn(text: string | undefined): { zoom: number; center: [number, number] } | null {
  const [zoom, lat, lon] = (text ?? "").split("/").map(Number);
  if (zoom === undefined || lat === undefined || lon === undefined) return null;
  const isNumber = [zoom, lat, lon].every((one) => Number.isFinite(one));
  return isNumber && Math.abs(lat) < 85 && Math.abs(lon) < 180 ? { zoom, center: [lon, lat] } : null;
}

function rememberCamera(map: LibreMap): void {
  const { lng, lat } = map.getCenter();
  const address = new URL(location.href);
  address.searchParams.set("at", `${map.getZoom().toFixed(2)}/${lat.toFixed(4)}/${lng.toFixed(4)}`);
  const plain = address.toString().replaceAll("%2F", "/");
  history.replaceState(null, "", plain);
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-this-view]")) link.href = plain;
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-this-view]")) field.value = new URL(plain).search;
}

export async function start(frame: HTMLElement): Promise<void> {
  setWorkerUrl(new URL(frame.dataset.worker ?? "", location.href).href);
  const ground = await (await fetch(frame.dataset.ground ?? "")).json();
  const drawn = frame.parentElement?.querySelector<HTMLElement>(".drawn");
  frame.hidden = false;
  const camera = cameraIn(frame.dataset.at);
  let map: LibreMap;
  try {
    map = new LibreMap({
      container: frame,
      style: groundStyle(frame, ground),
      ...(camera ?? { bounds: flanders, fitBoundsOptions: { padding: 12 } }),
      maxBounds: limits,
      minZoom: 5.5,
      maxZoom: 15,
      dragRotate: false,
      pitchWithRotate: false,
      rollEnabled: false,
      touchPitch: false,
      attributionControl: false,
      cooperativeGestures: true,
      fadeDuration: isCalm() ? 0 : 200,
      locale: {
        "CooperativeGesturesHandler.WindowsHelpText": frame.dataset.gestureHelp ?? "",
        "CooperativeGesturesHandler.MacHelpText": frame.dataset.gestureHelpMac ?? "",
        "CooperativeGesturesHandler.MobileHelpText": frame.dataset.touchHelp ?? "",
        "NavigationControl.ZoomIn": frame.dataset.zoomIn ?? "",
        "NavigationControl.ZoomOut": frame.dataset.zoomOut ?? "",
        "Map.Title": frame.dataset.name ?? "",
      },
    });
  } catch (fault) {
    frame.hidden = true;
    throw fault;
  }
  if (drawn) drawn.hidden = true;
  for (const words of document.querySelectorAll<HTMLElement>("[data-live-words]")) words.hidden = false;
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");

  const card = new Card(frame, () => circles.focusLast());
  const circles = new Circles(map, frame, (cluster) => {
    if (cluster.split !== undefined) {
      card.close();
      const zoom = Math.min(cluster.split + 0.2, map.getMaxZoom());
      map.easeTo({ center: cluster.at, zoom, duration: isCalm() ? 0 : 450 });
    } else {
      void card.open(cluster, frame.dataset.spot ?? "");
    }
  });

  let asked = new AbortController();
  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const box = map.getBounds();
    const address = new URL(frame.dataset.region ?? "", location.href);
    const corners = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
    address.searchParams.set("box", corners.map((one) => one.toFixed(4)).join(","));
    address.searchParams.set("zoom", map.getZoom().toFixed(2));
    try {
      const answer = await fetch(address, { signal: asked.signal, cache: "no-cache" });
      if (!answer.ok) return;
      const region = (await answer.json()) as Region;
      circles.show(region.clusters);
      frame.dataset.shown = String(region.clusters.length);
    } catch (fault) {
      if (!(fault instanceof DOMException && fault.name === "AbortError")) frame.dataset.lost = "";
    }
  };

  map.on("moveend", () => {
    rememberCamera(map);
    void ask();
  });
  frame.addEventListener("kringwerk:view", () => {
    card.close();
    void ask();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint(map, frame));
  await ask();
}
