"""Queries to the reporter; corrections of the text, negotiated on the record and applied."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from claims import correction_workflow
from claims.choices import CorrectionState, Decision, OpenItem, Verb
from claims.errors import Conflict, Incomplete, TextRefused
from claims.models import Article, Claim, Correction, Event, Query, Revision, Ruling, User
from claims.permissions import (
    check_can_answer_query,
    check_can_enter,
    check_can_revise,
    check_can_rule_on,
)
from claims.services.revisions import revise
from claims.services.saving import check, locked, record_on_article, store
from claims.text.cleaning import normalised, stored_text
from claims.text.passages import anchor_at
from claims.text.sentences import Span


@transaction.atomic
def ask_query(
    actor: User,
    article: Article,
    question: str,
    claim: Claim | None = None,
    words: str = "",
    start: int | None = None,
) -> Query:
    """Ask who handed the article in about one of its claims, or about some words of it.

    `start` is where the words begin in the current revision, in code points; a place that has
    other words is not kept.
    """
    check_can_enter(actor)
    if not question.strip():
        raise Incomplete("Type the question.", "question")
    check_stands_in(article, claim)
    query = Query(
        article=article, claim=claim, words=words, question=question.strip(), asked_by=actor
    )
    revision = article.current_revision
    if words and start is not None and revision.text.startswith(words, start):
        query.revision, query.start, query.end = revision, start, start + len(words)
    store(query)
    _record(actor, query, Verb.ASK, query.question)
    return query


@transaction.atomic
def answer_query(actor: User, query: Query, answer: str) -> Query:
    """Answer it, once. Raises Conflict where another was quicker."""
    check_can_answer_query(actor, query)
    if not answer.strip():
        raise Incomplete("Type the answer.", "answer")
    query.answer, query.answered_by, query.answered_at = answer.strip(), actor, timezone.now()
    check(query)
    waiting = Query.objects.filter(pk=query.pk, answer="")
    if not waiting.update(answer=query.answer, answered_by=actor, answered_at=query.answered_at):
        raise Conflict("This query was answered meanwhile.")
    _record(actor, query, Verb.ANSWER, query.answer)
    return query


def check_stands_in(article: Article, claim: Claim | None) -> None:
    if claim and not claim.passages.filter(article=article).exists():
        raise Incomplete(f"Claim {claim.pk} does not stand in this article.", "claim")


def _record(actor: User, query: Query, verb: Verb, note: str) -> None:
    about = {"query": query.pk, "claim": query.claim_id, "words": query.words}
    record_on_article(query.article, actor, verb, note, **about)


State = CorrectionState
AGREED = [State.ACCEPTED, State.UPHELD]
PLACE_FIELDS = ["revision", "start", "end", "exact"]
AGREED_OTHERWISE = (
    "What is agreed has changed since you opened this page. Nothing was applied: read what is"
    " agreed now."
)

OPENING = "“‘„‚«‹([\"'"  # No space stands after these,
CLOSING = ".,;:!?\n"  # No space stands before these.


@transaction.atomic
def suggest_correction(
    actor: User,
    revision: Revision,
    start: int,
    end: int,
    words: str,
    reason: str,
    claim: Claim | None = None,
) -> Correction:
    """Ask that text[start:end] of the current revision read `words`; '' strikes it.

    Raises NotPermitted, Conflict where a later revision came in, and Incomplete, about 'words',
    'new_words' or 'reason'.
    """
    check_can_enter(actor)
    if not reason.strip():
        raise Incomplete("Say why.", "reason")
    check_stands_in(revision.article, claim)
    # A revision that comes in at the same time finds the correction, or the correction it.
    if locked(revision.article).current_revision_id != revision.pk:
        raise Conflict("A later revision of this article has come in: suggest it there.")
    try:
        anchor = anchor_at(revision.text, start, end)
    except ValueError as error:
        raise Incomplete(str(error), "words") from error
    words = _as_stored(words, Span(anchor.start, anchor.end), revision.text, "new_words")
    if words == anchor.exact:
        raise Incomplete("These are the words that stand there.", "new_words")
    correction = Correction(
        article=revision.article,
        revision=revision,
        claim=claim,
        start=anchor.start,
        end=anchor.end,
        exact=anchor.exact,
        words=words,
        reason=reason.strip(),
        suggested_by=actor,
    )
    store(correction)
    correction_workflow.record(actor, correction, Verb.SUGGEST, correction.reason)
    return correction


def agree_correction(actor: User, correction: Correction) -> Event:
    """The reporter accepts what was suggested; or the desk what the reporter would have."""
    is_countered = correction.state == State.COUNTERED
    words = correction.counter if is_countered else correction.words
    return correction_workflow.move(actor, correction, Verb.AGREE, State.ACCEPTED, words=words)


def counter_correction(actor: User, correction: Correction, words: str, reason: str) -> Event:
    """The reporter would have other words, and says why."""
    _check_reason(reason, "reason")
    span = Span(correction.start, correction.end)
    words = _as_stored(words, span, correction.revision.text, "words")
    if words in {correction.exact, correction.words}:
        raise Incomplete("Type words other than those there and those suggested.", "words")
    answer = reason.strip()
    return correction_workflow.move(
        actor,
        correction,
        Verb.COUNTER,
        State.COUNTERED,
        answer,
        counter=words,
        answer=answer,
        answered_by=actor,
    )


def decline_correction(actor: User, correction: Correction, reason: str) -> Event:
    _check_reason(reason, "reason")
    answer = reason.strip()
    return correction_workflow.move(
        actor, correction, Verb.DECLINE, State.DECLINED, answer, answer=answer, answered_by=actor
    )


@transaction.atomic
def rule_correction(actor: User, correction: Correction, decision: str, reason: str) -> Ruling:
    """The editor's word where they differ: what was suggested stands, or the copy does."""
    check_can_rule_on(actor, correction)
    _check_reason(reason, "reason")
    if decision not in {Decision.UPHELD, Decision.OVERRULED}:
        raise Incomplete("Choose what you decide.", "decision")
    target = State.UPHELD if decision == Decision.UPHELD else State.OVERRULED
    correction_workflow.move(actor, correction, Verb.RULE, target, reason.strip())
    ruling = Ruling(
        article=correction.article,
        item=OpenItem.CORRECTION,
        key=f"{correction.pk} {correction.state}",
        about=f"“{correction.exact}” is to read “{correction.words}”",
        claim=correction.claim,
        correction=correction,
        decision=decision,
        reason=reason.strip(),
        ruled_by=actor,
    )
    store(ruling)
    return ruling


