"""What is said: the quotation or clause that belongs to a reporting verb."""

from claims.proposer.attribution.cues import RESUMING, TIMES, Cue, Subject
from claims.proposer.attribution.phrases import (
    ADVERBS,
    AUXILIARIES,
    DASH_TOKENS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    VERB_FORMS,
    WEEKDAY_NAMES,
    core_end,
    is_noun,
    phrase_after,
    phrase_before,
)
from claims.proposer.attribution.reporting import (
    ADDRESSING,
    CLAUSAL,
    QUOTING,
    SPEAKING_VERBS,
    VERB_OF,
)
from claims.proposer.attribution.tokens import Tokens, lower_at
from claims.proposer.attribution.verbs import finite_verb
from claims.text.sentences import Span

# After a verb of speaking these tell where and when, never what.
_PLACING = frozenset({"after", "at", "before", "by", "during", "from", "in", "on", "since", "with"})
# They too may close a clause: The plan is too dear, a study shows.
CLOSING_VERBS = SPEAKING_VERBS | {
    "believe", "estimate", "fear", "find", "forecast", "hope", "indicate", "show", "think",
}  # fmt: skip
FINITE = AUXILIARIES | VERB_FORMS | frozenset(VERB_OF)
WHEN = ADVERBS | WEEKDAY_NAMES | TIMES
SENTENCE_ENDS = frozenset({".", "!", "?", ";"})
LEADS = frozenset({"and", "but", "or", "so", "still", "yet"})
SHORTEST_CLAUSE = 4  # Words: "On Monday, he said …" holds no clause before its comma.
# "Stone denied it": one word after them is enough to tell what is said.
STANCES = frozenset({
    "accept", "admit", "confirm", "deny", "dismiss", "dispute", "oppose", "refute", "reject",
    "support",
})  # fmt: skip
FARTHEST = 16  # Tokens from the verb to "that" or to the quotation.


def contents_of(unit: Tokens, cue: Cue, subject: Subject, resumed: int) -> list[Span]:
    """What the cue attributes to its subject; `resumed` is where the next cue takes over."""
    begin = _start(unit, subject.after, cue.verb, resumed)
    end = content_end(unit, begin, resumed)
    direct = _quotations_after(unit, begin, end)
    if cue.passive:
        if subject.index > begin:
            end = min(end, subject.index - 1)  # … was accused of theft | by S
        return direct or _clause_after(unit, begin, end, cue) or _passive(unit, cue)
    if cue.participle or cue.verb not in CLOSING_VERBS:
        return direct or _clause_after(unit, begin, end, cue)
    left = subject.left
    if lower_at(unit, left - 1) == "as":
        left -= 1
        if left == 0:
            return _rest(unit, begin, end)
    before = quotations_before(unit, left)
    if before or direct:
        return before + direct
    return (
        _around(unit, left, subject.after, end)
        or _clause_before(unit, left, begin, subject)
        or _clause_after(unit, begin, end, cue)
    )


def content_end(unit: Tokens, begin: int, resumed: int) -> int:
    """The index where the article, or the next cue at `resumed`, takes the word back."""
    limit = resumed if resumed > begin else len(unit)
    for index in range(begin + 1, min(limit, len(unit) - 1)):
        text, following = unit[index].text, unit[index + 1]
        if text == "," and (following.lower in RESUMING or following.lower == "according"):
            return index
        if text in SENTENCE_ENDS or (text == ":" and following.quotation):
            return index
    return limit


def quotations_before(unit: Tokens, left: int) -> list[Span]:
    """The quotations that end right before the source: "…," she said."""
    index = left - 1
    if index >= 0 and unit[index].text in {",", *DASH_TOKENS}:
        index -= 1
    spans = []
    while index >= 0 and unit[index].quotation:
        spans.append(Span(unit[index].start, unit[index].end))
        index -= 1
    leads = index == 0 and unit[0].lower in LEADS
    if index >= 0 and not leads and unit[index].text not in {",", ":", ".", *DASH_TOKENS}:
        return []
    return spans[::-1]


def trimmed(unit: Tokens, first: int, end: int) -> Span | None:
    """tokens[first:end] without punctuation at either end."""
    while first < end and not (unit[first].is_word or unit[first].quotation):
        first += 1
    while first < end and not (unit[end - 1].is_word or unit[end - 1].quotation):
        end -= 1
    return Span(unit[first].start, unit[end - 1].end) if first < end else None


def _listed(span: Span | None) -> list[Span]:
    return [span] if span else []


def _start(unit: Tokens, index: int, verb: str, resumed: int) -> int:
    """Past the one addressed, times and places, to where what is said begins."""
    if verb in ADDRESSING:
        index = _past_addressed(unit, index, verb)
    while index < len(unit):
        lower, following = unit[index].lower, lower_at(unit, index + 1)
        if lower in WHEN - {"not"}:
            index += 1
        elif (lower == "on" and following in WEEKDAY_NAMES) or (
            lower in {"last", "this"} and following in TIMES
        ):
            index += 2
        else:
            break
    place = lower_at(unit, index) in PREPOSITIONS - {"to"} or verb == "say"
    if place and lower_at(unit, index) in PREPOSITIONS:
        index = _past_place(unit, index, verb, resumed)
    joins = lower_at(unit, index) == "that" and index + 1 < len(unit)
    follows = joins and (unit[index + 1].is_word or unit[index + 1].quotation)
    return index + 1 if follows and lower_at(unit, index + 1) not in AUXILIARIES else index


