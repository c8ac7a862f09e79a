"""Claims that a machine finds in a text, for a person to accept, mend or dismiss."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from claims.choices import ClaimantKind, Kind
from claims.proposals import Proposal, Proposer
from claims.proposer.asides import Aside, asides_in, naming_of
from claims.proposer.attribution import Attribution
from claims.proposer.checkable import is_boilerplate, is_checkable, is_question
from claims.proposer.clauses import Link
from claims.proposer.counting import is_known, main_figure, phrase_of
from claims.proposer.explanations import explanations_of
from claims.proposer.gathering import AnalysedSentence, analysed_sentences
from claims.proposer.kinds import Classification, figure_cue, kind_by_marks_of, kind_of
from claims.proposer.saying import (
    LONGEST_SPLIT,
    AttributedClause,
    attributed_clauses,
    reported_in,
    saying_span,
)
from claims.proposer.scoring import score_of
from claims.proposer.wording import (
    as_sentence,
    cited_by,
    clause_cited_by,
    shared_verb,
    statement_of,
    without_connective,
)
from claims.text.dates import DateMention
from claims.text.figures import Figure
from claims.text.sentences import Span

ORGANISATION = ClaimantKind.ORGANISATION

# An editor checks figures and denials first; background and names seldom decide anything.
_WEIGHTS = {
    Kind.DENIAL: 0.02,
    Kind.ACCUSATION: 0.02,
    Kind.FIGURE: 0.01,
    Kind.EVENT: -0.02,
    Kind.POSITION: -0.02,
    Kind.BACKGROUND: -0.04,
}
ASIDE_WEIGHT = -0.1  # What is said in passing comes after what the sentence is about.


def proposer_with(score: Callable[[str], float]) -> Proposer:
    """A proposer that orders by `score` of a sentence."""

    def propose_scored(text: str, published_on: date | None, language: str) -> list[Proposal]:
        found = [
            proposal
            for sentence in analysed_sentences(text, published_on, language)
            if not is_boilerplate(sentence.words)
            for proposal in _stated_once(_proposals_of(sentence, score(sentence.words)))
        ]
        return _in_order(found)

    return propose_scored


_propose = proposer_with(score_of)


def propose(text: str, published_on: date | None = None, language: str = "en") -> list[Proposal]:
    """The proposals of `text`, in order; relative dates count from `published_on`, else from the
    date that the text gives itself. `language` is an ISO 639-1 code."""
    return _propose(text, published_on, language)


def _proposals_of(sentence: AnalysedSentence, score: float) -> Iterator[Proposal]:
    """What a sentence asserts, clause by clause, and in passing."""
    asides = list(asides_in(sentence.text, sentence.span)) if sentence.is_english else []
    for spoken in attributed_clauses(sentence):
        is_reported = spoken.attribution and spoken.attribution.cue
        if is_reported or _is_checkable(sentence, spoken.span):
            main = _proposal(sentence, spoken, asides, score)
            if owner := next((a for a in asides if _owns(a, main)), None):
                asides.remove(owner)
                main = replace(main, claimant=owner.claimant, claimant_kind=ORGANISATION)
            yield main
            yield from _further_figures(sentence, main, spoken.attribution)
            yield from _further_item(sentence, main, spoken.attribution)
            yield from _further_sayings(sentence, main, spoken, score + ASIDE_WEIGHT)
    for aside in asides:
        yield _aside(sentence, aside, score + ASIDE_WEIGHT)


def _is_checkable(sentence: AnalysedSentence, span: Span) -> bool:
    words = sentence.text[span.start : span.end]
    return is_checkable(words) if sentence.is_english else not is_question(words)


def _owns(aside: Aside, main: Proposal) -> bool:
    """Whether a clause is about the words of whom an aside names: 'Oslo's demands include …'."""
    opens = aside.kind is main.kind and aside.span.start == main.span.start
    return opens and aside.claimant != "" and main.claimant is None


def _proposal(
    sentence: AnalysedSentence, spoken: AttributedClause, asides: Iterable[Aside], score: float
) -> Proposal:
    text, attribution = sentence.text, spoken.attribution
    claimant, claimant_kind = _claimant(attribution)
    span = _tight(sentence, spoken.span)
    aside_spans = [aside.span for aside in asides if aside.span != span]
    figure = main_figure(text, sentence.figures, span)
    dates = tuple(dated for dated in sentence.dates if span.contains(dated.span))
    typed = _typed(sentence, span, attribution, figure, dates, aside_spans)
    return Proposal(
        span=span,
        statement=_statement(sentence, spoken, span, typed.kind),
        kind=typed.kind,
        claimant=claimant,
        claimant_kind=claimant_kind,
        figure=figure,
        dates=dates,
        cues=tuple(explanations_of(text, typed, attribution, figure, dates)),
        score=_weighed(score, Kind.FIGURE if figure else typed.kind),
    )


