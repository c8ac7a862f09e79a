// The text and its panel: choosing a claim or a sentence, and walking through them.
import { isWriting } from "./traffic.js";

const copy = document.querySelector("[data-workbench]");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const panel = () => document.getElementById("panel");
const all = (selector) => [...document.querySelectorAll(`#text ${selector}`)];

/** What the panel is about: {claim}, {sentence} or neither; ids as strings. */
function shown() {
  const claim = panel().querySelector("[data-claim]")?.dataset.claim ?? null;
  const sentence = panel().querySelector("[data-chosen-sentence]")?.dataset.chosenSentence ?? null;
  return { claim, sentence };
}

// Where a fast walk has got to before its panel arrives, and the mark that the person is at.
let heading = null;
let anchor = null;
// A look-up that waits for a write to end, and what the panel was about before the last swap.
let waiting = null;
let before = null;

/** Load the panel for `query` (claim=, sentence=, start=&end=, or nothing) and say so in the address. */
export function show(query) {
  const url = copy.dataset.workbench + (query ? `?${query}` : "");
  history.replaceState(null, "", url);
  if (isWriting()) {
    waiting = query;
    return Promise.resolve();
  }
  // An aborted request was replaced by a later one; a failed one is said in trouble.js.
  return htmx.ajax("GET", url, { source: "#panel", target: "#panel", swap: "innerHTML" }).catch(() => {});
}

/** Mark in the text what the panel is about. */
function paint({ claim, sentence }) {
  const parts = [...all("mark"), ...all(".sentence")];
  for (const part of parts) {
    const isCurrent = "claim" in part.dataset ? part.dataset.claim === claim : part.dataset.sentence === sentence;
    if (isCurrent) part.setAttribute("aria-current", "true");
    else part.removeAttribute("aria-current");
  }
}

function reveal(element) {
  if (!element?.isConnected) return;
  const box = element.getBoundingClientRect();
  const sheet = panel().querySelector("[data-sheet]") && getComputedStyle(panel()).position === "fixed";
  const floor = sheet ? panel().getBoundingClientRect().top : innerHeight;
  if (box.top >= 90 && box.bottom <= floor - 20) return;
  const top = scrollY + box.top - Math.max(100, Math.min(floor, innerHeight) / 3);
  scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
}

/** Choose a claim, at the mark that was clicked or at its first. */
function choose(claim, at = all(`mark[data-claim="${claim}"]`)[0]) {
  heading = { claim, sentence: null };
  anchor = at;
  paint(heading);
  const refs = all(`a.ref[data-claim="${claim}"]`);
  (refs.find((ref) => at?.contains(ref)) ?? refs[0])?.focus({ preventScroll: true });
  reveal(anchor);
  return show(`claim=${claim}`);
}

function chooseSentence(start) {
  heading = { claim: null, sentence: String(start) };
  anchor = all(`.sentence[data-sentence="${start}"]`)[0];
  paint(heading);
  reveal(anchor);
  return show(`sentence=${start}`);
}

function leave() {
  if (!panel().querySelector("[data-sheet]")) return false;
  heading = anchor = null;
  paint({ claim: null, sentence: null });
  return show("");
}

function walk(direction) {
  const order = [...new Set(all("mark").map((mark) => mark.dataset.claim))];
  if (!order.length) return;
  const at = order.indexOf((heading ?? shown()).claim);
  const next = at < 0 ? (direction > 0 ? 0 : order.length - 1) : (at + direction + order.length) % order.length;
  choose(order[next]);
}

/** The start of the sentence that the person is at, chosen itself or by a claim in it. */
function hereabouts() {
  const here = heading ?? shown();
  return here.sentence ?? all(`mark[data-claim="${here.claim}"]`)[0]?.closest(".sentence")?.dataset.sentence ?? null;
}

function nextUnread() {
  const unread = all(".sentence.unread").map((part) => Number(part.dataset.sentence));
  if (!unread.length) return;
  const here = Number(hereabouts() ?? -1);
  chooseSentence(unread.find((start) => start > here) ?? unread[0]);
}

function openSentence() {
  const here = heading ?? shown();
  if (here.sentence !== null || panel().querySelector("[data-chosen-span]")) return false;
  const sentence = hereabouts();
  if (sentence === null) return nextUnread();
  return chooseSentence(sentence);
}

