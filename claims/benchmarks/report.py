"""The benchmark's table, as Markdown: it reads as well in a terminal."""

from collections.abc import Iterator, Mapping, Sequence

from claims.benchmarks.measuring import Measured


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
