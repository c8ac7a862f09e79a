// Words selected in the text become a claim: a button beside them, or the key c.
import { spanOf } from "./offsets.js";
import { show } from "./workbench.js";

// Only who may make a claim is offered to.
const copy = document.querySelector("[data-workbench][data-may-enter]");

function selected() {
  const text = document.getElementById("text");
  const selection = getSelection();
  if (!copy || !text || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return null;
  const span = spanOf(range, text);
  return span && { ...span, box: range.getBoundingClientRect() };
}

/** Open the panel on the selected words; false where nothing is selected. */
export function claimSelection() {
  const found = selected();
  if (!found) return false;
  button.hidden = true;
  show(`start=${found.start}&end=${found.end}`).then(() => document.querySelector("#panel [name=statement]")?.focus());
  return true;
}

/** Clear the unread sentences that lie whole in the selection; where there is none its panel stays
 * open. False where nothing new is selected. */
export function clearSelection() {
  const found = selected();
  const place = found && `${found.start}-${found.end}`;
  if (!found || document.querySelector(`[data-chosen-span="${place}"]`)) return false;
  button.hidden = true;
  show(`start=${found.start}&end=${found.end}`).then(() => {
    const clear = document.querySelector(`[data-chosen-span="${place}"] > form [data-key=n]`);
    if (!clear) return;
    // Else the next key would be for the words that have just been dealt with.
    getSelection().removeAllRanges();
    clear.click();
  });
  return true;
}

let button = null;
if (copy) {
  button = Object.assign(document.createElement("button"), { type: "button", className: "claim-this", hidden: true });
  button.innerHTML = "Make a claim <kbd>c</kbd>";
  button.addEventListener("mousedown", (event) => event.preventDefault()); // Keeps the selection.
  button.addEventListener("click", claimSelection);
  document.body.append(button);
  document.addEventListener("selectionchange", () => {
    const found = selected();
    button.hidden = !found;
    if (!found) return;
    button.style.top = `${Math.max(8, found.box.top + scrollY - 44)}px`;
    button.style.left = `${Math.min(innerWidth - 160, Math.max(8, found.box.left + scrollX))}px`;
  });
}
