"""How well passages are followed through real revisions, and how fast.

Each line of the file is an article: {versions: [text, ...]}, from the oldest on. Every sentence is
looked for in the next version.
"""

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rapidfuzz.distance import Indel
from rapidfuzz.process import extractOne

from claims.text.passages import ALIKE
from claims.text.reanchoring import Placing, PlacingState, reanchored
from claims.text.sentences import Span, sentences_of
from tests.bench.speed import best_of, yardstick

NEAR = 0.4
WORDS = 5000
PASSAGES = 400
EDITED_EACH = 10  # One word in so many is replaced in the text that is timed.


@dataclass(frozen=True)
class RevisionFigures:
    """All shares are of 1; seconds are the best of five rounds.

    `followed` is how many of the sentences that stand once in both versions, word for word, are
    placed there. `far_lost` is how many of those are lost that are like no sentence of the new
    version: a normalised Indel similarity of letters under NEAR. `on_other_words` counts sentences
    that were called placed on words other than their own. `seconds` is for PASSAGES passages of
    WORDS words, every tenth of them replaced.
    """

    pairs: int
    sentences: int
    once_in_both: int
    followed: float
    far: int
    far_lost: float
    on_other_words: int
    seconds: float
    yardstick: float


def measured(path: Path) -> RevisionFigures:
    """The figures of the articles in the gzipped JSON lines at `path`."""
    articles = list(_articles(path))
    counts: Counter[str] = Counter()
    for versions in articles:
        for old, new in pairwise(versions):
            counts.update(_counted(old, new))
    seconds, fixed = _timed("\n\n".join(versions[0] for versions in articles))
    return RevisionFigures(
        pairs=counts["pairs"],
        sentences=counts["sentences"],
        once_in_both=counts["once"],
        followed=counts["followed"] / max(1, counts["once"]),
        far=counts["far"],
        far_lost=counts["far lost"] / max(1, counts["far"]),
        on_other_words=counts["on other words"],
        seconds=seconds,
        yardstick=fixed,
    )


def _articles(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield json.loads(line)["versions"]


def _counted(old: str, new: str) -> Counter[str]:
    spans = sentences_of(old, "en")
    theirs = [new[span.start : span.end] for span in sentences_of(new, "en")]
    counts = Counter({"pairs": 1, "sentences": len(spans)})
    for span, placing in zip(spans, reanchored(old, new, spans), strict=True):
        words = old[span.start : span.end]
        if old.count(words) == new.count(words) == 1:
            there = Span(new.index(words), new.index(words) + len(words))
            counts["once"] += 1
            counts["followed"] += placing == Placing(PlacingState.PLACED, there, 1.0)
        if not extractOne(words, theirs, scorer=Indel.normalized_similarity, score_cutoff=NEAR):
            counts["far"] += 1
            counts["far lost"] += placing.state is PlacingState.LOST
        counts["on other words"] += _on_other_words(words, new, placing)
    return counts


def _on_other_words(words: str, new: str, placing: Placing) -> bool:
    if placing.state is not PlacingState.PLACED or placing.span is None:
        return False
    there = new[placing.span.start : placing.span.end]
    return words.translate(ALIKE).split() != there.translate(ALIKE).split()


def _timed(text: str) -> list[float]:
    """Seconds for the passages, and for the yardstick."""
    words = text.split(" ")
    words = (words * (WORDS // len(words) + 1))[:WORDS]
    old = " ".join(words)
    chance = random.Random(1)
    words = [chance.choice(words) if n % EDITED_EACH == 0 else word for n, word in enumerate(words)]
    sentences = sentences_of(old, "en")
    passages = [sentences[n * len(sentences) // PASSAGES] for n in range(PASSAGES)]
    return best_of(lambda: reanchored(old, " ".join(words), passages), yardstick)
