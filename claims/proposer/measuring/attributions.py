"""How well attributions are read, on PolNeAR's news articles.

Each line of the file is an article: {text, attributions: [{source, cue, content}]}, each of the
three a list of [start, end) offsets. A direct quotation is a content that opens with a mark.
"""

import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.proposer.attribution import Attribution, attributions_in
from claims.text.quotes import FAMILIES, quotations_in
from claims.text.sentences import Span, sentences_of

MARKS_AND_STOPS = "".join(FAMILIES) + " .,;:!?…\n\t"


@dataclass(frozen=True)
class AttributionFigures:
    """All shares are of 1.

    `direct` counts the direct quotations; `direct_f1` asks for the same words, marks and
    stops at the ends aside; `direct_covered` are those of which an attribution holds at least half;
    `speaker_right` is how many of the covered have a source that overlaps the given one.
    Sentences are those that attributed content overlaps. Seconds are for quotations and
    attributions together, without the splitting into sentences.
    """

    articles: int
    direct: int
    direct_f1: float
    direct_covered: float
    speaker_right: float
    sentence_recall: float
    sentence_precision: float
    seconds_per_1000_words: float


@dataclass(frozen=True)
class _Given:
    """One attribution as annotated; `direct` are its contents that open with a mark."""

    sources: tuple[Span, ...]
    contents: tuple[Span, ...]
    direct: tuple[Span, ...]


def measured(path: Path) -> AttributionFigures:
    """The figures of the articles in the gzipped JSON lines at `path`."""
    counts: Counter[str] = Counter()
    seconds = 0.0
    for article in _articles(path):
        text = article["text"]
        given = [_given(text, attribution) for attribution in article["attributions"]]
        sentences = sentences_of(text, "en")
        started = time.perf_counter()
        found = attributions_in(text, sentences, quotations_in(text))
        seconds += time.perf_counter() - started
        counts["articles"] += 1
        counts["words"] += len(text.split())
        counts.update(_spans(text, given, found))
        counts.update(_speakers(given, found))
        counts.update(_sentences(sentences, given, found))
    return AttributionFigures(
        articles=counts["articles"],
        direct=counts["direct"],
        direct_f1=2 * counts["same"] / (counts["wanted"] + counts["there"]),
        direct_covered=counts["covered"] / counts["direct"],
        speaker_right=counts["right"] / counts["with source"],
        sentence_recall=counts["shared"] / counts["given sentences"],
        sentence_precision=counts["shared"] / counts["found sentences"],
        seconds_per_1000_words=1000 * seconds / counts["words"],
    )


def _spans(text: str, given: list[_Given], found: list[Attribution]) -> Counter[str]:
    wanted = {_core(text, span) for attribution in given for span in attribution.direct}
    there = {_core(text, a.content) for a in found if text[a.content.start] in FAMILIES}
    return Counter({"wanted": len(wanted), "there": len(there), "same": len(wanted & there)})


def _speakers(given: list[_Given], found: list[Attribution]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for attribution in given:
        for span in attribution.direct:
            holder = _holder(span, found)
            counts["direct"] += 1
            counts["covered"] += holder is not None
            if holder and attribution.sources:
                ours = holder.source
                counts["with source"] += 1
                counts["right"] += any(ours and s.overlaps(ours) for s in attribution.sources)
    return counts


def _sentences(
    sentences: list[Span], given: list[_Given], found: list[Attribution]
) -> Counter[str]:
    theirs = _overlapped(sentences, [span for a in given for span in a.contents])
    ours = _overlapped(sentences, [attribution.content for attribution in found])
    return Counter(
        {
            "given sentences": len(theirs),
            "found sentences": len(ours),
            "shared": len(theirs & ours),
        }
    )


def _articles(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield json.loads(line)


def _given(text: str, attribution: dict[str, Any]) -> _Given:
    contents = tuple(Span(start, end) for start, end in attribution["content"])
    return _Given(
        sources=tuple(Span(start, end) for start, end in attribution.get("source", [])),
        contents=contents,
        direct=tuple(span for span in contents if text[span.start] in FAMILIES),
    )


def _core(text: str, span: Span) -> Span:
    """The span without marks, stops and white space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(MARKS_AND_STOPS))
    return Span(start, max(start, start + len(words.strip(MARKS_AND_STOPS))))


def _holder(span: Span, found: list[Attribution]) -> Attribution | None:
    """The attribution that holds most of the span, if that is half of it or more; the tightest."""
    best = max(found, key=lambda a: (_shared(span, a.content), -_length(a.content)), default=None)
    if best is None or 2 * _shared(span, best.content) < _length(span):
        return None
    return best


def _length(span: Span) -> int:
    return span.end - span.start


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _overlapped(sentences: list[Span], contents: list[Span]) -> set[Span]:
    return {s for s in sentences if any(s.overlaps(content) for content in contents)}
