"""Numbers that name, order or date a thing rather than count it: Article 5, F-16, 22 January."""

import re

from claims.text.date_tokens import MONTHS, SHORT_MONTHS
from claims.text.figure_numbers import TEENS, TENS, Amount, any_of
from claims.text.figure_units import ENDS, INVARIABLE, NOT_NOUNS, NOUN, OF, RATE_NOUNS, STATES, Unit

# ---- What comes right after a number, or right before it, in a label of any kind.
_AFTER = re.compile(
    r"(?:st|nd|rd|th)\b|'?s\b| past\b|/\d|\) \d{3}|-\d{1,2}-\d"
    r"|-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b"
    r"|(?:(?:-| to | or | and )\d\d?(?:\.\d\d)?)? ?(?:[ap]\.?m|bst|cet|e[ds]t|gmt|o'clock|utc)\b"
)
_BEFORE = re.compile(r"(?:[#№/@]|(?<![^\W_])[^\W\d_]+-|://\S{1,60}|www\.\S{1,60})\Z")

# ---- Dates.
MONTH_PATTERN = rf"{any_of([*MONTHS, *SHORT_MONTHS])}\b"
AND_DAY = r"(?:\s?[-–/,]\s?|\s(?:and|or|to)\s)"
DATE_AFTER = re.compile(rf"(?:{AND_DAY}\d\d?)?\s(?:of\s)?{MONTH_PATTERN}|[年月日号號時时分]")
DATE_BEFORE = re.compile(rf"\b{MONTH_PATTERN}\.?\s(?:\d\d?(?:st|nd|rd|th)?{AND_DAY})?\Z")
IN_MONTH_BEFORE = re.compile(rf"\b[Ii]n {MONTH_PATTERN} \Z")  # In March 12 people left.
AGO = re.compile(r" (?:ago|earlier|later)\b(?! than)")
UNCOUNTED_BEFORE = re.compile(r"(?:day,? |(?<!\w)')\Z")  # Monday 22, '92.
_YEAR = re.compile(r"1[1-9]\d\d|20\d\d")
YEAR_BEFORE = re.compile(r"\b(?:1[1-9]|20)\d\d[-/](?:\d\d-)?\Z")
SPELT_YEAR = re.compile(rf"(?:eighteen|nineteen|twenty)[ -]{any_of(TENS | TEENS)}\b")
SPELT_CENTURY_BEFORE = re.compile(r"\b(?:eighteen|nineteen|twenty)[ -]\Z")
COUNTING_BEFORE = re.compile(
    r"\b(?:about|almost|approximately|estimated|fewer than|least|less than|more than|most|nearly"
    r"|over|roughly|some|up to) \Z"
)
DATING_BEFORE = re.compile(
    r"(?:\b(?:after|and|before|between|by|during|early|for|from|his|in|its|late|mid|of|or|since|the"
    r"|their|this|till|to|until|year)|'s) \Z"
)

# ---- What is written around a plain number in a note's mark, a list, a telephone number.
_AROUND = [
    (re.compile(before + r"\Z"), re.compile(after))
    for before, after in (
        (r"\[", r"\]"),
        (r"\(", r"\)"),
        (r"(?:\A|\n) {0,4}", r"[.)] "),
        (r"(?:[:;,.]|\band) ", r"\) "),
        (r"[\d)] ", ""),
        ("", r" \d"),
        (r"\d{3}-", r"(?<=\d{4})(?!\d)"),
        ("", r"(?<=\d{3})-\d{4}(?!\d)"),
    )
]
ADDRESS_AFTER = re.compile(
    r"(?: [A-Z][\w'’.]{1,20}){1,3} (?:Avenue|Ave|Boulevard|Blvd|Close|Court|Crescent|Drive|Gardens"
    r"|Hill|Lane|Place|Road|Rd|Row|Square|Street|St|Terrace|Way)\b"
)

