"""`manage.py reanchor --jsonl`: where passages are in a new text, an object a line in and out."""

from typing import Any

from claims.management.json_lines import BadLine, Fields, JsonLinesCommand, text_in
from claims.text.reanchoring import Placing, reanchored
from claims.text.sentences import Span


class Command(JsonLinesCommand):
    help = "Finds passages again: {id, old, new, passages: [{start, end}]} in, their places out."

    def answer(self, request: Fields) -> Fields:
        return places_for(request)


def places_for(request: Fields) -> Fields:
    old, new = text_in(request, "old"), text_in(request, "new")
    placings = reanchored(old, new, passages_in(request, len(old)))
    return {"passages": [placing_in_json(new, placing) for placing in placings]}


def passages_in(request: Fields, length: int) -> list[Span]:
    """The passages of the request, in a text of `length` code points. Raises BadLine."""
    passages = request.get("passages")
    if passages is None:
        raise BadLine("The object has no passages.")
    if not isinstance(passages, list):
        raise BadLine("The object has passages that are not a list.")
    return [passage_in(passage, number, length) for number, passage in enumerate(passages, 1)]


def passage_in(passage: Any, number: int, length: int) -> Span:
    if not isinstance(passage, dict):
        raise BadLine(f"Passage {number} is not an object with start and end.")
    start, end = passage.get("start"), passage.get("end")
    # A bool is an int to Python: type() tells them apart.
    if type(start) is not int or type(end) is not int:
        raise BadLine(f"Passage {number} needs a start and an end that are whole numbers.")
    if start >= end:
        raise BadLine(f"Passage {number} does not end after its start.")
    if start < 0 or end > length:
        raise BadLine(f"Passage {number} lies outside the old text.")
    return Span(start, end)


def placing_in_json(new: str, placing: Placing) -> Fields:
    span = placing.span
    return {
        "start": span and span.start,
        "end": span and span.end,
        "exact": span and new[span.start : span.end],
        "state": placing.state,
    }
