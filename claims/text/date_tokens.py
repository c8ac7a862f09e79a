"""The words that dates are made of, and a text cut up into them."""

import re
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from babel.dates import get_month_names

from claims.choices import Language
from claims.text.figure_numbers import DIGIT_WORDS, TEENS, TENS

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SHORT_WEEKDAYS = {
    "Mon": 0, "Tue": 1, "Tues": 1, "Wed": 2, "Weds": 2, "Thu": 3, "Thur": 3, "Thurs": 3, "Fri": 4,
    "Sat": 5, "Sun": 6,
}  # fmt: skip
SHORT_MONTHS = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Sept": 9,
    "Oct": 10, "Nov": 11, "Dec": 12,
}  # fmt: skip


class Third(IntEnum):
    """Early, mid and late of a week, month, year, decade or century."""

    EARLY = 0
    MIDDLE = 1
    LATE = 2


# Their first months, in the north.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

_NUMBERS = DIGIT_WORDS | TEENS | TENS | {"hundred": 100}

# What a text that does not count is taken to mean; the reading says so.
_VAGUE = {"couple": 2, "few": 3, "many": 3, "several": 3, "some": 3}

# Each a kind of its own.
_AROUND = """
    after and before between by during for from in of on or since the through to until within
"""

# Nouns that are counted: before them, 2014 is no year.
_COUNTED = """
    civilians copies deaths dollars employees euros families fighters homes houses
    jobs kilometers kilometres men meters metres miles members migrants minutes officers
    people percent points police pounds prisoners refugees residents seats seconds soldiers
    students tons tonnes troops units victims votes voters women words workers yen
"""

# Nouns that a year goes before without more ado: “2016 presidential election”.
YEARLY = """
    annexation attack attacks bid budget campaign caucus census convention coup crisis debate
    debates deal election elections flood floods invasion law levels nominee presidential primaries
    primary race referendum report season study summit survey uprising visit war
"""

# Names that begin or end with the name of a day: Sunday Times, Black Friday, USA Today.
MASTHEADS = """
    Club Express Herald Independent Journal Mail Mirror Night Politics Post Sport Sun Telegraph
    Times World
"""
NAMED_DAYS = "Ash Black Bloody Cyber Easter Good Palm Russia Super USA"


class DateToken(NamedTuple):
    """A word, number or mark at `start` to `end`; `kind` is its part in a date."""

    kind: str
    value: int
    word: str
    start: int
    end: int


def _entries(kind: str, words: dict[str, int]) -> dict[str, tuple[str, int]]:
    return {word: (kind, value) for word, value in words.items()}


def _plain(kind: str, words: str) -> dict[str, tuple[str, int]]:
    return dict.fromkeys(words.split(), (kind, 0))


# Only as written here: May is a month and may is not.
_NAMES = {
    **_entries("weekday", {name: day for day, name in enumerate(WEEKDAYS)}),
    **_entries("short_weekday", SHORT_WEEKDAYS),
    **_entries("month", {name: month for month, name in enumerate(MONTHS, start=1)}),
    **_entries("month", SHORT_MONTHS),
    "May": ("may", 5),  # A month, unless the text names a person so.
    **_plain("masthead", MASTHEADS),
    **_plain("named", NAMED_DAYS),
}

WORDS = {
    # What a day is called from the dateline.
    **_entries("day_name", {"today": 0, "tomorrow": 1, "tonight": 0, "yesterday": -1}),
    **_plain("overnight", "overnight"),
    **_plain("daytime", "afternoon evening morning night"),
    # Which of them.
    **_entries("which", {"last": -1, "this": 0, "next": 1}),
    **_entries("rolling", {"past": -1, "coming": 1}),
    **_plain("recent", "recent"),
    **_entries("part", {"early": Third.EARLY, "mid": Third.MIDDLE, "late": Third.LATE}),
    **_entries(
        "edge",
        {"beginning": Third.EARLY, "start": Third.EARLY, "middle": Third.MIDDLE, "end": Third.LATE},
    ),
    **_entries("ordinal", {"first": 1, "second": 2, "third": 3, "fourth": 4}),
    **_plain("earlier", "earlier"),
    **_plain("later", "later"),
    **_plain("ago", "ago"),
    **_plain("away", "away"),
    **_plain("now", "now"),
    # How many.
    **_entries("article", {"a": 1, "an": 1}),
    **_entries("number_word", _NUMBERS),
    **_entries("vague", _VAGUE),
    # Of what.
    **_plain("unit", "decade fortnight month week"),
    **_plain("quarter_unit", "quarter"),
    **_plain("year_unit", "year"),
    **_plain("century_unit", "century"),
    **_plain("short_unit", "day hour"),
    **_plain("hours", "hours"),
    **_plain("units", "days weeks fortnights months quarters years decades centuries"),
    **_plain("weekend", "weekend"),
    **_plain("half", "half"),
    **_entries("season", SEASONS),
    # What is found around a date.
    **{word: (word, 0) for word in _AROUND.split()},
    **_plain("of", "de"),
    **_plain("until", "till"),
    **_plain("at", "at over"),
    **_plain("clock", "midday midnight noon"),
    **_plain("fiscal", "fiscal"),
    **_plain("compared", "than with"),
    **_plain("each", "each every"),
    **_plain("determiner", "her his its my our their your"),
    **_plain("counted", _COUNTED),
    **_plain("yearly", YEARLY),
}

