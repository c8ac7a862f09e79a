"""Reported speech in one sentence: by which cue, beside which noun phrase, with what content."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.proposer.attribution.contents import (
    SHORTEST_CLAUSE,
    content_end,
    contents_of,
    quotations_before,
    trimmed,
)
from claims.proposer.attribution.cues import Cue, Subject, cues_in, first_phrase
from claims.proposer.attribution.people import BODIES, OUTLET_WORDS, OUTLETS, PLURAL_ROLES, ROLES
from claims.proposer.attribution.phrases import (
    DASH_TOKENS,
    OWNERS,
    NounPhrase,
    phrase_after,
    phrase_before,
)
from claims.proposer.attribution.reporting import SAYINGS, VERB_OF
from claims.proposer.attribution.tokens import Tokens, lower_at, without_ending
from claims.text.sentences import Span

_LONGEST_APPOSITION = 8
FARTHEST_OUTLET = 24  # Tokens from the verb to "in an interview with the BBC".


@dataclass(frozen=True)
class Statement:
    """`contents` as attributed by the words at `cue` to the phrase, which begins at token `index`.

    No contents: what is said follows in the next line, after a colon. `guessed`: the cue is a
    mark and no word, so that the phrase may be of something else.
    """

    contents: tuple[Span, ...]
    phrase: NounPhrase | None
    index: int
    cue: Span
    verb: str
    outlet: str | None
    guessed: bool = False


def statements_in(text: str, unit: Tokens) -> list[Statement]:
    """What the sentence reports as said, in the order of the cues."""
    statements: list[Statement] = []
    resumptions = [len(unit)]
    following: tuple[Cue, Subject] | None = None
    for cue, subject in reversed(cues_in(unit)):
        resumed = resumptions[-1]
        if following and following[1].left <= cue.start:
            resumed = following[0].start  # El Faro, citing two people, said …
        contents = contents_of(unit, cue, subject, resumed)
        if contents or unit[-1].text == ":":
            words = Span(unit[cue.start].start, unit[cue.end - 1].end)
            outlet = _outlet(text, unit, cue.end)
            statements.append(
                Statement(tuple(contents), subject.phrase, subject.index, words, cue.verb, outlet)
            )
        resumptions.append(_resumption(unit, cue, subject, resumptions[-1]))
        following = cue, subject
    statements = [
        *statements[::-1],
        *_by_preposition(text, unit),
        *_by_noun(unit, resumptions[::-1]),
    ]
    return _without_repeats(statements) or list(_by_punctuation(unit))


def _resumption(unit: Tokens, cue: Cue, subject: Subject, resumed: int) -> int:
    """Where the cue takes the word from one before it, else the later place: at a comma, or at
    the "and" between two verbs of one subject.
    """
    link = subject.left - 1
    if link > 0 and unit[link].lower in {"and", "but", "which", "while", "that", "as"}:
        if subject.left == cue.start and unit[link].lower in {"and", "but"}:
            return link
        link -= 1
    return link if link > 0 and unit[link].text in {",", ";", *DASH_TOKENS} else resumed


def _without_repeats(statements: list[Statement]) -> list[Statement]:
    """A content that two cues claim is the later one's: It had a message: “…,” she said."""
    owner = {content: i for i, statement in enumerate(statements) for content in statement.contents}
    kept = []
    for number, statement in enumerate(statements):
        contents = tuple(c for c in statement.contents if owner[c] == number)
        if contents or not statement.contents:
            kept.append(replace(statement, contents=contents))
    return kept


def _by_preposition(text: str, unit: Tokens) -> Iterator[Statement]:
    """According to S."""
    for index in range(len(unit) - 2):
        if unit[index].lower != "according" or unit[index + 1].lower != "to":
            continue
        found = phrase_after(unit, index + 2)
        if not found:
            continue
        core = found[0].core
        phrase = NounPhrase(core, Span(core[0].start, core[-1].end))
        if content := _content_beside(unit, index, phrase):
            cue = Span(unit[index].start, unit[index + 1].end)
            outlet = _outlet(text, unit, index + 1)
            yield Statement((content,), phrase, index + 2, cue, "according to", outlet)


def _content_beside(unit: Tokens, index: int, phrase: NounPhrase) -> Span | None:
    """The clause before "according to", or the one after it and its phrase."""
    quoted = quotations_before(unit, index)
    if quoted:
        return quoted[-1]
    if index >= SHORTEST_CLAUSE:
        return trimmed(unit, 0, index)
    after = next(i for i in range(index, len(unit)) if unit[i].end >= phrase.core[-1].end) + 1
    commas = [i for i in range(after, len(unit)) if unit[i].text == ","]
    # A second comma near the first closes an apposition: according to Ruiz, the mayor, …
    if len(commas) > 1 and commas[1] - commas[0] <= _LONGEST_APPOSITION:
        after = commas[1]
    return trimmed(unit, after, content_end(unit, after, len(unit)))


