"""`manage.py propose --jsonl`: the proposals of each text, a JSON object a line in and out."""

from datetime import date
from typing import Any

from claims.management.json_lines import BadLine, Fields, JsonLinesCommand, text_in
from claims.proposals import Proposal, Proposer, proposer
from claims.text.dates import DateMention
from claims.text.figures import Figure


class Command(JsonLinesCommand):
    help = "Proposes the checkable claims of texts: {id, text, published_on?} in, proposals out."

    def answer(self, request: Fields) -> Fields:
        return proposals_for(proposer(), request)


def proposals_for(propose: Proposer, request: Fields) -> Fields:
    text = text_in(request, "text")
    proposals = propose(text, published_on_in(request), "en")
    return {"proposals": [proposal_in_json(text, proposal) for proposal in proposals]}


def published_on_in(request: Fields) -> date | None:
    written = request.get("published_on")
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except (TypeError, ValueError) as error:
        raise BadLine("published_on is no date: write it like 2022-01-31.") from error


def proposal_in_json(text: str, proposal: Proposal) -> dict[str, Any]:
    start, end = proposal.span.start, proposal.span.end
    return {
        "start": start,
        "end": end,
        "exact": text[start:end],
        "kind": proposal.kind,
        "claimant": proposal.claimant,
        "figure": proposal.figure and figure_in_json(text, proposal.figure),
        "dates": [date_in_json(text, dated) for dated in proposal.dates],
        "cues": proposal.cues,
        "score": proposal.score,
    }


def figure_in_json(text: str, figure: Figure) -> dict[str, Any]:
    return {
        "text": text[figure.span.start : figure.span.end],
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "qualifier": figure.qualifier,
    }


def date_in_json(text: str, dated: DateMention) -> dict[str, Any]:
    start, end = dated.span.start, dated.span.end
    return {
        "text": text[start:end],
        "start": start,
        "end": end,
        "from": dated.first and dated.first.isoformat(),
        "to": dated.last and dated.last.isoformat(),
        "reading": dated.reading,
    }
