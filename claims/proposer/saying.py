"""The clauses of a sentence that stand alone as assertions, and whose words they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from claims.proposer.attribution import Attribution
from claims.proposer.attribution.verbs import has_subject_and_verb
from claims.proposer.clauses import Clause, Link, clauses_of, lower_words
from claims.proposer.gathering import AnalysedSentence, whole_of
from claims.proposer.wording import subject_of
from claims.text.sentences import Span


@dataclass(frozen=True)
class AttributedClause:
    """A clause and who the text says says it; None is the text's own voice.

    `subject` is the subject of the clause before, where this one has none of its own.
    """

    span: Span
    link: Link
    attribution: Attribution | None
    subject: str


# Who says 'I' speaks in the text's own voice: the text does not report them.
OWN_VOICE = frozenset({"i", "one", "we", "you"})
# What somebody does or is about to do, whether they say so or not.
DEEDS = frozenset({"intend", "plan", "vote against", "vote for"})

LONGEST_SPLIT = (
    2_000  # Code points of a sentence; what is longer is a list or no copy, and left whole.
)
LEAD_IN = 6  # Words beside who says it, at most, that a clause of nothing but saying holds.
_OPENING = 12  # Code points: a connective before who speaks.
_NEAR = 2  # Code points: a comma and a space.


def attributed_clauses(sentence: AnalysedSentence) -> Iterator[AttributedClause]:
    """The clauses of a sentence; 'In a tweet, he said:' belongs to what is said after it."""
    text = sentence.text
    subject = ""
    before: AttributedClause | None = None
    for clause in _with_lead_ins(sentence):
        attribution = _attribution_of(clause.span, clause.link, sentence)
        if attribution is None and before and _goes_on(text, before, clause):
            attribution = before.attribution
        lead = subject if clause.link is Link.PREDICATE else ""
        before = AttributedClause(clause.span, clause.link, attribution, lead)
        yield before
        if clause.link is Link.MAIN:
            subject = subject_of(text[clause.span.start : clause.span.end])


def reported_in(sentence: AnalysedSentence) -> list[Attribution]:
    """Who says what in a sentence, but for its author and mere deeds."""
    return [a for a in sentence.attributions if _is_reported(sentence.text, a)]


def saying_span(attribution: Attribution, within: Span) -> Span:
    """Who says it and what is said, as far as it stands in `within`."""
    whole = whole_of(attribution)
    return Span(max(whole.start, within.start), min(whole.end, within.end))


def _with_lead_ins(sentence: AnalysedSentence) -> list[Clause]:
    """The clauses, each with the lead-in before it; a lead-in to the next sentence is left out."""
    if not sentence.is_english or sentence.span.end - sentence.span.start > LONGEST_SPLIT:
        return [Clause(sentence.span, Link.MAIN)]
    clauses: list[Clause] = []
    lead_in: Clause | None = None
    for clause in clauses_of(sentence.text, sentence.span, sentence.quoted):
        whole = replace(lead_in, span=_joined(lead_in.span, clause.span)) if lead_in else clause
        lead_in = whole if _only_introduces(sentence, whole.span) else None
        if lead_in is None:
            clauses.append(whole)
    return clauses


def _joined(one: Span, other: Span) -> Span:
    return Span(one.start, max(one.end, other.end))


def _only_introduces(sentence: AnalysedSentence, clause: Span) -> bool:
    """Whether a clause says who speaks, and all that they say stands after it."""
    cues = [a.cue for a in sentence.attributions if a.cue and clause.contains(a.cue)]
    sayings = [a for a in sentence.attributions if a.cue in cues]
    if not sayings or any(a.content.start < clause.end for a in sayings):
        return False
    beside = len(lower_words(sentence.text[clause.start : clause.end]))
    for attribution in sayings[:1]:
        for part in (attribution.cue, attribution.source):
            beside -= len(lower_words(sentence.text[part.start : part.end])) if part else 0
    return beside <= LEAD_IN


def _attribution_of(clause: Span, link: Link, sentence: AnalysedSentence) -> Attribution | None:
    """Who says what stands in `clause`: by a cue within it, else by what they are said to say."""
    reported = reported_in(sentence)
    half = (clause.end - clause.start) / 2
    here = [a for a in reported if a.cue and clause.contains(a.cue)]
    wholes = _wholes_by_cue(here)
    if mainly := [a for a in here if _is_mainly(sentence.text, wholes[a.cue], clause)]:
        return min(mainly, key=lambda a: whole_of(a).start)
    if link is Link.MEANWHILE:  # The text tells it beside what it reports.
        return None
    around = [a for a in reported if _overlap(a.content, clause) > half]
    return max(around, key=lambda a: a.content.end - a.content.start, default=None)


def _is_reported(text: str, attribution: Attribution) -> bool:
    """Whether it is somebody else's words that the text reports, and no mere deed."""
    if attribution.verb in DEEDS:
        return False
    source = attribution.source
    return source is None or text[source.start : source.end].lower() not in OWN_VOICE


def _goes_on(text: str, before: AttributedClause, clause: Clause) -> bool:
    """Whether who speaks before goes on: 'It works, he said, and …', 'He named two: …'."""
    attribution = before.attribution
    if clause.link is not Link.MAIN or attribution is None or attribution.cue is None:
        return False
    if not before.span.contains(attribution.cue):
        return True  # It went on already.
    source_end = attribution.source.end if attribution.source else 0
    said_last = max(attribution.cue.end, source_end) >= before.span.end - _NEAR
    return said_last or text[before.span.end : clause.span.start].startswith(":")


def _is_mainly(text: str, saying: Span, clause: Span) -> bool:
    """Whether a clause is about what is said rather than tells it in passing."""
    before = text[clause.start : saying.start].rstrip()
    opens = len(before) <= _OPENING
    if before.endswith(","):  # 'Asked whether he would resign, Lee said no.'
        opens = opens or not has_subject_and_verb(lower_words(before))
    return opens or _overlap(saying, clause) > (clause.end - clause.start) / 2


def _wholes_by_cue(attributions: Iterable[Attribution]) -> dict[Span | None, Span]:
    """Who says it and all that is said by one cue, before it and after it."""
    wholes: dict[Span | None, Span] = {}
    for attribution in attributions:
        whole = whole_of(attribution)
        known = wholes.get(attribution.cue, whole)
        wholes[attribution.cue] = _joined(Span(min(known.start, whole.start), known.end), whole)
    return wholes


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
