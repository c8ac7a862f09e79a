"""What a sentence asserts in passing: offices, ages, old dates, reports, rules, blame."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.choices import Kind
from claims.proposer.kinds import cue_for
from claims.text.sentences import Span


@dataclass(frozen=True)
class Aside:
    """A phrase that asserts something beside its clause; `cue` in an editor's words.

    `claimant` is whose words it is about, '' for nobody's. `statement` is '' where only the whole
    sentence can say it.
    """

    span: Span
    kind: Kind
    cue: str
    claimant: str
    statement: str


_WORD = r"[\w’'-]{1,30}"
CAPITAL = r"[A-Z](?:[\w-]|[’'](?!s\b)){1,30}"
# Capital at the head of a sentence, and no name.
_NO_NAME = r"(?!(?:After|And|As|At|Before|But|For|From|If|In|On|Since|So|To|When|While|With|Yet) )"
_NAME = rf"{_NO_NAME}{CAPITAL}(?: (?:(?:al|bin|de|der|el|van|von) )?(?:[A-Z]\.|{CAPITAL})){{0,4}}"
WHOSE = r"(?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w-]{1,30}[’']s)"
OFFICE = (
    r"(?i:administrator|advis[eo]r|ambassador|analyst|archbishop|attorney|bishop|boss|captain|chair|"
    r"chair(?:man|person|woman)|chancellor|chief|coach|colonel|commander|commissioner|coordinator|"
    r"councill?or|delegate|director|economist|editor|envoy|executive|founder|general|governor|head|"
    r"historian|inspector|judge|king|lawmaker|lawyer|leader|lieutenant|manager|mayor|minister|negotiator|officer|"
    r"official|owner|president|premier|prince|princess|principal|professor|prosecutor|queen|"
    r"representative|researcher|scientist|secretary(?:[ -]general)?|senator|sheriff|speaker|"
    r"spokes(?:man|person|woman)|strategist|superintendent|treasurer)"
)
OF_WHAT = r" (?:at|for|in|of|to) [^,.;:“”()]{2,60}"
_YEAR = r"(?:1[5-9]|20)\d\d"
TO_END = r"[^,.;:“”()]{0,150}"
BLAME = (
    r"(?:aggressive|belligerent|brutal|corrupt|criminal|cruel|discriminatory|fraudulent|illegal|"
    r"illegitimate|inhumane|racist|reckless|repressive|ruthless|unjust|unlawful|unprovoked)"
)
_PAST = r"(?:annexed|invaded|joined|left|founded|elected|built|[a-z]{2,15}ed)"

NAMINGS = (
    # its secretary general, Ann Lee, and: the head of the agency, Ann Lee,
    rf"\b{WHOSE} (?:{_WORD} ){{0,4}}{OFFICE}(?: of (?:{_WORD} ){{0,3}}{_WORD})?, {_NAME}(?=,|$)",
    rf"\b{_NAME}, {WHOSE} (?:{_WORD} ){{0,4}}?{OFFICE}(?:{OF_WHAT}|(?=[,.;]|$))",  # Lee, a judge,
    # Oslo Mayor Ann Lee, but neither Mayor Lee nor General Assembly
    rf"\b(?:[A-Z][\w-]{{1,20}} ){{0,3}}(?=[A-Z]){OFFICE} {CAPITAL} {_NAME}",
    rf"\b[Tt]he former (?:{_WORD} ){{0,3}}?{OFFICE}\b",  # the former Norwegian prime minister
    rf"\b{_NAME}, (?:aged )?\d{{1,3}}(?=,)",  # Lee, 45,
)
_LONG_AGO = (
    # a country (that) it invaded in 2014
    rf"\b(?:an?|the) {_WORD} (?:{_WORD} ){{1,2}}{_PAST} (?:{_WORD} ){{0,4}}(?:in|since) {_YEAR}\b",
)
HAPPENINGS = (
    rf"\b(?:media|news|newspaper|press) reports (?:of|that) {TO_END}",
    rf"\bin {_YEAR} with the \w{{3,20}}(?:tion|sion|ment|al|ing) of {CAPITAL}",
    rf"\bon the eve of {TO_END}",
)
_RULES = (
    # core principles of offering membership to all
    rf"[“\"]?\b(?:(?:basic|core|founding) )?(?:charter|laws?|principles?|rules?|treaty)[”\"]? "
    rf"(?:of \w{{3,20}}ing|that (?:{_WORD} ){{1,4}}(?:can|cannot|may|must|shall)) {TO_END}",
)
DEMANDS = (
    rf"\b(?:{CAPITAL} ){{0,3}}{CAPITAL}[’']s (?:{_WORD} )?(?:call|demand|insistence|ultimatum)s? "
    rf"(?:are|for|included?|includes|is|on|that|to) {TO_END}",  # Moscow's demands for new treaties
)
BLAMINGS = (rf"\b(?:[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|{CAPITAL}[’']s) {BLAME} (?:{_WORD} )?{_WORD}",)

PATTERNS = tuple(
    (kind, re.compile("|".join(patterns)))
    for kind, patterns in (
        (Kind.NAME, NAMINGS),
        (Kind.BACKGROUND, _LONG_AGO),
        (Kind.EVENT, HAPPENINGS),
        (Kind.LAW, _RULES),
        (Kind.DEMAND, DEMANDS),
        (Kind.ACCUSATION, BLAMINGS),
    )
)


# The parts of a naming: who, and what they are.
NAME_LAST = re.compile(rf"(?P<office>.*?{OFFICE}(?: of [^,]+)?),? (?P<name>{_NAME})")
NAME_FIRST = re.compile(rf"(?P<name>{_NAME}), (?P<office>.+)")


def asides_in(text: str, sentence: Span) -> Iterator[Aside]:
    """What text[sentence] asserts in passing, kind by kind."""
    for kind, pattern in PATTERNS:
        for found in pattern.finditer(text, sentence.start, sentence.end):
            words = found[0].rstrip()
            span = Span(found.start(), found.start() + len(words))
            claimant = OWNER.split(words, maxsplit=1)[0] if kind is Kind.DEMAND else ""
            yield Aside(span, kind, cue_for(kind, words), claimant, _statement(kind, words))


OWNER = re.compile(r"[’']s ")
_ARTICLE = re.compile(r"(?:An?|The) ")
POSSESSIVE = re.compile(r"(?:her|his|its|their) ", re.IGNORECASE)
# What a statement says somebody is, whatever else it says: 'is Oslo Mayor', 'is a former mayor'.
IS_WHAT = re.compile(rf"(?P<name>.+?) is (?P<office>.*?\b{OFFICE})\b")


def naming_of(statement: str) -> str:
    """The name and the kind of office that a statement gives, else all of it."""
    found = IS_WHAT.match(statement)
    return f"{found['name']}, {found['office'].split()[-1].lower()}" if found else statement


def _statement(kind: Kind, words: str) -> str:
    """'Ann Lee is the mayor of Oslo' for 'Ann Lee, the mayor of Oslo'."""
    if kind is Kind.EVENT and "reports" in words.split()[:2]:
        return f"there were {words}"
    if kind is not Kind.NAME:
        return ""
    parts = NAME_FIRST.fullmatch(words) or NAME_LAST.fullmatch(words)
    if not parts:
        return ""
    office = parts["office"]
    if POSSESSIVE.match(office):
        return ""  # Whose, only the text before can say.
    if office.isdigit():
        office += " years old"
    if " " not in office or _ARTICLE.match(office):
        office = office[0].lower() + office[1:]
    return f"{parts['name']} is {office}"
