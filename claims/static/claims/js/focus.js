// Focus is never lost: after a swap it goes to the first fault, to the report, or to the heading.

document.addEventListener("htmx:afterSettle", (event) => {
  const target = event.detail.target;
  if (target?.id === "results") {
    target.querySelector("[data-focus]")?.focus();
    return;
  }
  if (target?.id !== "panel") return;
  const fault = target.querySelector("[aria-invalid=true], .has-errors :is(input:not([type=hidden]), textarea, select)");
  const active = document.activeElement;
  const opened = target.querySelector("[data-amend] [name=statement]");
  if (fault) fault.focus();
  else if (opened) opened.focus({ preventScroll: true });
  else if (!active || active === document.body) target.querySelector("[data-panel-focus]")?.focus({ preventScroll: true });
});
