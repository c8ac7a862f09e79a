"""What has just been done, in one line with its undo: at once, or on the page after a redirect."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q, QuerySet
from django.urls import reverse

from claims import workflow
from claims.choices import Verb
from claims.models import Article, Event, User
from claims.selectors.history import describe_event
from claims.views.responses import SignedInRequest, Toast, number

NOTHING_CHANGED = Toast("There was nothing to change")


def toast_of(event: Event | None, user: User) -> Toast:
    """Of the last event of its claim or article; None where nothing had to be changed."""
    if event is None:
        return NOTHING_CHANGED
    verdict = f" ({event.verdict})" if event.verdict else ""
    claim = f"claim {event.claim_id}" if event.claim_id else ""
    text, own = f"You {describe_event(event, claim)}{verdict}", str(event.pk)
    if event.claim and workflow.can_undo(event, user):
        version = {"version": event.claim.version}
        return Toast(text, own, reverse("claim-undo", args=[event.claim_id]), version)
    if event.verb == Verb.CLEAR:
        place = {name: event.wording[name] for name in ("start", "end")}
        return Toast(text, own, reverse("article-revoke-clearance", args=[event.article_id]), place)
    return Toast(text, own)


def toast_of_many(article: Article, events: Sequence[Event]) -> Toast:
    """Of proposals accepted, or sentences cleared, together."""
    if not events:
        return NOTHING_CHANGED
    first, last, count = events[0].pk, events[-1].pk, len(events)
    if events[0].verb == Verb.ACCEPT:
        stay = "its sentence stays" if count == 1 else "their sentences stay"
        text, undo = f"{counted(count, 'proposal')} accepted; {stay} unread", "undo-proposals"
    else:
        holds = "sentence holds" if count == 1 else "sentences hold"
        text, undo = f"{count} {holds} nothing to check", "revoke-clearances"
    fields = {"first": first, "last": last}
    return Toast(text, f"{first}-{last}", reverse(f"article-{undo}", args=[article.pk]), fields)


def toast_done(request: SignedInRequest, article: Article | None = None) -> Toast | None:
    """The toast of what `?done=` names; only to who did it."""
    done = request.GET.get("done")
    if not done:
        return None
    first, dash, last = done.partition("-")
    if dash and article:
        together = list(own_events(request.user, article, number(first), number(last)))
        same = [event for event in together if event.verb == together[0].verb]
        return toast_of_many(article, same) if same else None
    own = Event.objects.filter(pk=number(first) or 0, actor=request.user)
    event = own.select_related("claim").first()
    if event is None:
        return None
    toast = toast_of(event, request.user)
    is_last = event.claim is None or event == event.claim.events.last()
    return toast if is_last else replace(toast, undo="")


def own_events(
    user: User, article: Article, first: int | None, last: int | None
) -> QuerySet[Event]:
    """What this person accepted or cleared in an article, from one event to another."""
    here = Q(verb=Verb.ACCEPT, claim__passages__article=article) | Q(
        verb=Verb.CLEAR, article=article
    )
    own = Event.objects.filter(here, pk__range=(first or 0, last or 0), actor=user)
    return own.distinct().select_related("claim__claimant").order_by("pk")


def counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
