"""Whom a noun phrase stands for: the fullest name that the text gives, or its own words."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claims.proposer.attribution.cues import first_phrase
from claims.proposer.attribution.names import (
    MOST_NAMESAKES,
    Mention,
    Person,
    Weight,
    gender_of,
    may_be_body,
    mentions_in,
    name_at_end,
    persons_by_surname,
    surname_of,
)
from claims.proposer.attribution.people import (
    ANY_BODY,
    BODIES,
    COMPANIES,
    FIRST_NAMES,
    NO_SURNAMES,
    OUTLET_WORDS,
    PARTIES,
    PLURAL_ROLES,
    ROLES,
    TITLES,
    WRITINGS,
    is_demonym,
)
from claims.proposer.attribution.phrases import (
    ATTACHED,
    DETERMINERS,
    INNER,
    NEAR_TO,
    NUMBERS,
    OWNERS,
    PRONOUNS,
    WRITERS,
    NounPhrase,
    phrase_after,
    phrase_before,
)
from claims.proposer.attribution.tokens import Tokens, lower_at
from claims.text.sentences import Span

# Sentences that a pronoun, a bare office and an office of somebody named reach back.
REACH, NEAR, NEXT, REACH_OF_OFFICE = 12, 5, 2, 100
DEFINITE = frozenset({"the", "this", "that"})
INDEFINITE = frozenset({"a", "an", "another", "one"})
_VAGUE = INDEFINITE | {"few", "many", "most", "other", "several", "some"}
_KINDS = BODIES | OUTLET_WORDS | WRITINGS
# "The former minister", "the 62-year-old": who is described so was named a moment ago.
RECALLING = frozenset({"former", "longtime", "then", "veteran"})


@dataclass(frozen=True)
class Speaker:
    """`name` is None where the text does not tell; `person` where it is one that it names.

    `is_person`: a person by name, whether or not the text names them in full.
    """

    name: str | None
    named: bool
    person: Person | None = None
    is_person: bool = False

    @property
    def pronouns(self) -> frozenset[str]:
        """The pronouns that may take the speaker up."""
        if self.is_person:
            told = self.person.gender if self.person else ""
            return frozenset({told} if told else {"he", "she"})
        return frozenset({"it", "they"} if self.named else {"he", "it", "she", "they"})


NOBODY = Speaker(None, False)


class _Body(NamedTuple):
    """A body or a writing at tokens[place] of a sentence; `head` is its last word in lower case."""

    place: int
    weight: Weight
    speaker: Speaker
    head: str


class _Spoken(NamedTuple):
    """A person mentioned at tokens[place] of a sentence."""

    place: int
    weight: Weight
    person: Person

    def rank(self, gender: str) -> tuple[int, bool, int]:
        """Higher for whom a pronoun is likelier to mean: the last speaker, the first subject."""
        late = self.place if self.weight == Weight.SPEAKER else -self.place
        return self.weight, self.person.gender == gender, late


class Cast:
    """The persons of a text, and who was spoken of, and spoke, in which sentence."""

    def __init__(self, text: str, units: Sequence[Tokens]) -> None:
        self._text = text
        self._units = units
        self._places_of_role: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, unit in enumerate(units):
            for index, token in enumerate(unit):
                if token.lower in ROLES or token.lower in PLURAL_ROLES:
                    self._places_of_role[token.lower].append((number, index))
        mentions = mentions_in(units)
        self._by_surname = persons_by_surname(mentions)
        self._short = {short: name for unit in units for short, name in _abbreviations(text, unit)}
        self._mentions: dict[int, list[_Spoken]] = defaultdict(list)
        self._bodies: dict[int, list[_Body]] = defaultdict(list)
        for mention in mentions:
            place = (mention.unit, mention.start)
            if person := self._person(mention.name, gender_of(mention.titles), *place):
                person.roles.update(mention.roles)
                self._mentions[mention.unit].append(_Spoken(mention.start, mention.weight, person))
            elif may_be_body(units[mention.unit], mention):
                self._bodies[mention.unit].append(self._body_of(mention))
        self._groups: dict[int, Speaker] = {}

    def speaker_of(self, phrase: NounPhrase, unit: int, index: int) -> Speaker:
        """Who the phrase at tokens[index] of units[unit] is. Asked in the order of the text:
        whoever spoke last is whom the next pronoun stands for.
        """
        speaker = self._speaker_of(phrase, unit, index)
        head = phrase.head.lower
        if speaker.person:
            self._mentions[unit].append(_Spoken(index, Weight.SPEAKER, speaker.person))
        elif speaker.name and _is_group(phrase):
            self._groups[unit] = speaker
        elif speaker.name and head not in ROLES:
            self._bodies[unit].append(_Body(index, Weight.SPEAKER, speaker, head))
        elif speaker.name and not speaker.named:
            somebody = Person(speaker.name, gender_of(frozenset({head})), {head}, named=False)
            self._mentions[unit].append(_Spoken(index, Weight.SPEAKER, somebody))
        return speaker

    def _body_of(self, mention: Mention) -> _Body:
        unit, name = self._units[mention.unit], " ".join(mention.name)
        if lower_at(unit, mention.start - 1) == "the":
            name = f"the {name}"
        speaker = Speaker(self._short.get(name, name), True)
        return _Body(mention.start, mention.weight, speaker, mention.name[-1].lower())

    def _speaker_of(self, phrase: NounPhrase, unit: int, index: int) -> Speaker:
        first = phrase.core[0].lower.split("'")[0]
        if len(phrase.core) == 1:
            first = OWNERS.get(first, first)
        if first in PRONOUNS:
            return self._pronoun(first, unit, index) or NOBODY
        if first in WRITERS:
            return NOBODY
        main = phrase.main
        name, roles = name_at_end(main)
        if not name and main[-1].text in self._by_surname:
            name = (main[-1].text,)  # Dean said: a title, were it not for Howard Dean.
        if not name or _is_list(main):
            return self._described(phrase, main, unit, index)
        if person := self._person(name, gender_of(roles), unit, index):
            return _named(person)
        if roles or name[0].lower() in FIRST_NAMES:
            return Speaker(" ".join(name), True, is_person=True)
        if any(t.lower in _KINDS and not t.is_capital for t in main[: -len(name)]):
            return Speaker(" ".join(name), True)  # The newspaper El Faro.
        in_full = self._short.get(" ".join(name), self._wording(phrase.core, unit))
        named = phrase.core[0].lower not in _VAGUE
        return Speaker(in_full, named, is_person=named and _is_name_of_person(in_full))

    def _pronoun(self, pronoun: str, unit: int, index: int) -> Speaker | None:
        if pronoun in {"he", "she"}:
            person = self._nearest(unit, index, pronoun)
            if person is None:
                return None
            person.gender = person.gender or pronoun
            return _named(person)
        if pronoun == "it":
            return self._it(unit, index)
        return self._group(pronoun, unit, index) or self._last_body(unit, index)

    def _it(self, unit: int, index: int) -> Speaker | None:
        """The body or writing that spoke or acted last."""
        for number in range(unit, max(-1, unit - NEAR - 1), -1):
            bodies = self._bodies_before(number, unit, index)
            if acting := [body for body in bodies if body.weight >= Weight.SUBJECT]:
                return max(acting, key=lambda body: (body.weight, body.place)).speaker
            if number < unit and (acted := self._unnamed_body(number)):
                return acted
        return None

    def _unnamed_body(self, number: int) -> Speaker | None:
        """The first phrase of the sentence, or a writing in it: She published the study."""
        unit = self._units[number]
        first = first_phrase(unit, len(unit))
        found = [first] if first and first[0].head.lower in _KINDS else []
        for place, token in enumerate(unit):
            if not found and token.lower in WRITINGS and lower_at(unit, place - 1) in DETERMINERS:
                found = [(NounPhrase(tuple(unit[place - 1 : place + 1]), Span(0, 0)), place)]
        return self._speaker_of(found[0][0], number, found[0][1]) if found else None

    def _group(self, pronoun: str, unit: int, index: int) -> Speaker | None:
        """The people who spoke or acted last."""
        for number in range(unit, max(-1, unit - NEAR - 1), -1):
            if number in self._groups:
                return self._groups[number]
            before = index if number == unit else len(self._units[number])
            first = first_phrase(self._units[number], before) if before else None
            if first and _is_group(first[0]) and first[0].core[0].lower not in OWNERS:
                return self._speaker_of(first[0], number, first[1])
        return None

    def _last_body(self, unit: int, index: int) -> Speaker | None:
        """The body that spoke in the last sentence: the union …, they …"""
        bodies = self._bodies_before(unit - 1, unit, index)
        return next((body.speaker for body in bodies if body.weight == Weight.SPEAKER), None)

    def _bodies_before(self, number: int, unit: int, index: int) -> list[_Body]:
        bodies = self._bodies.get(number, [])
        return [body for body in bodies if body.place < index] if number == unit else bodies

    def _body_called(self, head: str, unit: int, index: int) -> Speaker | None:
        """Whom "the bank", "the company" takes up: a name that ends so, or the last name at all."""
        for number in range(unit, max(-1, unit - REACH - 1), -1):
            bodies = self._bodies_before(number, unit, index)
            fit = [body for body in bodies if body.speaker.named and _may_be_called(head, body)]
            if fit and unit - number <= NEAR:
                return max(fit, key=lambda body: (body.weight, -body.place)).speaker
            for body in bodies:
                if body.head == head and body.speaker.named:
                    return body.speaker
        return None

    def _described(self, phrase: NounPhrase, main: Tokens, unit: int, index: int) -> Speaker:
        core = phrase.core
        first, head = core[0].lower, main[-1].lower
        if first in DEFINITE or first in TITLES:
            if holder := self._holder(main, unit, index):
                return _named(holder)
            if len(core) <= 2 and (introduced := self._introduced(head, unit, index)):
                return Speaker(introduced, False)
            if len(core) <= 2 and (body := self._body_called(head, unit, index)):
                return body
        owning = self._group if first == "their" else self._pronoun
        if first in OWNERS and len(core) > 1 and (owner := owning(OWNERS[first], unit, index)):
            rest = self._text[core[1].start : core[-1].end]
            return Speaker(f"{owner.name}’s {rest}", owner.named and head in BODIES)
        return Speaker(self._wording(core, unit), _is_named(main))

    def _introduced(self, head: str, unit: int, index: int) -> str | None:
        """The last "a senior official" before "the official"."""
        places = self._places_of_role.get(head, [])
        before = bisect_left(places, (unit, index))
        for number, place in reversed(places[max(0, before - MOST_NAMESAKES) : before]):
            found = phrase_before(self._units[number], place + 1)
            core = found[0].core if found else ()
            introduces = core and (
                core[0].lower not in DETERMINERS
                if head in PLURAL_ROLES and len(core) > 1
                else core[0].lower in INDEFINITE
            )
            if not (found and introduces):
                continue
            if lower_at(self._units[number], place + 1) in ATTACHED | NEAR_TO:
                whole = phrase_after(self._units[number], found[1])
                core = whole[0].core if whole else core
            return self._wording(core, number)
        return None

    def _holder(self, main: Tokens, unit: int, index: int) -> Person | None:
        """Whom the text gives this office, else who spoke last, where nothing else is
        known of them or the words recall somebody: the former prime minister.
        """
        words = {token.lower for token in main}
        aged = any(word.endswith("-year-old") for word in words)
        if main[-1].lower not in ROLES and not aged:
            return None
        recalls = aged or words & RECALLING
        least = Weight.SUBJECT if recalls else Weight.SPEAKER
        last = self._nearest(unit, index, "", NEAR, least)
        if last and not last.named:
            last = None
        varies = last and not last.roles and any(map(is_demonym, words))
        if varies and self._nearest(unit, index, "", NEXT, least) is last:
            return last  # Putin warned …, the Russian president said, whoever else presides.
        offices = {word for word in words if word in ROLES or word in TITLES} - RECALLING
        for person in self._before(unit, index, REACH_OF_OFFICE):
            if offices and offices <= person.roles:
                return person
        return last if last and (recalls or (len(main) > 2 and not last.roles)) else None

    def _nearest(
        self, unit: int, index: int, gender: str, reach: int = REACH, least: Weight = Weight.OWNER
    ) -> Person | None:
        """Who "he" or "she" is at tokens[index]: in the last sentence that mentions somebody
        fit, the last speaker, else the first subject.
        """
        for number in range(unit, max(-1, unit - reach), -1):
            fit = [
                spoken
                for spoken in self._spoken_of(number, unit, index)
                if spoken.weight >= least and (not gender or spoken.person.gender in {gender, ""})
            ]
            if fit:
                return max(fit, key=lambda spoken: spoken.rank(gender)).person
        return None

    def _before(self, unit: int, index: int, reach: int) -> Iterator[Person]:
        """The persons mentioned before tokens[index] of the unit, the last first."""
        for number in range(unit, max(-1, unit - reach), -1):
            spoken_of = self._spoken_of(number, unit, index)
            yield from (s.person for s in sorted(spoken_of, key=lambda s: -s.place))

    def _spoken_of(self, number: int, unit: int, index: int) -> list[_Spoken]:
        """The mentions in units[number] that stand before tokens[index] of units[unit]."""
        spoken_of = self._mentions.get(number, [])
        return [s for s in spoken_of if s.place < index] if number == unit else spoken_of

    def _person(self, name: Sequence[str], gender: str, unit: int, index: int) -> Person | None:
        fitting = [
            person
            for person in self._by_surname.get(surname_of(name), ())
            if (not gender or person.gender in {gender, ""})
            and (len(name) == 1 or person.name.split()[0] == name[0])
        ]
        if len(fitting) <= 1:
            return fitting[0] if fitting else None
        recent = (person for person in self._before(unit, index, REACH) if person in fitting)
        return next(recent, fitting[0])

    def _wording(self, core: Tokens, unit: int) -> str:
        """The phrase as it stands, without the capital letter of a sentence's first word."""
        words = self._text[core[0].start : core[-1].end]
        first = core[0].lower
        common = first in ROLES | PLURAL_ROLES | NUMBERS and first not in PARTIES
        opens = core[0] is self._units[unit][0]
        lowered = first in DETERMINERS or (opens and common)
        return words[0].lower() + words[1:] if lowered else words


