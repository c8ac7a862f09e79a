// What is typed into a form of the panel is kept in this tab until it is sent, so that a look at
// another claim loses nothing. Each person, form and sentence has a draft of its own.

const fields = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden");

function keyOf(form) {
  const place = ["start", "end"].map((name) => form.elements[name]?.defaultValue ?? "");
  return ["draft", document.body.dataset.user, new URL(form.action).pathname, ...place].join(":");
}

function untouched(field) {
  if (field.type === "radio") return true;
  if (field.options) return field.value === ([...field.options].find((o) => o.defaultSelected) ?? field.options[0])?.value;
  return field.value === field.defaultValue;
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.closest("#panel")) return;
  const typed = {};
  for (const field of fields(form)) {
    if (field.type !== "radio" || field.checked) typed[field.name] = field.value;
  }
  sessionStorage.setItem(keyOf(form), JSON.stringify(typed));
});

// What was taken is no draft any more. Before the swap: the answer may hold the same form, empty.
// A whole page is no such answer: trouble.js keeps it out.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { requestConfig, xhr } = event.detail;
  const form = requestConfig.elt.closest("form");
  const isTaken = xhr.status < 400 && !/^\s*<!doctype/i.test(xhr.responseText);
  if (form && requestConfig.verb === "post" && isTaken) sessionStorage.removeItem(keyOf(form));
});

function restore() {
  for (const form of document.querySelectorAll("#panel form[method=post]")) {
    const kept = sessionStorage.getItem(keyOf(form));
    if (!kept || form.querySelector(".has-errors")) continue;
    const typed = JSON.parse(kept);
    for (const field of fields(form)) {
      if (!(field.name in typed) || !untouched(field)) continue;
      if (field.type === "radio") field.checked = field.value === typed[field.name];
      else field.value = typed[field.name];
    }
    const details = form.closest("details");
    if (details && fields(form).some((field) => field.type !== "radio" && !untouched(field))) details.open = true;
  }
}

document.addEventListener("htmx:afterSettle", restore);
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-sign-out]")) return;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:")) sessionStorage.removeItem(key);
});
restore();