def _past_addressed(unit: Tokens, index: int, verb: str) -> int:
    """Told reporters | that …; but the one accused or asked is part of what is said."""
    if lower_at(unit, index) == "that":
        return index
    after = core_end(unit, index)
    if verb == "tell":
        return after
    follows = lower_at(unit, after)
    if after + 1 < len(unit) and unit[after + 1].quotation:
        return after
    asked = follows in {",", "not"} or follows in PREPOSITIONS
    runs_on = after < len(unit) and is_noun(unit[after])
    return index if asked or runs_on else after


def _past_place(unit: Tokens, index: int, verb: str, resumed: int) -> int:
    """Said in an interview | that …; said at the time, | “…”; said in a speech | he would."""
    for ahead in range(index + 1, min(index + FARTHEST, resumed, len(unit) - 1)):
        if unit[ahead].lower == "that":
            return ahead
        if unit[ahead].text in {",", ":"} and unit[ahead + 1].quotation:
            return ahead
        if unit[ahead].text in SENTENCE_ENDS:
            break
    if verb in SPEAKING_VERBS and unit[index].lower in _PLACING:
        place = phrase_after(unit, index + 1)
        if place and lower_at(unit, place[1]) in DETERMINERS | PRONOUNS:
            return place[1]
    return index


def _quotations_after(unit: Tokens, begin: int, end: int) -> list[Span]:
    """The quotations after the verb, or the clause that the first of them opens."""
    start = begin
    while start < end and unit[start].text in {",", ":", *DASH_TOKENS}:
        start += 1
    if begin < start < end and unit[start].lower in {"and", "but"}:
        start += 1
    if start >= end or not unit[start].quotation:
        return []
    if not _is_whole(unit, start):
        return _listed(trimmed(unit, start, end))
    spans = []
    while start < end and unit[start].quotation:
        spans.append(Span(unit[start].start, unit[start].end))
        start += 1
    return spans


def _clause_after(unit: Tokens, begin: int, end: int, cue: Cue) -> list[Span]:
    """The clause or, where the verb takes one, the noun phrase after the verb."""
    if begin >= end:
        return []
    lower = unit[begin].lower
    with_that = lower_at(unit, begin - 1) == "that"
    if not with_that and (
        not unit[begin].is_word
        or lower in {"and", "or"}
        or (cue.verb in SPEAKING_VERBS and lower in _PLACING)
        or (cue.verb in QUOTING and lower not in PRONOUNS)
        or (cue.verb in CLAUSAL and not _is_clause(unit, begin, end))
    ):
        return []
    words = sum(token.is_word for token in unit[begin:end])
    quotes = any(token.quotation for token in unit[begin:end])
    enough = words > 1 or quotes or (words and cue.verb in STANCES)
    return _listed(trimmed(unit, begin, end)) if enough else []


def _is_clause(unit: Tokens, start: int, end: int) -> bool:
    """Whether a verb is there, as far as form tells; "to" with its verb will do."""
    if unit[start].lower in PREPOSITIONS - {"to"}:
        return False
    return unit[start].lower == "to" or any(
        token.lower in FINITE or token.lower.endswith("ed") for token in unit[start:end]
    )


def _is_whole(unit: Tokens, index: int) -> bool:
    """Whether the quotation is a statement of its own and no part of the clause around it."""
    quotation = unit[index].quotation
    if quotation is None:
        return False
    words = unit[index].text[: quotation.words.end - quotation.span.start]
    stops = words.endswith((".", "!", "?", ",", "…", "—", "-"))
    return stops or index + 1 >= len(unit) or not unit[index + 1].is_word


def _around(unit: Tokens, left: int, after: int, end: int) -> list[Span]:
    """The sentence that the source is set into: Steel, she said, is cheap."""
    if left < 1 or unit[left - 1].text != "," or after + 1 >= end:
        return []
    mark, following = unit[after].text, unit[after + 1]
    if mark not in {",", ":"} or not following.is_word:
        return []
    resumes = following.lower in RESUMING | {"according", "but"}
    if resumes or (mark == "," and following.lower.endswith("ing")):
        return []
    return _listed(trimmed(unit, 0, end))


def _clause_before(unit: Tokens, left: int, begin: int, subject: Subject) -> list[Span]:
    """The clause that ends right before the source: The plan failed, she said."""
    if left < 1 or not (unit[left - 1].text in {",", *DASH_TOKENS} or unit[left - 1].quotation):
        return []
    ends_here = (
        begin >= len(unit)
        or unit[begin].text in {".", ",", ";", ":"}
        or unit[begin].lower in PREPOSITIONS | WHEN | {"who"}
    )
    inverted = subject.index > left
    if not (ends_here or inverted):
        return []
    breaks = [index for index in range(left) if unit[index].text == ";"]
    first = breaks[-1] + 1 if breaks else 0
    words = [token.lower for token in unit[first:left] if token.is_word]
    quotes = any(token.quotation for token in unit[first:left])
    if len(words) < SHORTEST_CLAUSE and not quotes and finite_verb(words) is None:
        return []
    return _listed(trimmed(unit, first, left))


def _rest(unit: Tokens, begin: int, end: int) -> list[Span]:
    """After the comma: As she said, …"""
    comma = next((i for i in range(begin, end) if unit[i].text == ","), end)
    return _listed(trimmed(unit, comma, end))


def _passive(unit: Tokens, cue: Cue) -> list[Span]:
    """The plan | was rejected by the senate."""
    found = phrase_before(unit, cue.start)
    return [found[0].span] if found and found[0].head.lower not in PRONOUNS else []
