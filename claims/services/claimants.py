"""Claimants. A new name is an event of every claim that they make."""

from typing import Any

from django.db import connection, transaction

from claims import workflow
from claims.choices import Verb
from claims.models import Claimant, User
from claims.permissions import check_can_enter
from claims.services.saving import record_together, store, write
from claims.tasks import rename_claimant

AT_ONCE = 200  # Claims that are renamed while the person waits.


@transaction.atomic
def amend_claimant(actor: User, claimant: Claimant, **changes: Any) -> Claimant:
    """Change what is known of a claimant. Under another name the judged claims go stale; where
    there are many, a task renames it."""
    check_can_enter(actor)
    if changes.get("name", claimant.name) != claimant.name and _has_many(claimant):
        changes["new_name"] = changes.pop("name")
        rename_claimant.enqueue(claimant.pk, actor.pk, changes["new_name"])
    before = write(claimant, changes)
    if "name" in before:
        _record_name(actor, claimant, before["name"])
    return claimant


@transaction.atomic
def rename_requested(pk: int, actor_pk: int, name: str) -> None:
    """Nothing, where it got this name already or another was asked for since: that one's task
    says who asked for it."""
    claimant = Claimant.objects.select_for_update(no_key=True).get(pk=pk)
    if claimant.new_name == name:
        before = write(claimant, {"name": name, "new_name": ""})
        _record_name(User.objects.get(pk=actor_pk), claimant, before["name"])


def _has_many(claimant: Claimant) -> bool:
    return claimant.claims.order_by()[: AT_ONCE + 1].count() > AT_ONCE


def _record_name(actor: User, claimant: Claimant, before: str) -> None:
    # Whoever steps on one of them at this moment does it before or after, and is not refused.
    claims = list(claimant.claims.select_for_update(no_key=True).order_by("pk"))
    record_together(claims, actor, Verb.AMEND, before={"claimant": before})
    workflow.go_stale_together(claims, f"{actor} changed the claimant's name.")


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
