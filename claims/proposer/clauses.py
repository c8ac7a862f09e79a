"""The clauses of an English sentence, by joints and finite verbs, without a parser.

A sentence in another language comes out whole.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from claims.proposer.attribution.reporting import VERB_OF
from claims.proposer.attribution.verbs import (
    CLAUSE_DETERMINERS,
    CONTRACTED,
    SUBORDINATORS,
    THIRD_PERSON,
    finite_verb,
    has_subject_and_verb,
    is_surely_finite,
    opens_with_pronoun,
    opens_with_verb,
)
from claims.text.sentences import Span


class Link(StrEnum):
    """How a clause hangs on the one before."""

    MAIN = "main"
    MEANWHILE = "meanwhile"  # 'as trains stood still'
    PREDICATE = "predicate"  # 'but fell by a third': the subject is the last clause's
    RELATIVE = "relative"  # 'which fell', 'when it annexed'
    PARTICIPLE = "participle"  # 'citing the cost', 'followed by a third'


@dataclass(frozen=True)
class Clause:
    span: Span
    link: Link


# What may end a clause and begin the next.
_JOINT = re.compile(
    r"""(?P<stop>[;:]\s|\s[–—]\s?|—|\s--?\s)
    | ,\s(?=(?P<relative>which|who|whose|where|when)\s)
    | ,\s(?=(?P<participle>[a-z]{3,20}ing|followed\sby)\s)
    | ,?\s(?P<joint>although|and|as|because|but|or|so|though|whereas|while|yet)\s
    | (?P<comma>,)\s""",
    re.VERBOSE,
)

# They end in -ing and open no clause.
NO_PARTICIPLES = frozenset({
    "according", "anything", "beginning", "being", "concerning", "during", "evening", "everything",
    "excluding", "including", "king", "morning", "nothing", "outstanding", "regarding", "something",
    "speaking", "spring", "starting", "string", "thing", "willing", "wing",
})  # fmt: skip

# After 'as' and 'so' these words make no clause of their own: 'as many as', 'so that'.
NO_CLAUSE = frozenset({
    "a", "far", "few", "if", "it", "little", "long", "many", "much", "part", "soon", "that",
    "though", "well",
})  # fmt: skip

# A sentence that opens with one of these asserts both before and after its first comma.
CONTRAST = re.compile(r"(?:Although|Though|Even though|While|Whereas)\s")

_WORD = re.compile(r"\w+(?:['.\-]\w+){0,9}")

STOP = re.compile(r"[;:—(]")
COMMA = re.compile(r"[;:—(,]")
REACH_BACK = 600  # Code points before a joint in which a verb makes a clause of them.
_REACH = 160  # Code points after a joint in which the verb of its clause must stand.
SHORTEST = 3  # Words of a clause.
QUOTED_CLAUSE = 20  # Code points of a quotation that may be a clause of its own.
_GAP = 2  # The comma and the space before a dependent clause.


def clauses_of(text: str, sentence: Span, shielded: Iterable[Span]) -> list[Clause]:
    """The clauses of `sentence` in order; nothing is cut within the `shielded` spans, which are
    in order and apart.

    A clause that another interrupts spans both.
    """
    words = _shielded(text, sentence, shielded)
    joints = list(_JOINT.finditer(words))
    dependent = _dependent_clauses(words, joints)
    starts = {clause.span.end: clause.span.start for clause in dependent}
    clauses = []
    for clause in _main_clauses(words, joints):
        end = _end_without_tail(clause.span, starts)
        if not _holds_verb(lower_words(words[clause.span.start : end])):
            end = (
                clause.span.end
            )  # 'The dam, which is old, supplies Oslo': its own verb comes later.
            dependent = [
                one
                for one in dependent
                if one.span.end != end or one.span.start < clause.span.start
            ]
        clauses.append(Clause(Span(clause.span.start, end), clause.link))
    return sorted(
        (
            Clause(Span(sentence.start + c.span.start, sentence.start + c.span.end), c.link)
            for c in clauses + dependent
        ),
        key=lambda clause: clause.span.start,
    )


def _ahead(words: str, joint: re.Match[str]) -> list[str]:
    """The words after the joint, as far as its clause may reach; after 'as' to a comma at most."""
    stop = COMMA if joint["joint"] == "as" else STOP
    return lower_words(stop.split(words[joint.end() : joint.end() + _REACH], maxsplit=1)[0])


def lower_words(words: str) -> list[str]:
    return _WORD.findall(words.lower().replace("’", "'"))


def _shielded(text: str, sentence: Span, shielded: Iterable[Span]) -> str:
    pieces = []
    place = sentence.start
    for span in shielded:
        start, end = max(span.start, place), min(span.end, sentence.end)
        if start < end:
            pieces += [text[place:start], "_" * (end - start)]
            place = end
    return "".join([*pieces, text[place : sentence.end]])


def _main_clauses(words: str, joints: list[re.Match[str]]) -> list[Clause]:
    clauses: list[Clause] = []
    start, link, contrast = 0, Link.MAIN, bool(CONTRAST.match(words))
    for joint in joints:
        before = lower_words(words[max(start, joint.start() - REACH_BACK) : joint.start()])
        if len(before) < SHORTEST or joint["relative"] or joint["participle"]:
            continue
        if following := _link_of(joint, before, _ahead(words, joint), contrast):
            clauses.append(Clause(Span(start, joint.start()), link))
            start, link, contrast = joint.end(), following, False
    clauses.append(Clause(Span(start, len(words)), link))
    return clauses


def _link_of(
    joint: re.Match[str], before: list[str], ahead: list[str], contrast: bool
) -> Link | None:
    """How what stands `ahead` of the joint hangs on what stands `before`; None: no cut here."""
    if not ahead or (joint["joint"] in ("as", "so") and ahead[0] in NO_CLAUSE):
        return None
    if len(ahead) < SHORTEST and not ahead[0].startswith("_"):
        return None
    if joint["comma"] and joint.string[-1].isalnum() and ahead[0] in THIRD_PERSON:
        return Link.PREDICATE if opens_with_verb(ahead) else None  # Headline: Lee wins, vows to …
    if joint["comma"]:
        return Link.MAIN if contrast and has_subject_and_verb(ahead) else None
    if not _holds_verb(before) or (joint["joint"] == "because" and _denies(before)):
        return None
    if joint["stop"] and len(ahead[0]) > QUOTED_CLAUSE and ahead[0].startswith("_"):
        return Link.MAIN
    # Without a comma 'and' may join two subjects of one verb: 'the minister and his aides left'.
    if has_subject_and_verb(ahead) and joint["joint"] == "as":
        return Link.MEANWHILE
    if has_subject_and_verb(ahead) and (
        joint[0] not in (" and ", " or ")
        or opens_with_pronoun(ahead)
        or (joint["joint"] == "and" and _stands_apart(before, ahead))
    ):
        return Link.MAIN
    if joint["joint"] in ("and", "but", "yet") and opens_with_verb(ahead):
        return Link.PREDICATE
    return None


def _stands_apart(before: list[str], ahead: list[str]) -> bool:
    """Whether 'and the company denies it' has a verb of its own after a clause that is whole."""
    verb = finite_verb(before)
    whole = verb is not None and verb + 1 < len(before) and before[verb] not in VERB_OF
    own = finite_verb(ahead)
    if not whole or own is None or not SUBORDINATORS.isdisjoint(before):
        return False
    return (ahead[0] in CLAUSE_DETERMINERS or own == 1) and is_surely_finite(ahead, own)


def _denies(words: list[str]) -> bool:
    """'It did not fall because it rained' says of neither half what it says of both."""
    return any(word == "not" or word.endswith("n't") for word in words)


def _holds_verb(words: list[str]) -> bool:
    return bool(words) and (
        words[0] in CONTRACTED
        or opens_with_verb(words)  # After a subject in the clause before.
        or finite_verb(words) is not None
        or any(word.startswith("_") for word in words)  # Words in quotation marks, unread here.
    )


def _dependent_clauses(words: str, joints: list[re.Match[str]]) -> list[Clause]:
    clauses = []
    for place, joint in enumerate(joints):
        opener = joint["relative"] or joint["participle"]
        if opener and opener not in NO_PARTICIPLES:
            later = (joints[number] for number in range(place + 1, len(joints)))
            end = next((j.start() for j in later if _ends_dependent(words, j)), len(words))
            if len(lower_words(words[joint.end() : end])) >= SHORTEST:
                link = Link.RELATIVE if joint["relative"] else Link.PARTICIPLE
                clauses.append(Clause(Span(joint.end(), end), link))
    return clauses


def _ends_dependent(words: str, joint: re.Match[str]) -> bool:
    if joint["stop"] or joint["relative"] or joint["participle"]:
        return True
    ahead = _ahead(words, joint)
    return joint[0].startswith(",") and (opens_with_verb(ahead) or has_subject_and_verb(ahead))


def _end_without_tail(main: Span, dependent: Mapping[int, int]) -> int:
    """Where `main` ends without the dependent clauses that stand one after the other at its end.

    `dependent` has their starts by their ends.
    """
    end = main.end
    while dependent.get(end, 0) > main.start + _GAP:
        end = dependent[end] - _GAP
    return end
