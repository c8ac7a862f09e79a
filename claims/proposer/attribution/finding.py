"""Who says what in a text."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.proposer.attribution.cast import NOBODY, Cast, Speaker
from claims.proposer.attribution.phrases import NounPhrase
from claims.proposer.attribution.reporting import SPEAKING_VERBS
from claims.proposer.attribution.statements import Statement, statements_in
from claims.proposer.attribution.tokens import Tokens, units_of
from claims.proposer.attribution.turns import turns_in
from claims.text.quotes import Quotation
from claims.text.sentences import Span


@dataclass(frozen=True)
class Attribution:
    """`content` is said by the words at `source` (None: nobody is named there), reported by the
    words at `cue` (None: by the label of their turn in an interview).

    `speaker` is who that is: the fullest name that the text gives, or a description as it stands
    ('a senior official'); None where the text does not tell. `named`: the speaker has a name,
    `pronouns` those that may take the speaker up: 'he', 'she', 'it', 'they'.
    `verb` is the cue's dictionary form ('say', 'deny', 'according to'). `outlet` is where it was
    said, as in 'told the Financial Times'. `quotations` are the direct quotations of the content.
    A quotation that goes on after the sentence that names its speaker has that one's source, cue.
    """

    content: Span
    source: Span | None
    cue: Span | None
    verb: str
    speaker: str | None
    named: bool
    pronouns: frozenset[str]
    outlet: str | None
    quotations: tuple[Quotation, ...]


SHORTEST_SPEECH = 12  # Code points: a quotation that short is a term, not somebody going on.
ALONE_AFTER = frozenset({"", ".", ",", ":", ";"})  # The marks before a quotation of its own.


def attributions_in(
    text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]
) -> list[Attribution]:
    """What `text` attributes to somebody, in order of the content."""
    units = units_of(text, sentences, quotations)
    cast = Cast(text, units)
    said = [_said(text, unit, cast, number) for number, unit in enumerate(units)]
    answered = _answered(text, units, cast)
    found: list[Attribution] = []
    last: Attribution | None = None
    for number, unit in enumerate(units):
        here, last = said[number][0] + answered[number], said[number][1] or last
        for quotation in _alone(unit, here):
            if _opens_speech(units, number, quotation):
                last = _closing(units, said, number) or last
            if last:
                found.append(_with_content(last, quotation.span, unit))
        found += here
    return sorted(found, key=lambda found: (found.content.start, found.content.end))


# What a sentence attributes, and the cue with which its speaker may go on.
_Said = tuple[list[Attribution], Attribution | None]


def _said(text: str, unit: Tokens, cast: Cast, number: int) -> _Said:
    here: list[Attribution] = []
    last: Attribution | None = None
    for statement in statements_in(text, unit):
        speaker = NOBODY
        if statement.phrase:
            speaker = cast.speaker_of(statement.phrase, number, statement.index)
        if statement.guessed and not speaker.named:
            continue
        attribution = _attribution(statement, speaker)
        if statement.verb in SPEAKING_VERBS or not last:
            last = attribution
        here += [_with_content(attribution, content, unit) for content in statement.contents]
    return here, last


def _answered(text: str, units: Sequence[Tokens], cast: Cast) -> list[list[Attribution]]:
    """For each unit, what is said in it by whom the label of the line names."""
    answered: list[list[Attribution]] = [[] for _ in units]
    starts = [unit[0].start for unit in units]
    for turn in turns_in(text):
        first, end = (bisect_left(starts, at) for at in (turn.label.start, turn.words.end))
        if not turn.named or first == end:
            continue
        core = tuple(units_of(text, [turn.label], [])[0])
        speaker = cast.speaker_of(NounPhrase(core, turn.label), first, 0)
        label = text[turn.label.start : turn.label.end]
        # No fuller name was found where the two differ in nothing but capitals.
        in_full = label if (speaker.name or "").lower() == label.lower() else speaker.name
        for number in range(first, end):
            content = Span(max(starts[number], turn.words.start), units[number][-1].end)
            answered[number].append(
                Attribution(
                    content=content,
                    source=turn.label,
                    cue=None,
                    verb="say",
                    speaker=in_full,
                    named=speaker.named,
                    pronouns=speaker.pronouns,
                    outlet=None,
                    quotations=(),
                )
            )
    return answered


def _attribution(statement: Statement, speaker: Speaker) -> Attribution:
    return Attribution(
        content=statement.cue,
        source=statement.phrase.span if statement.phrase else None,
        cue=statement.cue,
        verb=statement.verb,
        speaker=speaker.name,
        named=speaker.named,
        pronouns=speaker.pronouns,
        outlet=statement.outlet,
        quotations=(),
    )


def _with_content(attribution: Attribution, content: Span, unit: Tokens) -> Attribution:
    quoted = tuple(t.quotation for t in unit if t.quotation and content.contains(t.quotation.span))
    return replace(attribution, content=content, quotations=quoted)


def _alone(unit: Tokens, here: list[Attribution]) -> Iterator[Quotation]:
    """The quotations that stand by themselves, with no speaker of their own."""
    for index, token in enumerate(unit):
        if token.quotation is None or len(token.text) < SHORTEST_SPEECH:
            continue
        span = token.quotation.span
        before = unit[index - 1] if index else None
        alone = before is None or before.quotation or before.text in ALONE_AFTER
        if alone and not any(attribution.content.overlaps(span) for attribution in here):
            yield token.quotation


def _opens_speech(units: Sequence[Tokens], number: int, quotation: Quotation) -> bool:
    """Whether it is the first paragraph of a quotation of several."""
    goes_on = bool(number) and _is_open(units[number - 1][-1].quotation)
    return _is_open(quotation) and not goes_on


def _closing(units: Sequence[Tokens], said: Sequence[_Said], number: int) -> Attribution | None:
    """The cue after the last of the paragraphs that begin here."""
    for following in range(number + 1, len(units)):
        quotation = units[following][0].quotation
        if quotation is None:
            return None
        for attribution in said[following][0]:
            if attribution.content == quotation.span:
                return attribution
        if quotation.closed:
            return None
    return None


def _is_open(quotation: Quotation | None) -> bool:
    return quotation is not None and not quotation.closed
