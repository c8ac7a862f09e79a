"""Each row asked for over and over, round after round, so that a slow moment falls on all alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from math import nan
from statistics import median

from tests.bench.browser import Answer, Browser, Request
from tests.bench.rows import Row

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
    """One browser after the other's answer, and then eight at once, over NEEDED requests a row.

    A small desk has too few claims for that many steps: what is not measured is nan.
    """
    requests = {row.name: iter(row.requests) for row in rows}
    for row in rows:
        for request in islice(requests[row.name], WARM_UP):
            browser.get(request)
    alone: dict[str, list[Answer]] = {row.name: [] for row in rows}
    together: dict[str, list[Answer]] = {row.name: [] for row in rows}
    for _ in range(ROUNDS):
        for row in rows:
            alone[row.name] += map(browser.get, islice(requests[row.name], 1))
    browsers = [browser.another() for _ in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        for _ in range(TIMES):
            for row in rows:
                together[row.name] += _at_once(pool, browsers, requests[row.name])
    return _multiplied([_medians(row, alone[row.name], together[row.name]) for row in rows])


def _at_once(
    pool: ThreadPoolExecutor, browsers: list[Browser], requests: Iterator[Request]
) -> list[Answer]:
    shares = [list(islice(requests, EACH)) for _ in browsers]
    answers = pool.map(
        lambda pair: [pair[0].get(request) for request in pair[1]],
        zip(browsers, shares, strict=True),
    )
    return [answer for share in answers for answer in share]


def _medians(row: Row, alone: list[Answer], together: list[Answer]) -> Measured:
    return Measured(
        row,
        alone=_median(answer.seconds for answer in alone),
        together=_median(answer.seconds for answer in together),
        size=_median(answer.size for answer in alone),
    )


def _median(figures: Iterable[float]) -> float:
    found = list(figures)
    return median(found) if found else nan


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


def table(found: Mapping[int, Sequence[Measured]]) -> Iterator[str]:
    """A line a row, and for each size what was measured at it; the sizes grow."""
    sizes = list(found)
    heads = ["", "at most", *(f"{size:,}" for size in sizes)]
    heads += ["growth"] if len(sizes) > 1 else []
    yield _line(heads)
    yield _line(["---", *["---:"] * (len(heads) - 1)])
    for of_row in zip(*found.values(), strict=True):
        row, times = of_row[0].row, [one.multiple for one in of_row]
        cells = [row.name, str(row.budget), *map(_cell, of_row)]
        if len(sizes) > 1:
            cells.append(f"{times[-1] / times[0]:.2f}")
        yield _line(cells)


def _cell(one: Measured) -> str:
    return (
        f"{one.multiple:.1f} ({one.alone * 1000:.1f} ms, {one.size / 1024:.0f} KB;"
        f" 8 at once {one.multiple_together:.1f})"
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
