"""Numbers as copy writes them: 1,000.50, 1.2bn, forty-two, half a million, two-thirds."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

DIGIT_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
}  # fmt: skip
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
CARDINALS = DIGIT_WORDS | TEENS | TENS | {"zero": 0, "couple": 2, "pair": 2}
DENOMINATORS = {
    "half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip

LARGE = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
ABBREVIATIONS = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
# In other languages copy writes digits before a large number's name.
ABROAD = {
    "bilhões": 10**9, "milhões": 10**6, "milhão": 10**6, "miliardi": 10**9,
    "miljard": 10**9, "miljoen": 10**6, "milioni": 10**6, "milliard": 10**9, "milliarden": 10**9,
    "millionen": 10**6, "millones": 10**6, "mio": 10**6, "mrd": 10**9, "tausend": 10**3,
    "миллиардов": 10**9, "миллионов": 10**6, "млн": 10**6, "млрд": 10**9, "тыс": 10**3,
    "тысяч": 10**3,
}  # fmt: skip
IDEOGRAPHS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
SCALES = {"hundred": 100} | LARGE | ABBREVIATIONS | ABROAD | IDEOGRAPHS

# Dozens are at least two dozen.
VAGUE_NUMBERS = {"tens": 10, "scores": 20, "hundreds": 100} | {
    f"{word}s": n for word, n in LARGE.items()
}
MULTIPLES = {
    "halv": Fraction(1, 2), "doubl": Fraction(2), "twice": Fraction(2), "thrice": Fraction(3),
    "trebl": Fraction(3), "tripl": Fraction(3), "quadrupl": Fraction(4),
}  # fmt: skip


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first."""
    return f"(?:{'|'.join(re.escape(w) for w in sorted(words, key=len, reverse=True))})"


def after(*words: str) -> str:
    """A regular expression for the place behind any of `words` and a space."""
    return f"(?:{'|'.join(f'(?<={word} )' for word in words)})"


# ---- In digits.
GROUPED = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,15}+)?"
INDIAN = r"\d{1,2}(?:,\d{2}){1,4},\d{3}"
SPACED = r"\d{1,3}(?:[ ']\d{3}){1,4}(?:[.,]\d{1,15}+)?"
# 1.000.000 and 1.000,50 are no decimals, and nobody writes three noughts after a point.
CONTINENTAL = (
    r"\d{1,3}(?:(?:\.\d{3}){2,4}(?:,\d{1,15}+)?|\.\d{3},\d{1,15}+|\.000)"
    r"|\d{1,15}+,\d{1,2}"
)
PLAIN_DIGITS = r"\d{1,15}+(?:\.\d{1,15}+)?|\.\d{1,15}+"
DIGITS = rf"(?:{GROUPED}|{INDIAN}|{SPACED}|{CONTINENTAL}|{PLAIN_DIGITS})(?!\d|[.,:]\d)"
VULGAR = "[¼½¾⅐-⅞]"
SLASHED = r"\d/(?:10|[2-9])(?![\d/])"
IN_DIGITS = rf"(?:(?<![^\s(])-|minus )?(?:{SLASHED}|{DIGITS}(?: ?{VULGAR}|[ -]{SLASHED})?|{VULGAR})"

# ---- In words.
ONES = any_of(DIGIT_WORDS)
BELOW_HUNDRED = rf"(?:{any_of(TENS)}(?:[ -]{ONES})?|{any_of(TEENS)}|{ONES})"
LARGE_WORD = rf"{any_of(LARGE)}\b"


def _cardinal(joint: str) -> str:
    """One to 999 trillion; `joint` comes between hundreds and the rest."""
    below_hundred = rf"{BELOW_HUNDRED}\b"
    hundreds = rf"(?:{below_hundred}|an?)[ -]hundred\b(?:{joint}{below_hundred}(?! hundred))?"
    below_thousand = rf"(?:{hundreds}|{below_hundred})"
    # 'A million two hundred thousand', but not 'paid a million two years ago'.
    rest = (
        rf"{joint}(?:{hundreds}(?:[ -]{LARGE_WORD})?|{below_hundred}[ -]{LARGE_WORD}"
        rf"|(?<= and ){below_hundred})"
    )
    return rf"(?:(?:{below_thousand}|an?)[ -]{LARGE_WORD}(?:{rest}){{0,3}}|{below_thousand})"


