"""Each row asked for over and over, round after round, so that a slow moment falls on all alike."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from statistics import median

from claims.benchmarks.asks import Row
from claims.benchmarks.browser import Answer, Ask, Browser

WARM_UP, ROUNDS = 8, 30
CLIENTS, EACH, TIMES = 8, 3, 2
NEEDED = WARM_UP + ROUNDS + CLIENTS * EACH * TIMES


@dataclass(frozen=True)
class Measured:
    """Medians, in seconds and in bytes over the wire; `multiple` is of the row's yardstick."""

    row: Row
    alone: float
    together: float
    size: float
    multiple: float = 1.0
    multiple_together: float = 1.0


def measure(browser: Browser, rows: list[Row]) -> list[Measured]:
    """One browser after the other's answer, and then eight at once, over NEEDED requests a row."""
    asks = {row.name: iter(row.asks) for row in rows}
    for row in rows:
        for ask in islice(asks[row.name], WARM_UP):
            browser.get(ask)
    alone: dict[str, list[Answer]] = {row.name: [] for row in rows}
    together: dict[str, list[Answer]] = {row.name: [] for row in rows}
    for _ in range(ROUNDS):
        for row in rows:
            alone[row.name].append(browser.get(next(asks[row.name])))
    browsers = [browser.another() for _ in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        for _ in range(TIMES):
            for row in rows:
                together[row.name] += _at_once(pool, browsers, asks[row.name])
    return _multiplied([_medians(row, alone[row.name], together[row.name]) for row in rows])


def _at_once(
    pool: ThreadPoolExecutor, browsers: list[Browser], asks: Iterator[Ask]
) -> list[Answer]:
    shares = [list(islice(asks, EACH)) for _ in browsers]
    answers = pool.map(
        lambda pair: [pair[0].get(ask) for ask in pair[1]], zip(browsers, shares, strict=True)
    )
    return [answer for share in answers for answer in share]


def _medians(row: Row, alone: list[Answer], together: list[Answer]) -> Measured:
    return Measured(
        row,
        alone=median(answer.seconds for answer in alone),
        together=median(answer.seconds for answer in together),
        size=median(answer.size for answer in alone),
    )


def _multiplied(found: list[Measured]) -> list[Measured]:
    of_name = {one.row.name: one for one in found}
    multiplied = []
    for one in found:
        bare = of_name[one.row.yardstick]
        times, times_together = one.alone / bare.alone, one.together / bare.together
        multiplied.append(
            Measured(one.row, one.alone, one.together, one.size, times, times_together)
        )
    return multiplied
