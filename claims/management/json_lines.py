"""The commands that take and give JSON lines: one reply a line, in order, in constant memory."""

import json
import math
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO, NoReturn

from django.core.management.base import BaseCommand

Fields = dict[str, Any]


class BadLine(Exception):
    """A line that cannot be answered. The message is a sentence for whoever wrote the line."""


class JsonLinesCommand(BaseCommand):
    """`answer` gives the fields of a reply beside its id, or raises BadLine."""

    requires_system_checks = []  # It needs no database, nor anything else that could be wrong.

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--jsonl",
            action="store_true",
            required=True,
            help="Read JSON objects from standard input, one a line; write a reply a line.",
        )

    def answer(self, request: Fields) -> Fields:
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        """Write a reply for each line of standard input, until the reader goes."""
        try:
            for reply in replies(sys.stdin.buffer, self.answer):
                self.stdout.write(reply)
                self.stdout.flush()
        except BrokenPipeError:
            # The reader has gone. Python flushes once more as it ends: that must not fail as well.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def replies(lines: BinaryIO | Iterable[bytes], answer: Callable[[Fields], Fields]) -> Iterable[str]:
    """A line of JSON for each of `lines`, as it is asked for.

    `answer` gives the fields of a reply beside its id; where it raises BadLine, the sentence
    is given instead.
    """
    for line in lines:
        line_id = None
        try:
            request = request_in(line)
            line_id = request.get("id")
            reply = answer(request)
        except BadLine as bad:
            reply = {"error": str(bad)}
        yield json.dumps({"id": line_id, **reply})


def request_in(line: bytes) -> Fields:
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


def text_in(request: Fields, name: str) -> str:
    """The string that the request holds under `name`. Raises BadLine."""
    text = request.get(name)
    if not isinstance(text, str):
        said = f"has no {name}" if text is None else f"has a {name} that is not a string"
        raise BadLine(f"The object {said}.")
    return text


def finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else no_number(digits)


def no_number(digits: str) -> NoReturn:
    raise ValueError(f"{digits} is no number")
