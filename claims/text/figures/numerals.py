"""What a number looks like in copy: one pattern, put together from its parts.

For a text that numbers.folded_of has folded. Every repeat is bounded or possessive, so that no text
takes more than linear time; more than 15 digits are no figure.
"""

import re
from collections.abc import Iterable
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
PLURALS = {"tens": 10, "scores": 20, "hundreds": 100} | {f"{word}s": n for word, n in LARGE.items()}
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
PLAIN = r"\d{1,15}+(?:\.\d{1,15}+)?|\.\d{1,15}+"
DIGITS = rf"(?:{GROUPED}|{INDIAN}|{SPACED}|{CONTINENTAL}|{PLAIN})(?!\d|[.,:]\d)"
VULGAR = "[¼½¾⅐-⅞]"
SLASHED = r"\d/(?:10|[2-9])(?![\d/])"
IN_DIGITS = rf"(?:(?<![^\s(])-|minus )?(?:{SLASHED}|{DIGITS}(?: ?{VULGAR}|[ -]{SLASHED})?|{VULGAR})"

# ---- In words.
ONES = any_of(DIGIT_WORDS)
BELOW_HUNDRED = rf"(?:{any_of(TENS)}(?:[ -]{ONES})?|{any_of(TEENS)}|{ONES})"
LARGE_WORD = rf"{any_of(LARGE)}\b"


def _cardinal(joint: str) -> str:
    """One to 999 trillion; `joint` stands between hundreds and the rest."""
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
PLURAL = any_of(PLURALS.keys() - {"scores", "tens"})
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
