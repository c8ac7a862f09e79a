"""Sentences of an article, as spans of code points."""

from dataclasses import dataclass

import sentencex


@dataclass(frozen=True)
class Span:
    """Half-open: `end` is the first code point after the span."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


def lines_of(text: str) -> list[Span]:
    """The lines of `text` that hold more than white space, without their line ends."""
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    return lines


def sentences_of(text: str, language: str) -> list[Span]:
    """The sentences of `text` in order, without white space around them.

    A sentence never crosses a line end: headline, standfirst and captions often lack a full
    stop. `language` is an ISO 639-1 code; sentencex falls back to English for one it lacks.
    """
    sentences = []
    for line in lines_of(text):
        for found in sentencex.get_sentence_boundaries(language, text[line.start : line.end]):
            if words := found["text"].strip():
                start = line.start + found["start_index"] + found["text"].index(words)
                sentences.append(Span(start, start + len(words)))
    return [s for s in sentences if any(c.isalnum() for c in text[s.start : s.end])]