def take_back_correction(actor: User, correction: Correction) -> Event:
    return correction_workflow.move(actor, correction, Verb.TAKE_BACK, State.WITHDRAWN)


@transaction.atomic
def apply_corrections(
    actor: User, article: Article, seen_number: int, seen_keys: Collection[int]
) -> Revision:
    """Make the next revision of everything that was agreed or upheld.

    `seen_keys` are the corrections that the person read as those to be applied. Raises Conflict
    where others are agreed now, or none, where two change the same words, or where another
    revision came in meanwhile.
    """
    check_can_revise(actor, article)
    now = locked(article)
    last = now.current_revision
    agreed = list(last.corrections.filter(state__in=AGREED).order_by("start", "pk"))
    if not agreed:
        raise Conflict("No correction is agreed that could be applied.")
    if {correction.pk for correction in agreed} != set(seen_keys):
        raise Conflict(AGREED_OTHERWISE)
    _check_apart(agreed)
    revision = revise(actor, article, seen_number, corrected(last.text, agreed))
    for correction in agreed:
        note = _note(now, correction)
        done = {"applied_in": revision, "note": note}
        # The new text may have the old words too: the correction is of those in the last one.
        place = {name: getattr(correction, name) for name in PLACE_FIELDS}
        correction_workflow.move(
            actor, correction, Verb.APPLY, State.APPLIED, note, **done, **place
        )
    return revision


def overlapping(corrections: Sequence[Correction]) -> list[tuple[Correction, Correction]]:
    """Pairs of neighbours that change the same words, in the order of the text."""
    ordered = sorted(corrections, key=lambda c: (c.start, c.pk))
    return [(one, other) for one, other in pairwise(ordered) if other.start < one.end]


def _check_apart(corrections: Sequence[Correction]) -> None:
    for one, other in overlapping(corrections):
        raise Conflict(
            f"Corrections {one.pk} and {other.pk} change the same words: take one of them back."
        )


def corrected(text: str, corrections: Sequence[Correction]) -> str:
    """The text with the words of each in place of those that it is of, and no space left double
    where words are struck. The corrections are in the order of the text, and apart."""
    for correction in reversed(corrections):
        before, after = text[: correction.start], text[correction.end :]
        if not correction.words:
            before, after = _closed_up(before, after)
        text = before + correction.words + after
    return text


def _closed_up(before: str, after: str) -> tuple[str, str]:
    """Without the space, or the empty paragraph, that struck words leave behind."""
    if before.endswith("\n") and not after.strip("\n"):
        return before.rstrip("\n"), ""
    if (not before or before.endswith("\n")) and after.startswith("\n"):
        above, below = before.rstrip("\n"), after.lstrip("\n")
        gap = max(len(before) - len(above), len(after) - len(below)) if above else 0
        return above + "\n" * gap, below
    if not before or before[-1].isspace() or before[-1] in OPENING:
        after = after.removeprefix(" ")
    if not after or after[0] in CLOSING:
        before = before.removesuffix(" ")
    return before, after


def _as_stored(words: str, span: Span, text: str, field: str) -> str:
    """Words as the next text will have them in place of text[span]."""
    try:
        words = stored_text(words)
    except TextRefused as refusal:
        raise Incomplete(str(refusal), field) from refusal
    corrected = text[: span.start] + words + text[span.end :]
    if normalised(corrected) != corrected:
        raise Incomplete("These run together with the letters beside them: take those in.", field)
    return words


def _note(article: Article, correction: Correction) -> str:
    """What readers are told of a correction after publication; '' before."""
    if article.published_at is None:
        return ""
    day = date_format(timezone.localdate(), "j F Y")
    became = (
        f"it should have read “{correction.words}”"
        if correction.words
        else "these words were taken out"
    )
    return f"Correction, {day}: an earlier version read “{correction.exact}”; {became}."


def _check_reason(reason: str, field: str) -> None:
    if not reason.strip():
        raise Incomplete("Give the reason.", field)
