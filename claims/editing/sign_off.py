"""The sign-off: an editor's word that a revision may run."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from claims.choices import Verb
from claims.errors import Conflict, Incomplete
from claims.models import Article, Event, SignOff, User
from claims.permissions import check_can_sign_off
from claims.reading.doors import get_revision_of
from claims.reading.sign_off import Open, open_items, unruled


@transaction.atomic
def sign_off(actor: User, article: Article, seen_number: int) -> SignOff:
    """Sign the current revision, `seen_number` being the one that the person read.

    Raises NotPermitted, Conflict where another revision or another's sign-off came in meanwhile,
    and Incomplete, about '', while an open item has no ruling.

    The article's row is locked: no revision, ruling or other sign-off comes in between. What is
    written about its claims, sentences, queries and corrections takes no such lock, so all of it is
    read once more here: a sign-off tells what was open at that moment, and what is committed after
    it is as if it were done after the sign-off.
    """
    check_can_sign_off(actor, article)
    Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    revision = get_revision_of(article)
    if revision.number != seen_number:
        raise Conflict(f"Revision {revision.number} came in meanwhile: read that one first.")
    if known := SignOff.objects.filter(revision=revision).first():
        raise Conflict(f"{known.signed_by} has signed off revision {revision.number} already.")
    items = open_items(article, actor)
    if left := len(unruled(items)):
        raise Incomplete(_still_open(left), "")
    signed = SignOff(revision=revision, signed_by=actor, open_items=_as_ruled(items))
    signed.full_clean()
    signed.save()
    Event.objects.create(
        article=article,
        actor=actor,
        verb=Verb.SIGN_OFF,
        note=f"Revision {revision.number}",
        wording={"revision": revision.pk, "open_items": signed.open_items},
    )
    return signed


def _still_open(count: int) -> str:
    items = "1 item stands" if count == 1 else f"{count} items stand"
    return f"{items} open: close or rule on each before you sign."


def _as_ruled(items: Iterable[Open]) -> list[dict[str, Any]]:
    return [
        {
            "item": item.ruling.item,
            "about": item.ruling.about,
            "decision": item.ruling.decision,
            "reason": item.ruling.reason,
            "ruled_by": str(item.ruling.ruled_by),
        }
        for item in items
        if item.ruling
    ]
