// A table whose rows are ticked: <form data-pick-rows> with checkboxes name="record". The box in the head ticks all,
// Shift ticks from the last one to this one, and the number ticked is told.

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-pick-rows]")) {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name="record"]')];
  const all = form.querySelector<HTMLInputElement>("[data-pick-all]");
  const told = form.querySelector<HTMLElement>("[data-picked]");
  let last = -1;

  const tell = () => {
    const picked = boxes.filter((box) => box.checked).length;
    if (told) told.textContent = picked > 0 ? `${picked} ${told.dataset.picked ?? ""}` : "";
    if (!all) return;
    all.checked = picked > 0 && picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
  };
  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      tell();
    });
  }
  boxes.forEach((box, at) => {
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last >= 0) {
        for (const between of boxes.slice(Math.min(at, last), Math.max(at, last) + 1)) between.checked = box.checked;
      }
      last = at;
      tell();
    });
  });
  tell();
}