# 'Between one hundred and two thousand' are two numbers.
IN_WORDS = rf"(?:(?<=between ){_cardinal(' ')}|{_cardinal('(?: and)? ')})"
COUPLE = rf"(?:a )?(?:couple|pair)(?: of\b|(?= (?:more\b|{any_of(['hundred', *LARGE])})))"

# ---- What may follow: three and a half million, 1.2bn. 5m is five million, but not '5m high'.
AND_A_HALF = r"[ -]and[ -](?:a|one)[ -](?:half|third|quarter)\b"
METRES = any_of(
    ["above", "apart", "away", "below", "deep", "freestyle", "high", "hurdles", "long", "race",
     "relay", "sprint", "tall", "wide"]
)  # fmt: skip
SCALE = (
    rf"(?:[ -]?{any_of(['hundred', *LARGE, *ABROAD])}s?\b"
    rf"| ?(?:k|mn|bn|tn|trn|m(?![./]\w| {METRES}\b))(?!\w)|(?<=\d)b(?!\w)|{any_of(IDEOGRAPHS)})"
)
_NUMBER = rf"(?:{IN_DIGITS}|{IN_WORDS}|zero\b|{COUPLE})(?:{AND_A_HALF})?{SCALE}{{0,2}}"

# ---- Parts of a whole: a third, half of them, two-thirds, a quarter of a million; one in five.
_PART = any_of(DENOMINATORS)
SHARE = (
    rf"(?:(?:an?|one)[ -]{_PART}\b|{ONES}[ -]{_PART}s\b"
    r"|half(?= (?:all|an?|her|his|its|of|our|the|their)\b)"
    rf"|{after('about', 'almost', 'by', 'in', 'nearly', 'than')}half\b"
    rf"|(?:{SLASHED}|{VULGAR})(?= of\b))(?:(?:(?: of)? an? |[ -]){LARGE_WORD})?"
)
SPELT = any_of(["twenty", "fifty", "hundred", *TEENS, *DIGIT_WORDS])
_PERIODS = any_of(["days", "hours", "minutes", "months", "seconds", "weeks", "years"])
RATIO = (
    rf"(?:(?:one|1) in (?:{SPELT}\b|(?!(?:19|20)\d\d\b){DIGITS})"
    rf"|{ONES} in (?:three|four|five|ten)\b|\d in (?:5|10)\b"
    rf"|(?:{ONES}|\d\d?) (?:out of (?:every )?|in every )(?:{SPELT}\b|{DIGITS})"
    rf")(?![ -](?:{_PERIODS}|per|%))"
)

# ---- Without a number of their own: tens of thousands, several hundred; doubled, tenfold.
PLURAL = any_of(VAGUE_NUMBERS.keys() - {"scores", "tens"})
_VAGUE = (
    rf"(?:(?:many |several )?{PLURAL}\b|(?:scores|tens)(?= of\b))(?: of {PLURAL}\b)?"
    rf"|(?:a few|many|several) {any_of(['hundred', *LARGE])}\b"
)
MULTIPLY = "(?:doubl|quadrupl|trebl|tripl)"
MULTIPLE = (
    rf"(?:{MULTIPLY}|halv)(?:ed|ing)\b(?! down)"
    rf"|{MULTIPLY}e(?= (?:her|his|its|my|our|that|the|their|what|your)\b)"
    rf"|{after('could', 'may', 'might', 'to', 'will', 'would')}{MULTIPLY}e\b(?! down)"
    rf"|(?:{BELOW_HUNDRED}|\d{{1,4}})-?fold\b|twice\b|thrice\b"
)

# Not within a word, save in scripts without spaces; nor after a point within a word or number.
START = r"(?<![^\W\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])(?<!\w[.:])(?<!\d[,'/])"
AMOUNT = re.compile(
    f"{START}(?:(?P<ratio>{RATIO})|(?P<share>{SHARE})|(?P<vague>{_VAGUE})"
    f"|(?P<multiple>{MULTIPLE})|(?P<number>{_NUMBER}))"
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

    `scale` is the factor that its last word means: 10**9 in 1.2bn. `unit` is what the words of
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
        value *= VAGUE_NUMBERS.get(word.removesuffix("s") + "s", 1)
    return Fraction(value)


def _multiple(words: str) -> Fraction:
    """2 for doubled, twice or twofold."""
    stem = next((stem for stem in MULTIPLES if words.startswith(stem)), None)
    return MULTIPLES[stem] if stem else _value(re.sub("-?fold", "", words))[0]