LEXICON = {
    **WORDS,
    # But not units: This Week and Next Decade are names.
    **{word.capitalize(): entry for word, entry in WORDS.items() if "unit" not in entry[0]},
    **{name.upper(): entry for name, entry in _NAMES.items()},
    **_NAMES,
}

PLAIN_WORD = ("word", 0)

_TOKEN = re.compile(
    rf"""
    (?P<word> [a-z]++(?![^\W\d_]) )  # Most are: tried first for speed.
    | (?P<numeric> \d{{4}}-\d\d-\d\d(?!\d) | \d{{4}}年\d\d?月\d\d?日
        | \d\d?(?P<separator>[./])\d\d?(?P=separator)\d{{4}}(?!\d) )
    | (?P<decade> (?:\d\d|['’‘])\d0s\b )
    | (?P<quarter> Q[1-4]\b )
    | (?P<digits> \d\w* (?:[.,:/]\w+)* )
    | (?P<holiday> Christmas\ (?:Day|Eve)\b | Boxing\ Day\b | New\ Year['’]s\ (?:Day|Eve)\b
        | Halloween\b | May\ Day\b )
    | (?P<christmas> Christmas\b )
    | (?P<abbreviated> (?:{"|".join(SHORT_WEEKDAYS | SHORT_MONTHS)})\. )
    | (?P<name> [^\W\d_]+ )
    | (?P<possessive> ['’]s\b )
    | (?P<dash> [-–—] )
    | (?P<comma> , )
    | (?P<dot> \. )
    | (?P<opening> \( )
    | (?P<closing> \) )
    | (?P<mark> \n | \S )
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:st|nd|rd|th)?")
YEAR_NUMBERS = range(1500, 2200)
DAYS_OF_A_MONTH = range(1, 32)
TOKEN_KINDS = frozenset(
    {"day", "number", "year", *_TOKEN.groupindex, *(kind for kind, _ in LEXICON.values())}
)
# Theresa May, but not In May.
PERSON = re.compile(
    r"\b(?!(?:After|Before|By|During|Early|From|In|Last|Late|Next|Since|The|This|Until)\b)"
    r"[A-Z][\w'’-]{1,30}\.? May\b(?! \d)"
)


def tokens_of(text: str) -> list[DateToken]:
    """The words, numbers and marks of `text`; line ends are marks, other white space is dropped."""
    tokens = []
    names_a_may = PERSON.search(text) is not None
    for found in _TOKEN.finditer(text):
        kind, value, word = found.lastgroup or "", 0, found[0]
        if kind == "word":
            kind, value = LEXICON.get(word, PLAIN_WORD)
        elif kind in ("name", "abbreviated"):
            kind, value = LEXICON.get(word.rstrip("."), PLAIN_WORD)
            if kind == "may" and not names_a_may:
                kind = "month"
        elif kind == "digits":
            kind, value = _number(word)
        elif kind in ("decade", "quarter"):
            value = int(re.sub(r"\D", "", word))
        tokens.append(DateToken(kind, value, word, found.start(), found.end()))
    return tokens


def _number(word: str) -> tuple[str, int]:
    found = _DIGITS.fullmatch(word)
    if not found:
        return "mark", 0
    value = int(found[1].replace(",", ""))
    if value in YEAR_NUMBERS and word == found[1] and "," not in word:
        return "year", value
    return ("day" if value in DAYS_OF_A_MONTH else "number"), value


@cache
def months_of_all_languages() -> dict[str, int]:
    """The months' names in the desk's languages, in lower case, as in a date or alone.

    Takes a tenth of a second the first time: ask only about words that look like one.
    """
    return {
        name.lower(): month
        for language in Language
        for context in ("stand-alone", "format")
        for month, name in get_month_names("wide", context, language).items()
    }
