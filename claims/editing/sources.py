"""Sources and claimants. A change of one is an event of every claim that it bears on."""

from datetime import date
from typing import Any

from django.db import connection, transaction

from claims import workflow
from claims.choices import Verb
from claims.editing.records import record, store, write
from claims.errors import Incomplete
from claims.models import Claim, Claimant, Source, User
from claims.permissions import check_can_enter


@transaction.atomic
def add_source(actor: User, source: Source) -> Source:
    check_can_enter(actor)
    store(source)
    return source


@transaction.atomic
def source_at(
    actor: User, url: str, title: str, publisher: str, published_on: date | None
) -> Source:
    """The source with this address, stored now if it is not there yet.

    Raises Incomplete where a new one lacks its title.
    """
    check_can_enter(actor)
    if known := Source.objects.filter(url=url).first():
        return known
    if not title:
        raise Incomplete("This address is new: give the title of the page.", "title")
    values = {"title": title, "publisher": publisher, "published_on": published_on}
    Source(url=url, **values).full_clean(validate_constraints=False)
    # Another may be storing the same address at this moment: then theirs is the source.
    return Source.objects.get_or_create(url=url, defaults=values)[0]


@transaction.atomic
def amend_source(actor: User, source: Source, **changes: Any) -> Source:
    """Change what is known of a source. Under another address a verdict stands on other words:
    the claims that were judged on it go stale."""
    check_can_enter(actor)
    before = write(source, changes)
    if before.keys() <= {"note", "retired"}:
        return source
    for evidence in source.evidence.select_related("claim__claimant"):
        claim = evidence.claim
        Claim.objects.swap(claim)
        was_judged_on = workflow.was_judged_on(claim, evidence)
        record(claim, actor, Verb.AMEND_EVIDENCE, note=str(source), before=before)
        if was_judged_on and "url" in before:
            workflow.go_stale(claim, f"{actor} changed the address of a source it was judged on.")
    return source


@transaction.atomic
def amend_claimant(actor: User, claimant: Claimant, **changes: Any) -> Claimant:
    """Change what is known of a claimant. Under another name the judged claims go stale."""
    check_can_enter(actor)
    before = write(claimant, changes)
    if "name" not in before:
        return claimant
    for claim in claimant.claims.select_related("claimant"):
        Claim.objects.swap(claim)
        record(claim, actor, Verb.AMEND, before={"claimant": before["name"]})
        workflow.go_stale(claim, f"{actor} changed the claimant's name.")
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
