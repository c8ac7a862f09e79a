"""Which figure of a clause the clause is about, and what it counts."""

import re
from collections.abc import Iterable

from claims.text.figures import Figure
from claims.text.sentences import Span

COMPOUND = re.compile(r"\d[-‑][^\W\d_]")
_PERIODS = frozenset({"days", "decades", "hours", "minutes", "months", "weeks", "years"})

# Before a small number that is known already: 'the two countries', 'its three ports'.
KNOWN = re.compile(r"\b(?:her|his|its|our|the|their|these|those)\s+\Z", re.IGNORECASE)
_SMALL = 3

# The words that a figure counts, as far as they stand right after it.
_COUNTED = re.compile(r"(?:[-‑ ][\w’'%]{1,30}){0,3}")
UNFINISHED = re.compile(r"(?: (?:a|an|and|at|but|by|for|from|in|of|on|or|than|the|to|were|with))+$")


def main_figure(text: str, figures: Iterable[Figure], within: Span) -> Figure | None:
    """The first figure that does more than describe ('the 30-member alliance') or time ('in two
    years'); else the first that times."""
    counting = [
        figure
        for figure in figures
        if within.contains(figure.span)
        and not is_known(text, figure)
        and not COMPOUND.search(text, figure.span.start, figure.span.end + 2)
    ]
    return min(counting, key=lambda figure: figure.unit in _PERIODS, default=None)


def is_known(text: str, figure: Figure) -> bool:
    """Whether a number only takes up what was said before."""
    is_small = figure.low == figure.high and figure.low is not None and figure.low <= _SMALL
    before = text[max(0, figure.span.start - len("these  ")) : figure.span.start]
    return is_small and figure.unit.isalpha() and KNOWN.search(before) is not None


def phrase_of(text: str, figure: Figure, within: Span) -> Span:
    """The figure with a few words of what it counts."""
    counted = _COUNTED.match(text, figure.span.end, within.end)
    end = counted.end() if counted else figure.span.end
    words = UNFINISHED.sub("", text[figure.span.start : end])
    return Span(figure.span.start, max(figure.span.start + len(words), figure.span.end))
