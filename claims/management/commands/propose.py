"""`manage.py propose --jsonl`: the proposals of each text, a JSON object a line in and out."""

import json
import math
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date
from typing import Any, BinaryIO, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from claims.text.dates import Dated
from claims.text.figures import Figure
from claims.text.proposals import Proposal, Proposer


class BadLine(Exception):
    """A line that cannot be answered; `line_id` is what it calls itself, as far as that is known.

    The message is a sentence for whoever wrote the line.
    """

    def __init__(self, message: str, line_id: Any = None) -> None:
        super().__init__(message)
        self.line_id = line_id


class Command(BaseCommand):
    help = "Proposes the checkable claims of texts: {id, text, published_on?} in, proposals out."
    requires_system_checks = []  # It needs no database, nor anything else that could be wrong.

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--jsonl",
            action="store_true",
            required=True,
            help="Read JSON objects from standard input, one a line; write a reply a line.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        propose: Proposer = import_string(settings.PROPOSER)
        try:
            for reply in replies(sys.stdin.buffer, propose):
                self.stdout.write(reply)
                self.stdout.flush()
        except BrokenPipeError:
            # The reader has gone. Python flushes once more as it ends: that must not fail as well.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def replies(lines: BinaryIO | Iterable[bytes], propose: Proposer) -> Iterable[str]:
    """A line of JSON for each of `lines`, as it is asked for."""
    for line in lines:
        try:
            yield reply_to(line, propose)
        except BadLine as bad:
            yield json.dumps({"id": bad.line_id, "error": str(bad)})


def reply_to(line: bytes, propose: Proposer) -> str:
    """The proposals of the text in `line`, in JSON. Raises BadLine."""
    request = request_in(line)
    text = request.get("text")
    if not isinstance(text, str):
        said = "has no text" if text is None else "has a text that is not a string"
        raise BadLine(f"The object {said}.", request.get("id"))
    proposals = propose(text, published_on_in(request), "en")
    return json.dumps(
        {
            "id": request.get("id"),
            "proposals": [proposal_in_json(text, proposal) for proposal in proposals],
        }
    )


def request_in(line: bytes) -> dict[str, Any]:
    """The object in `line`, whose id can be written back as it came. Raises BadLine."""
    try:
        request = json.loads(line.decode(), parse_float=finite, parse_constant=no_number)
        if isinstance(request, dict):
            json.dumps(request.get("id"))
            return request
    except UnicodeDecodeError as error:
        raise BadLine(f"The line is not UTF-8: see byte {error.start + 1}.") from error
    except json.JSONDecodeError as error:
        raise BadLine(f"The line is not JSON: see character {error.pos + 1}.") from error
    except ValueError as error:
        raise BadLine("The line holds a number that is none, or is too long to read.") from error
    except RecursionError as error:
        raise BadLine("The line is nested too deeply.") from error
    raise BadLine("The line is not a JSON object.")


def finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else no_number(digits)


def no_number(digits: str) -> NoReturn:
    raise ValueError(f"{digits} is no number")


def published_on_in(request: dict[str, Any]) -> date | None:
    written = request.get("published_on")
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except (TypeError, ValueError) as error:
        raise BadLine(
            "published_on is no date: write it like 2022-01-31.", request.get("id")
        ) from error


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


def date_in_json(text: str, dated: Dated) -> dict[str, Any]:
    start, end = dated.span.start, dated.span.end
    return {
        "text": text[start:end],
        "start": start,
        "end": end,
        "from": dated.first and dated.first.isoformat(),
        "to": dated.last and dated.last.isoformat(),
        "reading": dated.reading,
    }
