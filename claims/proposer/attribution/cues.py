"""Reporting verbs in a sentence, each with the noun phrase that is its subject."""

from dataclasses import dataclass

from claims.proposer.attribution.people import BODIES, MONTH_NAMES, PLURAL_ROLES, ROLES, is_demonym
from claims.proposer.attribution.phrases import (
    ADDRESSED,
    ADVERBS,
    AUXILIARIES,
    BEFORE_NOUNS,
    DASH_TOKENS,
    DETERMINERS,
    NUMBERS,
    PREPOSITIONS,
    PRONOUNS,
    VERB_FORMS,
    WEEKDAY_NAMES,
    WRITERS,
    NounPhrase,
    is_noun,
    phrase_after,
    phrase_before,
)
from claims.proposer.attribution.reporting import (
    ADDRESSING,
    ALSO_NOUNS,
    CLAUSAL,
    ENUMERATING,
    INFINITIVE,
    PARTICLES,
    SPEAKING_VERBS,
    UNCHANGED,
    VERB_OF,
)
from claims.proposer.attribution.tokens import Token, Tokens, is_headline, lower_at
from claims.text.sentences import Span


@dataclass(frozen=True)
class Cue:
    """A reporting verb with its auxiliaries: tokens[start:end], the verb itself at `at`."""

    start: int
    at: int
    end: int
    verb: str
    participle: bool
    passive: bool


@dataclass(frozen=True)
class Subject:
    """`phrase` (None: nobody in particular) begins at token `index`; tokens[left:after] are it
    and the verb, or the verb alone where the phrase belongs to an earlier verb.
    """

    phrase: NounPhrase | None
    index: int
    left: int
    after: int


# What follows a noun rather than a verb: claims of, rules could.
AFTER_NOUNS = AUXILIARIES | {
    "about", "after", "against", "among", "around", "at", "before", "by", "from", "in", "of",
    "over", "with",
}  # fmt: skip
NO_SUBJECTS = ADDRESSED | {"that", "these", "this", "those", "which"}
_PLURALS = WRITERS | {
    "both", "few", "many", "media", "most", "others", "percent", "some", "they", "who",
}  # fmt: skip
_NOBODY = frozenset({"neither", "no", "nobody", "none", "nor"})
_NEGATIONS = frozenset({"hardly", "never", "not"})
DOUBTING = frozenset({"could", "may", "might", "must", "should"})
BEING = frozenset({"am", "are", "be", "been", "being", "is", "was", "were"})
GOING = frozenset({"go", "goes", "going", "went"})
_PAST = frozenset({
    "found", "said", "shown", "spoken", "thought", "told", "understood", "written",
})  # fmt: skip
# They join clauses too: after officials said …
TEMPORAL = frozenset({"after", "before", "like", "since", "than", "until"})
# "is said to", "was reported to": said by nobody in particular.
HEARSAY = frozenset({"allege", "believe", "claim", "report", "say", "think", "understand"})
TIMES = frozenset({
    "afternoon", "evening", "fall", "month", "morning", "night", "spring", "summer", "time",
    "week", "weekend", "winter", "year",
})  # fmt: skip
FARTHEST_AGENT = 20  # Tokens from a passive verb to its "by".
# After a comma these give the word back to the article.
RESUMING = frozenset({
    "after", "although", "amid", "as", "before", "despite", "even", "following", "though",
    "whereas", "while",
})  # fmt: skip


def cues_in(unit: Tokens) -> list[tuple[Cue, Subject]]:
    """The reporting verbs that have a subject, in order."""
    found: list[tuple[Cue, Subject]] = []
    capitals = is_headline(unit)
    for index, token in enumerate(unit):
        if token.lower not in VERB_OF or not _may_be_verb(unit, index, capitals):
            continue
        cue = _cue_at(unit, index)
        subject = _subject(unit, cue, found[-1][1] if found else None) if cue else None
        if cue and subject:
            found.append((cue, subject))
    return found


