// A part of a page that follows what happens elsewhere: <main data-live="ADDRESS"> asks that address every other second
// and shows its answer. The server answers 304 as long as nothing changed.
const everyMs = 2000;

function follow(part: HTMLElement, address: string): void {
  let tag = "";
  const ids = () => new Set([...part.querySelectorAll<HTMLElement>("[data-id]")].map((item) => item.dataset.id));

  const show = (html: string) => {
    const known = ids();
    part.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    for (const item of part.querySelectorAll<HTMLElement>("[data-id]")) {
      item.classList.toggle("fresh", !known.has(item.dataset.id));
    }
  };

  const ask = async () => {
    try {
      const answer = await fetch(address, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
      // The room has ended: what stands there stays.
      if (answer.status === 404) return;
      if (answer.status === 200) {
        const next = answer.headers.get("ETag") ?? "";
        const html = await answer.text();
        if (next === "" || next !== tag) show(html);
        tag = next;
      }
      part.removeAttribute("data-lost");
    } catch {
      part.dataset.lost = "";
    }
    window.setTimeout(() => void ask(), everyMs);
  };
  window.setTimeout(() => void ask(), everyMs);
}

for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) follow(part, part.dataset.live ?? "");
