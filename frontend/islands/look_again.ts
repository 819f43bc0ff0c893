// A page that waits for work done elsewhere looks again by itself, part by part, so that who stands on a button or reads
// a sentence stays there. Each part that may change has a name: <h1 data-look="state">. As soon as the server's answer
// lacks a part, the work has ended, and the whole page is shown anew. Without a script the page has a link that asks again.
const lookEveryMs = 1000;

function partsOf(page: Document): Map<string, Element> {
  const parts = page.querySelectorAll<HTMLElement>("[data-look]");
  return new Map([...parts].map((part) => [part.dataset.look ?? "", part]));
}

/** Shows what the answer says; false when it is another page. */
function show(html: string, shown: Map<string, Element>): boolean {
  const found = partsOf(new DOMParser().parseFromString(html, "text/html"));
  for (const [name, part] of shown) {
    const now = found.get(name);
    if (!now) return false;
    if (now.innerHTML !== part.innerHTML) part.replaceChildren(...now.childNodes);
  }
  return true;
}

async function look(shown: Map<string, Element>): Promise<void> {
  try {
    const answer = await fetch(window.location.href, { cache: "no-store" });
    // A busy server is asked again; what stands on the page is still true.
    if (answer.status < 500 && (answer.redirected || !show(await answer.text(), shown))) {
      window.location.reload();
      return;
    }
  } catch {
    // No connection: asked again as well.
  }
  window.setTimeout(() => void look(shown), lookEveryMs);
}

const parts = partsOf(document);
if (parts.size > 0) window.setTimeout(() => void look(parts), lookEveryMs);
