// Single keys. They never fire while typing, with a modifier, or when the person switched them off.
import { claimSelection } from "./selection.js";
import { openDialog } from "./dialogs.js";
import { workbenchKeys } from "./workbench.js";

const TYPING = "input:not([type=radio], [type=checkbox], [type=submit], [type=button]), textarea, select, [contenteditable]";

/** Do what clicking would do, and leave the focus where the person goes on. */
function activate(element) {
  if (element.matches("label")) {
    element.control.click();
    element.form?.querySelector("textarea")?.focus();
  } else if (element.matches("summary")) {
    const details = element.parentElement;
    details.open = true;
    details.querySelector("[data-first], form input:not([type=hidden]), form textarea, form select")?.focus();
  } else if (element.matches("input")) {
    element.focus();
    element.select();
  } else {
    element.click();
  }
}

function byKey(key) {
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  return found.find((element) => element.checkVisibility() && !element.disabled);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const chord = event.ctrlKey || event.metaKey;
  if (chord && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openDialog("go");
    return;
  }
  if (chord && event.key === "Enter") {
    event.target.closest?.("form")?.requestSubmit();
    return;
  }
  if (event.key === "Escape" && event.target.matches?.(TYPING) && !event.target.closest("dialog")) {
    event.target.blur();
    return;
  }
  if (chord || event.altKey || event.repeat && !"jk]".includes(event.key)) return;
  if (event.target.matches?.(TYPING) || document.querySelector("dialog[open]")) return;
  if (document.body.dataset.shortcuts === "off") return;
  if (isLoading() && !WALKING.includes(event.key)) {
    waiting.push(event.key);
    event.preventDefault();
  } else if (press(event.key)) {
    event.preventDefault();
  }
});

// Fast fingers: a key for a panel that is still on its way waits for it.
const WALKING = ["j", "k", "]", "Escape"];
let waiting = [];
const isLoading = () => document.getElementById("panel")?.classList.contains("htmx-request");

document.addEventListener("htmx:afterSettle", () => {
  const keys = waiting;
  waiting = [];
  // After the focus has found its place.
  setTimeout(() => keys.slice(0, 3).forEach(press));
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful) waiting = [];
});

/** Whether the key did something. */
function press(key) {
  if (key === "?") return openDialog("keys");
  if (key === "c" && claimSelection()) return true;
  if (key in workbenchKeys && workbenchKeys[key]() !== false) return true;
  const element = byKey(key);
  if (element) activate(element);
  return Boolean(element);
}
