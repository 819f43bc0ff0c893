// Two lists of months become two sliders and a button that walks through the months one by one. The lists stay what is
// sent.
const stepMs = 1500;

function slider(list: HTMLSelectElement, panel: HTMLElement): HTMLInputElement {
  const line = document.createElement("label");
  const name = document.createElement("span");
  name.textContent = list.labels?.[0]?.textContent ?? "";
  const range = document.createElement("input");
  range.type = "range";
  range.max = String(list.options.length - 1);
  range.dataset.of = list.name;
  const says = document.createElement("output");
  line.append(name, range, says);
  panel.append(line);
  return range;
}

export function slideTime(form: HTMLFormElement): void {
  const panel = form.querySelector<HTMLElement>("[data-time]");
  const from = form.querySelector<HTMLSelectElement>("select[name=from]");
  const to = form.querySelector<HTMLSelectElement>("select[name=to]");
  const lists = form.querySelector<HTMLElement>("[data-months]");
  const play = panel?.querySelector<HTMLButtonElement>("button");
  if (!panel || !from || !to || !lists || !play) return;

  // "No end" stands first in its list and last on its slider.
  const last = to.options.length - 1;
  const place = (range: HTMLInputElement, list: HTMLSelectElement) => {
    const at = list === to ? (list.selectedIndex === 0 ? last : list.selectedIndex - 1) : list.selectedIndex;
    range.value = String(at);
    const words = list.options[list.selectedIndex]?.text ?? "";
    range.setAttribute("aria-valuetext", words);
    const says = range.nextElementSibling;
    if (says) says.textContent = words;
  };
  const fromRange = slider(from, panel);
  const toRange = slider(to, panel);
  const showBoth = () => {
    place(fromRange, from);
    place(toRange, to);
  };
  const choose = (fromIndex: number, toIndex: number) => {
    from.selectedIndex = fromIndex;
    to.selectedIndex = toIndex;
    showBoth();
  };
  const tell = () => form.dispatchEvent(new Event("change"));

  let playing = 0;
  const stop = () => {
    window.clearInterval(playing);
    playing = 0;
    play.setAttribute("aria-pressed", "false");
  };
  panel.addEventListener("input", (event) => {
    stop();
    event.stopPropagation();
    const fromIndex = Number(fromRange.value);
    const at = Number(toRange.value);
    let toIndex = at === last ? 0 : at + 1;
    if (toIndex !== 0 && fromIndex > toIndex) toIndex = fromIndex;
    choose(event.target === toRange ? Math.min(fromIndex, toIndex === 0 ? fromIndex : at + 1) : fromIndex, toIndex);
  });

  const step = () => {
    const next = from.selectedIndex + 1;
    if (next >= from.options.length) {
      stop();
      choose(0, 0);
    } else {
      choose(next, next);
    }
    tell();
  };
  play.addEventListener("click", () => {
    if (playing !== 0) {
      stop();
      return;
    }
    play.setAttribute("aria-pressed", "true");
    step();
    playing = window.setInterval(step, stepMs);
  });

  showBoth();
  lists.hidden = true;
  panel.hidden = false;
}
