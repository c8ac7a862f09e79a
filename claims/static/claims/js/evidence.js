// Once an address is pasted, the keys choose its stance and Enter adds it.
document.addEventListener("paste", (event) => {
  const field = event.target.closest?.("[data-then]");
  if (!field || !/^\s*https?:\/\/\S+\s*$/i.test(event.clipboardData?.getData("text/plain") ?? "")) return;
  const chosen = `input[name="${field.dataset.then}"]:checked`;
  setTimeout(() => event.target.form.querySelector(chosen)?.focus());
});
