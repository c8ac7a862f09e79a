"""When a correction may go from which state to which: the one table, and the one door to it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.choices import CorrectionState, Verb
from claims.errors import Conflict, NotPermitted
from claims.models import Correction, Event, User
from claims.permissions import (
    check_can_agree,
    check_can_apply,
    check_can_rule_on,
    check_can_take_back,
    check_is_author_of,
)
from claims.text.passages import digest_of

State = CorrectionState

GONE_ON = "This correction has gone on since you opened it. This is how it stands."


@dataclass(frozen=True)
class Transition:
    """One row of the table."""

    verb: Verb
    sources: frozenset[State]
    target: State
    check: Callable[[User, Correction], None]


TRANSITIONS = [
    Transition(verb, frozenset(sources), target, check)
    for verb, sources, target, check in [
        (Verb.AGREE, [State.SUGGESTED], State.ACCEPTED, check_is_author_of),
        (Verb.COUNTER, [State.SUGGESTED], State.COUNTERED, check_is_author_of),
        (Verb.DECLINE, [State.SUGGESTED], State.DECLINED, check_is_author_of),
        (Verb.AGREE, [State.COUNTERED], State.ACCEPTED, check_can_agree),
        (Verb.RULE, [State.COUNTERED, State.DECLINED], State.UPHELD, check_can_rule_on),
        (Verb.RULE, [State.COUNTERED, State.DECLINED], State.OVERRULED, check_can_rule_on),
        (
            Verb.TAKE_BACK,
            [State.SUGGESTED, State.COUNTERED, State.DECLINED, State.ACCEPTED, State.UPHELD],
            State.WITHDRAWN,
            check_can_take_back,
        ),
        (Verb.APPLY, [State.ACCEPTED, State.UPHELD], State.APPLIED, check_can_apply),
    ]
]


@transaction.atomic
def move(
    actor: User,
    correction: Correction,
    verb: Verb,
    target: State,
    said: str = "",
    **changes: Any,
) -> Event:
    """Bring a correction one state on; its state as it was read is the one that the person saw.

    One transaction: permission, compare-and-swap on the state, the event on its article. Raises
    NotPermitted, or Conflict where another was quicker, the table has no such way, or a later
    revision edited the words: then it can only be taken back.
    """
    row = _row(verb, correction.state, target)
    row.check(actor, correction)
    correction.article.refresh_from_db(fields=["current_revision"])
    if verb not in {Verb.TAKE_BACK, Verb.APPLY} and correction.is_orphaned:
        raise Conflict("A later revision edited these words: it can only be taken back.")
    seen = Correction.objects.filter(pk=correction.pk, state=correction.state)
    changes |= {"state": target, "moved_by": actor, "moved_at": timezone.now()}
    for name, value in changes.items():
        setattr(correction, name, value)
    if not seen.update(**changes):
        raise Conflict(GONE_ON)
    return record(actor, correction, verb, said)


def record(actor: User, correction: Correction, verb: Verb, note: str) -> Event:
    return Event.objects.create(
        article=correction.article,
        actor=actor,
        verb=verb,
        note=note,
        wording=wording(correction),
    )


def wording(correction: Correction) -> dict[str, Any]:
    """What an event keeps of a correction: where it is, and its words."""
    return {
        "correction": correction.pk,
        "state": correction.state,
        "exact": correction.exact,
        "words": correction.words,
        "counter": correction.counter,
        "sha256": digest_of(correction.exact),
    }


def open_moves(actor: User, correction: Correction) -> set[str]:
    """Where this person may bring a correction now: the page offers no other ways.

    Corrections are applied together, which is a verb of the article.
    """
    found = set()
    for row in TRANSITIONS:
        if correction.state in row.sources and row.verb is not Verb.APPLY:
            with suppress(NotPermitted):
                row.check(actor, correction)
                found.add(row.target.value)
    return found & {State.WITHDRAWN} if correction.is_orphaned else found


def _row(verb: Verb, source: str, target: State) -> Transition:
    for row in TRANSITIONS:
        if (row.verb, row.target) == (verb, target) and source in row.sources:
            return row
    state = State.label_of(source).lower()
    raise Conflict(f"This correction is {state}: “{verb.label}” is not a step from there.")
