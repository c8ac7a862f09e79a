// What the server did not take is said where the person is, and what was typed stays.

export function say(sentence) {
  const place = document.getElementById("trouble");
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
  // A whole page must not land in a part of one: the login page, when the session ran out, or
  // the one that says that the sign-in is no longer valid.
  const { xhr } = event.detail;
  if (!/^\s*<!doctype/i.test(xhr.responseText)) return;
  event.detail.shouldSwap = false;
  say("You have been signed out. Sign in in another tab, then send this again: what you typed is still here.");
});
document.addEventListener("htmx:afterSwap", () => say(""));