def _may_be_called(head: str, body: _Body) -> bool:
    """Whether a body may be "the agency" or "the company", which no commission or court is."""
    return head in ANY_BODY or (head in COMPANIES and body.head not in BODIES - COMPANIES)


def _named(person: Person) -> Speaker:
    return Speaker(person.name, person.named, person, is_person=True)


def _is_name_of_person(name: str) -> bool:
    """By form: two capital words or more, the last none of a body or place."""
    words = name.split()
    capitals = all(word[0].isupper() or word.lower() in INNER for word in words)
    ends = words[-1].lower() not in NO_SURNAMES and not words[-1].isupper()
    return capitals and ends and len(words) > 1


def _abbreviations(text: str, unit: Tokens) -> Iterator[tuple[str, str]]:
    """(IFS, the Institute for Fiscal Studies), of "the Institute for Fiscal Studies (IFS)"."""
    for index in range(2, len(unit) - 1):
        short = unit[index]
        bracketed = unit[index - 1].text == "(" and unit[index + 1].text == ")"
        if bracketed and short.is_capital and short.text.isupper():
            found = phrase_before(unit, index - 1)
            if found and found[0].core[-1].is_capital:
                core = found[0].core
                words = text[core[0].start : core[-1].end]
                yield short.text, words[0].lower() + words[1:] if core[0].lower == "the" else words


def _is_list(main: Tokens) -> bool:
    return any(token.lower in {",", "and", "or"} for token in main)


def _is_group(phrase: NounPhrase) -> bool:
    main, head = phrase.main, phrase.head
    counted = main[0].lower in _VAGUE | NUMBERS and head.lower.endswith("s")
    return _is_list(main) or head.lower in PLURAL_ROLES or counted


def _is_named(main: Tokens) -> bool:
    """A list with a name in it, or a body or paper with one: the Trump campaign, a Pew study."""
    names = [t for t in main if t.is_capital and t.lower not in DETERMINERS]
    if _is_list(main):
        return any(not is_demonym(token.lower) for token in names)
    return bool(names) and (main[-1].lower in BODIES or main[-1].lower in WRITINGS)
