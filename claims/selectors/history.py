"""The history of a claim, as much of it as a person may read."""

from collections.abc import Collection
from typing import Any

from django.shortcuts import get_object_or_404

from claims.choices import NoteOf, Verb
from claims.models import Claim, Event, User
from claims.permissions import visible_articles, visible_claims, visible_passages
from claims.roles import Capability

# What a line of the history is made of.
SHOWN = [
    *["claim", "article", "at", "verb", "verdict", "note", "undoes__verb"],
    *["actor__username", "actor__first_name", "actor__last_name"],
]


def describe_event(event: Event, it: str = "") -> str:
    """What was done, to be read after the name of who did it: 'approved the claim'.

    `it` is what the claim or the article is called, where that is not 'the claim', 'the article'.
    """
    it = it or ("the claim" if event.claim_id else "the article")
    if event.undoes:
        return f"took back the step “{Verb.label_of(event.undoes.verb)}” of {it}"
    verb = Verb.get(event.verb)
    return verb.past.format(it=it) if verb else f"{event.verb} {it}"


def history_for(user: User, claim: Claim) -> list[Event]:
    """The events of a claim, the newest first, without the words of articles not theirs to see.

    `wording` is not read with them: it is long.
    """
    events = claim.events.select_related("actor", "undoes").order_by("-pk")
    if user.may(Capability.SEE_EVERYTHING):
        return list(events.only(*SHOWN))
    articles = set(visible_passages(user).filter(claim=claim).values_list("article", flat=True))
    seen = set()
    found = list(events)
    for event in found:
        event.wording["passages"] = _passages_in(articles, event)
        seen |= {passage["exact"] for passage in event.wording["passages"]}
    stands_elsewhere = claim.passages.exclude(article__in=articles).exists()
    for event in found:
        verb = Verb.get(event.verb)
        told = verb.note_of if verb else NoteOf.COPY
        is_shown = (
            told is NoteOf.CLAIM
            or (told is NoteOf.PASSAGE and event.note in seen)
            or (told is NoteOf.COPY and not stands_elsewhere)
        )
        event.note = event.note if is_shown else ""
    return found


def wording_for(user: User, pk: int) -> dict[str, Any]:
    """What an event of a claim was about, as it read then; 404 where the claim is not theirs."""
    events = Event.objects.filter(claim__in=visible_claims(user))
    event = get_object_or_404(events.select_related("claim"), pk=pk)
    wording: dict[str, Any] = event.wording
    if user.may(Capability.SEE_EVERYTHING):
        return wording
    articles = set(visible_articles(user).values_list("pk", flat=True))
    return wording | {"passages": _passages_in(articles, event)}


def _passages_in(articles: Collection[int], event: Event) -> list[dict[str, Any]]:
    return [p for p in event.wording.get("passages", []) if p["article"] in articles]
