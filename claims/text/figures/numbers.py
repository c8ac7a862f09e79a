"""Numbers as copy writes them: 1,000.50, 1.2bn, forty-two, half a million, two-thirds."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from claims.text.figures.numerals import (
    AMOUNT,
    CARDINALS,
    CONTINENTAL,
    DENOMINATORS,
    DIGITS,
    IDEOGRAPHS,
    MULTIPLES,
    PLURALS,
    SCALES,
    SLASHED,
    VULGAR,
    any_of,
)

# One style for what typists exchange freely, one for one so that offsets stay.
FOLDED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ\t\u00a0\u2007\u2009\u202f‐‑–−‘’ʼ٪％٫٬",
    "abcdefghijklmnopqrstuvwxyz     ----'''%%.,",
)

_TOKEN = re.compile(rf"{SLASHED}|{DIGITS}|{VULGAR}|{any_of(IDEOGRAPHS)}|[^\W\d_]+")
VULGAR_FRACTION = re.compile(VULGAR)
CONTINENTAL_DIGITS = re.compile(rf"{CONTINENTAL}|\d{{1,3}}(?: \d{{3}})+,\d+")


@dataclass(frozen=True)
class Amount:
    """A number at [start, end) of the text, `high` None where it is open.

    `scale` is the factor that its last word stands for: 10**9 in 1.2bn. `unit` is what the words of
    the number itself tell: 'share' for a fraction, 'times' for 'doubled', else nothing.
    """

    start: int
    end: int
    low: Fraction
    high: Fraction | None
    scale: int = 1
    unit: str = ""


def folded_of(text: str) -> str:
    """`text` in ASCII lower case and one style of spaces, hyphens, apostrophes; offsets stay."""
    return text.translate(FOLDED)


def amounts_in(folded: str) -> Iterator[Amount]:
    """The numbers of a folded text in order, also those that only name or date a thing."""
    for found in AMOUNT.finditer(folded):
        start, end, words = found.start(), found.end(), found[0]
        match found.lastgroup:
            case "vague":
                yield Amount(start, end, _least(words), None)
            case "multiple":
                value = _multiple(words)
                yield Amount(start, end, value, value, unit="times")
            case "ratio":
                part, whole = re.split(" in (?:every )?| out of (?:every )?", words)
                value = _value(part)[0] / (_value(whole)[0] or 1)
                yield Amount(start, end, value, value, unit="share")
            case kind:
                value, scale = _value(words)
                share = kind == "share" and scale == 1
                yield Amount(start, end, value, value, scale, "share" if share else "")


def plain(value: Fraction) -> int | float:
    """`value` as an int where it is one; a third and its like to four places."""
    if value.denominator == 1:
        return value.numerator
    return float(value) if 10**15 % value.denominator == 0 else round(float(value), 4)


def _value(written: str) -> tuple[Fraction, int]:
    """What a number says, and the factor of its last word."""
    total = part = Fraction(0)
    scale = 1
    words = [w if w in SCALES else w.removesuffix("s") for w in _TOKEN.findall(written)]
    for word in words:
        if word in DENOMINATORS and "and" in words:  # Three and a half, a million and a half.
            part += Fraction(1 if part else scale, DENOMINATORS[word])
        elif word in DENOMINATORS:
            part = (part or Fraction(1)) / DENOMINATORS[word]
        elif word == "hundred":
            part = (part or Fraction(1)) * 100
        elif word in SCALES:
            scale = SCALES[word]
            if total and not part:  # A thousand million.
                total *= scale
            else:
                total, part = total + (part or Fraction(1)) * scale, Fraction(0)
        else:
            part += CARDINALS.get(word) or _in_digits(word)
    sign = -1 if written.startswith(("-", "minus")) else 1
    return sign * (total + part), SCALES.get(words[-1], 1)


def _in_digits(digits: str) -> Fraction:
    """The value of digits; nothing for a word that adds nothing, such as 'a' or 'and'."""
    if VULGAR_FRACTION.fullmatch(digits):
        return Fraction(unicodedata.numeric(digits)).limit_denominator(10)
    if not any(character.isdecimal() for character in digits):
        return Fraction(0)
    if CONTINENTAL_DIGITS.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    return Fraction(re.sub("[,' ]", "", digits))


def _least(words: str) -> Fraction:
    """Tens of thousands are at least two of them, several hundred at least two hundred."""
    value = 2
    for word in words.split():
        value *= PLURALS.get(word.removesuffix("s") + "s", 1)
    return Fraction(value)


def _multiple(words: str) -> Fraction:
    """2 for doubled, twice or twofold."""
    stem = next((stem for stem in MULTIPLES if words.startswith(stem)), None)
    return MULTIPLES[stem] if stem else _value(re.sub("-?fold", "", words))[0]