def _typed(
    sentence: AnalysedSentence,
    span: Span,
    attribution: Attribution | None,
    figure: Figure | None,
    dates: Iterable[DateMention],
    asides: Sequence[Span],
) -> Classification:
    """The kind of an assertion; figures and dates of what it says in passing do not decide."""
    if figure and any(aside.contains(figure.span) for aside in asides):
        figure = None
    if not sentence.is_english:
        return kind_by_marks_of(sentence.text, span, attribution, figure)
    dates = [dated for dated in dates if not any(a.contains(dated.span) for a in asides)]
    return kind_of(sentence.text, span, attribution, figure, dates, sentence.published_on)


def _statement(sentence: AnalysedSentence, spoken: AttributedClause, span: Span, kind: Kind) -> str:
    """A clause that cannot stand alone, 'which fell by a third', is cited."""
    if not sentence.is_english:
        return as_sentence(sentence.text[span.start : span.end])
    attribution = spoken.attribution
    has_cue = attribution and attribution.cue and span.contains(attribution.cue)
    if spoken.link is Link.RELATIVE or (spoken.link is Link.PARTICIPLE and not has_cue):
        speaker = attribution.speaker if attribution else None
        quoted = [q.span for q in attribution.quotations] if attribution else []
        if cited := next((words for words in quoted if span.contains(words)), None):
            return cited_by(speaker, sentence.text[cited.start : cited.end])
        return clause_cited_by(speaker, sentence.text[span.start : span.end])
    statement = statement_of(sentence.text, span, kind, attribution, spoken.subject)
    before = sentence.text[max(sentence.span.start, span.start - LONGEST_SPLIT) : span.start]
    if verb := shared_verb(before, sentence.text[span.start : span.end]):
        start, _, participle = statement.rpartition(" ")
        return as_sentence(f"{start} {verb} {participle}")
    return statement


def _part(
    sentence: AnalysedSentence,
    main: Proposal,
    span: Span,
    typed: Classification,
    attribution: Attribution | None,
    figure: Figure | None = None,
) -> Proposal:
    """An assertion within a clause that shares the clause's claimant."""
    dates = tuple(dated for dated in main.dates if span.contains(dated.span))
    cues = explanations_of(sentence.text, typed, attribution, figure, dates)
    return replace(main, span=span, kind=typed.kind, figure=figure, dates=dates, cues=tuple(cues))


def _further_figures(
    sentence: AnalysedSentence, main: Proposal, attribution: Attribution | None
) -> Iterator[Proposal]:
    """Each figure of a clause but its main one is an assertion of its own."""
    for figure in sentence.figures:
        is_part = main.span.contains(figure.span) and figure != main.figure
        if is_part and not is_known(sentence.text, figure):
            span = phrase_of(sentence.text, figure, main.span)
            typed = Classification(Kind.FIGURE, figure_cue(sentence.text, figure))
            words = sentence.text[figure.span.start : figure.span.end]
            part = _part(sentence, main, span, typed, attribution, figure)
            yield replace(part, statement=as_sentence(f"{words}: {main.statement}"))


# Before the last item of a list, where it is more than a word or two.
LAST_ITEM = re.compile(r",? and (?=(?:an?|broader|fewer|less|more|new|no|the) (?:\S+ ){2})")


def _further_item(
    sentence: AnalysedSentence, main: Proposal, attribution: Attribution | None
) -> Iterator[Proposal]:
    """The last of several things demanded or held: 'It wants the line reopened, and a refund …'."""
    text, span = sentence.text, main.span
    *_, joint = [None, *LAST_ITEM.finditer(text, span.start, span.end)]
    if joint is None or main.kind not in (Kind.DEMAND, Kind.POSITION):
        return
    item = _tight(sentence, Span(joint.end(), span.end))
    statement = cited_by(main.claimant, text[item.start : item.end])
    cue = attribution.cue if attribution else None
    if (
        attribution
        and attribution.source
        and cue
        and attribution.source.end < cue.end <= joint.start()
    ):
        says = text[attribution.source.end : cue.end]
        statement = as_sentence(f"{main.claimant}{says} {text[joint.end() : span.end]}")
    part = _part(sentence, main, item, Classification(main.kind, main.cues[0]), attribution)
    yield replace(part, statement=statement)


