"""The names of persons in a text, with the titles and offices that stand beside them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from claims.proposer.attribution.people import (
    BODIES,
    DEMONYMS,
    FEMALE,
    FIRST_NAMES,
    HE_TITLES,
    MALE,
    MONTH_NAMES,
    NO_SURNAMES,
    PARTIES,
    PLURAL_ROLES,
    ROLES,
    SHE_TITLES,
    TITLES,
    WRITINGS,
    is_demonym,
)
from claims.proposer.attribution.phrases import (
    ATTACHED,
    AUXILIARIES,
    CLOSED_CLASS_WORDS,
    DASH_TOKENS,
    DETERMINERS,
    INNER,
    is_noun,
    phrase_before,
)
from claims.proposer.attribution.reporting import ALSO_NOUNS, VERB_OF
from claims.proposer.attribution.tokens import Tokens, is_headline, lower_at, without_ending
from claims.proposer.attribution.verbs import is_finite

LONGEST_NAME = 4
OPENING_DATELINE = frozenset({"(", ",", *DASH_TOKENS})  # After the place where copy was filed.
_PLACING = frozenset({"across", "at", "from", "in", "near", "of", "outside", "to"})
_LONGEST_APPOSITION = 12  # Tokens of ", the mayor of Kyiv," that may tell an office.
MOST_NAMESAKES = 20
SUFFIXES = frozenset({"ii", "iii", "iv", "jr", "jr.", "sr", "sr."})


class Weight(IntEnum):
    """How likely the one mentioned is whom the next "he" stands for."""

    OWNER = 0  # Putin’s demands
    OBJECT = 1
    SUBJECT = 2
    SPEAKER = 3


@dataclass(eq=False)
class Person:
    """`name` in full, or not `named` the words that stand for one: 'a police spokesman'.

    `gender` is "he", "she" or empty; `roles` grow with each mention.
    """

    name: str
    gender: str
    roles: set[str] = field(default_factory=set)
    named: bool = True


@dataclass(frozen=True)
class Mention:
    """A name at tokens[start] of units[unit], without the `titles` before it; `roles` holds
    these and what an apposition tells.
    """

    unit: int
    start: int
    name: tuple[str, ...]
    titles: frozenset[str]
    roles: frozenset[str]
    weight: Weight


def mentions_in(units: Sequence[Tokens]) -> list[Mention]:
    """Whatever is written like a name, in order; not the words of a headline in capitals."""
    return [mention for number, unit in enumerate(units) for mention in _mentions(number, unit)]


def persons_by_surname(mentions: Sequence[Mention]) -> dict[str, list[Person]]:
    """The persons that the text names in full, and those that it only names with a title."""
    alone = {mention.name[0] for mention in mentions if len(mention.name) == 1}
    polite: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if len(mention.name) == 1 and mention.titles:
            polite[mention.name[0]].add(gender_of(mention.titles))
    persons: dict[str, list[Person]] = defaultdict(list)
    for mention in mentions:
        surname = surname_of(mention.name)
        if not 1 < len(mention.name) <= LONGEST_NAME or not _may_be_surname(surname):
            continue
        if not (mention.roles or mention.name[0].lower() in FIRST_NAMES or surname in alone):
            continue
        namesakes, name = persons[surname], " ".join(mention.name)
        known = any(person.name == name for person in namesakes)
        if not known and len(namesakes) < MOST_NAMESAKES:
            namesakes.append(Person(name, _gender(mention, polite[surname])))
    for surname, genders in polite.items():
        if not persons[surname] and _may_be_surname(surname):
            persons[surname].append(Person(surname, max(genders)))
    return persons


def may_be_body(unit: Tokens, mention: Mention) -> bool:
    """Whether a name of no person may be that of a body that acts: no place, day or nation."""
    name = mention.name
    if (
        not name
        or mention.titles
        or name[-1].lower() in MONTH_NAMES | ROLES
        or is_demonym(name[-1].lower())
    ):
        return False
    if lower_at(unit, mention.start - 1) in _PLACING | {"("} or is_headline(unit):
        return False
    if mention.start == 0 and name[0].isupper() and lower_at(unit, len(name)) in OPENING_DATELINE:
        return False  # OSLO (Reuters) - …
    opener = mention.start == 0 and len(name) == 1 and not name[0].isupper()
    words = [token.lower for token in unit[:2]]
    return not opener or (not name[0].endswith("s") and len(words) > 1 and is_finite(words, 1))


def surname_of(name: Sequence[str]) -> str:
    """The last word that is none of Jr., II; empty for no name."""
    words = [word for word in name if word.lower() not in SUFFIXES]
    return words[-1] if words else ""


def gender_of(roles: frozenset[str]) -> str:
    if roles & HE_TITLES:
        return "he"
    return "she" if roles & SHE_TITLES else ""


def name_at_end(tokens: Tokens) -> tuple[tuple[str, ...], frozenset[str]]:
    """The name that ends the phrase, and the titles and roles before it.

    NATO Secretary-General Jens Stoltenberg: (Jens, Stoltenberg), {secretary-general}.
    """
    start = end = len(tokens)
    if end == 1 and tokens[0].lower in ROLES | BODIES | WRITINGS:
        return (), frozenset()  # "Police said": a capital letter for the sentence only.
    while start and _goes_on_leftwards(tokens, start, end):
        start -= 1
    while start < end and not tokens[start].is_capital:
        start += 1
    name = [without_ending(token).text for token in tokens[start:] if token.is_word]
    while len(name) > 2 and name[1] != "of" and _is_no_first_name(name[0].lower()):
        name.pop(0)
    roles = {t.lower for t in tokens[:start] if t.lower in TITLES or t.lower in ROLES}
    return tuple(name), frozenset(roles)


def _is_no_first_name(lower: str) -> bool:
    return lower not in FIRST_NAMES and (is_demonym(lower) or lower in NO_SURNAMES)


def _goes_on_leftwards(tokens: Tokens, start: int, end: int) -> bool:
    token, last = tokens[start - 1], start == end
    lower = token.lower
    if lower in TITLES or lower in ROLES - PARTIES:
        surname = last and start > 1 and tokens[start - 2].lower in FIRST_NAMES  # Howard Dean
        return surname and token.is_capital
    if lower in DETERMINERS or lower in PLURAL_ROLES - PARTIES:
        return False
    if not last and lower.endswith(("'s", "s'")):
        return False
    return token.is_capital or (lower in INNER and 1 < start < end)


def _mentions(number: int, unit: Tokens) -> Iterator[Mention]:
    headline = is_headline(unit)
    index = 0
    while index < len(unit):
        start = index
        while index < len(unit) and _is_of_name(unit, index, start):
            index += 1
            if unit[index - 1].lower.endswith(("'s", "s'")):
                break
        if start == index:
            index += 1
            continue
        while start < index and unit[start].lower in CLOSED_CLASS_WORDS | DETERMINERS:
            start += 1
        if start == 0 and unit[0].lower.endswith(("ing", "ed")) and index > 1:
            start = 1  # "Injecting Clinton into …" opens with no name.
        if start < index:
            mention = _mention(number, unit, start, index)
            if mention.name and (not headline or mention.name[0].lower() in FIRST_NAMES):
                yield mention


def _is_of_name(unit: Tokens, index: int, start: int) -> bool:
    token = unit[index]
    if token.is_capital:
        return token.lower not in CLOSED_CLASS_WORDS or token.lower in FIRST_NAMES
    inner = token.lower in INNER and token.lower not in {"&", "of"}
    return inner and start < index < len(unit) - 1 and unit[index + 1].is_capital


def _mention(number: int, unit: Tokens, start: int, end: int) -> Mention:
    name, titles = name_at_end(unit[start:end])
    owner = unit[end - 1].lower.endswith(("'s", "s'"))
    roles = _offices_before(unit, start)
    if not owner:
        roles |= _offices_after(unit, start, end)
    weight = Weight.OWNER if owner else Weight.SUBJECT if _opens(unit, start) else Weight.OBJECT
    return Mention(number, start, name, titles, titles | roles, weight)


def _offices_before(unit: Tokens, start: int) -> frozenset[str]:
    """Of "Kremlin spokesman Dmitry Peskov" and "its secretary general, Jens Stoltenberg"."""
    if lower_at(unit, start - 1) == "," and start > 1 and is_noun(unit[start - 2]):
        found = phrase_before(unit, start - 1)
        return _offices(found[0].main) if found and found[0].head.lower in ROLES else frozenset()
    if lower_at(unit, start - 1) not in ROLES:
        return frozenset()
    return _offices(unit[max(0, start - 4) : start])


def _offices_after(unit: Tokens, start: int, end: int) -> frozenset[str]:
    """Of "Jens Stoltenberg, a former prime minister"; not of "in Geneva, the official said"."""
    placed = start and unit[start - 1].lower in ATTACHED - {"for", "of", "with"}
    if placed or end + 1 >= len(unit) or unit[end].text != ",":
        return frozenset()
    for index in range(end + 1, min(end + 1 + _LONGEST_APPOSITION, len(unit))):
        token = unit[index]
        if not token.is_word or token.lower in {"where", "which", "who", "whose"}:
            return _offices(unit[end + 1 : index])
        if token.lower in AUXILIARIES or (token.lower in VERB_OF and token.lower not in ALSO_NOUNS):
            break
    return frozenset()


def _offices(tokens: Tokens) -> frozenset[str]:
    return frozenset(t.lower for t in tokens if t.lower in ROLES or t.lower in TITLES)


def _opens(unit: Tokens, start: int) -> bool:
    """Whether a clause may begin with the name: after no preposition and no verb."""
    if start == 0:
        return True
    before = unit[start - 1]
    if not before.is_word:
        return True
    lower = before.lower
    return lower not in ATTACHED and (
        lower in CLOSED_CLASS_WORDS or lower in ROLES or lower in DETERMINERS
    )


def _gender(mention: Mention, polite: set[str]) -> str:
    first = mention.name[0].lower()
    if first in MALE and first not in FEMALE:
        return "he"
    if first in FEMALE and first not in MALE:
        return "she"
    told = gender_of(mention.titles) or gender_of(mention.roles)
    return told or (next(iter(polite)) if len(polite) == 1 else "")


def _may_be_surname(word: str) -> bool:
    lower = word.lower()
    return lower not in NO_SURNAMES | MONTH_NAMES | CLOSED_CLASS_WORDS | PARTIES | DEMONYMS
