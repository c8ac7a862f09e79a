// <dialog>s that a key opens; a click beside one closes it.

export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return false;
  dialog.showModal();
  dialog.querySelector("input")?.select();
  return true;
}

for (const dialog of document.querySelectorAll("[data-dialog]")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  // Arrows walk through what was found.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [...dialog.querySelectorAll("input, a")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    stops[stops.indexOf(document.activeElement) + step]?.focus();
    event.preventDefault();
  });
}

for (const opener of document.querySelectorAll("[data-open]")) {
  opener.addEventListener("click", () => openDialog(opener.dataset.open));
}
