"""The history of a claim, as much of it as a person may read."""

from claims.choices import Verb
from claims.models import Claim, Event, User
from claims.permissions import sees_everything
from claims.selectors.lookups import visible_passages

NOTE_IS_PASSAGE = {Verb.PLACE, Verb.UNPLACE, Verb.CONFIRM}
# Sentences with words of an article in them, whichever of the claim's articles that is.
NOTE_QUOTES = {Verb.FOLLOW, Verb.RETIRE, Verb.GO_STALE}


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
        is_foreign = event.verb in NOTE_IS_PASSAGE and event.note not in seen
        if is_foreign or (event.verb in NOTE_QUOTES and stands_elsewhere):
            event.note = ""
    return events
