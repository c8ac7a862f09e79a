"""Sources. A change of one is an event of every claim that it bears on.

Who a confidential source is only those listed may know, and each reading is on the record.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from claims import workflow
from claims.choices import Verb
from claims.errors import Conflict, Incomplete, NotPermitted
from claims.models import (
    Claim,
    ConfidentialIdentity,
    IdentityAccess,
    IdentityAccessLog,
    Source,
    User,
)
from claims.models.sources import CONFIDENTIAL
from claims.permissions import can_disclose, check_can_enter, check_may, holders_of
from claims.roles import Capability
from claims.services.saving import check, record_together, store, write
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
    store(source, update_fields=unknown)
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


@transaction.atomic
def add_confidential_source(actor: User, source: Source, name: str, contact: str) -> Source:
    """Store a source whose name only those listed may read; the first of them is who adds it.

    What `source` says that could name it, its note, goes with the name.
    """
    check_can_enter(actor)
    check_may(actor, Capability.KNOW_SOURCES)  # Else nobody could ever read the name.
    # The title has the row's own number, which it gets when it is stored.
    kept = Source.objects.create(
        title=CONFIDENTIAL,
        kind=source.kind,
        rank=source.rank,
        terms=source.terms,
        spoken_on=source.spoken_on,
        published_on=source.published_on,
        language=source.language,
    )
    identity = ConfidentialIdentity(source=kept, name=name, contact=contact, note=source.note)
    store(identity)
    kept.title, kept.is_confidential = f"{CONFIDENTIAL}{kept.pk}", True
    check_days(kept, DAYS)
    store(kept, update_fields=["title", "is_confidential"])
    IdentityAccess.objects.create(identity=identity, person=actor, granted_by=actor)
    return kept


@transaction.atomic
def disclose(actor: User, source: Source) -> ConfidentialIdentity:
    """Who a confidential source is. The only way to read it, and it leaves its line.

    Raises NotPermitted.
    """
    _check_is_listed(actor, source, "Only those listed on this source may know who it is.")
    identity = ConfidentialIdentity.objects.get(source=source)
    IdentityAccessLog.objects.create(identity=identity, person=actor)
    return identity


def log_access(actor: User, source: Source) -> None:
    """A copy of a confidential source was read: what it says may name it."""
    IdentityAccessLog.objects.create(
        identity=ConfidentialIdentity.objects.only("pk").get(source=source), person=actor
    )


@transaction.atomic
def grant_access(actor: User, source: Source, person: User) -> IdentityAccess:
    """Let another person of the desk know who a confidential source is."""
    _check_is_listed(actor, source, "Only those listed on this source let others know who it is.")
    if not person.may(Capability.KNOW_SOURCES) or not person.is_active:
        raise Conflict(f"Only {holders_of(Capability.KNOW_SOURCES)} can be let in.")
    identity = ConfidentialIdentity.objects.only("pk").get(source=source)
    reader = IdentityAccess(identity=identity, person=person, granted_by=actor)
    store(reader)
    return reader


@transaction.atomic
def revoke_access(actor: User, reader: IdentityAccess) -> None:
    """Take a person off the list of those who may know: from now on; what they read is logged.

    Raises NotPermitted, and Conflict where nobody would be left who could let anybody in.
    """
    source = Source.objects.get(identity=reader.identity_id)
    _check_is_listed(actor, source, "Only those listed on this source take others off the list.")
    listed = IdentityAccess.objects.active().filter(identity=reader.identity_id)
    left = listed.exclude(pk=reader.pk).select_related("person")
    if not any(r.person.is_active and can_disclose(r.person, source) for r in left):
        raise Conflict("Nobody else who is listed can let others in: let another in first.")
    listed.filter(pk=reader.pk).update(revoked_by=actor, revoked_at=timezone.now())


def _check_is_listed(actor: User, source: Source, refusal: str) -> None:
    """One at a time: who is taken off the list at this moment is seen to be off it."""
    ConfidentialIdentity.objects.select_for_update(no_key=True).only("pk").filter(
        source=source
    ).first()
    if not can_disclose(actor, source):
        raise NotPermitted(refusal)
