// Tick all rows of a page at once.

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-tick-all]")) return;
  for (const box of event.target.form.querySelectorAll("input[name=claim]")) box.checked = event.target.checked;
});