def _may_be_verb(unit: Tokens, at: int, capitals: bool) -> bool:
    """A capital letter tells a name, but where all words have one or a sentence opens."""
    opens = at == 0 or unit[at - 1].quotation is not None
    return capitals or opens or not unit[at].is_capital


def _cue_at(unit: Tokens, at: int) -> Cue | None:
    lower = unit[at].lower
    verb, end = VERB_OF[lower], at + 1
    particle = lower_at(unit, end)
    if verb in INFINITIVE:
        if particle != "to":
            return None
    elif verb in ENUMERATING and particle not in NUMBERS | {"several", "some"}:
        return None
    elif particle and particle in PARTICLES[verb]:
        verb, end = f"{verb} {particle}", end + 1
    elif "" not in PARTICLES[verb]:
        return None
    start = _start_of_verb(unit, at)
    before = lower_at(unit, start - 1)
    auxiliaries = {token.lower for token in unit[start:at]}
    if before in BEFORE_NOUNS or auxiliaries & (_NEGATIONS | DOUBTING):
        return None
    if verb == "ask" and particle == "not" and lower_at(unit, end + 1) == "to":
        return None  # The official, who asked not to be named, …
    if any(word.endswith("n't") for word in auxiliaries):
        return None
    if "would" in auxiliaries and verb not in SPEAKING_VERBS:
        return None  # Many would hope, think, want: nobody in particular does.
    if before == "to":
        start = _start_of_going_on(unit, start)
        if start < 0:
            return None
    ing = lower.endswith("ing")
    being = bool(auxiliaries & BEING) or (ing and before.endswith(("'s", "'re", "'m")))
    past = lower.endswith("ed") or lower in _PAST
    passive = past and (being or lower_at(unit, end) == "by")
    return Cue(start, at, end, verb, participle=ing and not being, passive=passive)


def _start_of_verb(unit: Tokens, start: int) -> int:
    """Past auxiliaries, adverbs and times: has repeatedly | this week | on Friday | in 2010."""
    while start:
        before, outer = unit[start - 1], lower_at(unit, start - 2)
        if _belongs_to_verb(before):
            start -= 1
        elif (
            (outer == "on" and before.lower in WEEKDAY_NAMES)
            or (outer in {"last", "this"} and before.lower in TIMES)
            or (outer == "in" and before.text.isdigit())
        ):
            start -= 2
        elif before.text == "," and outer in ADVERBS and lower_at(unit, start - 3) == ",":
            start -= 3  # The mayor, however, said …
        else:
            break
    return start


def _belongs_to_verb(token: Token) -> bool:
    lower = token.lower
    return (
        lower in AUXILIARIES
        or lower == "then"
        or (lower in ADVERBS and lower != "there")
        or (lower.endswith("ly") and not token.is_capital)
        or lower.endswith("n't")
    )


def _start_of_going_on(unit: Tokens, after_to: int) -> int:
    """The start of "went on to" or "continues to"; -1 for any other infinitive."""
    before = after_to - 2
    if lower_at(unit, before) in {"continued", "continues"}:
        return before
    went_on = lower_at(unit, before) == "on" and lower_at(unit, before - 1) in GOING
    return before - 1 if went_on else -1


def _subject(unit: Tokens, cue: Cue, previous: Subject | None) -> Subject | None:
    if cue.passive:
        return _agent(unit, cue)
    if cue.start == 0:
        return _after_opening_verb(unit, cue)
    before = unit[cue.start - 1]
    if inverted := _inverted(unit, cue, before):
        return inverted
    set_off = before.text in {",", *DASH_TOKENS} or before.quotation is not None
    if not (cue.participle and set_off) and (found := phrase_before(unit, cue.start)):
        if lower_at(unit, found[1] - 1) in PREPOSITIONS - TEMPORAL and _speaks(unit, cue):
            found = _owner_of_place(unit, found)
        denied = lower_at(unit, found[1] - 1) in _NOBODY or found[0].core[0].lower in _NOBODY
        return _own(*found, cue) if not denied and _agrees(unit, cue, found[0]) else None
    if unit[cue.at].lower in ALSO_NOUNS:
        return None
    if before.lower in {"and", "but", "or"} and not cue.participle:
        return _shared_subject(unit, cue, previous)
    if set_off or before.lower in RESUMING | {"by"}:
        return _taken_over(unit, cue, previous)
    return None


