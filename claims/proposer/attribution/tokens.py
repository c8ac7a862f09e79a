"""Words and punctuation of a text; a quotation is one token, for the article says none of it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.text.quotes import OPENING_MARKS, Quotation
from claims.text.sentences import Span


class Token(NamedTuple):
    """`lower` is the word in lower case with a plain apostrophe, empty for a quotation."""

    start: int
    end: int
    text: str
    lower: str
    quotation: Quotation | None

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


Tokens = Sequence[Token]

OPENING_OR_STRAIGHT = OPENING_MARKS | {'"', "'"}
_LONGEST = 200  # Tokens of a unit: a longer sentence is a list or noise, and is cut.

# Abbreviations keep their full stop, words their inner marks: U.S., Mr., re-elected, workers’.
_TOKEN = re.compile(
    r"""(?:[A-Za-z]\.){2,}
    | (?:Adm|Capt|Cmdr|Col|Del|Dr|Gen|Gov|Hon|Jr|Lt|Maj|Messrs|Mr|Mrs|Ms|Prof|Rep|Rev|Sen|Sgt|Sr
        |St|Supt|[A-Z])\.
    | \w+(?:[-.'’&/]\w+)*(?:(?<=s)['’](?!\w))?
    | --+ | [^\w\s]""",
    re.VERBOSE,
)


def lower_at(tokens: Tokens, index: int) -> str:
    """The word or mark there in lower case; empty for a quotation and outside the tokens."""
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def without_ending(token: Token) -> Token:
    """The word without its possessive ending: Putin’s -> Putin, workers’ -> workers."""
    if token.lower.endswith(("'s", "s'")):
        cut = 2 if token.lower.endswith("'s") else 1
        return Token(token.start, token.end - cut, token.text[:-cut], token.lower[:-cut], None)
    return token


def is_headline(tokens: Tokens) -> bool:
    """Whether nearly every word has a capital letter, which then tells nothing."""
    words = [token for token in tokens if token.is_word]
    return len(words) > 4 and sum(token.is_capital for token in words) > 0.7 * len(words)


def units_of(
    text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]
) -> list[list[Token]]:
    """The tokens of each sentence; sentences that share a quotation are one unit.

    So is “Why?” with what follows it in the line, for that tells who asks.
    """
    sentences = _joined(text, sentences, quotations)
    outermost = [quotation for quotation in quotations if quotation.depth == 0]
    units: list[list[Token]] = []
    first, following = 0, 0
    while first < len(sentences):
        start, end = sentences[first].start, sentences[first].end
        last, here = first, []
        while following < len(outermost) and outermost[following].span.start < end:
            span = outermost[following].span
            while last + 1 < len(sentences) and sentences[last + 1].start < span.end:
                last += 1
            start, end = min(start, span.start), max(span.end, sentences[last].end)
            here.append(outermost[following])
            following += 1
        tokens = list(_tokens(text, start, end, here))
        units += [tokens[i : i + _LONGEST] for i in range(0, len(tokens), _LONGEST)]
        first = last + 1
    return units


def _joined(text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]) -> list[Span]:
    """The sentences, each put to the one before where that ends “Why?” or it begins with a dash."""
    asking = {q.span.end for q in quotations if text[q.words.end - 1] in "?!…-–—"}
    joined: list[Span] = []
    for sentence in sentences:
        if joined and text[sentence.start] not in OPENING_OR_STRAIGHT:
            before = joined[-1]
            gap = text[before.end : sentence.start]
            dashed = text[sentence.start] in "-–—―"
            if not gap.strip() and "\n" not in gap and (before.end in asking or dashed):
                joined[-1] = Span(before.start, sentence.end)
                continue
        joined.append(sentence)
    return joined


def _tokens(text: str, start: int, end: int, quotations: list[Quotation]) -> Iterator[Token]:
    for quotation in quotations:
        span = quotation.span
        yield from _plain_tokens(text, start, span.start)
        yield Token(span.start, span.end, text[span.start : span.end], "", quotation)
        start = span.end
    yield from _plain_tokens(text, start, end)


def _plain_tokens(text: str, start: int, end: int) -> Iterator[Token]:
    for found in _TOKEN.finditer(text, start, end):
        word = found[0]
        yield Token(found.start(), found.end(), word, word.lower().replace("’", "'"), None)
