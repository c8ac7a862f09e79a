"""What a rule of the desk is that a database can be asked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """`sql` gives the ids of the `rows` that break what `name` says."""

    name: str
    rows: str
    sql: str


@dataclass(frozen=True)
class TextRule:
    """What takes more than SQL: `broken` gives the ids of the `rows` that break it, ascending."""

    name: str
    rows: str
    broken: Callable[[], Iterable[int]]
