// A toast stays while its step can be undone (a minute), any other for some seconds.

let timer = null;

function watch() {
  clearTimeout(timer);
  const toast = document.querySelector("[data-toast]");
  if (!toast) return;
  timer = setTimeout(() => toast.remove(), toast.querySelector("[data-undo]") ? 60_000 : 10_000);
}

document.addEventListener("htmx:oobAfterSwap", watch);
watch();
