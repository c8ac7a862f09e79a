"""Checks a quotation against the words of its source."""

from itertools import islice

from rapidfuzz.distance import Postfix, Prefix

from claims.text.quote_checking.comparing import changes_between
from claims.text.quote_checking.finding import Source, exact_place, matches_of
from claims.text.quote_checking.quotation import ParsedQuote, parse_quote
from claims.text.quote_checking.results import Check, QuoteState

ABSENT_BELOW = 0.6
MOST_CHANGES = 1000  # Nobody reads more.


def check(quote: str, source: Source) -> Check:
    """Where `quote` stands in `source`, word for word or changed, and what was changed.

    Quotation marks around and within it, dashes, white space, line ends with their hyphens, the
    case of its first letter and the punctuation at its ends make no change. Never raises.
    """
    quotation = parse_quote(quote)
    if not len(quotation.words):
        return _check_without_words(quotation.text, source.words.text)
    first = exact_place(quotation, source)
    if first is not None:
        start, end = _ends(quotation, source, first, first + len(quotation.words))
        return Check(QuoteState.EXACT, start, end, 1.0)
    return _compared(quotation, source)


def _check_without_words(quote: str, text: str) -> Check:
    start = text.find(quote) if quote else -1
    if start < 0:
        return Check(QuoteState.ABSENT, None, None, 0.0)
    return Check(QuoteState.EXACT, start, start + len(quote), 1.0)


def _compared(quotation: ParsedQuote, source: Source) -> Check:
    matches = matches_of(quotation, source)
    if not matches:
        return Check(QuoteState.ABSENT, None, None, 0.0)
    changed = list(islice(changes_between(quotation, source.words, matches), MOST_CHANGES))
    # What is the same in other words, do not for don't, stands there as well.
    same = [c.quoted for c in changed if c.change is None or c.change.fair]
    found = {n for n, _ in matches}.union(*same)
    ratio = len(found - quotation.bracket_of.keys()) / max(1, quotation.spoken)
    if ratio < ABSENT_BELOW:
        start, end = _ends(quotation, source, matches[0][1], matches[-1][1] + 1)
        return Check(QuoteState.ABSENT, start, end, ratio)
    first = min([matches[0][1], *(c.there.start for c in changed)])
    last = max([matches[-1][1] + 1, *(c.there.stop for c in changed)])
    start, end = _ends(quotation, source, first, last)
    changes = tuple(c.change for c in changed if c.change)
    state = QuoteState.ALTERED if changes else QuoteState.EXACT
    return Check(state, start, end, ratio, changes)


def _ends(quotation: ParsedQuote, source: Source, first: int, end: int) -> tuple[int, int]:
    """Where the source's words from `first` to before `end` stand, in code points.

    With the punctuation around them that the quotation has as well.
    """
    words, quoted = source.words, quotation.words
    start, stop = words.starts[first], words.ends[end - 1]
    head = quotation.text[: quoted.starts[0]]
    tail = quotation.text[quoted.ends[-1] :]
    same_head = head[
        len(head) - Postfix.similarity(head, words.text[max(0, start - len(head)) : start]) :
    ]
    same_tail = tail[: Prefix.similarity(tail, words.text[stop : stop + len(tail)])]
    return start - len(same_head.lstrip()), stop + len(same_tail.rstrip())
