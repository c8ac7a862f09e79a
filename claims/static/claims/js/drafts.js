// What is typed into a form of the panel is kept in this tab until it is sent, so that a look at
// another claim loses nothing.

const key = (form) => `draft:${new URL(form.action).pathname}`;
const fields = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden");

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.closest("#panel")) return;
  const typed = {};
  for (const field of fields(form)) {
    if (field.type !== "radio") typed[field.name] = field.value;
    else if (field.checked) typed[field.name] = field.value;
  }
  sessionStorage.setItem(key(form), JSON.stringify(typed));
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest("form");
  if (form && event.detail.successful && event.detail.requestConfig.verb === "post") sessionStorage.removeItem(key(form));
});

function restore() {
  for (const form of document.querySelectorAll("#panel form[method=post]")) {
    const kept = sessionStorage.getItem(key(form));
    if (!kept || form.querySelector(".has-errors")) continue;
    const typed = JSON.parse(kept);
    for (const field of fields(form)) {
      if (!(field.name in typed)) continue;
      if (field.type === "radio") field.checked = field.value === typed[field.name];
      else if (!field.value) field.value = typed[field.name];
    }
    const details = form.closest("details");
    if (details && Object.entries(typed).some(([name, value]) => name !== "stance" && value)) details.open = true;
  }
}

document.addEventListener("htmx:afterSettle", restore);
restore();
