"""Sources and claimants."""

from datetime import date

from django.db import transaction

from claims.editing.records import store
from claims.errors import Incomplete
from claims.models import Claimant, Source, User
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
def add_claimant(actor: User, claimant: Claimant) -> Claimant:
    check_can_enter(actor)
    store(claimant)
    return claimant


def claimant_named(actor: User, name: str, kind: str) -> Claimant | None:
    """The claimant of this name, stored now as one of `kind` if there is none; None for no name."""
    if not name:
        return None
    if known := Claimant.objects.filter(name__iexact=name).order_by("retired", "pk").first():
        return known
    return add_claimant(actor, Claimant(name=name, kind=kind))
