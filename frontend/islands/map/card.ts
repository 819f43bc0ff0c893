// What stands at one spot: a card over the map with links, closed with its button or Escape.
import type { Cluster } from "./circles";

export class Card {
  private readonly box: HTMLElement;
  private readonly content: HTMLElement;

  constructor(
    frame: HTMLElement,
    private readonly closed: () => void,
  ) {
    this.box = document.createElement("section");
    this.box.className = "mapcard";
    this.box.hidden = true;
    this.box.tabIndex = -1;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn quiet s";
    button.textContent = frame.dataset.close ?? "";
    button.addEventListener("click", () => this.leave());
    this.content = document.createElement("div");
    this.box.append(this.content, button);
    this.box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") this.leave();
    });
    frame.append(this.box);
  }

  async open(cluster: Cluster, address: string): Promise<void> {
    const asked = new URL(address, location.href);
    asked.searchParams.set("spot", cluster.place ?? cluster.at.join(","));
    const answer = await fetch(asked, { cache: "no-cache" });
    if (!answer.ok) return;
    const html = await answer.text();
    this.content.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    this.box.setAttribute("aria-label", cluster.label);
    this.box.hidden = false;
    this.box.focus({ preventScroll: true });
  }

  close(): void {
    this.box.hidden = true;
  }

  private leave(): void {
    this.close();
    this.closed();
  }
}