def _by_noun(unit: Tokens, resumptions: list[int]) -> Iterator[Statement]:
    """S's claim that …, the warning by S that …"""
    for index in range(1, len(unit) - 2):
        verb = SAYINGS.get(unit[index].lower)
        found = _owner(unit, index) if verb else None
        if not (verb and found):
            continue
        phrase, place, after = found
        if lower_at(unit, after) == "that":
            resumed = next((there for there in resumptions if there > after + 1), len(unit))
            content = trimmed(unit, after + 1, content_end(unit, after + 1, resumed))
            cue = Span(unit[index].start, unit[index].end)
            if content:
                yield Statement((content,), phrase, place, cue, verb, None)


def _owner(unit: Tokens, noun: int) -> tuple[NounPhrase, int, int] | None:
    """Whose claim it is, the phrase's first token and the token after all of it."""
    if lower_at(unit, noun + 1) in {"by", "from"}:
        after = phrase_after(unit, noun + 2)
        return (after[0], noun + 2, after[1]) if after else None
    for index in range(noun - 1, max(-1, noun - 4), -1):
        token = unit[index]
        if token.lower in OWNERS:
            return NounPhrase((token,), Span(token.start, token.end)), index, noun + 1
        if token.lower.endswith(("'s", "s'")) and (before := phrase_before(unit, index + 1)):
            core = (*before[0].core[:-1], without_ending(before[0].core[-1]))
            return NounPhrase(core, Span(core[0].start, core[-1].end)), before[1], noun + 1
    return None


def _by_punctuation(unit: Tokens) -> Iterator[Statement]:
    """“…” — S; S had an answer: “…”, or the quotation follows in the next line."""
    for index in range(1, len(unit)):
        before, token = unit[index - 1], unit[index]
        if before.quotation and token.text in DASH_TOKENS and index == 1:
            found = phrase_after(unit, 2)
            if found and found[0].core[-1].is_capital and found[1] >= len(unit) - 1:
                content = Span(before.start, before.end)
                cue = Span(token.start, token.end)
                yield Statement((content,), found[0], 2, cue, "say", None, guessed=True)
        elif token.text == ":":
            quoted = index + 1 < len(unit) and unit[index + 1].quotation is not None
            first = first_phrase(unit, index)
            if first and (quoted or index + 1 == len(unit)):
                contents = (Span(unit[index + 1].start, unit[index + 1].end),) if quoted else ()
                cue = Span(token.start, token.end)
                yield Statement(contents, first[0], first[1], cue, "say", None, guessed=True)
            elif headed := _by_colon_of_headline(unit, index):
                yield headed


def _by_colon_of_headline(unit: Tokens, colon: int) -> Statement | None:
    """“Mayor: no plans to quit” or “Storm kills 12: police”, with no full stop."""
    cue = Span(unit[colon].start, unit[colon].end)
    for place, end, content in (
        (0, colon, trimmed(unit, colon + 1, len(unit))),
        (colon + 1, len(unit), trimmed(unit, 0, colon)),
    ):
        found = phrase_after(unit, place) if unit[-1].is_word else None
        speaks = found and found[1] == end and found[0].head.lower in ROLES | PLURAL_ROLES | BODIES
        if found and content and speaks:
            return Statement((content,), found[0], place, cue, "say", None)
    return None


def _outlet(text: str, unit: Tokens, after_verb: int) -> str | None:
    """Told S, in an interview with S, on S: where S is of the press."""
    for index in range(after_verb - 1, min(after_verb + FARTHEST_OUTLET, len(unit) - 1)):
        lower = unit[index].lower
        if not (lower in {"in", "on", "to", "with", "for"} or VERB_OF.get(lower) == "tell"):
            continue
        found = phrase_after(unit, index + 1)
        if found and (name := _press_name(found[0].core)):
            return text[name[0].start : without_ending(name[-1]).end]
    return None


def _press_name(core: Tokens) -> Tokens:
    """The capital words around one of the press; empty where there is none."""
    for place, token in enumerate(core):
        if token.is_capital and token.lower.removesuffix("'s") in OUTLETS | OUTLET_WORDS:
            first = last = place
            while first and core[first - 1].is_capital and core[first - 1].lower != "the":
                first -= 1
            while last + 1 < len(core) and core[last + 1].is_capital:
                last += 1
            return core[first : last + 1]
    return ()
