// What the server did not take is said where the person is, and what was typed stays.

const place = document.getElementById("trouble");

function say(sentence) {
  place.textContent = sentence;
  place.hidden = !sentence;
}

document.addEventListener("htmx:sendError", () => say("The server cannot be reached. Nothing was saved; what you typed is still here."));
document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  if (status === 404) say("This is not there, or not yours to see.");
  else if (status === 413) say("That is too large to send. What you typed is still here.");
  else say(`The server could not do this (${status}). Nothing was saved; what you typed is still here.`);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  // A session that ran out answers with the login page: it must not land in the panel.
  if (!new URL(event.detail.xhr.responseURL).pathname.startsWith("/accounts/login/")) return;
  event.detail.shouldSwap = false;
  say("You have been signed out. Sign in in another tab, then send this again: what you typed is still here.");
});
document.addEventListener("htmx:afterSwap", () => say(""));
