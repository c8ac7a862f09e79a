// Focus is never lost: after a swap it goes to what was refused, to the first fault, to the report,
// or to the heading. What it goes to is in view, and so is a stage that a step has led to.

const FAULT = "[aria-invalid=true], .has-errors :is(input:not([type=hidden]), textarea, select)";
const head = () => document.querySelector("#panel .claim-head");
const shownStage = () => head()?.querySelector("[data-status]")?.dataset.status;

let stage = shownStage();

function settlePanel(panel, isStep) {
  const fault = panel.querySelector("[data-focus]") ?? panel.querySelector(FAULT);
  const active = document.activeElement;
  const opened = panel.querySelector("[data-amend] [name=statement]");
  if (fault) fault.focus();
  else if (opened) opened.focus({ preventScroll: true });
  else if (!active || active === document.body) panel.querySelector("[data-panel-focus]")?.focus({ preventScroll: true });
  const now = shownStage();
  if (isStep && !fault && now !== stage) head()?.scrollIntoView({ block: "nearest" });
  stage = now;
}

document.addEventListener("htmx:afterSettle", (event) => {
  const { target, requestConfig } = event.detail;
  if (target?.id === "results") target.querySelector("[data-focus]")?.focus();
  else if (target?.id === "panel") settlePanel(target, requestConfig?.verb === "post");
});