def _own(phrase: NounPhrase, index: int, cue: Cue) -> Subject:
    return Subject(phrase, index, index, cue.end)


def _after_opening_verb(unit: Tokens, cue: Cue) -> Subject | None:
    """Said Jones: “…”"""
    plain = unit[cue.at].lower == cue.verb  # "Say Mexico pays" reports nothing.
    speaks = cue.verb in SPEAKING_VERBS and not plain
    found = phrase_after(unit, cue.end) if speaks else None
    return Subject(found[0], cue.end, 0, found[1]) if found and found[1] < len(unit) else None


def _inverted(unit: Tokens, cue: Cue, before: Token) -> Subject | None:
    """The subject after the verb: "…," said the mayor."""
    if cue.verb not in SPEAKING_VERBS or cue.participle:
        return None
    set_off = before.text in {",", *DASH_TOKENS}
    quoted = before.quotation or (set_off and cue.start > 1 and unit[cue.start - 2].quotation)
    if not (set_off or quoted):
        return None
    found = phrase_after(unit, cue.end)
    if not found:
        return None
    phrase, after = found
    if quoted:
        fits = after >= len(unit) or not is_noun(unit[after])
    else:
        closed = after >= len(unit) or unit[after].text in {".", ",", ":", ";"}
        fits = closed and phrase_before(unit, cue.start) is None
    return Subject(phrase, cue.end, cue.start, after) if fits else None


def _speaks(unit: Tokens, cue: Cue) -> bool:
    """Whether nothing but what is said can follow: said that, said, “…”"""
    if cue.participle or cue.end >= len(unit):
        return False
    return unit[cue.end].quotation is not None or unit[cue.end].lower in {"that", ",", ":"}


def _owner_of_place(unit: Tokens, place: tuple[NounPhrase, int]) -> tuple[NounPhrase, int]:
    """Protesters in the streets: the sentence's first phrase, for a place says nothing."""
    return first_phrase(unit, place[1]) or place


def _shared_subject(unit: Tokens, cue: Cue, previous: Subject | None) -> Subject | None:
    """Of the second of two verbs: she laughed and said …"""
    start = max(cue.start - 2, 0)
    while start and not (unit[start - 1].text in {",", ";"} or unit[start - 1].quotation):
        start -= 1
    found = phrase_after(unit, start)
    if found and found[1] < cue.start - 1 and _agrees(unit, cue, found[0]):
        return Subject(found[0], start, cue.start, cue.end)
    taken_over = _taken_over(unit, cue, previous)
    if taken_over and taken_over.phrase and _agrees(unit, cue, taken_over.phrase):
        return taken_over
    return None


def _taken_over(unit: Tokens, cue: Cue, previous: Subject | None) -> Subject | None:
    """The subject of the verb before, else the sentence's first phrase."""
    if previous:
        return Subject(previous.phrase, previous.index, cue.start, cue.end)
    found = first_phrase(unit, cue.start)
    return Subject(*found, cue.start, cue.end) if found else None


def _agent(unit: Tokens, cue: Cue) -> Subject | None:
    """Of a passive: "was told by S", or nobody: "is said to"."""
    following = lower_at(unit, cue.end)
    by = cue.end if following == "by" else _far_agent(unit, cue)
    if by and cue.verb in CLAUSAL:
        return None  # The body was found by a hiker.
    if by and (found := phrase_after(unit, by + 1)):
        return Subject(found[0], by + 1, cue.start, found[1] if by == cue.end else cue.end)
    if cue.verb in HEARSAY and following in {"to", "that"}:
        return Subject(None, cue.start, cue.start, cue.end)
    return None


