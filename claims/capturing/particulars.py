"""What a captured page or PDF says of itself: its title, who published it, who wrote it, when."""

from typing import Any

from claims.capturing.media_types import PAGE, PDF
from claims.capturing.pdf import pdf_of
from claims.capturing.reading import MAX_TEXT, storable
from claims.capturing.web_pages import title_of
from claims.errors import Unreadable
from claims.importing.encoding import decoded
from claims.importing.pages import copy_of
from claims.services.snapshots import Captured

# Code points that the columns of a source hold; what is longer is no name.
LONGEST = {"title": 500, "publisher": 300, "author": 300}


def particulars_of(captured: Captured) -> dict[str, Any]:
    """Fields of a Source by name, as far as the bytes tell them."""
    if captured.media_type == PAGE:
        found = _of_page(captured)
    elif captured.media_type == PDF:
        found = {"title": _title_of_pdf(captured.content)}
    else:
        found = {}
    for name in LONGEST.keys() & found.keys():
        found[name] = " ".join(storable(found[name]).split())
    return {name: value for name, value in found.items() if _fits(name, value)}


def _of_page(captured: Captured) -> dict[str, Any]:
    markup = decoded(captured.content, captured.charset)
    try:
        copy = copy_of(markup, captured.url)
    except Unreadable:
        return {"title": title_of(markup)}
    return {
        "title": copy.text.split("\n")[0] or title_of(markup),
        "publisher": copy.outlet,
        "author": copy.byline,
        "published_on": copy.published_on,
        "language": copy.language,
    }


def _title_of_pdf(content: bytes) -> str:
    try:
        return pdf_of(content, MAX_TEXT).title
    except Unreadable:
        return ""


def _fits(name: str, value: Any) -> bool:
    return bool(value) and len(str(value)) <= LONGEST.get(name, 500)
