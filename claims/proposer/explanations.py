"""What led to a proposal, in words that an editor understands."""

from collections.abc import Iterable, Iterator
from datetime import date

from claims.choices import Kind
from claims.proposer.attribution import Attribution
from claims.proposer.kinds import Classification, figure_cue
from claims.text.dates import DateMention
from claims.text.figures import Figure

_REACH = 40  # Code points between 'told' and the paper that was told.


def explanations_of(
    text: str,
    typed: Classification,
    attribution: Attribution | None,
    figure: Figure | None,
    dates: Iterable[DateMention],
) -> Iterator[str]:
    """The kind's own cue first: 'a denial: “denied”', 'said by Ann Lee: “told the Sun”', …"""
    yield typed.cue
    if attribution and attribution.speaker:
        yield _said_by(text, attribution, attribution.speaker)
    if figure and typed.kind is not Kind.FIGURE:
        yield figure_cue(text, figure)
    for dated in dates:
        yield f"when: “{text[dated.span.start : dated.span.end]}” read as {_in_words(dated)}"


def _said_by(text: str, attribution: Attribution, speaker: str) -> str:
    if attribution.cue is None:
        return f"said by {speaker}"
    start, end = attribution.cue.start, attribution.cue.end
    if attribution.outlet:
        outlet = text.find(attribution.outlet, end, end + len(attribution.outlet) + _REACH)
        end = outlet + len(attribution.outlet) if outlet >= 0 else end
    words = " ".join(text[start:end].split())
    return f"said by {speaker}: “{words}”"


def _in_words(dated: DateMention) -> str:
    if dated.first and dated.last:
        days = dict.fromkeys([_day(dated.first), _day(dated.last)])
        return " to ".join(days)
    if dated.first:
        return f"from {_day(dated.first)}"
    return f"until {_day(dated.last)}" if dated.last else dated.reading


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
