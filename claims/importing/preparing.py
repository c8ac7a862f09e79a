"""An import on its way: fetched, read, its claims proposed, each step said as it is taken."""

import logging
import re

from claims.choices import ImportStage
from claims.documents.copy import Copy
from claims.documents.copy_reading import read_copy, read_text
from claims.errors import Conflict, Unreadable
from claims.models import Article, Import
from claims.proposals import proposer, to_json
from claims.services import imports
from claims.web.addresses import canonical_address
from claims.web.fetching import fetch

logger = logging.getLogger(__name__)

# Code points, and bytes of a file, that are prepared while a person waits: about a second's work.
QUICK_TEXT, QUICK_FILE = 50_000, 300_000

ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
BROKEN = (
    "Something went wrong while this copy was read, and nothing was stored. Try again, or tell"
    " who keeps ClaimTrack: the server's log says more."
)


def from_text(text: str, address: str = "") -> Import:
    """What a person pasted: an address alone is fetched; else it is the copy, with what a page
    puts around it left out. `address` is where they found it.

    Raises Unreadable where nothing is left, or the address is none.
    """
    if ADDRESS.fullmatch(text.strip()):
        return from_address(text.strip())
    copy = read_text(text)
    url = canonical_address(address) if address else ""
    known = {"byline": copy.byline, "published_on": copy.published_on, "url": url}
    return Import(text=copy.text, **known)


def from_address(address: str) -> Import:
    """Raises Unreadable where it is no address of the web."""
    return Import(address=canonical_address(address))


def is_quick(copy: Import) -> bool:
    """Whether it can be prepared while a person waits; an address never can."""
    if copy.text:
        return len(copy.text) <= QUICK_TEXT
    return copy.content is not None and len(copy.content) <= QUICK_FILE


def prepare(copy: Import) -> None:
    """Bring an import to ready, to an article that stands, or to refused with the reason.

    Where it was begun anew or finished meanwhile, that stands, and this one leaves no trace.
    """
    try:
        if reason := _refusal_of(copy):
            imports.move_import(copy, ImportStage.REFUSED, refusal=reason, content=None)
    except Conflict as later:
        logger.info("Import %s: %s", copy.pk, later.message)


def _refusal_of(copy: Import) -> str:
    """Prepare it; why that could not be done, or ''."""
    try:
        _prepare(copy)
    except Conflict:
        raise
    except Unreadable as reason:
        return reason.message
    except Exception:
        # Whatever it was, who waits is told, and who keeps the desk finds it in the log.
        logger.exception("Import %s could not be prepared", copy.pk)
        return BROKEN
    return ""


def _prepare(copy: Import) -> None:
    if copy.text:
        imports.move_import(copy, ImportStage.PROPOSING)
    else:
        found = _read(copy)
        standing = imports.standing_at(found.url)
        if copy.address and standing and not copy.revises_id:
            _settle(copy, standing)
            return
        imports.move_import(copy, ImportStage.PROPOSING, **_known(copy, found))
    proposals = proposer()(copy.text, copy.published_on, copy.language)
    imports.move_import(
        copy, ImportStage.READY, proposals=[to_json(proposal) for proposal in proposals]
    )


def _settle(copy: Import, standing: Article) -> None:
    """The address led on to one that is an article already."""
    try:
        imports.settle_import(copy, standing)
    except Conflict as hidden:
        raise Unreadable(hidden.message) from hidden


def _read(copy: Import) -> Copy:
    if copy.content is not None:
        imports.move_import(copy, ImportStage.READING)
        return read_copy(copy.file_name, bytes(copy.content))
    imports.move_import(copy, ImportStage.FETCHING)
    fetched = fetch(copy.address)
    imports.move_import(copy, ImportStage.READING)
    return read_copy("", fetched.content, fetched.content_type, canonical_address(fetched.url))


def _known(copy: Import, found: Copy) -> dict[str, object]:
    """What was read, within what the columns hold. A dateline that a person gave is kept."""
    return {
        "content": None,
        "text": found.text,
        "outlet": found.outlet[:200],
        "byline": found.byline[:300],
        "language": found.language or copy.language,
        "published_on": copy.published_on or found.published_on,
        "url": found.url[:1000],
    }
