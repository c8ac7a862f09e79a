"""Markdown into plain text: the marks go, every word stays.

Done here and not by way of HTML, for what finds the article in a web page drops what it takes
for furniture, and in a Markdown file all is copy.
"""

import html
import re
from datetime import date

from claims.importing.copies import Copy

FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?=[\w-]+:)(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
FIELD = re.compile(r"^(title|author|date):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE | re.I)

# What a browser would not show either.
HIDDEN = re.compile(r"<!--|<script\b|<style\b", re.IGNORECASE)
HIDDEN_END = re.compile(r"-->|</script>|</style>", re.IGNORECASE)

FENCE = re.compile(r" {0,3}(?:```|~~~)")
HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")
# Underlines of headings, rules, the line below a table's head.
RULE = re.compile(r"[ \t]*(?:=+|[-*_|:](?:[ \t]*[-*_|:])*)[ \t]*")
QUOTE = re.compile(r"^(?: {0,3}> ?)+")
BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
NUMBER = re.compile(r"[ \t]*\d{1,9}[.)][ \t]+")
DEFINITION = re.compile(r" {0,3}\[[^\[\]\n]+\]:[ \t]*\S+(?:[ \t]+[\"'(].*)?")

INLINE = [
    (re.compile(r"\[\^[^\[\]\s]{1,100}\](?::[ \t]?)?"), ""),  # Footnote marks.
    (re.compile(r"!?(?<!\\)\[([^\[\]\n]*)\]\((?:[^()\n]|\([^()\n]*\)){0,2000}\)"), r"\1"),
    (re.compile(r"(?<!\\)\[([^\[\]\n]+)\]\[[^\[\]\n]*\]"), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]{0,500}>"), ""),
    (re.compile(r"(?<!\\)(`{1,3})([^`\n]+)\1"), r"\2"),
    # Twice, for one kind of emphasis stands within another.
    *[
        (re.compile(r"(?<!\\)(\*{1,3}|~~)(?=\S)([^*~\n]{1,2000}?)(?<=[^\s\\])\1"), r"\2"),
        (re.compile(r"(?<![\w\\])(_{1,3})(?=\S)([^_\n]{1,2000}?)(?<=[^\s\\])\1(?!\w)"), r"\2"),
    ]
    * 2,
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
]


def copy_of(markdown: str) -> Copy:
    """The copy of a Markdown file; headline, byline and date also from its front matter."""
    fields: dict[str, str] = {}
    if front := FRONT_MATTER.match(markdown):
        fields = {name.lower(): value for name, value in FIELD.findall(front[1])}
        markdown = markdown[front.end() :]
    text = _plain(markdown)
    headline = fields.get("title", "")
    if headline and not text.startswith(headline):
        text = f"{headline}\n\n{text}"
    return Copy(text, byline=fields.get("author", ""), published_on=_day(fields.get("date", "")))


def _plain(markdown: str) -> str:
    blocks: list[list[str]] = []
    joined = False  # Whether the next line goes on with the last block.
    fenced = False
    for line in _without_hidden(markdown).split("\n"):
        if FENCE.match(line):
            fenced, joined = not fenced, False
        elif fenced:
            blocks.append([line])
        else:
            joined = _take(QUOTE.sub("", line, count=1), blocks, joined)
    text = "\n\n".join(words for block in blocks if (words := _joined(block)))
    for pattern, words in INLINE:
        text = pattern.sub(words, text)
    return html.unescape(text)


def _take(line: str, blocks: list[list[str]], joined: bool) -> bool:
    """Adds a line to the blocks; returns whether the next may go on with it."""
    if not line.strip() or RULE.fullmatch(line) or DEFINITION.fullmatch(line):
        return False
    if heading := HEADING.match(line):
        words = line[heading.end() :].rstrip()
        bare = words.rstrip("#")
        blocks.append([bare if bare.endswith((" ", "\t")) else words])
        return False
    if bullet := BULLET.match(line):
        blocks.append([line[bullet.end() :]])
    elif not joined or NUMBER.match(line) or line.lstrip().startswith("|"):
        blocks.append([line.strip().strip("|") if "|" in line else line])
    else:
        blocks[-1].append(line)
    return True


def _joined(block: list[str]) -> str:
    """The lines of a paragraph as one, but for the breaks that it asks for."""
    pieces = []
    for line in block:
        marked = line.endswith("\\") and not line.endswith("\\\\")
        words = line.strip().removesuffix("\\") if marked else line.strip()
        pieces.append(words + ("\n" if marked or line.endswith("  ") else " "))
    return "".join(pieces).strip()


def _without_hidden(markdown: str) -> str:
    first, *others = HIDDEN.split(markdown)
    return first + "".join("".join(HIDDEN_END.split(other, maxsplit=1)[1:]) for other in others)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
