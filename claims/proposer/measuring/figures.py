"""Figures as lines of a table."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any


def lines_of(about: str, found: Any) -> Iterator[str]:
    """A line for each figure of a dataclass of figures, under the names that lead to it."""
    if not is_dataclass(found):
        shown = f"{found:.3f}" if isinstance(found, float) else str(found)
        yield f"{about:74}{shown:>8}"
        return
    for part in fields(found):
        yield from lines_of(f"{about}, {part.name.replace('_', ' ')}", getattr(found, part.name))