def _far_agent(unit: Tokens, cue: Cue) -> int | None:
    """The "by" of "was accused of theft by S": the last in the clause, not "by doing", "by May"."""
    if cue.verb not in ADDRESSING and cue.verb not in HEARSAY | {"blame", "describe"}:
        return None
    last = None
    for index in range(cue.end, min(cue.end + FARTHEST_AGENT, len(unit) - 1)):
        if unit[index].text in {",", ";", ":"} or unit[index].lower in {"that", "who", "which"}:
            break
        following = unit[index + 1]
        if unit[index].lower == "by" and _may_speak(following):
            last = index
    return last


def _may_speak(opening: Token) -> bool:
    """Whether an agent may open so, rather than a manner, a time or an amount."""
    lower = opening.lower
    return not (
        opening.text[0].isdigit()
        or lower.endswith("ing")
        or lower in TIMES | MONTH_NAMES | WEEKDAY_NAMES
    ) and (opening.is_capital or lower in DETERMINERS | NUMBERS or lower in PLURAL_ROLES)


def _agrees(unit: Tokens, cue: Cue, phrase: NounPhrase) -> bool:
    """Whether the form can be a verb of this subject: officials say, the report claims."""
    lower, head, first = unit[cue.at].lower, phrase.head, phrase.core[0]
    singular = head.lower.removesuffix("'s").removesuffix("s'")
    if singular in TIMES | NO_SUBJECTS or (singular.endswith("ed") and not head.is_capital):
        return False
    owns = singular != head.lower and unit[cue.start - 1] is head and lower not in VERB_FORMS
    if owns and singular not in PRONOUNS:
        return False
    relative = lower_at(unit, cue.end) == "that" and lower_at(unit, cue.end + 1) in AUXILIARIES
    noun_follows = relative or lower_at(unit, cue.end) in AFTER_NOUNS
    if noun_follows and (cue.participle or lower in ALSO_NOUNS):
        return False
    plural = _is_plural(phrase, opens=head is unit[0])
    if lower == cue.verb.split()[0]:
        finite = AUXILIARIES | GOING | {"continued", "continues"}
        if plural or any(t.lower in finite for t in unit[cue.start : cue.at]):
            return True
        if lower not in UNCHANGED:
            return False
    if lower in ALSO_NOUNS:
        if plural or first.lower in NUMBERS | {"many", "several"}:
            return False
        return head.lower in PRONOUNS or _is_marked(_last_part(phrase.core))
    known = plural or head.is_capital or head.lower in PRONOUNS | ROLES | BODIES
    return known or _is_marked(phrase.core)


def _last_part(core: Tokens) -> Tokens:
    """What stands after the last preposition."""
    for index in range(len(core) - 1, -1, -1):
        if core[index].lower in PREPOSITIONS:
            return core[index + 1 :]
    return core


def _is_marked(tokens: Tokens) -> bool:
    """Whether a name, a determiner or an owner shows that a noun phrase ends here."""
    return any(
        t.lower in DETERMINERS or "'" in t.lower or (t.is_capital and not is_demonym(t.lower))
        for t in tokens
    )


def _is_plural(phrase: NounPhrase, opens: bool) -> bool:
    head = phrase.head
    lower, one = head.lower, head.lower.removesuffix("s")
    return (
        lower in PLURAL_ROLES
        or lower in _PLURALS
        or (one != lower and (not head.is_capital or opens or one in ROLES or is_demonym(one)))
        or any(token.lower == "and" for token in phrase.core)
    )


def first_phrase(unit: Tokens, before: int) -> tuple[NounPhrase, int] | None:
    """The sentence's first noun phrase, as likely its subject as word order tells."""
    start = 0
    if unit[0].lower in PREPOSITIONS:
        commas = (i for i in range(before - 1) if unit[i].text == ",")
        start = next((i + 1 for i in commas if not unit[i + 1].text.isdigit()), 0)
    while start < before and (
        not unit[start].is_word or unit[start].lower in ADVERBS | {"and", "but"}
    ):
        start += 1
    found = phrase_after(unit, start)
    if found is None or found[0].core[-1].end > unit[before - 1].end:
        return None
    core = found[0].core
    return NounPhrase(core, Span(core[0].start, core[-1].end)), start
