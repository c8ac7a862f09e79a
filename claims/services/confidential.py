"""Confidential sources: who they are is for those listed, and each reading is on the record."""

from django.db import transaction
from django.utils import timezone

from claims.errors import Conflict, NotPermitted
from claims.models import ConfidentialIdentity, IdentityAccess, IdentityAccessLog, Source, User
from claims.models.sources import CONFIDENTIAL
from claims.permissions import can_disclose, check_can_enter, holders_of
from claims.roles import Capability
from claims.services.records import check
from claims.services.sources import DAYS, check_days


@transaction.atomic
def add_confidential_source(actor: User, source: Source, name: str, contact: str) -> Source:
    """Store a source whose name only those listed may read; the first of them is who adds it.

    What `source` says that could name it, its note, goes with the name.
    """
    check_can_enter(actor)
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
    check(identity)
    identity.save()
    kept.title, kept.is_confidential = f"{CONFIDENTIAL}{kept.pk}", True
    check(kept)
    check_days(kept, DAYS)
    kept.save(update_fields=["title", "is_confidential"])
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
    check(reader)
    reader.save()
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
