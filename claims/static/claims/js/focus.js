// Focus is never lost: after a swap it goes to the first fault, or to the panel's heading.

document.addEventListener("htmx:afterSettle", (event) => {
  const panel = event.detail.target;
  if (panel.id !== "panel") return;
  const fault = panel.querySelector("[aria-invalid=true], .has-errors input, .has-errors textarea");
  if (fault) {
    fault.focus();
    return;
  }
  const active = document.activeElement;
  if (active && active !== document.body) return;
  panel.querySelector("[data-panel-focus]")?.focus({ preventScroll: true });
});
