"""The address of a source, captured: fetched, kept, and what was found there told."""

from claims import editing
from claims.capturing.media_types import SOURCES
from claims.capturing.particulars import particulars_of
from claims.capturing.reading import read_bytes
from claims.choices import CaptureWay, LookOutcome
from claims.editing import Captured
from claims.errors import NotThere, Unreadable
from claims.importing.fetching import Limits, fetch
from claims.models import Look, Source, User
from claims.text.web_addresses import key_of

PATIENCE = Limits()


def capture(source: Source, limits: Limits = PATIENCE) -> Captured:
    """What stands at the source's address now.

    Raises NotThere where the site has nothing there, Unreadable, saying why, where it cannot be
    had or is nothing that is kept.
    """
    fetched = fetch(source.url, limits, SOURCES)
    return read_bytes(
        fetched.content, CaptureWay.FETCHED, declared=fetched.content_type, url=fetched.url
    )


def capture_now(source: Source, actor: User) -> Look:
    """Capture a source for the person who asked; a source that bears its address for a title gets
    what the page says of itself.

    Raises NotPermitted where this person keeps no copies of it.
    """
    last = source.snapshots.first()
    try:
        captured = capture(source)
    except NotThere as reason:
        return editing.record_look(source, LookOutcome.GONE, reason.message)
    except Unreadable as reason:
        return editing.record_look(source, LookOutcome.UNREACHABLE, reason.message)
    snapshot = editing.store_snapshot(actor, source, captured)
    outcome = LookOutcome.SAME if snapshot == last else LookOutcome.CAPTURED
    moved_to = "" if key_of(captured.url) == source.address_key else captured.url
    look = editing.record_look(source, outcome, snapshot.note, snapshot, moved_to)
    _name(source, actor, captured)
    return look


def _name(source: Source, actor: User, captured: Captured) -> None:
    source.refresh_from_db()  # Somebody may have named it while it was fetched.
    if source.title != source.url[:500]:
        return
    unknown = {
        name: value
        for name, value in particulars_of(captured).items()
        if name == "title" or not getattr(source, name)
    }
    if unknown:
        editing.amend_source(actor, source, **unknown)
