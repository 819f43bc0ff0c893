// Buttons that only make sense with a script stand in the page as hidden and are shown here:
// <button class="btn quiet" type="button" hidden data-action="print">.

const actions: Record<string, (button: HTMLElement) => void> = {
  print: () => window.print(),
  copy: (button) => {
    const done = button.dataset.done ?? "";
    void navigator.clipboard.writeText(window.location.href).then(() => {
      button.textContent = done;
    });
  },
};

for (const button of document.querySelectorAll<HTMLElement>("button[data-action]")) {
  const action = actions[button.dataset.action ?? ""];
  if (!action) continue;
  button.hidden = false;
  button.addEventListener("click", () => action(button));
}
