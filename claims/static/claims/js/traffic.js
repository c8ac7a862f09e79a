// What is under way between the panel and the server. While something is written the panel is
// inert: nothing typed can land in an answer that is about to replace it.

const panel = () => document.getElementById("panel");
const concernsPanel = (event) => event.detail.target?.id === "panel";
const isWrite = (event) => concernsPanel(event) && event.detail.requestConfig.verb !== "get";

let writes = 0;
let focused = null;

export const isWriting = () => writes > 0;
export const isBusy = () => writes > 0 || Boolean(panel()?.classList.contains("htmx-request"));

document.addEventListener("htmx:beforeSend", (event) => {
  if (!isWrite(event)) return;
  writes += 1;
  focused = document.activeElement;
  panel().inert = true;
});
// What comes in may have the focus at once.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (isWrite(event)) panel().inert = false;
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!isWrite(event)) return;
  writes -= 1;
  panel().inert = writes > 0;
  const isLost = document.activeElement === document.body;
  if (isLost && focused?.isConnected) focused.focus({ preventScroll: true });
});

// Signing in again in another tab changed the token that the page was made with.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (!token || event.detail.verb === "get") return;
  event.detail.headers["X-CSRFToken"] = token;
  event.detail.parameters.csrfmiddlewaretoken = token;
});

// A plain form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.matches("[hx-boost]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
