// A toast stays while its step can be undone (a minute), any other for some seconds.

let timer = null;

const toast = () => document.querySelector("[data-toast]");

function watch() {
  clearTimeout(timer);
  if (!toast()) return;
  timer = setTimeout(() => toast()?.remove(), toast().querySelector("[data-undo]") ? 60_000 : 10_000);
}

document.addEventListener("htmx:oobAfterSwap", watch);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close-toast]")) toast().remove();
});
watch();