function makeClaim() {
  const field = panel().querySelector(".selection [name=statement]");
  if (!field) return hereabouts() === null ? false : openSentence();
  field.focus();
}

/** Go on from a number in the text into its panel: to edit a proposal, to read a claim. */
function openChosen() {
  const active = document.activeElement;
  const edit = panel().querySelector("[data-edit-proposal]");
  // A proposal's heading has the focus when the one before it is dealt with.
  if (!active?.matches(edit ? "a.ref, body, [data-panel-focus]" : "a.ref, body")) return false;
  if (active.matches("a.ref") && active.dataset.claim !== shown().claim) return false;
  const title = panel().querySelector("[data-claim] [data-panel-focus]");
  if (!title) return false;
  if (edit) edit.click();
  else title.focus();
}

/** Keys of the workbench; each returns false where it has nothing to do. */
export const workbenchKeys = !copy ? {} : {
  j: () => walk(1),
  k: () => walk(-1),
  "]": nextUnread,
  n: openSentence,
  c: makeClaim,
  Escape: leave,
  Enter: openChosen,
};

/** The mark to choose for a click: the innermost, or the next outer one if that claim is chosen. */
function clicked(mark) {
  const around = [];
  for (let at = mark; at; at = at.parentElement.closest("mark")) around.push(at);
  return around[(around.findIndex((at) => at.dataset.claim === shown().claim) + 1) % around.length];
}

function follow(link, event) {
  const claim = link.dataset.select ?? link.dataset.claim;
  // From the keyboard a second press on a number goes on into its panel.
  if (claim && claim === shown().claim && event.detail === 0) openChosen();
  else if (claim) choose(claim, link.closest("mark") ?? undefined);
  else if (link.dataset.sentenceLink) chooseSentence(link.dataset.sentenceLink);
  else if ("nextUnread" in link.dataset) nextUnread();
  else leave();
}

function onClick(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest("[data-select], [data-sentence-link], [data-next-unread], [data-close-panel], a.ref");
  if (link) {
    event.preventDefault();
    follow(link, event);
  } else if (event.target.closest("#text") && getSelection().isCollapsed) {
    const mark = clicked(event.target.closest("mark"));
    const sentence = event.target.closest(".sentence");
    if (mark) choose(mark.dataset.claim, mark);
    else if (sentence) chooseSentence(sentence.dataset.sentence);
  }
}

/** The panel has arrived, or did not: text and address follow what it shows. */
function settle(event) {
  heading = null;
  const now = shown();
  paint(now);
  const isOther = now.claim !== before?.claim || now.sentence !== before?.sentence;
  if (isOther) panel().scrollTop = 0;
  before = now;
  if (event.detail.requestConfig?.verb === "post") arrive(now, isOther);
  reveal(anchor);
}

/** A step may have led on to another claim, or to the list: address and place follow. */
function arrive(now, isOther) {
  if (isOther) {
    writeAddress(now);
    anchor = all(`mark[data-claim="${now.claim}"]`)[0];
  }
}

function writeAddress({ claim, sentence }) {
  const query = claim ? `?claim=${claim}` : sentence ? `?sentence=${sentence}` : "";
  history.replaceState(null, "", copy.dataset.workbench + query);
}

function giveUp(event) {
  settle(event);
  writeAddress(shown());
}

if (copy) {
  document.addEventListener("click", onClick);
  // Of an answer with many changed sentences, once: with its panel.
  document.addEventListener("htmx:afterSettle", (event) => event.target.closest("#text") || settle(event));
  // A sentence that changed is not in this text: a later revision has come in.
  document.addEventListener("htmx:oobErrorNoTarget", (event) => {
    if (/^r\d/.test(event.detail.content.id)) location.reload();
  });
  document.addEventListener("htmx:sendError", giveUp);
  document.addEventListener("htmx:responseError", giveUp);
  document.addEventListener("htmx:afterRequest", () => {
    if (waiting === null || isWriting()) return;
    const query = waiting;
    waiting = null;
    // After the answer to the write has been swapped in.
    setTimeout(() => show(query));
  });
  before = shown();
  paint(before);
  reveal(document.querySelector("#text [aria-current]"));
}
