"""An editor's rulings on what stands open in an article."""

from collections.abc import Sequence

from django.db import transaction

from claims.choices import Verb
from claims.errors import Conflict, Incomplete
from claims.models import Article, Event, Ruling, User
from claims.permissions import check_can_sign_off
from claims.selectors.sign_off import SignOffIssue, open_items
from claims.services.records import check, locked

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
    check(ruling)
    ruling.save()
    Event.objects.create(
        article=article,
        actor=actor,
        verb=Verb.RULE,
        note=f"{ruling.get_decision_display()}: {reason}",
        wording={"ruling": ruling.pk, "about": ruling.about},
    )
    return ruling
