// The page of the material map: what is chosen above it shows at once, without a new page, and the map that can be
// zoomed is fetched when it comes into view. Without this script the form has a button and the map is a drawing.
import { slideTime } from "./time_slider";

type MapModule = { start: (frame: HTMLElement) => Promise<void> };

const seenEvent = "kringwerk:view";

function replaceParts(fresh: Document): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-part]")) {
    const next = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
    if (next && !part.contains(document.activeElement)) part.replaceChildren(...next.childNodes);
  }
  const frame = document.querySelector<HTMLElement>("[data-map]");
  const next = fresh.querySelector<HTMLElement>("[data-map]");
  if (!frame || !next) return;
  frame.dataset.region = next.dataset.region;
  frame.dataset.spot = next.dataset.spot;
  frame.dispatchEvent(new CustomEvent(seenEvent));
}

/** Shows what the form says now; of two questions at once only the last is answered. */
function follow(form: HTMLFormElement): void {
  let asked = new AbortController();
  const show = async () => {
    asked.abort();
    asked = new AbortController();
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value !== "") chosen.append(name, String(value));
    const at = new URL(location.href).searchParams.get("at");
    if (at) chosen.set("at", at);
    const address = `${form.action.split("?")[0]}?${chosen.toString()}`;
    try {
      const answer = await fetch(address, { signal: asked.signal, cache: "no-cache" });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      history.replaceState(null, "", address);
      replaceParts(new DOMParser().parseFromString(html, "text/html"));
    } catch (fault) {
      if (!(fault instanceof DOMException && fault.name === "AbortError")) form.submit();
    }
  };
  let soon = 0;
  form.addEventListener("change", () => {
    window.clearTimeout(soon);
    soon = window.setTimeout(() => void show(), 60);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.clearTimeout(soon);
    void show();
  });
  slideTime(form);
}

function canDraw(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

async function open(frame: HTMLElement): Promise<void> {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = frame.dataset.style ?? "";
  document.head.append(sheet);
  const module = (await import(/* @vite-ignore */ frame.dataset.script ?? "")) as MapModule;
  await module.start(frame);
}

/** The map weighs as much as a photograph: not for who asked to save data, not before it is looked at. */
function openWhenSeen(frame: HTMLElement): void {
  const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
  const offer = frame.parentElement?.querySelector<HTMLButtonElement>("[data-open-map]");
  const begin = () => {
    if (offer) offer.hidden = true;
    open(frame).catch(() => {
      frame.hidden = true;
    });
  };
  if (!canDraw()) return;
  if (connection?.saveData) {
    if (offer) offer.hidden = false;
    offer?.addEventListener("click", begin);
    return;
  }
  const watcher = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watcher.disconnect();
    begin();
  });
  if (frame.parentElement) watcher.observe(frame.parentElement);
}

const filters = document.querySelector<HTMLFormElement>("form[data-follow]");
if (filters) follow(filters);
const frame = document.querySelector<HTMLElement>("[data-map]");
if (frame) window.addEventListener("load", () => openWhenSeen(frame), { once: true });
