"""Claimants. A new name is an event of every claim that they make."""

from typing import Any

from django.db import connection, transaction

from claims import workflow
from claims.choices import Verb
from claims.models import Claimant, User
from claims.permissions import check_can_enter
from claims.services.records import record_together, store, write


@transaction.atomic
def amend_claimant(actor: User, claimant: Claimant, **changes: Any) -> Claimant:
    """Change what is known of a claimant. Under another name the judged claims go stale."""
    check_can_enter(actor)
    before = write(claimant, changes)
    if "name" not in before:
        return claimant
    # Whoever steps on one of them at this moment does it before or after, and is not refused.
    claims = list(claimant.claims.select_for_update(no_key=True).order_by("pk"))
    record_together(claims, actor, Verb.AMEND, before={"claimant": before["name"]})
    workflow.go_stale_together(claims, f"{actor} changed the claimant's name.")
    return claimant


@transaction.atomic
def add_claimant(actor: User, claimant: Claimant) -> Claimant:
    check_can_enter(actor)
    store(claimant)
    return claimant


@transaction.atomic
def claimant_named(
    actor: User, name: str, kind: str, now: Claimant | None = None
) -> Claimant | None:
    """The claimant of this name, stored now as one of `kind` if there is none; None for no name.

    Of namesakes, `now`: whom the claim names already.
    """
    if not name:
        return None
    if now and now.name.casefold() == name.casefold():
        return now
    check_can_enter(actor)
    return find_or_make_claimant(name, kind)


@transaction.atomic
def find_or_make_claimant(name: str, kind: str) -> Claimant:
    """Of two who name the same new claimant at once, the second finds the first one's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(lower(%s)))", [name])
    if known := Claimant.objects.filter(name__iexact=name).order_by("retired", "pk").first():
        return known
    claimant = Claimant(name=name, kind=kind)
    store(claimant)
    return claimant
