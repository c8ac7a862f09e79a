"""The proposer that this desk uses, and how its proposals are kept until they are claims."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from claims.choices import ClaimantKind, Kind, Qualifier
from claims.text.dates import Dated
from claims.text.figures import Figure
from claims.text.proposals import Proposal, Proposer
from claims.text.sentences import Span


def proposer() -> Proposer:
    """The function that the setting PROPOSER names."""
    found: Proposer = import_string(settings.PROPOSER)
    return found


def kept(proposal: Proposal) -> dict[str, Any]:
    """A proposal as JSON can hold it; `restored` makes it again."""
    return asdict(proposal) | {"dates": [_kept_date(dated) for dated in proposal.dates]}


def restored(row: dict[str, Any]) -> Proposal:
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
            Dated(Span(**d["span"]), _date(d["first"]), _date(d["last"]), d["reading"])
            for d in row["dates"]
        ),
        cues=tuple(row["cues"]),
        score=row["score"],
    )


def _kept_date(dated: Dated) -> dict[str, Any]:
    return asdict(dated) | {
        "first": dated.first and dated.first.isoformat(),
        "last": dated.last and dated.last.isoformat(),
    }


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
