// The one place where UTF-16 becomes code points: the server counts as Python does.

/** How many Unicode code points a string holds; a surrogate pair is one. */
export function codePoints(string) {
  let count = 0;
  for (const _ of string) count += 1;
  return count;
}

/** The offset of a DOM position in the article's text, in code points; null outside of it. */
export function offsetAt(node, position) {
  const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".run");
  if (!run) return null;
  const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, position) : position ? run.textContent : "";
  return Number(run.dataset.start) + codePoints(before);
}

/** {start, end} in code points of a Range that lies in or across the article's text; else null. */
export function spanOf(range, text) {
  const runs = [...text.querySelectorAll(".run")].filter((run) => range.intersectsNode(run));
  if (!runs.length) return null;
  const [first, last] = [runs[0], runs.at(-1)];
  const start = offsetAt(range.startContainer, range.startOffset) ?? Number(first.dataset.start);
  const end = offsetAt(range.endContainer, range.endOffset)
    ?? Number(last.dataset.start) + codePoints(last.textContent);
  return start < end ? { start, end } : null;
}
