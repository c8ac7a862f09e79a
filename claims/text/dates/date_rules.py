"""Which words make a date: patterns over the kinds of tokens, each with its reader."""

import re
from collections.abc import Iterator, Sequence

from claims.text.dates import calendar_dates as calendar
from claims.text.dates import relative_dates as relative
from claims.text.dates.calendar_words import KINDS, DateToken
from claims.text.dates.date_words import Reader

MONTH = "(?: month|may )"
UNIT = "(?: unit|quarter_unit|year_unit|century_unit )"
_UNITS = f"(?: units|hours|short_unit|{UNIT} )"
COUNT = "(?: article? vague of? | (?: number_word dash )? number_word | number|day|year|article )"
_PART = "(?: part dash? | edge of the? )"
THAT_YEAR = "(?: year | which year_unit )"
PREPOSITION = "(?: after|before|between|by|during|for|from|in|of|since|through|to|until )"
MONTH_FOLLOWS = "(?: in|since|until|during )"
_NOUN = "(?: word|yearly|counted )"


def _range(first: str, last: str) -> str:
    return f"{first} (?: dash|through|to ) {last} | (?<=between) {first} and {last}"


DAY_OR_MONTH = f"(?: day of? {MONTH} | {MONTH} day? ) (?: comma? year )?"

# The first that fits at a place is taken, so that longer ones stand above shorter ones.
_RULES: tuple[tuple[str, Reader], ...] = (
    ("numeric", calendar.numeric),
    (
        f"day (?: dash|to ) day of? {MONTH} (?: comma? year )?"
        f"| {MONTH} day (?: dash|to|through ) day (?: comma? year )?"
        f"| {_range(DAY_OR_MONTH, DAY_OR_MONTH)}",
        calendar.days_or_months,
    ),
    ("two_years", calendar.two_years),
    (f"{_range('year', 'year')} | year dash (?: day|number )", calendar.years),
    (_range("weekday", "weekday"), relative.weekdays),
    (
        # “In January 20 people” is no 20 January.
        f"(?: (?: weekday|short_weekday ) comma? the? )?"
        f"(?: day of? {MONTH} (?: comma? year )? | {MONTH} day comma? year | (?<!in) {MONTH} day )",
        calendar.day_and_month,
    ),
    ("day dot? of? word of? year", calendar.foreign_date),
    (
        f"{_PART}? {MONTH} (?: comma|of )? {THAT_YEAR}"
        f"| (?: which | {_PART} ) {MONTH}"
        f"| (?<={PREPOSITION}) month | (?<={MONTH_FOLLOWS}) may"
        f"| (?<=(?: the|article|determiner )) month (?= {_NOUN})"
        f"| (?<=article) may (?= {_NOUN})",
        calendar.month,
    ),
    ("month (?= possessive )", calendar.month_of_something),
    (f"(?: ordinal|which ) unit of {MONTH} (?: comma? year )?", calendar.week_of_month),
    (f"{_PART}? season (?: comma|of )? {THAT_YEAR} | which season", calendar.season),
    (
        "(?<=(?: in|during|since|until|by )) season (?! of)"
        "| (?<=(?: in|during|since|until|by ) the) season (?! of)",
        calendar.season,
    ),
    (
        f"(?: ordinal|which ) {COUNT} units of (?: the year_unit | {THAT_YEAR} )",
        calendar.months_of_year,
    ),
    (
        f"(?: quarter | ordinal dash? quarter_unit ) (?: of? (?: the year_unit | {THAT_YEAR} ) )?"
        f"(?! of ) | which quarter_unit of (?: the year_unit | {THAT_YEAR} )",
        calendar.quarter,
    ),
    (f"ordinal half of (?: the year_unit | {THAT_YEAR} )", calendar.half),
    (
        f"{_PART} year"
        f"| (?<={PREPOSITION}) year (?! counted|units )"
        "| (?<=opening) year (?= closing )"
        "| (?<=(?: the|article )) year (?= word|masthead|named|yearly|and|or )"
        "| (?<=(?: determiner|possessive )) year (?! counted|units )"
        "| (?<= year (?: and|comma|or )) year (?! counted|units )"
        "| (?<=(?: fiscal|year_unit )) year"
        "| (?<=compared) year (?! counted|units )"
        "| year (?= yearly|possessive )",
        calendar.year,
    ),
    (f"{_PART}? decade", calendar.decade),
    ("(?: part dash? )? day dash? century_unit", calendar.century),
    (
        f"(?: recent | which? rolling {COUNT}? | which {COUNT}? ) (?: units|hours ) (?! of )"
        f"| which? rolling {UNIT} | (?<= the ) which {UNIT}",
        relative.rolling,
    ),
    (f"(?: earlier|later|{_PART} )? which {UNIT} | edge of the {UNIT}", relative.calendar_unit),
    ("which? rolling weekend | which weekend | (?<= the ) weekend", relative.weekend),
    (f"{COUNT} {_UNITS} (?: ago|earlier|later )", relative.ago),
    (f"(?<= within ) {COUNT} {_UNITS}", relative.within),
    (
        f"{COUNT} (?: units|{UNIT} ) away | {COUNT} {_UNITS} from now | (?<= in ) {COUNT} {_UNITS}",
        relative.ahead,
    ),
    ("(?<! named ) day_name (?! named )", relative.day_name),
    ("which daytime", relative.daytime),
    ("overnight", relative.overnight),
    ("weekday of? which unit", relative.weekday_of_week),
    (
        "(?: which? rolling | which ) weekday | (?<! each|named ) weekday (?! masthead )",
        relative.weekday,
    ),
    (
        "holiday | which christmas | (?<=(?: after|at|before|by|since|until )) christmas",
        calendar.holiday,
    ),
)

# One character a kind, beyond those that mean something in a pattern.
_CODES = {kind: chr(0x100 + number) for number, kind in enumerate(sorted(KINDS))}


def _coded(pattern: str) -> str:
    return re.sub(r"[a-z_]+", lambda kind: _CODES[kind[0]], pattern)


# No date begins with what most tokens are: looking at that first is quick.
PATTERN = re.compile(
    f"{_coded('(?! word|mark )')}"
    f" (?: {'|'.join(f'({_coded(pattern)})' for pattern, _ in _RULES)} )",
    re.VERBOSE,
)


def dates_among(tokens: Sequence[DateToken]) -> Iterator[tuple[slice, Reader]]:
    """Where in `tokens` the words of a date stand, in order, and what reads them."""
    for found in PATTERN.finditer("".join(_CODES[token.kind] for token in tokens)):
        yield slice(*found.span()), _RULES[(found.lastindex or 1) - 1][1]
