"""Rulings on what is open, the sign-off of a revision, and that it was published."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.choices import Verb
from claims.errors import Conflict, Incomplete
from claims.models import Article, Ruling, SignOff, User
from claims.permissions import check_can_publish, check_can_sign_off
from claims.selectors.sign_off import SignOffIssue, open_items, unresolved
from claims.services.saving import locked, record_on_article, store

CHANGED = "This item is not open any more as you saw it. This is how the article stands now."


@transaction.atomic
def rule_item(
    actor: User, article: Article, item: str, key: str, decision: str, reason: str
) -> Ruling:
    """Rule that an open item, in the state that its key tells, may stand, and why; or, by
    'reopened', that a ruling on it was a mistake.

    Raises NotPermitted, Conflict where it is not open in that state any more, and Incomplete,
    about 'decision' or 'reason'.
    """
    return rule_items(actor, article, item, [key], decision, reason)[0]


@transaction.atomic
def rule_items(
    actor: User, article: Article, item: str, keys: Sequence[str], decision: str, reason: str
) -> list[Ruling]:
    """Rule on several open items of one kind with one reason: on all of them, or on none."""
    check_can_sign_off(actor, article)
    article = locked(article)
    found = {(o.item.value, o.key): o for o in open_items(article, actor)}
    chosen = [found.get((item, key)) for key in dict.fromkeys(keys)]
    if not chosen or None in chosen:
        raise Conflict(CHANGED)
    return [_rule(actor, article, o, decision, reason.strip()) for o in chosen if o]


def _rule(
    actor: User, article: Article, open_item: SignOffIssue, decision: str, reason: str
) -> Ruling:
    if decision not in open_item.choices:
        raise Incomplete("Choose what you decide.", "decision")
    if not reason:
        raise Incomplete("Give the reason: it stands in the record.", "reason")
    ruling = Ruling(
        article=article,
        item=open_item.item,
        key=open_item.key,
        about=open_item.words,
        claim=open_item.claim,
        correction=open_item.correction,
        decision=decision,
        reason=reason,
        ruled_by=actor,
    )
    store(ruling)
    note = f"{ruling.get_decision_display()}: {reason}"
    record_on_article(article, actor, Verb.RULE, note, ruling=ruling.pk, about=ruling.about)
    return ruling


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
    article = locked(article)
    revision = article.current_revision
    if revision.number != seen_number:
        raise Conflict(f"Revision {revision.number} came in meanwhile: read that one first.")
    if known := revision.sign_off:
        raise Conflict(f"{known.signed_by} has signed off revision {revision.number} already.")
    items = open_items(article, actor)
    if left := len(unresolved(items)):
        raise Incomplete(_still_open(left), "")
    signed = SignOff(revision=revision, signed_by=actor, open_items=_as_ruled(items))
    store(signed)
    about = {"revision": revision.pk, "open_items": signed.open_items}
    record_on_article(article, actor, Verb.SIGN_OFF, f"Revision {revision.number}", **about)
    return signed


@transaction.atomic
def withdraw_sign_off(actor: User, article: Article, seen_number: int, reason: str) -> SignOff:
    """Take an editor's word back that the current revision may run, `seen_number` being its number.

    The sign-off stays on the record. Raises NotPermitted, Incomplete, about 'reason', and Conflict
    where the article ran, or where the revision is not signed off any more.
    """
    check_can_sign_off(actor, article)
    _check_reason(reason)
    article = locked(article)
    revision = article.current_revision
    if revision == article.published_revision:
        raise Conflict("This article ran as it was signed off: that cannot be withdrawn any more.")
    signed = revision.sign_off
    if signed is None or revision.number != seen_number:
        raise Conflict("This sign-off does not stand any more. This is how the article stands now.")
    signed.withdrawn_by, signed.withdrawn_at = actor, timezone.now()
    signed.withdrawal_reason = reason.strip()
    store(signed, update_fields=["withdrawn_by", "withdrawn_at", "withdrawal_reason"])
    about = {"revision": revision.pk, "sign_off": signed.pk}
    record_on_article(article, actor, Verb.WITHDRAW_SIGN_OFF, signed.withdrawal_reason, **about)
    return signed


@transaction.atomic
def publish_article(actor: User, article: Article) -> Article:
    """Say that the article ran, as its current revision was signed off.

    Raises Conflict where it did already, where that revision is not signed off, and where
    something has opened since that nobody has ruled on.
    """
    check_can_publish(actor, article)
    article = locked(article)
    if article.published_at:
        raise Conflict("This article is marked as published already.")
    revision = article.current_revision
    if revision.sign_off is None:
        raise Conflict("This revision is not signed off: an editor has to sign it before it runs.")
    if opened := len(unresolved(open_items(article, actor))):
        things = "1 thing has" if opened == 1 else f"{opened} things have"
        raise Conflict(f"{things} opened since the sign-off: close or rule on each first.")
    article.published_at, article.published_revision = timezone.now(), revision
    article.save(update_fields=["published_at", "published_revision"])
    signed = revision.sign_off.pk
    record_on_article(article, actor, Verb.PUBLISH, revision=revision.pk, sign_off=signed)
    return article


@transaction.atomic
def unpublish_article(actor: User, article: Article, reason: str) -> Article:
    """Take back that the article ran, which was marked by mistake.

    Raises NotPermitted, Incomplete, about 'reason', and Conflict where it is not marked, or where
    the text has changed since.
    """
    check_can_publish(actor, article)
    _check_reason(reason)
    article = locked(article)
    if article.published_at is None:
        raise Conflict("This article is not marked as published any more.")
    if article.published_revision_id != article.current_revision_id:
        raise Conflict("A later revision came in since it was published: it stays published.")
    about = {
        "published_at": article.published_at.isoformat(),
        "revision": article.published_revision_id,
    }
    article.published_at = article.published_revision = None
    article.save(update_fields=["published_at", "published_revision"])
    record_on_article(article, actor, Verb.UNPUBLISH, reason.strip(), **about)
    return article


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Incomplete("Give the reason: it stands in the record.", "reason")


def _still_open(count: int) -> str:
    items = "1 item stands" if count == 1 else f"{count} items stand"
    return f"{items} open: close or rule on each before you sign."


def _as_ruled(items: Iterable[SignOffIssue]) -> list[dict[str, Any]]:
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
