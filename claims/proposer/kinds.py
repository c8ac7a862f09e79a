"""What kind of assertion a clause makes, with the words that tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claims.choices import Kind
from claims.proposer.attribution import Attribution
from claims.proposer.kind_words import (
    ACTS,
    CONDITIONAL,
    DONE,
    FUTURE,
    LAW,
    OWN_COMMITMENT,
    OWN_FUTURE,
    POSSIBLE,
    RULE_BEFORE,
    RULE_SAYS,
    SCHEDULED,
    STATE,
    SUBORDINATE,
    VERBS,
    VIEWS,
)
from claims.text.dates import DateMention
from claims.text.figures import Figure
from claims.text.sentences import Span


@dataclass(frozen=True)
class Classification:
    """A kind, and the cue for it in an editor's words."""

    kind: Kind
    cue: str


# The words of a quotation that may tell what its speaker does: “willing to consider …”
_OPENING = re.compile(r"(?:\S+\s+){0,2}\S+")
# Behind these words something is told about somebody, not what the clause says.
BESIDE = re.compile(r"\b(?:if|unless|which|who|whose)\b")
SHOWN = 60  # Code points of the text that a cue shows.

_LONG_AGO = timedelta(days=365)


def kind_of(
    text: str,
    span: Span,
    attribution: Attribution | None,
    figure: Figure | None,
    dates: Sequence[DateMention],
    published_on: date | None,
) -> Classification:
    """The kind of what English text[span] asserts; `attribution` says whose words it is."""
    words = text[span.start : span.end]
    return (
        _explained_rule(text, span)
        or _act(text, span, attribution, figure)
        or _found(Kind.COMMITMENT, OWN_COMMITMENT, words)
        or _quotation(text, span, attribution)
        or _found(Kind.LAW, LAW, words)
        or _future(text, span, attribution, figure, dates)
        or _figure(text, figure)
        or _event(words, dates, published_on, attribution)
    )


def kind_by_marks_of(
    text: str, span: Span, attribution: Attribution | None, figure: Figure | None
) -> Classification:
    """The kind of what text[span] asserts in a language whose words are not read here."""
    return (
        _quotation(text, span, attribution)
        or _figure(text, figure)
        or Classification(Kind.EVENT, "an event: it tells what happened")
    )


def _figure(text: str, figure: Figure | None) -> Classification | None:
    return Classification(Kind.FIGURE, figure_cue(text, figure)) if figure else None


def figure_cue(text: str, figure: Figure) -> str:
    return cue_for(Kind.FIGURE, text[figure.span.start : figure.span.end])


def cue_for(kind: Kind, words: str) -> str:
    """'a denial: “denied”', the words in one line and not too long."""
    words = " ".join(words.split())
    if len(words) > SHOWN:
        words = words[:SHOWN].rsplit(maxsplit=1)[0] + " …"
    return f"{kind.phrase}: “{words}”"


def _typed(kind: Kind, words: str) -> Classification:
    return Classification(kind, cue_for(kind, words))


def _found(kind: Kind, pattern: re.Pattern[str], words: str) -> Classification | None:
    match = pattern.search(words)
    return _typed(kind, match[0]) if match else None


def _act(
    text: str, span: Span, attribution: Attribution | None, figure: Figure | None
) -> Classification | None:
    """What is done by speaking: denied, demanded, promised. What comes first is the main thing."""
    words = _own_words(text, span, attribution)
    found = [(kind, match) for kind, pattern in ACTS if (match := pattern.search(words))]
    if found:
        kind, match = min(found, key=lambda act: act[1].start())
        counts = figure is not None and figure.span.end - span.start <= match.start()
        if kind is Kind.POSITION and counts:
            return None  # 'Two thirds of voters backed it' is about how many did.
        return _typed(kind, match[0])
    if attribution is None:
        return None
    if attribution.verb in VERBS:
        return _typed(VERBS[attribution.verb], attribution.verb)
    if attribution.verb in VIEWS and not attribution.quotations:
        return _typed(Kind.POSITION, attribution.verb)
    return None if figure else _found(Kind.COMMITMENT, CONDITIONAL, words)


def _own_words(text: str, span: Span, attribution: Attribution | None) -> str:
    """text[span] with long quotations cut short: what they speak of is not what is done by them."""
    pieces, place = [], span.start
    for quotation in attribution.quotations if attribution else ():
        opening = _OPENING.match(text, quotation.words.start, quotation.words.end)
        if opening and span.contains(quotation.span) and place <= quotation.span.start:
            pieces.append(text[place : opening.end()])
            place = quotation.words.end
    return "".join([*pieces, text[place : span.end]])


def _quotation(text: str, span: Span, attribution: Attribution | None) -> Classification | None:
    for quotation in attribution.quotations if attribution else ():
        words = text[quotation.words.start : quotation.words.end]
        is_all = attribution is not None and quotation.span == attribution.content
        if quotation.span.overlaps(span) and (is_all or len(words.split()) > 1):
            return _typed(Kind.QUOTATION, words)
    return None


def _explained_rule(text: str, span: Span) -> Classification | None:
    """What stands behind 'its core principles:'."""
    before = RULE_BEFORE.search(text[max(0, span.start - SHOWN) : span.start])
    if before and RULE_SAYS.search(text, span.start, span.end):
        return _typed(Kind.LAW, before[1])
    return None


def _future(
    text: str,
    span: Span,
    attribution: Attribution | None,
    figure: Figure | None,
    dates: Sequence[DateMention],
) -> Classification | None:
    """What is to come: promised by who speaks, announced for a day, or else foretold."""
    words = BESIDE.split(text[span.start : span.end], maxsplit=1)[0]
    if attribution and attribution.speaker:
        said = max(attribution.content.start, span.start)
        promised = OWN_FUTURE.match(text, said, span.end)
        if promised and promised["who"].lower() in attribution.pronouns:
            return _typed(Kind.COMMITMENT, promised[0])
    if future := FUTURE.search(words):
        announced = SCHEDULED.search(words) and any(dated.first for dated in dates)
        if announced or any(dated.first and dated.first == dated.last for dated in dates):
            return Classification(Kind.EVENT, "an event: it has a date")
        return _typed(Kind.PREDICTION, future[0])
    if figure or dates or attribution:
        return _found(Kind.PREDICTION, POSSIBLE, words)
    return None


def _event(
    words: str,
    dates: Sequence[DateMention],
    published_on: date | None,
    attribution: Attribution | None,
) -> Classification:
    """What happened, is or will be, in the article's own words or another's."""
    last = max((dated.last for dated in dates if dated.last), default=None)
    if last and published_on and published_on - last > _LONG_AGO:
        return Classification(Kind.BACKGROUND, f"background: it dates from {last.year}")
    if dates:
        return Classification(Kind.EVENT, "an event: it has a date")
    if attribution:
        return Classification(Kind.POSITION, "a position: it is said by somebody")
    if DONE.search(words):
        return Classification(Kind.EVENT, "an event: it tells what happened")
    if state := _found(Kind.BACKGROUND, STATE, SUBORDINATE.split(words, maxsplit=1)[0]):
        return state
    return Classification(Kind.EVENT, "an event: it tells what happened")
