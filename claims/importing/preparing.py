"""An import on its way: fetched, read, its claims proposed, each step said as it is taken."""

import logging
import re

from claims.choices import ImportStage
from claims.documents.articles import read_copy, read_text
from claims.documents.imported_copy import Copy
from claims.errors import Conflict, Unreadable
from claims.models import Article, Import
from claims.proposals import proposer, to_json
from claims.services import imports
from claims.web.addresses import canonical_address
from claims.web.fetching import fetch

logger = logging.getLogger(__name__)

QUICK_TEXT = 50_000  # Code points that are prepared while a person waits: about a second's work.

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
    """Whether it can be prepared while a person waits; an address and a file never can."""
    return 0 < len(copy.text) <= QUICK_TEXT


def prepare_requested(pk: int, run: int) -> None:
    """For a worker. `run` is the preparation that was asked for: where a later one was, this does
    nothing.
    """
    imports.fail_abandoned_imports()
    if asked := Import.objects.filter(pk=pk, run=run).first():
        prepare(asked)


def prepare(copy: Import) -> None:
    """Bring an import that waits to ready, to an article that is here already, or to refused with
    the reason.

    Where another prepares it, or it was begun anew or finished meanwhile, this leaves no trace.
    """
    if not imports.begin_import(copy):
        return
    try:
        if reason := _refusal_of(copy):
            imports.set_stage(copy, ImportStage.REFUSED, refusal=reason, content=None)
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
    if not copy.text:
        found = _read(copy)
        article = imports.article_at(found.url)
        if copy.address and article and not copy.revises_id:
            _link(copy, article)
            return
        imports.set_stage(copy, ImportStage.PROPOSING, **_known(copy, found))
    proposals = proposer()(copy.text, copy.published_on, copy.language)
    imports.set_stage(
        copy, ImportStage.READY, proposals=[to_json(proposal) for proposal in proposals]
    )


def _link(copy: Import, article: Article) -> None:
    """The address led on to one that is an article already."""
    try:
        imports.link_import(copy, article)
    except Conflict as hidden:
        raise Unreadable(hidden.message) from hidden


def _read(copy: Import) -> Copy:
    if copy.content is not None:
        return read_copy(copy.file_name, bytes(copy.content))
    fetched = fetch(copy.address)
    imports.set_stage(copy, ImportStage.READING)
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