def _further_sayings(
    sentence: AnalysedSentence, main: Proposal, spoken: AttributedClause, score: float
) -> Iterator[Proposal]:
    """What a clause reports beside what it is about: 'he said, calling it “a lie”'."""
    if main.span.end - main.span.start > LONGEST_SPLIT:
        return
    for other in reported_in(sentence):
        cue = other.cue
        if other is spoken.attribution or cue is None or not main.span.contains(cue):
            continue
        if not main.span.contains(other.content):
            continue
        within = AttributedClause(saying_span(other, main.span), Link.MAIN, other, "")
        saying = _proposal(sentence, within, [], score)
        same = saying.kind is main.kind and saying.claimant == main.claimant
        if saying.span != main.span and not same:
            yield saying


def _aside(sentence: AnalysedSentence, aside: Aside, score: float) -> Proposal:
    span = aside.span
    claimant, claimant_kind = _owner_of(sentence, aside)
    return Proposal(
        span=span,
        statement=_aside_statement(sentence, aside, claimant),
        kind=aside.kind,
        claimant=claimant,
        claimant_kind=claimant_kind,
        figure=next((f for f in sentence.figures if span.contains(f.span)), None),
        dates=tuple(dated for dated in sentence.dates if span.contains(dated.span)),
        cues=(aside.cue,),
        score=_weighed(score, aside.kind),
    )


def _aside_statement(sentence: AnalysedSentence, aside: Aside, claimant: str | None) -> str:
    """An office that stands for its holder is said of them: 'the former mayor' of Ann Lee."""
    words = sentence.text[aside.span.start : aside.span.end]
    if aside.statement:
        return as_sentence(aside.statement)
    for attribution in sentence.attributions:
        is_holder = attribution.named and attribution.source == aside.span
        if aside.kind is Kind.NAME and is_holder and (attribution.speaker or "") not in words:
            return as_sentence(f"{attribution.speaker} is {words[0].lower()}{words[1:]}")
    if aside.kind is Kind.EVENT:  # 'on the eve of …'
        return clause_cited_by(None, words)
    names_owner = aside.claimant != ""  # 'Oslo's demands for …' says whose they are.
    return cited_by(None if names_owner else claimant, words)


def _owner_of(sentence: AnalysedSentence, aside: Aside) -> tuple[str | None, ClaimantKind | None]:
    """Who blames, states a rule or demands in passing; names and dates are the text's own."""
    if aside.claimant:
        return aside.claimant, ORGANISATION
    if aside.kind in (Kind.ACCUSATION, Kind.LAW):
        for attribution in sentence.attributions:
            if attribution.speaker and attribution.content.contains(aside.span):
                return _claimant(attribution)
    return None, None


def _weighed(score: float, kind: Kind) -> float:
    return min(1.0, max(0.0, score + _WEIGHTS.get(kind, 0.0)))


# What may stand around an assertion and is no part of it: neither '-5' nor '.5' nor 'a.m.'.
_BEFORE = re.compile(r"(?:[\s,;:!?…]|\.(?!\d)|[–—-]+\s)*")
_AFTER = " \t\r\n\u00a0,;:.!?…–—-"
ABBREVIATION = re.compile(r"(?<![\w.])(?:[^\W\d_]\.)+[^\W\d_]\Z")


def _tight(sentence: AnalysedSentence, span: Span) -> Span:
    """`span` without a connective before it and punctuation around it."""
    text = sentence.text
    words = _BEFORE.sub("", text[span.start : span.end], count=1)
    if sentence.is_english:
        words = without_connective(words)
    start = span.end - len(words)
    end = span.start + len(text[span.start : span.end].rstrip(_AFTER))
    if ABBREVIATION.search(text, max(start, end - 10), end) and text[end : end + 1] == ".":
        end += 1
    return Span(start, end) if start < end else span


def _claimant(attribution: Attribution | None) -> tuple[str | None, ClaimantKind | None]:
    """Who makes a claim, and what that is; nobody where the text speaks for itself."""
    if attribution is None or attribution.speaker is None:
        return None, None
    if not attribution.named:
        return attribution.speaker, ClaimantKind.UNNAMED
    is_person = not attribution.pronouns.isdisjoint({"he", "she"})
    return attribution.speaker, ClaimantKind.PERSON if is_person else ORGANISATION


def _stated_once(proposals: Iterable[Proposal]) -> Iterable[Proposal]:
    """The first of those that a sentence gives with one statement."""
    first: dict[str, Proposal] = {}
    for proposal in proposals:
        first.setdefault(proposal.statement, proposal)
    return first.values()


def _in_order(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Each assertion once, in order; a name or office only where it is first given."""
    found: dict[tuple[object, ...], Proposal] = {}
    for proposal in sorted(
        proposals, key=lambda p: (p.span.start, -p.span.end, p.claimant is None)
    ):
        is_name = proposal.kind is Kind.NAME
        place = naming_of(proposal.statement) if is_name else proposal.span
        found.setdefault((place, proposal.kind, proposal.figure), proposal)
    return list(found.values())