# ---- Names. Things that bear a number.
NUMBERED = any_of(
    [
        "act", "amendment", "apartment", "apollo", "appendix", "apt", "area", "article", "bill",
        "block", "boeing", "box", "category", "channel", "chapter", "clause", "day", "directive",
        "district", "episode", "exhibit", "exit", "fig", "figure", "flat", "flight", "formula",
        "fortune", "ftse", "gate", "grade", "highway", "interstate", "item", "junction",
        "level",
        "line", "model", "no", "note", "number", "p", "page", "par", "paragraph", "part", "phase",
        "platform", "pp", "precinct", "proposition", "protocol", "question", "resolution", "room",
        "round", "route", "rule", "s&p", "season", "section", "size", "stage", "step", "suite",
        "table", "terminal", "tier", "title", "type", "verse", "version", "vol", "volume", "ward",
        "week", "windows", "world war", "zone",
    ]
)  # fmt: skip
NAMED_BEFORE = re.compile(rf"\b{NUMBERED}s?\.? (?:\d{{1,4}}(?:,|,? and|,? or| to) ){{0,4}}\Z")
CAPITALISED_BEFORE = re.compile(r"(?<![^\W_])([a-z]?[A-Z][\w'’&-]{0,30}) \Z")
SCORE_AFTER = re.compile(r"-\d{1,3}(?![\w-])")  # Bergen 2-0
SENTENCE_BEFORE = re.compile(r"(?:\A|[.!?:\n“”\"'‘(\[—–•*])\s*\Z")

# ---- Written-out numbers that are something else as often as not.
SINGLE = any_of(
    ["billion", "child", "civilian", "country", "dollar", "foot", "girl", "man", "member",
     "officer", "percentage", "policeman", "soldier", "state", "student", "vote", "woman", "worker"]
)  # fmt: skip
ONE_AFTER = re.compile(
    rf"[ -](?!day\b)(?:[a-z]+ )?(?:{RATE_NOUNS}|{SINGLE})\b|(?: or | to |-)two\b"
)
ONE_BEFORE = re.compile(r"\b(?:just|least|less than|more than|only|over|under) \Z")
PRONOUN_BEFORE = re.compile(r"\b(?:the|these|those) \Z")  # The two were friends.
ZERO_BEFORE = re.compile(r"\b(?:absolute|day|from|ground|net|patient|sub|year)[ -]\Z")
ZERO_AFTER = re.compile(r"[ -](?:carbon|chance|emissions?|gravity|hour|sum|tolerance|trust)\b")
HALF_BEFORE = re.compile(
    r"\b(?:back|better|bottom|each|first|front|latter|lower|next|other|second|that|this|top|upper)"
    r"[ -]\Z"
)


def is_label(text: str, folded: str, amount: Amount, unit: Unit) -> bool:
    """Whether the number at `amount`, with `unit` read after it, counts nothing."""
    words = folded[amount.start : amount.end]
    return (
        bool(_AFTER.match(folded, amount.end) or _precedes(_BEFORE, folded, amount))
        or bool(AGO.match(folded, unit.end))
        or _runs_on(text, unit)
        or (
            _is_digits_label(text, folded, amount, unit, words)
            if words[0].isdecimal()
            else _is_words_label(text, folded, amount, unit, words)
        )
    )


def _precedes(pattern: re.Pattern[str], text: str, amount: Amount, reach: int = 70) -> bool:
    return bool(pattern.search(text, max(0, amount.start - reach), amount.start))


def _runs_on(text: str, unit: Unit) -> bool:
    """3D, 747s, SW1A 1AA: letters that are no unit touch the number."""
    return text[unit.end : unit.end + 1].isalpha() and text[unit.end : unit.end + 1] < "\u3040"


def _is_digits_label(text: str, folded: str, amount: Amount, unit: Unit, words: str) -> bool:
    if not words.isdecimal():
        return not unit.name and _precedes(NAMED_BEFORE, folded, amount)
    return (
        (len(words) > 1 and words[0] == "0")
        or _is_day(text, folded, amount, unit, words)
        or _is_year(folded, amount, unit, words)
        or _is_name(text, folded, amount, unit)
        or bool(ADDRESS_AFTER.match(text, amount.end))
        or any(
            after.match(folded, amount.end) and _precedes(before, folded, amount, reach=8)
            for before, after in _AROUND
            if not unit.name
        )
    )


