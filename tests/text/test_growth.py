"""No text, however hostile, takes a time that grows faster than its length."""

import gc
from collections.abc import Callable
from time import process_time

import pytest

from claims.proposer import propose
from claims.proposer.scoring import score_of
from claims.text.boilerplate import byline_of, without_boilerplate, without_date_line
from claims.text.cleaning import stored_text
from claims.text.dates import dates_in
from claims.text.differences import compare_texts
from claims.text.figures import figures_in
from claims.text.marking import marked_lines
from claims.text.passages import places_of
from claims.text.quote_checking import check_quote
from claims.text.quote_words import quote_words_of
from claims.text.quotes import quotations_in
from claims.text.reanchoring import reanchored
from claims.text.sentences import Span, sentences_of

SHORT = 2_500
TOO_MUCH = 8  # Times as long for four times the text: linear is 4, quadratic is 16.
UNNOTICED = 0.01  # Seconds, which the clock cannot tell apart.

PIECES = [
    "«", "'", "“‘", "”", "``", "「」", "“Yes. ” ", "“Why?” she asked. ",
    "。", "中。", "क।", ".", "…", ". . . ", "(", "]", "<!--", "?!",
    "7", "1,", "½", "2014 ", "5 tons of ", "half of ", "twenty-",
    "a", "É", "Ann ", "A.", "a-", "a'", "\u0301", "😀 ", " ", "\n", "x\n", ", ", "— ",
    "he said, ", ", which is ", "It is. ", "A: ", "between May and ", "3 soldiers 2014 ",
    "get ", "share this article ", "By Ann Lee\n",
]  # fmt: skip


def revised(text: str) -> str:
    middle = len(text) // 2
    return f"{text[:middle]} Zebra {text[middle + 1 :]}"


def every(width: int, text: str) -> list[Span]:
    return [Span(start, start + width) for start in range(0, len(text) - width, 2 * width)]


def mark(text: str) -> None:
    marked_lines(text, sentences_of(text, "en"), enumerate(every(20, text)))


def lose_what_is_around(text: str) -> None:
    without_date_line(without_boilerplate(text))
    byline_of(text)


def check_quotes(text: str) -> None:
    source = quote_words_of(text)
    for quote in ("The mayor said that “4,000 trams” are good.", text[:300], revised(text)):
        check_quote(quote, source)


FUNCTIONS: dict[str, Callable[[str], object]] = {
    "clean": stored_text,
    "split": lambda text: sentences_of(text, "en"),
    "find quotations": quotations_in,
    "find figures": figures_in,
    "find dates": lambda text: dates_in(text, every(100, text), None),
    "find words": lambda text: places_of(text[:20], text),
    "mark": mark,
    "check quotations": check_quotes,
    "re-anchor": lambda text: reanchored(text, revised(text), every(100, text)[:40]),
    "compare": lambda text: compare_texts(text, revised(text)),
    "leave out what is around": lose_what_is_around,
    "score": score_of,
    "propose": propose,
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_time_grows_no_faster_than_the_text(name: str) -> None:
    function = FUNCTIONS[name]

    def seconds(piece: str, length: int) -> float:
        text = (piece * length)[:length]
        begun = process_time()
        function(text)
        return process_time() - begun

    def grows_too_fast(piece: str) -> bool:
        long = seconds(piece, 4 * SHORT)
        return long > UNNOTICED and long > TOO_MUCH * seconds(piece, SHORT)

    seconds("The city spent $4 million on Monday. ", SHORT)  # Patterns are compiled from here on.
    gc.disable()  # It runs when it likes, and takes as long as all that other tests left.
    try:
        # Thrice: a busy machine can slow one measure, not the same one again and again.
        slow = [piece for piece in PIECES if all(grows_too_fast(piece) for _ in range(3))]
    finally:
        gc.enable()
    assert slow == []
