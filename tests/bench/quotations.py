"""How well quotations are checked, on PolNeAR's news articles, and how fast.

Each line of the file is an article: {text, attributions: [{content}]}, the content a list of
[start, end) offsets. A direct quotation, a content that opens with a mark, is checked against its
own article and against the next: as it stands, and with one thing changed, at a place and to a word
drawn from a fixed seed.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from claims.text.quote_checking import QuoteCheck, QuoteState, check_quote
from claims.text.quote_words import QuoteWords, quote_words_of
from claims.text.quotes import FAMILIES
from claims.text.sentences import Span
from tests.bench.speed import best_of, yardstick

MARKS_AND_STOPS = "".join(FAMILIES) + " .,;:!?…\n\t"
LEAST = 5  # Words; of fewer, one changed can be most of a quotation.
LARGE = 100_000  # Code points of the source that times are for.
NEGATIONS = ("not", "never", "no")


@dataclass(frozen=True)
class QuotationFigures:
    """Shares of 1, of the `quotations`; of those `with_negation` where one is dropped.

    `exact_in_place`: as it stands, exact at its place or at an earlier one of the same words.
    Named is the very word that was changed or dropped. `unfair_...`: said to be never fair.
    """

    quotations: int
    exact_in_place: float
    changed_word_named: float
    dropped_word_named: float
    with_negation: int
    unfair_without_negation: float
    unfair_with_not_added: float
    absent_elsewhere: float


@dataclass(frozen=True)
class QuotationSpeed:
    """Seconds, the best of ROUNDS, for a check against a source of LARGE code points.

    `altered_in_prepared` is without the time to read the words of the source.
    """

    exact: float
    altered: float
    absent: float
    altered_in_prepared: float
    yardstick: float


@dataclass(frozen=True)
class _Quoted:
    words: list[str]
    span: Span
    source: QuoteWords
    elsewhere: QuoteWords


def measured(path: Path) -> QuotationFigures:
    """The figures of the articles in the gzipped JSON lines at `path`."""
    random = Random(1)
    quotations = list(_quotations(path))
    vocabulary = sorted({word for quoted in quotations for word in quoted.words if word.isalpha()})
    counts: Counter[str] = Counter()
    for quoted in quotations:
        counts.update(name for name, right in _tried(quoted, vocabulary, random) if right)
    return QuotationFigures(
        quotations=len(quotations),
        exact_in_place=counts["exact"] / len(quotations),
        changed_word_named=counts["changed"] / len(quotations),
        dropped_word_named=counts["dropped"] / len(quotations),
        with_negation=counts["negated"],
        unfair_without_negation=counts["without"] / max(1, counts["negated"]),
        unfair_with_not_added=counts["added"] / len(quotations),
        absent_elsewhere=counts["absent"] / len(quotations),
    )


def measured_speed(path: Path) -> QuotationSpeed:
    """The speed on the articles at `path`, one after the other up to LARGE code points."""
    text = "\n\n".join(article["text"] for article in _articles(path))[:LARGE]
    source = quote_words_of(text)
    words = text[len(text) // 2 :].split()[1:31]
    exact, altered, absent = (
        " ".join(quote) for quote in (words, _changed(words, 15, "otherwise"), sorted(words))
    )
    seconds = best_of(
        lambda: check_quote(exact, quote_words_of(text)),
        lambda: check_quote(altered, quote_words_of(text)),
        lambda: check_quote(absent, quote_words_of(text)),
        lambda: check_quote(altered, source),
        yardstick,
    )
    return QuotationSpeed(*seconds)


def _articles(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield json.loads(line)


def _quotations(path: Path) -> Iterator[_Quoted]:
    articles = list(_articles(path))
    sources = [quote_words_of(article["text"]) for article in articles]
    for n, article in enumerate(articles):
        elsewhere = sources[(n + 1) % len(sources)]
        for attribution in article["attributions"]:
            for start, end in attribution["content"]:
                words = article["text"][start:end].split()
                if words and words[0][0] in FAMILIES and len(words) >= LEAST:
                    yield _Quoted(words, Span(start, end), sources[n], elsewhere)


def _tried(quoted: _Quoted, vocabulary: list[str], random: Random) -> Iterator[tuple[str, bool]]:
    """What is tried on a quotation, and whether it came out right."""
    words, source = quoted.words, quoted.source
    inner = [n for n in range(1, len(words) - 1) if any(map(str.isalnum, words[n]))]
    at = random.choice(inner)
    word = words[at]
    other = random.choice([other for other in vocabulary if other not in word])
    yield "exact", _in_place(quoted, check_quote(" ".join(words), source))
    changed = check_quote(" ".join(_changed(words, at, other)), source)
    yield "changed", any(other in c.quote and _core(word) in c.source for c in changed.changes)
    dropped = check_quote(" ".join(_changed(words, at)), source)
    yield "dropped", any(_core(word) in c.source for c in dropped.changes)
    added = check_quote(" ".join(_changed(words, at, word, "not")), source)
    yield "added", _unfair(added)
    negated = [n for n, word in enumerate(words) if word in NEGATIONS]
    if negated:
        yield "negated", True
        yield "without", _unfair(check_quote(" ".join(_changed(words, negated[0])), source))
    yield "absent", check_quote(" ".join(words), quoted.elsewhere).state is QuoteState.ABSENT


def _in_place(quoted: _Quoted, found: QuoteCheck) -> bool:
    if found.state is not QuoteState.EXACT or found.start is None or found.end is None:
        return False
    text = quoted.source.text
    wanted = _core(text[quoted.span.start : quoted.span.end])
    there = _core(text[found.start : found.end])
    return found.start <= quoted.span.end and there.casefold() == wanted.casefold()


def _unfair(found: QuoteCheck) -> bool:
    return any(change.fair is False for change in found.changes)


def _changed(words: list[str], at: int, *others: str) -> list[str]:
    return [*words[:at], *others, *words[at + 1 :]]


def _core(words: str) -> str:
    return words.strip(MARKS_AND_STOPS + "\u00a0")
