"""The address of a source, captured: fetched, kept, and what was found there told."""

from functools import partial

from django.db import transaction

from claims.capturing.findings import finding_of, kept, still_there
from claims.capturing.media_types import SOURCES
from claims.capturing.particulars import particulars_of
from claims.capturing.reading import read_bytes
from claims.choices import CaptureWay
from claims.importing.fetching import CheckRedirect, Limits, fetch
from claims.models import Look, Source, User
from claims.permissions import check_can_capture
from claims.services import snapshots, sources
from claims.services.snapshots import Captured

PATIENCE = Limits()


def capture(
    source: Source, check_redirect: CheckRedirect | None = None, limits: Limits = PATIENCE
) -> Captured:
    """What stands at the source's address now.

    Raises NotThere where the site has nothing there, Unreadable, saying why, where it cannot be
    had or is nothing that is kept.
    """
    fetched = fetch(source.url, limits, SOURCES, check_redirect)
    return read_bytes(
        fetched.content, CaptureWay.FETCHED, declared=fetched.content_type, url=fetched.url
    )


def capture_now(source: Source, actor: User) -> Look | None:
    """Capture a source for the person who asked; one that bears its address for a title gets what
    the page says of itself. None, and nothing is kept, where it got another address meanwhile.

    Raises NotPermitted where this person keeps no copies of it.
    """
    check_can_capture(actor, source)
    finding = finding_of(partial(capture, source))
    known = particulars_of(finding.captured) if finding.captured else {}
    with transaction.atomic():
        current = still_there(source)
        if not current:
            return None
        look = snapshots.record_look(current, **kept(current, finding, actor))
        if current.title == current.url[:500]:
            sources.fill_in_source(current, **known)
    return look
