"""Whether a change leaves what was said.

Never fair: a negation, a number or a name that is dropped, added or another; and a word of meaning
that the quotation puts in or exchanges, for within quotation marks it is not the speaker's. Fair:
what is read aloud the same, or is the same spelt differently. A person judges the rest: words
dropped, and words such as "the" and "would" exchanged or put in.
"""

import re
from collections import Counter
from collections.abc import Sequence

from claims.text.figures.numbers import amounts_in, folded_of
from claims.text.quote_checking.results import ChangeOp
from claims.text.quote_checking.vocabulary import (
    FILLERS,
    FUNCTION_WORD_KEYS,
    NEGATED,
    NEGATING,
    NEGATIONS,
    NUMERALS,
    SAME,
    SPELLINGS,
)
from claims.text.quote_checking.words import SENTENCE_END, QuoteWords

_NUMBER = re.compile(r"\S*\d\S*|percent|per cent|[%$¢-¥\u20a0-\u20cf]")
BETWEEN_LETTERS = re.compile(r" (?:(?<!\d )|(?!\d))")
NUMBER_OR_SIGN = re.compile(r"[\d%&]")
LONGEST_COMPARED = 40  # Words: nothing longer is one number or one contraction.


def fairness(
    op: ChangeOp, quoted: Sequence[str], source: Sequence[str], source_names: Sequence[str]
) -> bool | None:
    """`quoted` and `source` are the keys of the words on either side.

    `source_names` are the keys of those words of the source that are names.
    """
    if op is ChangeOp.ELISION:
        return False if _negations(source) else None
    if op is ChangeOp.BRACKET:
        return None if _negations(quoted) == _negations(source) else False
    if _negations(quoted) != _negations(source):
        return False
    if same_meaning(quoted, source):
        return True
    if _numbers(quoted) != _numbers(source):
        return False
    if not set(source_names) <= set(quoted):
        return False
    if op is ChangeOp.DELETE:
        return True if FILLERS.issuperset(source) else None
    return None if FUNCTION_WORD_KEYS.issuperset([*quoted, *source]) else False


def same_meaning(quoted: Sequence[str], source: Sequence[str]) -> bool:
    """Whether the two are one wording: in contractions, spelling, numbers, words run together."""
    if not (0 < len(quoted) <= LONGEST_COMPARED and 0 < len(source) <= LONGEST_COMPARED):
        return False
    ours, theirs = " ".join(quoted), " ".join(source)
    if ours[0] != theirs[0] and not NUMBER_OR_SIGN.search(ours + theirs):
        return False  # To be quick: almost all words exchanged for each other end here.
    if BETWEEN_LETTERS.sub("", ours) == BETWEEN_LETTERS.sub("", theirs):
        return True
    if "'" not in ours + theirs:
        return plainest(ours) == plainest(theirs)
    return any(
        plainest(ours, s, d) == plainest(theirs, s, d)
        for s in ("is", "has")
        for d in ("would", "had")
    )


def names_in(words: QuoteWords, first: int, end: int) -> list[str]:
    """The keys of the capitalised words from `first` to before `end` that open no sentence."""
    return [
        words.keys[n]
        for n in range(first, end)
        if words.spelled[n][0].isupper()
        and words.keys[n] not in FUNCTION_WORD_KEYS
        and not opens_sentence(words, n)
    ]


def opens_sentence(words: QuoteWords, n: int) -> bool:
    """Whether the n-th word follows a stop or a line end, or nothing."""
    if n == 0 or SENTENCE_END.search(words.points[n - 1]):
        return True
    return "\n" in words.text[words.ends[n - 1] : words.starts[n]]


def _negations(keys: Sequence[str]) -> int:
    plain = sum(key in NEGATIONS or NEGATED.fullmatch(key) is not None for key in keys)
    return plain + len(NEGATING.findall("".join(keys)))


def _numbers(keys: Sequence[str]) -> Counter[str]:
    found = Counter(_NUMBER.findall(_in_numerals(" ".join(keys))))
    del found["1"]  # "One" is a pronoun as well.
    return found


def _in_numerals(words: str) -> str:
    """The words with every number as digits: '25 people' for 'twenty five people'."""
    pieces, end = [], 0
    for amount in amounts_in(folded_of(words)):
        more = "" if amount.high == amount.low else "+"
        pieces += [words[end : amount.start], f"{amount.low}{more}{amount.unit}"]
        end = amount.end
    return "".join([*pieces, words[end:]])


def plainest(words: str, s: str = "is", d: str = "would") -> str:
    """The words in one spelling, without spaces; it's as 'it' and `s`, they'd as 'they' and `d`."""
    words = words.replace("per cent", "%")
    words = _in_numerals(" ".join(NUMERALS.get(word, word) for word in words.split(" ")))
    for pattern, written in SAME:
        words = pattern.sub(written, words)
    words = words.replace("'s", f" {s}").replace("'d", f" {d}").replace("'", "")
    return BETWEEN_LETTERS.sub("", " ".join(SPELLINGS.get(word, word) for word in words.split(" ")))
