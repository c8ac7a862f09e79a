// The text and its panel: choosing a claim or a sentence, and walking through them.

const copy = document.querySelector("[data-workbench]");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const panel = () => document.getElementById("panel");
const chosen = () => panel().querySelector("[data-claim]")?.dataset.claim ?? null;
const chosenSentence = () => panel().querySelector("[data-chosen-sentence]")?.dataset.chosenSentence ?? null;
const all = (selector) => [...document.querySelectorAll(`#text ${selector}`)];

// Where a fast walk has got to before its panel arrives.
let heading = null;

/** Load the panel for `query` (claim=, sentence=, start=&end=, or nothing) and say so in the address. */
export function show(query) {
  const url = copy.dataset.workbench + (query ? `?${query}` : "");
  history.replaceState(null, "", url);
  return htmx.ajax("GET", url, { source: "#panel", target: "#panel", swap: "innerHTML" });
}

function reveal(element) {
  if (!element) return;
  const box = element.getBoundingClientRect();
  const sheet = panel().querySelector("[data-sheet]") && getComputedStyle(panel()).position === "fixed";
  const floor = sheet ? panel().getBoundingClientRect().top : innerHeight;
  if (box.top < 90 || box.bottom > floor - 40) {
    const middle = scrollY + box.top - Math.min(floor, innerHeight) / 3;
    scrollTo({ top: middle, behavior: calm.matches ? "auto" : "smooth" });
  }
}

export function choose(claim) {
  heading = claim;
  paint(claim, null);
  const ref = all(`a.ref[data-claim="${claim}"]`)[0];
  ref?.focus({ preventScroll: true });
  reveal(all(`mark[data-claim="${claim}"]`)[0]);
  return show(`claim=${claim}`);
}

export function chooseSentence(start) {
  heading = null;
  paint(null, start);
  reveal(all(`.sentence[data-sentence="${start}"]`)[0]);
  return show(`sentence=${start}`);
}

/** Mark in the text what the panel is about. */
function paint(claim, sentence) {
  for (const mark of all("mark")) mark.toggleAttribute("aria-current", mark.dataset.claim === String(claim));
  for (const mark of all("mark[aria-current]")) mark.setAttribute("aria-current", "true");
  for (const part of all(".sentence")) {
    if (part.dataset.sentence === String(sentence)) part.setAttribute("aria-current", "true");
    else part.removeAttribute("aria-current");
  }
}

function walk(direction) {
  const order = [...new Set(all("mark").map((mark) => mark.dataset.claim))];
  if (!order.length) return;
  const at = order.indexOf(heading ?? chosen());
  const next = at < 0 ? (direction > 0 ? 0 : order.length - 1) : (at + direction + order.length) % order.length;
  choose(order[next]);
}

function nextUnread() {
  const unread = all(".sentence.unread").map((part) => Number(part.dataset.sentence));
  if (!unread.length) return;
  const here = chosenSentence() ?? all("mark[aria-current]")[0]?.closest(".sentence")?.dataset.sentence ?? -1;
  chooseSentence(unread.find((start) => start > Number(here)) ?? unread[0]);
}

/** Keys of the workbench; each returns whether it did something. */
export const workbenchKeys = !copy ? {} : {
  j: () => walk(1),
  k: () => walk(-1),
  "]": () => nextUnread(),
  n: () => { if (chosenSentence() === null) nextUnread(); else return false; },
  c: () => { const field = panel().querySelector(".selection [name=statement]"); if (!field) return false; field.focus(); },
  Escape: () => { if (!panel().querySelector("[data-sheet]")) return false; heading = null; paint(null, null); show(""); },
  Enter: () => {
    const active = document.activeElement;
    if (!active?.matches("a.ref, body")) return false;
    const heading = panel().querySelector("[data-claim] [data-panel-focus]");
    if (!heading) return false;
    heading.focus();
  },
};

if (copy) {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("[data-select], [data-sentence-link], [data-next-unread], [data-close-panel], a.ref");
    if (link) {
      event.preventDefault();
      if (link.dataset.select ?? link.dataset.claim) choose(link.dataset.select ?? link.dataset.claim);
      else if (link.dataset.sentenceLink) chooseSentence(link.dataset.sentenceLink);
      else if ("nextUnread" in link.dataset) nextUnread();
      else workbenchKeys.Escape();
      return;
    }
    if (!event.target.closest("#text") || !getSelection().isCollapsed) return;
    const mark = innermost(event.target.closest("mark"));
    if (mark) choose(mark);
    else {
      const sentence = event.target.closest(".sentence");
      if (sentence) chooseSentence(sentence.dataset.sentence);
    }
  });

  document.addEventListener("htmx:afterSettle", () => {
    heading = null;
    paint(chosen(), chosenSentence());
  });
  paint(chosen(), chosenSentence());
  reveal(document.querySelector("#text [aria-current]"));
}

/** The claim to choose for a click: the innermost mark's, or the next outer one's if that is chosen. */
function innermost(mark) {
  const around = [];
  for (let at = mark; at; at = at.parentElement.closest("mark")) around.push(at.dataset.claim);
  return around[(around.indexOf(chosen()) + 1) % around.length];
}
