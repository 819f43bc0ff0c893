// The circles on the map. One of them is in the tab order; the arrow keys go to the nearest one in their direction.
import { Marker, type Map as LibreMap } from "maplibre-gl";

export type Cluster = {
  at: [number, number];
  count: number;
  offers: number;
  needs: number;
  family: string;
  label: string;
  split?: number;
  place?: string;
  address?: string;
};

type Shown = { cluster: Cluster; button: HTMLButtonElement; marker: Marker };
type Spot = { x: number; y: number };

const directions: Record<string, Spot> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

const keyOf = (cluster: Cluster) => cluster.at.join(",");

/** 26 to 54 pixels across: less than the server keeps them apart. */
const sizeOf = (count: number) => Math.round(Math.min(54, 26 + 5.6 * Math.log2(count)));

function short(count: number, language: string): string {
  return new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 2 }).format(count);
}

export class Circles {
  private shown = new Map<string, Shown>();
  private last = "";

  constructor(
    private readonly map: LibreMap,
    private readonly frame: HTMLElement,
    private readonly chosen: (cluster: Cluster) => void,
  ) {}

  show(clusters: Cluster[]): void {
    const focused = document.activeElement;
    const hadFocus = [...this.shown.values()].some(({ button }) => button === focused);
    const next = new Map<string, Shown>();
    for (const cluster of clusters) {
      const key = keyOf(cluster);
      const before = this.shown.get(key);
      next.set(key, before ?? this.made(cluster));
      const one = next.get(key);
      if (one) this.fill(one, cluster);
      this.shown.delete(key);
    }
    for (const { marker } of this.shown.values()) marker.remove();
    this.shown = next;
    if (!next.has(this.last)) this.last = next.keys().next().value ?? "";
    this.markTabStop();
    if (hadFocus && !this.frame.contains(document.activeElement)) this.focusLast();
  }

  focusLast(): void {
    this.shown.get(this.last)?.button.focus({ preventScroll: true });
  }

  private made(cluster: Cluster): Shown {
    const button = document.createElement("button");
    button.type = "button";
    const marker = new Marker({ element: button }).setLngLat(cluster.at).addTo(this.map);
    const one: Shown = { cluster, button, marker };
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      this.remember(one);
      this.chosen(one.cluster);
    });
    button.addEventListener("focus", () => this.remember(one));
    button.addEventListener("keydown", (event) => this.walk(event, one));
    return one;
  }

  private fill(one: Shown, cluster: Cluster): void {
    one.cluster = cluster;
    const { button } = one;
    const size = sizeOf(cluster.count);
    const kind = cluster.offers === 0 ? "need" : cluster.needs === 0 ? "offer" : "both";
    button.className = `maplibregl-marker mcircle ${kind} m-${cluster.family}`;
    button.style.width = button.style.height = `${size}px`;
    button.setAttribute("aria-label", cluster.label);
    button.title = cluster.label;
    button.textContent = cluster.count > 1 ? short(cluster.count, document.documentElement.lang) : "";
  }

  private remember(one: Shown): void {
    this.last = keyOf(one.cluster);
    this.markTabStop();
  }

  private markTabStop(): void {
    for (const [key, { button }] of this.shown) button.tabIndex = key === this.last ? 0 : -1;
  }

  private walk(event: KeyboardEvent, from: Shown): void {
    const direction = directions[event.key];
    if (!direction) return;
    event.preventDefault();
    event.stopPropagation();
    const here = this.map.project(from.cluster.at);
    let nearest: Shown | undefined;
    let least = Infinity;
    for (const one of this.shown.values()) {
      if (one === from) continue;
      const there = this.map.project(one.cluster.at);
      const along = (there.x - here.x) * direction.x + (there.y - here.y) * direction.y;
      const aside = Math.abs((there.x - here.x) * direction.y) + Math.abs((there.y - here.y) * direction.x);
      if (along <= 0) continue;
      const cost = along + 2 * aside;
      if (cost < least) {
        least = cost;
        nearest = one;
      }
    }
    nearest?.button.focus({ preventScroll: true });
  }
}
