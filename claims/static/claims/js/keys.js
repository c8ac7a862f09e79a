// Single keys. They never fire while typing, with a modifier, or when the person switched them off.
import { claimSelection, clearSelection } from "./selection.js";
import { openDialog } from "./dialogs.js";
import { isBusy } from "./traffic.js";
import { say } from "./trouble.js";
import { workbenchKeys } from "./workbench.js";

const TYPING = "input:not([type=radio], [type=checkbox], [type=submit], [type=button]), textarea, select, [contenteditable]";
const WALKING = ["j", "k", "]", ".", "Escape"];

/** Do what clicking would do, and leave the focus where the person goes on. */
function activate(element) {
  if (element.matches("label")) {
    element.control.click();
    const stays = element.closest("[data-stays]");
    (stays ? element.control : element.control.form.querySelector("textarea"))?.focus();
  } else if (element.matches("summary")) {
    element.parentElement.open = true;
    focusFirst(element.parentElement);
  } else if (element.matches("input")) {
    element.focus();
    element.select();
  } else {
    element.click();
  }
}

const focusFirst = (details) =>
  (details.querySelector("[data-first]") ?? details.querySelector("form input:not([type=hidden]), form textarea, form select"))?.focus();

// Opened by the mouse it goes on in its first field too.
document.addEventListener("click", (event) => {
  const details = event.target.closest("summary.button")?.parentElement;
  if (details && !details.open) setTimeout(() => focusFirst(details));
});

function byKey(key) {
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  return found.find((element) => element.checkVisibility() && !element.disabled);
}

/** j and k on a list of rows: the next or previous title has the focus, or the row without one. */
function walkRows(direction) {
  const rows = [...document.querySelectorAll(".rows .title, .rows > li[tabindex]")];
  if (!rows.length) return false;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  rows[Math.min(rows.length - 1, Math.max(0, at + direction))].focus();
  return true;
}

/** Whether the key did something. */
function press(key) {
  if (key === "?") return openDialog("keys");
  if (key === "c" && claimSelection()) return true;
  if (key === "n" && clearSelection()) return true;
  if (key in workbenchKeys && workbenchKeys[key]() !== false) return true;
  const element = byKey(key);
  if (element) activate(element);
  else if (key === "j" || key === "k") return walkRows(key === "j" ? 1 : -1);
  return Boolean(element);
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing) return;
  const chord = event.ctrlKey || event.metaKey;
  const isTyping = event.target.matches?.(TYPING);
  if (chord && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openDialog("go");
  } else if (chord && event.key === "Enter") {
    event.target.closest?.("form")?.requestSubmit();
  } else if (event.key === "Escape" && isTyping && !event.target.closest("dialog")) {
    event.target.blur();
  } else if (!chord && !event.altKey && !isTyping) {
    single(event);
  }
}

function single(event) {
  const { key } = event;
  if (document.body.dataset.shortcuts === "off" || document.querySelector("dialog[open]")) return;
  if (event.repeat && !WALKING.includes(key)) return;
  // A step is taken with what is on the screen, never with what is about to replace it.
  if (isBusy() && !WALKING.includes(key)) {
    if (key.length === 1 || key === "Enter") say("Still loading. Press the key again.");
  } else if (!press(key)) return;
  event.preventDefault();
}

document.addEventListener("keydown", onKey);
