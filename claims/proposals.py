"""What a proposer gives, which proposer this desk uses, and how proposals are kept as JSON."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from claims.choices import ClaimantKind, Kind, Qualifier
from claims.text.dates import DateMention
from claims.text.figures import Figure
from claims.text.sentences import Span


@dataclass(frozen=True)
class Proposal:
    """One checkable assertion at `span`; `statement` is it as one neutral sentence.

    `claimant` is who makes it (None: the article's own voice), `claimant_kind` what that is.
    `cues` say in an editor's words what led to it. `score` from 0 to 1 orders, nothing more.
    """

    span: Span
    statement: str
    kind: Kind
    claimant: str | None
    claimant_kind: ClaimantKind | None
    figure: Figure | None
    dates: tuple[DateMention, ...]
    cues: tuple[str, ...]
    score: float


# Takes the text, the day it was published (relative dates count from it; without it from the date
# that the text gives itself) and an ISO 639-1 code of its language. Gives proposals in order.
Proposer = Callable[[str, date | None, str], list[Proposal]]


def proposer() -> Proposer:
    """The function that the setting PROPOSER names."""
    found: Proposer = import_string(settings.PROPOSER)
    return found


def to_json(proposal: Proposal) -> dict[str, Any]:
    """A proposal as JSON can hold it; `from_json` makes it again."""
    return asdict(proposal) | {"dates": [_date_to_json(dated) for dated in proposal.dates]}


def from_json(row: dict[str, Any]) -> Proposal:
    figure = row["figure"]
    return Proposal(
        span=Span(**row["span"]),
        statement=row["statement"],
        kind=Kind(row["kind"]),
        claimant=row["claimant"],
        claimant_kind=row["claimant_kind"] and ClaimantKind(row["claimant_kind"]),
        figure=figure
        and Figure(
            Span(**figure["span"]),
            figure["low"],
            figure["high"],
            figure["unit"],
            Qualifier(figure["qualifier"]),
        ),
        dates=tuple(
            DateMention(Span(**d["span"]), _day(d["first"]), _day(d["last"]), d["reading"])
            for d in row["dates"]
        ),
        cues=tuple(row["cues"]),
        score=row["score"],
    )


def _date_to_json(dated: DateMention) -> dict[str, Any]:
    return asdict(dated) | {
        "first": dated.first and dated.first.isoformat(),
        "last": dated.last and dated.last.isoformat(),
    }


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
