"""All words that a web page shows, navigation and captions too: evidence may quote any of them."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from claims.errors import Unreadable

# What a reader does not see, or sees beside the words: readings set above Japanese ones.
UNSEEN = {
    "datalist", "embed", "frameset", "head", "iframe", "noscript", "object", "rp", "rt", "script",
    "select", "style", "template", "textarea",
}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
CELLS = {"td", "th"}
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BLANKS = re.compile(r"[ \t\n\r\f]+")  # HTML's white space: a no-break space is a character.
SPACES = re.compile(r" {2,}")


def parse_html(markup: str) -> Any:
    """The tree of an HTML page. Raises Unreadable where there is nothing in it."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        return html.document_fromstring(markup.encode("utf-8", errors="replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable("The page holds no text.") from error


def text_of(tree: Any) -> str:
    """The visible words of an HTML page, each paragraph, heading or row of a table on a line."""
    lines = "".join(_pieces(tree)).split("\n")
    tidy = (SPACES.sub(" ", line).strip(" \t") for line in lines)
    # A soft hyphen shows only where a browser breaks the line.
    return "\n".join(line for line in tidy if line).replace("\u00ad", "")


def title_of(tree: Any) -> str:
    """What the page calls itself in its <title>, on one line."""
    title = tree.find(".//title")
    return " ".join("".join(title.itertext()).split()) if title is not None else ""


def _pieces(tree: Any) -> Iterator[str]:
    walk = etree.iterwalk(tree, events=("start", "end"))
    preformatted = 0
    for event, element in walk:
        name = element.tag
        if event == "start" and _is_unseen(element):
            walk.skip_subtree()
        elif event == "start":
            preformatted += name == "pre"
            if name in BLOCKS:
                yield "\n"
            yield _shown(element.text, preformatted)
        else:
            if not _is_unseen(element):
                preformatted -= name == "pre"
                yield "\n" if name in BLOCKS else "\t" if name in CELLS else ""
            yield _shown(element.tail, preformatted)


def _is_unseen(element: Any) -> bool:
    return (
        element.tag in UNSEEN
        or element.get("hidden") is not None
        or (element.tag == "dialog" and element.get("open") is None)
        or NOT_SHOWN.search(element.get("style", "")) is not None
    )


def _shown(words: str | None, preformatted: int) -> str:
    return (words or "") if preformatted else BLANKS.sub(" ", words or "")
