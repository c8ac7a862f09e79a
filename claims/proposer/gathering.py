"""Everything that the parts of the engine find in a text, sentence by sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from claims.proposer.attribution import Attribution, attributions_in
from claims.proposer.attribution.turns import turns_in
from claims.text.dates import DateMention, dateline_of, dates_in
from claims.text.figure_labels import MONTH_PATTERN
from claims.text.figures import Figure, figures_in
from claims.text.quotes import quotations_in
from claims.text.sentences import Span, grouped_by_span, sentences_of


@dataclass(frozen=True)
class AnalysedSentence:
    """The sentence of `text` at `span`, and what overlaps it; `quoted` are whole quotations.

    `language` is an ISO 639-1 code. `published_on` is the day from which relative dates count,
    None where nothing tells it.
    """

    text: str
    span: Span
    language: str
    published_on: date | None
    quoted: Sequence[Span]
    attributions: Sequence[Attribution]
    figures: Sequence[Figure]
    dates: Sequence[DateMention]

    @property
    def words(self) -> str:
        return self.text[self.span.start : self.span.end]

    @property
    def is_english(self) -> bool:
        return self.language == "en"


def analysed_sentences(
    text: str, published_on: date | None, language: str
) -> Iterator[AnalysedSentence]:
    """The sentences of `text` in order, without datelines and the labels of an interview."""
    published_on = published_on or dateline_of(text)
    spans = list(_told_spans(text, language))
    quotations = quotations_in(text)
    dates = dates_in(text, spans, published_on)
    shelves = zip(
        spans,
        grouped_by_span(spans, [q.span for q in quotations if q.depth == 0], lambda span: span),
        grouped_by_span(spans, attributions_in(text, spans, quotations), whole_of),
        grouped_by_span(spans, _undated(figures_in(text), dates), lambda figure: figure.span),
        grouped_by_span(spans, dates, lambda dated: dated.span),
        strict=True,
    )
    for span, quoted, attributed, figures, dated in shelves:
        sentence = AnalysedSentence(
            text, span, language, published_on, quoted, attributed, figures, dated
        )
        if not _is_dateline(sentence):
            yield sentence


def _told_spans(text: str, language: str) -> Iterator[Span]:
    """The sentences without what stands before what they tell."""
    words_of_turns = {turn.label.start: turn.words.start for turn in turns_in(text)}
    for span in sentences_of(text, language):
        start = words_of_turns.get(span.start, span.start)
        if dateline := DATELINE.match(text, start, span.end):
            start = dateline.end()
        yield Span(start, span.end) if start < span.end else span


def whole_of(attribution: Attribution) -> Span:
    """From the first to the last word of what is said and of who says it, but for a label."""
    if attribution.cue is None:
        return attribution.content
    parts = [p for p in (attribution.content, attribution.source, attribution.cue) if p]
    return Span(min(p.start for p in parts), max(p.end for p in parts))


def _undated(figures: Sequence[Figure], dates: Sequence[DateMention]) -> list[Figure]:
    """The figures that are no part of a date."""
    of_dates = grouped_by_span([dated.span for dated in dates], figures, lambda figure: figure.span)
    taken = {figure.span for shelf in of_dates for figure in shelf}
    return [figure for figure in figures if figure.span not in taken]


# What opens the copy of an agency: 'OSLO (Reuters) -', 'Paris, 3 May 2022 —'.
_NAME = r"[^\W\d_a-z][\w.'’-]{1,30}"
_DAY = rf"(?:\d{{1,2}} {MONTH_PATTERN}|{MONTH_PATTERN}\.? \d{{1,2}})(?:,? \d{{4}})?"
DATELINE = re.compile(
    rf"(?:[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{{2,30}}(?:, [\w., ]{{2,30}})?|{_NAME}(?:,? {_NAME}){{0,4}}, {_DAY})"
    r"(?: \([\w ]{2,20}\))?\s?[—–-]{1,2}\s(?=[^\sa-z])"
)
# Beside the date of a dateline: a day of the week, a comma.
DATELINE_EXTRA = 5


def _is_dateline(sentence: AnalysedSentence) -> bool:
    dated = sum(d.span.end - d.span.start for d in sentence.dates)
    return dated > 0 and len(sentence.words) - dated <= DATELINE_EXTRA
