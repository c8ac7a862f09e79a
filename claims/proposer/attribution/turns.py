"""Who speaks in an interview, by the labels before their words: 'Q: …', 'FT: …', 'Ann Lee: …'."""

import re
from dataclasses import dataclass

from claims.text.sentences import Span, lines_of


@dataclass(frozen=True)
class Turn:
    """A line of an interview: the words of whom `label` names, without its colon."""

    label: Span
    words: Span
    named: bool  # Whether the label names somebody rather than 'Q' or 'A'.


_NAME = r"[^\W\d_a-z][\w.'’-]{0,30}"
# Words in quotation marks after a colon are read as any quotation is.
LABEL = re.compile(rf"\s*({_NAME}(?: {_NAME}){{0,3}}): *(?=[^\s“”„«»‘'\"])")
NAMELESS = frozenset({"a", "answer", "q", "question"})
# What stands before a colon and is nobody.
_NOBODY = frozenset({
    "analysis", "background", "breaking", "caption", "claim", "comment", "conclusion", "correction",
    "credit", "disclaimer", "disclosure", "editorial", "exclusive", "explainer", "fact", "image",
    "live", "myth", "note", "opinion", "photo", "picture", "rating", "related", "review", "source",
    "summary", "update", "verdict", "video", "warning", "watch",
})  # fmt: skip
_SENTENCE_END = re.compile(r"[.?!…][”\"’')\]]*\s*\Z")
# Asked, or said of who speaks and who listens: no list of places and their news.
SPEECH = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our)\b|\?[”\"’')\]]*\s*\Z")


def turns_in(text: str) -> list[Turn]:
    """The lines of an interview in `text` that begin with who speaks; none of any other text."""
    turns: list[Turn] = []
    for line in lines_of(text):
        found = LABEL.match(text, line.start, line.end)
        if not found or not _SENTENCE_END.search(text, max(found.end(), line.end - 20), line.end):
            continue
        name = found[1].lower()
        if name not in _NOBODY:
            label, words = Span(*found.span(1)), Span(found.end(), line.end)
            turns.append(Turn(label, words, name not in NAMELESS))
    is_interview = any(
        not turn.named or SPEECH.search(text, turn.words.start, turn.words.end) for turn in turns
    )
    return turns if is_interview else []
