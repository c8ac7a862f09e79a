"""Sources. A change of one is an event of every claim that it bears on."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from claims import workflow
from claims.choices import Verb
from claims.errors import Conflict, Incomplete
from claims.models import Claim, Source, User
from claims.permissions import check_can_enter
from claims.services.records import check, record_together, store, write
from claims.services.snapshots import set_state
from claims.tasks import capture_source
from claims.web.addresses import key_of

# What may change without a line in the history of the claims that the source bears on.
DAYS = ["spoken_on", "asked_on", "answered_on"]
UNRECORDED = {"note", "retired", "tags", "language", "contact", "address_key"}


@transaction.atomic
def add_source(actor: User, source: Source) -> Source:
    check_can_enter(actor)
    source.address_key = key_of(source.url)
    store(source)
    check_days(source, DAYS)
    return source


@transaction.atomic
def source_at(
    actor: User, url: str, title: str, publisher: str, published_on: date | None
) -> Source:
    """The source at this address, in whatever spelling; stored now if it is not there yet.

    A new one without a title bears its address for one, until it is captured.
    """
    check_can_enter(actor)
    key = key_of(url)
    if known := Source.objects.filter(address_key=key).first():
        return fill_in_source(known, title=title, publisher=publisher, published_on=published_on)
    values = {
        "url": url,
        "title": title or url[:500],
        "publisher": publisher,
        "published_on": published_on,
    }
    check(Source(address_key=key, **values), validate_constraints=False)
    # Another may be storing the same address at this moment: then theirs is the source.
    return Source.objects.get_or_create(address_key=key, defaults=values)[0]


@transaction.atomic
def amend_source(actor: User, source: Source, **changes: Any) -> Source:
    """Change what is known of a source. Under another address a verdict stands on other words:
    the claims that were judged on it go stale.

    Raises Conflict for a confidential one: its row holds nothing to change.
    """
    check_can_enter(actor)
    if source.is_confidential and changes.keys() - {"retired"}:
        raise Conflict("This source is confidential: its row holds nothing to change.")
    if "url" in changes:
        changes["address_key"] = key_of(changes["url"])
    if relied_on := changes.get("relies_on"):
        _check_no_circle(source, relied_on)
    before = write(source, changes)
    source.refresh_from_db(fields=DAYS)
    check_days(source, before)
    if before.pop("address_key", None):
        # What was found at the other address says nothing of this one.
        source.check_due = None
        set_state(source)
        source.save(update_fields=["check_due", "state", "state_since"])
    if not before.keys() <= UNRECORDED:
        _record_change(actor, source, before)
    return source


@transaction.atomic
def fill_in_source(source: Source, **known: Any) -> Source:
    """Put in what is not known of a source yet, as its own page says it: no verdict rests on it.

    A title is not known while it is the address. `source` is brought up to date.
    """
    source.refresh_from_db(from_queryset=Source.objects.select_for_update())
    unknown = {name for name in known if known[name] and not getattr(source, name)}
    if known.get("title") and source.title == source.url[:500]:
        unknown.add("title")
    for name in unknown:
        setattr(source, name, known[name])
    check(source)
    source.save(update_fields=unknown)
    return source


@transaction.atomic
def ask_capture(actor: User, source: Source) -> None:
    """Have the address of a source captured by a task, which is stored with what waits for it."""
    check_can_enter(actor)
    if not source.url:
        raise Conflict("This source has no address: upload a file or paste its text.")
    source.capture_asked_at = timezone.now()
    source.save(update_fields=["capture_asked_at"])
    capture_source.enqueue(source.pk, actor.pk)


def check_days(source: Source, typed: Iterable[str]) -> None:
    """Raises Incomplete for the first of the fields just typed whose day cannot be."""
    today = timezone.localdate()
    typed_days = [name for name in DAYS if name in set(typed)]
    for name in typed_days:
        if (day := getattr(source, name)) and day > today:
            raise Incomplete("This day is still to come.", name)
    asked, answered = source.asked_on, source.answered_on
    if asked and answered and answered < asked and {"asked_on", "answered_on"} & set(typed_days):
        raise Incomplete("This is before anybody was asked.", "answered_on")


def _record_change(actor: User, source: Source, before: dict[str, Any]) -> None:
    """On each claim that the source bears on once, in an order that all who do this keep."""
    found = Claim.objects.filter(pk__in=source.evidence.values("claim")).order_by("pk")
    claims = list(found.select_related("claimant").select_for_update(of=["self"], no_key=True))
    record_together(claims, actor, Verb.AMEND_EVIDENCE, note=str(source), before=before)
    if "url" in before:
        resting = set(source.evidence.values_list("claim", "judgement"))
        judged = [c for c in claims if c.submission_id and (c.pk, c.submission_id) in resting]
        reason = f"{actor} changed the address of a source it was judged on."
        workflow.go_stale_together(judged, reason)


def _check_no_circle(source: Source, relied_on: Source) -> None:
    """Raises Incomplete where `relied_on` relies, through however many, on `source`."""
    with connection.cursor() as cursor:
        # One at a time: of two who would close a circle between them, the second sees it.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('claims.source.relies_on'))")
    at: int | None = relied_on.pk
    while at:
        if at == source.pk:
            raise Incomplete("That source relies on this one already.", "relies_on")
        # Asked anew: what was read before the lock may have changed.
        at = Source.objects.filter(pk=at).values_list("relies_on", flat=True).get()