def _is_day(text: str, folded: str, amount: Amount, unit: Unit, words: str) -> bool:
    if len(words) > 2:
        return False
    return bool(
        DATE_AFTER.match(text, amount.end)
        or (
            _precedes(DATE_BEFORE, text, amount)
            and not (_is_counted(unit) and _precedes(IN_MONTH_BEFORE, text, amount))
        )
        or _precedes(YEAR_BEFORE, folded, amount)
        or (not unit.name and _precedes(UNCOUNTED_BEFORE, folded, amount))
    )


def _is_year(folded: str, amount: Amount, unit: Unit, words: str) -> bool:
    if not _YEAR.fullmatch(words) or unit.is_measure:
        return False
    round_or_counted = words.endswith(("00", "50")) or _precedes(COUNTING_BEFORE, folded, amount)
    counts = round_or_counted and _is_counted(unit)
    return not counts or _precedes(DATING_BEFORE, folded, amount)


def _is_counted(unit: Unit) -> bool:
    noun = unit.noun.lower()
    return noun.endswith("s") or noun in INVARIABLE | STATES


def _is_name(text: str, folded: str, amount: Amount, unit: Unit) -> bool:
    """Article 5 obligations, but 'gave Ukraine 12 tanks'."""
    named = NAMED_BEFORE.search(folded, max(0, amount.start - 40), amount.start)
    if named and (
        not unit.name
        or text[named.start()].isupper()
        or named[0].startswith("number ")
        or folded.startswith(" of ", amount.end)
    ):
        return True
    found = CAPITALISED_BEFORE.search(text, max(0, amount.start - 40), amount.start)
    if (
        SCORE_AFTER.match(folded, amount.end)
        or not found
        or unit.name[:1].islower()
        or unit.is_measure
    ):
        return False
    word = found[1].lower()
    return not (word in ENDS or word.endswith(NOT_NOUNS) or amount.low >= 10_000)


def _is_words_label(text: str, folded: str, amount: Amount, unit: Unit, words: str) -> bool:
    opens = _precedes(SENTENCE_BEFORE, text, amount)
    if opens and words.isalpha() and text.startswith(",", amount.end):  # Two, we must do better.
        return True
    if not opens and text[amount.start : amount.end].istitle():  # The Group of Seven.
        return True
    if SPELT_YEAR.match(folded, amount.start) or _precedes(SPELT_CENTURY_BEFORE, folded, amount):
        return True
    if not unit.name and (
        _precedes(NAMED_BEFORE, folded, amount)
        or (words.isalpha() and _precedes(PRONOUN_BEFORE, folded, amount))
    ):
        return True
    if words == "one":
        return not _is_count_of_one(folded, amount, unit)
    if words == "zero":
        return _precedes(ZERO_BEFORE, folded, amount) or bool(ZERO_AFTER.match(folded, amount.end))
    return amount.unit == "share" and _is_ordinal(folded, amount, words)


def _is_count_of_one(folded: str, amount: Amount, unit: Unit) -> bool:
    return bool(
        unit.is_measure
        or ONE_AFTER.match(folded, amount.end)
        or (unit.name and _precedes(ONE_BEFORE, folded, amount))
    )


def _is_ordinal(folded: str, amount: Amount, words: str) -> bool:
    """A third meeting, the second half, three quarters in a row."""
    if words.startswith("half") or words.endswith("half"):
        return _precedes(HALF_BEFORE, folded, amount)
    if words.endswith(" quarters"):
        return not (words.startswith("three") and OF.match(folded, amount.end))
    if not words.startswith(("a ", "an ")) or OF.match(folded, amount.end):
        return False
    noun = NOUN.match(folded, amount.end)
    return bool(noun and noun[1] not in ENDS)
