"""What a check of a quotation gives."""

from dataclasses import dataclass
from enum import StrEnum


class QuoteState(StrEnum):
    EXACT = "exact"
    ALTERED = "altered"
    ABSENT = "absent"


class ChangeOp(StrEnum):
    """What the quotation did with the source's words."""

    REPLACE = "replace"
    DELETE = "delete"
    INSERT = "insert"
    ELISION = "elision"  # Marked by an ellipsis.
    BRACKET = "bracket"  # Marked by square brackets.


@dataclass(frozen=True)
class Change:
    """`quote` stands where the source has `source`; either may be empty.

    `fair`: True cannot change the meaning, False is never fair, None is for a person to judge.
    """

    op: ChangeOp
    quote: str
    source: str
    fair: bool | None


@dataclass(frozen=True)
class Check:
    """Where a quotation stands in its source, and what differs.

    `start` and `end` are code points of the source, of the nearest passage where the quotation is
    absent, None where nothing is near. `ratio`, 0 to 1, is the share of the quotation's words that
    stand there in their order; words in brackets do not count.
    """

    state: QuoteState
    start: int | None
    end: int | None
    ratio: float
    changes: tuple[Change, ...] = ()
