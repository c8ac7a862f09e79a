"""The history of a claim, as much of it as a person may read."""

from claims.choices import NoteOf, Verb
from claims.models import Claim, Event, User
from claims.permissions import sees_everything
from claims.selectors.lookups import visible_passages


def describe_event(event: Event, it: str = "") -> str:
    """What was done, to be read after the name of who did it: 'approved the claim'.

    `it` is what the claim or the article is called, where that is not 'the claim', 'the article'.
    """
    it = it or ("the claim" if event.claim_id else "the article")
    if event.undoes:
        return f"took back the step “{Verb(event.undoes.verb).label}” of {it}"
    return Verb(event.verb).past.format(it=it)


def history_for(user: User, claim: Claim) -> list[Event]:
    """The events of a claim, the newest first, without the words of articles not theirs to see."""
    events = list(claim.events.select_related("actor", "undoes").order_by("-pk"))
    if sees_everything(user):
        return events
    articles = set(visible_passages(user).filter(claim=claim).values_list("article", flat=True))
    seen = set()
    for event in events:
        passages = [p for p in event.wording.get("passages", []) if p["article"] in articles]
        event.wording["passages"] = passages
        seen |= {passage["exact"] for passage in passages}
    stands_elsewhere = claim.passages.exclude(article__in=articles).exists()
    for event in events:
        told = Verb(event.verb).note_of
        is_shown = (
            told is NoteOf.CLAIM
            or (told is NoteOf.PASSAGE and event.note in seen)
            or (told is NoteOf.COPY and not stands_elsewhere)
        )
        event.note = event.note if is_shown else ""
    return events
