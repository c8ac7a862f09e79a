"""An import on its way: fetched, read, its claims proposed, each step said as it is taken."""

import re
from urllib.parse import urldefrag

from courlan import normalize_url

from claims import editing
from claims.choices import ImportStage, Language
from claims.errors import Unreadable
from claims.importing.copies import Copy
from claims.importing.documents import read, read_text
from claims.importing.fetching import fetch
from claims.models import Import
from claims.proposing import kept, proposer

# Code points, and bytes of a file, that are prepared while a person waits: about a second's work.
QUICK_TEXT, QUICK_FILE = 50_000, 300_000


ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def from_text(text: str) -> Import:
    """What a person pasted: an address alone is fetched; else it is the copy, with what a page
    puts around it left out.

    Raises Unreadable where nothing is left.
    """
    if ADDRESS.fullmatch(text.strip()):
        return from_address(text.strip())
    copy = read_text(text)
    return Import(text=copy.text, published_on=copy.published_on)


def from_address(address: str) -> Import:
    """An address in one spelling, without what only says where the reader came from."""
    return Import(address=normalize_url(urldefrag(address).url))


def is_quick(copy: Import) -> bool:
    """Whether it can be prepared while a person waits; an address never can."""
    if copy.text:
        return len(copy.text) <= QUICK_TEXT
    return copy.content is not None and len(copy.content) <= QUICK_FILE


def prepare(copy: Import) -> None:
    """Bring an import to ready, or to refused with the reason."""
    if not copy.text:
        try:
            found = _read(copy)
        except Unreadable as reason:
            editing.move_import(copy, ImportStage.REFUSED, refusal=reason.message, content=None)
            return
        editing.move_import(copy, ImportStage.PROPOSING, **_known(copy, found))
    else:
        editing.move_import(copy, ImportStage.PROPOSING)
    proposals = proposer()(copy.text, copy.published_on, copy.language)
    editing.move_import(
        copy, ImportStage.READY, proposals=[kept(proposal) for proposal in proposals]
    )


def _read(copy: Import) -> Copy:
    if copy.content is not None:
        editing.move_import(copy, ImportStage.READING)
        return read(copy.file_name, bytes(copy.content))
    editing.move_import(copy, ImportStage.FETCHING)
    fetched = fetch(copy.address)
    editing.move_import(copy, ImportStage.READING)
    return read("", fetched.content, fetched.content_type, fetched.url)


def _known(copy: Import, found: Copy) -> dict[str, object]:
    """What was read, within what the columns hold. A dateline that a person gave is kept."""
    return {
        "content": None,
        "text": found.text,
        "outlet": found.outlet[:200],
        "byline": found.byline[:300],
        "language": found.language or Language.ENGLISH,
        "published_on": copy.published_on or found.published_on,
        "url": found.url[:1000],
    }
