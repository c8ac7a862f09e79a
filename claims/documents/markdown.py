"""Markdown into plain text: the marks go, every word stays.

Done from the parser's tokens and not by way of HTML: what finds the article in a web page drops
boilerplate, and in a Markdown file everything is copy.
"""

import re
from collections.abc import Iterator
from datetime import date

from markdown_it import MarkdownIt
from markdown_it.token import Token

from claims.documents.imported_copy import Copy

FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?=[\w-]+:)(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
FIELD = re.compile(r"^(title|author|date):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE | re.I)
# Beyond the parser's Markdown: marks of footnotes and of tasks.
FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,100}\](?::[ \t]?)?")
TASK = re.compile(r"^\[[ xX]\][ \t]+")
# What a browser would not show either.
HIDDEN = re.compile(r"<!--|<script\b|<style\b", re.IGNORECASE)
HIDDEN_END = re.compile(r"-->|</script>|</style>", re.IGNORECASE)

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def copy_of(markdown: str) -> Copy:
    """The copy of a Markdown file; headline, byline and date also from its front matter."""
    fields: dict[str, str] = {}
    if front := FRONT_MATTER.match(markdown):
        fields = {name.lower(): value for name, value in FIELD.findall(front[1])}
        markdown = markdown[front.end() :]
    markdown = FOOTNOTE.sub("", _without_hidden(markdown))
    text = "\n\n".join(
        words for block in _blocks(PARSER.parse(markdown)) if (words := block.strip())
    )
    headline = fields.get("title", "")
    if headline and not text.startswith(headline):
        text = f"{headline}\n\n{text}"
    return Copy(text, byline=fields.get("author", ""), published_on=_day(fields.get("date", "")))


def _blocks(tokens: list[Token]) -> Iterator[str]:
    """The words of each paragraph, heading, item, row of a table or block of code."""
    cells: list[str] | None = None  # Of the table's row that is being read.
    number = ""  # Of the numbered item that has just begun.
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield " | ".join(cells or [])
            cells = None
        elif token.type == "list_item_open" and token.info:
            number = f"{token.info}{token.markup} "
        elif token.type == "inline":
            words = TASK.sub("", _words(token.children or []), count=1)
            if cells is None:
                yield number + words
            else:
                cells.append(words)
            number = ""
        elif token.type in {"fence", "code_block"}:
            yield from token.content.split("\n")
        elif token.type == "html_block":
            yield token.content


def _words(tokens: list[Token]) -> str:
    pieces = []
    for token in tokens:
        if token.type == "softbreak":
            pieces.append(" ")
        elif token.type == "hardbreak":
            pieces.append("\n")
        elif token.type == "image":
            pieces.append(_words(token.children or []))
        elif token.type != "html_inline":
            pieces.append(token.content)
    return "".join(pieces)


def _without_hidden(markdown: str) -> str:
    first, *others = HIDDEN.split(markdown)
    return first + "".join("".join(HIDDEN_END.split(other, maxsplit=1)[1:]) for other in others)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
