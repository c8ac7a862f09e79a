// Words marked in an article's text go into the first row for a new claim that has no statement yet.

// What is marked in the text; a third click marks up to what stands behind it.
const marked = (text) => {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0).cloneRange();
  if (!text.contains(range.startContainer)) return null;
  if (!text.contains(range.endContainer)) range.setEnd(text, text.childNodes.length);
  return range;
};

// Where the words occur more than once: which of them was marked, from 1.
const placeOf = (words, range, text) => {
  const whole = text.textContent;
  if (whole.indexOf(words) === whole.lastIndexOf(words)) return "";
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  let place = 0;
  for (let at = whole.indexOf(words); at >= 0 && at <= start; at = whole.indexOf(words, at + 1)) place += 1;
  return place;
};

const emptyRow = () => {
  const rows = [...document.querySelectorAll(".inline-related:not(.empty-form)")];
  const row = rows.find((each) => !each.querySelector("[name$='-statement']").value);
  if (row) return row;
  document.querySelector(".add-row a, .addlink")?.click();
  return [...document.querySelectorAll(".inline-related:not(.empty-form)")].at(-1);
};

const take = (text) => {
  const range = marked(text);
  const words = range?.toString().trim();
  const row = words && emptyRow();
  if (!row) return;
  row.querySelector("[name$='-occurrence']").value = placeOf(words, range, text);
  row.querySelector("[name$='-words']").value = words;
  row.querySelector("[name$='-statement']").focus();
};

document.addEventListener("DOMContentLoaded", () => {
  const text = document.querySelector("[data-text]");
  text?.addEventListener("pointerup", () => setTimeout(() => take(text)));
  text?.addEventListener("keyup", (event) => { if (event.key === "Enter") take(text); });
});
