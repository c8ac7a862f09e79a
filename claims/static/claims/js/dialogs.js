// <dialog>s that a key opens; a click beside one closes it.

export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return false;
  dialog.showModal();
  dialog.querySelector("input")?.select();
  return true;
}

/** Arrows walk through what was found, and Enter in the search box goes to the first of it. */
function onKey(event) {
  const dialog = event.target.closest?.("[data-dialog]");
  if (!dialog) return;
  const links = [...dialog.querySelectorAll("a")];
  const stops = [...dialog.querySelectorAll("input"), ...links];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) stops[stops.indexOf(document.activeElement) + step]?.focus();
  else if (event.key === "Enter" && event.target.matches("input") && links.length) links[0].click();
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  if (event.target.matches("[data-dialog]")) event.target.close();
  const opener = event.target.closest("[data-open]");
  if (opener) openDialog(opener.dataset.open);
});
