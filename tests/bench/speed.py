"""How fast something is, beside a fixed piece of plain Python."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from time import perf_counter

from claims.proposals import proposer

ROUNDS = 5
WORDS = 1000


@dataclass(frozen=True)
class Speed:
    """Seconds, the best of ROUNDS: for an article of WORDS words, and for the yardstick."""

    article: float
    yardstick: float


def yardstick() -> dict[int, int]:
    """Counts 200,000 numbers by their remainder."""
    counts: dict[int, int] = {}
    for number in range(200_000):
        remainder = number % 997
        counts[remainder] = counts.get(remainder, 0) + 1
    return counts


def best_of(*acts: Callable[[], object]) -> list[float]:
    """The seconds that each takes, the best of ROUNDS in which they take turns."""
    rounds = [[_seconds(act) for act in acts] for _ in range(ROUNDS)]
    return [min(of_act) for of_act in zip(*rounds, strict=True)]


def measured(text: str) -> Speed:
    """How fast claims are proposed for an article cut or repeated to WORDS words."""
    propose = proposer()
    article = _of_length(text)
    published_on = date(2022, 1, 22)
    propose(article, published_on, "en")  # Patterns and weights are loaded from here on.
    return Speed(*best_of(lambda: propose(article, published_on, "en"), yardstick))


def _of_length(text: str) -> str:
    """Whole paragraphs of `text`, over and over, until they hold WORDS words."""
    paragraphs = [paragraph for paragraph in text.split("\n") if paragraph.strip()]
    article: list[str] = []
    words = 0
    while words < WORDS:
        article.append(paragraphs[len(article) % len(paragraphs)])
        words += len(article[-1].split())
    return "\n\n".join(article)


def _seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start
