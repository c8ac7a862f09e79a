"""Dates of a text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from claims.text import calendar_dates as calendar
from claims.text import relative_dates as relative
from claims.text.date_readings import DAY, NO_SUCH_DAY, DateWords, Period, Reader, Undatable
from claims.text.date_tokens import TOKEN_KINDS, DateToken, Third, tokens_of
from claims.text.sentences import Span, lines_of
from claims.text.tense import Tense, tense_at

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

# The first that fits at a place is taken, so longer ones come before shorter ones.
_RULES: tuple[tuple[str, Reader], ...] = (
    ("numeric", calendar.numeric),
    (
        f"day (?: dash|to ) day of? {MONTH} (?: comma? year )?"
        f"| {MONTH} day (?: dash|to|through ) day (?: comma? year )?"
        f"| {_range(DAY_OR_MONTH, DAY_OR_MONTH)}",
        calendar.days_or_months,
    ),
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
    (f"{_PART}? season (?: comma|of )? {THAT_YEAR} | which season", calendar.season),
    (
        "(?<=(?: in|during|since|until|by )) season (?! of)"
        "| (?<=(?: in|during|since|until|by ) the) season (?! of)",
        calendar.season,
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
_CODES = {kind: chr(0x100 + number) for number, kind in enumerate(sorted(TOKEN_KINDS))}


def _coded(pattern: str) -> str:
    return re.sub(r"[a-z_]+", lambda kind: _CODES[kind[0]], pattern)


# No date begins with what most tokens are: looking at that first is quick.
PATTERN = re.compile(
    f"{_coded('(?! word|mark )')}"
    f" (?: {'|'.join(f'({_coded(pattern)})' for pattern, _ in _RULES)} )",
    re.VERBOSE,
)


def dates_among(tokens: Sequence[DateToken]) -> Iterator[tuple[slice, Reader]]:
    """Where in `tokens` the words of a date are, in order, and what reads them."""
    for found in PATTERN.finditer("".join(_CODES[token.kind] for token in tokens)):
        yield slice(*found.span()), _RULES[(found.lastindex or 1) - 1][1]


@dataclass(frozen=True)
class DateMention:
    """A date or period as the text gives it: `first` to `last`, both inclusive; None is open.

    `reading` says how it was read. Both ends are None where that cannot be told.
    """

    span: Span
    first: date | None
    last: date | None
    reading: str


def dates_in(text: str, sentences: Sequence[Span], published_on: date | None) -> list[DateMention]:
    """The dates of `text`, in order and apart; relative ones from `published_on`.

    `sentences` are in order, as sentences_of gives them: tense decides in each which Monday is
    meant. The spans leave out “on” and “since”, which open an end.
    """
    tokens = tokens_of(text)
    starts = [sentence.start for sentence in sentences]
    found: list[DateMention] = []
    for place, reader in dates_among(tokens):
        span = Span(tokens[place.start].start, tokens[place.stop - 1].end)
        number = bisect_right(starts, span.start) - 1
        sentence = sentences[number] if number >= 0 else span
        words = DateWords(
            tokens=tokens[place],
            opening=_opening(tokens, place),
            context=_context(found, sentence),
            dateline=published_on,
            tense=partial(tense_at, text, sentence, span),
        )
        if dated := _read(span, text[span.start : span.end], words, reader):
            found.append(dated)
    return found


# What takes “the” even where it opens an end: “since the 1990s”.
WITH_THE = ("century_unit", "decade", "edge", "ordinal", "season", "weekend")


def _kind_at(tokens: Sequence[DateToken], place: int) -> str:
    return tokens[place].kind if 0 <= place < len(tokens) else "mark"


def _context(found: Sequence[DateMention], sentence: Span) -> Period | None:
    """The last date before in the sentence: “in 2014 and two years later”."""
    if found and found[-1].first and found[-1].last and sentence.contains(found[-1].span):
        return Period(found[-1].first, found[-1].last)
    return None


def _opening(tokens: Sequence[DateToken], place: slice) -> str:
    """The kind of the word that opens an end of the date: “since”, but not “since Monday’s vote”.

    Nor “since the 2014 vote”, while “since the 1990s” does. “Until midnight on Friday” opens an
    end, as does “before midnight on Friday”, which that day is part of; “after midnight on Friday”
    is on that day.
    """
    if _kind_at(tokens, place.stop) == "possessive":
        return "mark"
    at = place.start - 1
    if _kind_at(tokens, at) == "the" and any(token.kind in WITH_THE for token in tokens[place]):
        at -= 1
    if _kind_at(tokens, at) == "on" and _kind_at(tokens, at - 1) == "clock":
        at -= 1
    if _kind_at(tokens, at) == "clock":
        opening = _kind_at(tokens, at - 1)
        return {"after": "mark", "before": "by"}.get(opening, opening)
    return _kind_at(tokens, at)


def _read(span: Span, exact: str, words: DateWords, reader: Reader) -> DateMention | None:
    try:
        reading = reader(words)
        if reading is None:
            return None
        first, last, how = _ends(reading.period, words)
    except Undatable as why:
        return DateMention(span, None, None, f"“{exact}”: {why}")
    except (ValueError, OverflowError):  # 30 February, or beyond the years 1 to 9999.
        return DateMention(span, None, None, f"“{exact}”: {NO_SUCH_DAY}")
    return DateMention(span, first, last, reading.how + how)


def _ends(period: Period, words: DateWords) -> tuple[date | None, date | None, str]:
    match words.opening:
        case "since":
            up_to = words.dateline if words.dateline and words.dateline >= period.first else None
            return period.first, up_to, "; since then"
        case "before" if words.value("edge") != Third.LATE:  # The end is part of it.
            return None, period.first - DAY, "; before it"
        case "before" | "by" | "through" | "until":
            return None, period.last, "; up to then"
        case "after":
            return period.last + DAY, None, "; after it"
        case "from" if not words.get("to", "through") and words.tense() is Tense.FUTURE:
            return period.first, None, "; from then on"
    return period.first, period.last, ""


# A text's own date is in its first lines, short, among nothing but such words.
_TOP = 1_000
TOP_LINES = 8
SHORT_LINE = 100
AROUND_A_DATE = frozenset({
    "a", "am", "at", "bst", "cest", "cet", "date", "dated", "edt", "est", "et", "first", "gmt",
    "last", "m", "on", "p", "pm", "posted", "pst", "published", "t", "updated", "utc", "z",
})  # fmt: skip
_BYLINE = re.compile(r"by\s[^\d\n]{3,60}", re.IGNORECASE)
_NAME = r"[^\W\d_a-z][\w.'’-]{1,30}"
PLACE = re.compile(
    r"[^\W\d_a-z][^a-z\d\n]{1,40}(?:\([^()\n]{2,40}\))?,\s"
    rf"|{_NAME}(?:,?\s{_NAME}){{0,4}},\s"
)
AGENCY = re.compile(r"(?:,?\s?\([^()\n]{2,40}\))?\s?(?:[-–—]|:)\s")


def dateline_of(text: str) -> date | None:
    """The date that a text gives itself: one of the first lines that is little but a date, or a
    dateline, “GENEVA, 10 Jan. 2022 (Agency) —”. None for one without its year.
    """
    for line in lines_of(text[:_TOP])[:TOP_LINES]:
        words = text[line.start : line.end]
        for dated in dates_in(words, [], None)[:1]:
            if dated.first and dated.first == dated.last and _is_dateline(words, dated.span):
                return dated.first
    return None


def _is_dateline(line: str, span: Span) -> bool:
    before, after = line[: span.start].lstrip(), line[span.end :]
    if PLACE.fullmatch(before) and AGENCY.match(after):
        return True
    rest = after if _BYLINE.fullmatch(before) else before + after
    around = re.findall(r"[^\W\d_]+", rest.lower())
    return len(line) <= SHORT_LINE and AROUND_A_DATE.issuperset(around)
