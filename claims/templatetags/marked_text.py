"""The words of an article with the marks of its claims.

Drawn in Python: a long text has thousands of marks, and the loops of a template would take most of
the time of its page.
"""

from django import template
from django.template import Context
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from claims.models import Passage
from claims.selectors.workbench import DrawnLine, DrawnPart, Workbench
from claims.templatetags.desk import icon
from claims.text.marking import Mark, Run

register = template.Library()

TOP_LANE = 5  # The style sheet draws underlines at six heights.


@register.simple_tag(takes_context=True)
def marked_line(context: Context, line: DrawnLine) -> SafeString:
    parts = format_html_join("", "{}", ((marked_part(context, part),) for part in line.parts))
    return format_html('<{0} dir="auto">{1}</{0}>\n', line.tag, parts)


@register.simple_tag(takes_context=True)
def marked_part(context: Context, part: DrawnPart) -> SafeString:
    """A part of the text: each run within its marks, and behind the last words of a passage the
    number of its claim. It is named by its revision too: no part of a later one is put into the
    text of an earlier."""
    bench: Workbench = context["bench"]
    address, chosen = escape(bench.article.get_absolute_url()), context.get("claim")
    pieces = [f'<span id="r{bench.revision.number}-{part.start}"']
    if context.get("parts"):
        pieces.append(' hx-swap-oob="true"')
    if part.sentence:
        pieces.append(f' class="sentence {part.state}" data-sentence="{part.sentence.start}"')
    pieces.append(">")
    for run in part.runs:
        marks = [(mark, bench.shown[mark.passage]) for mark in run.marks]
        pieces += [_opening(mark, passage, run, chosen) for mark, passage in marks]
        words = " words" if any(map(str.isalnum, run.text)) else ""
        pieces.append(
            f'<span class="run{words}" data-start="{run.start}">{escape(run.text)}</span>'
        )
        for mark, passage in reversed(marks):
            pieces.append(
                f"{_reference(passage, address)}</mark>" if mark in run.ends else "</mark>"
            )
    pieces.append("</span>")
    return mark_safe("".join(pieces))  # noqa: S308  Only words can hold markup: they are escaped.


def _opening(mark: Mark, passage: Passage, run: Run, chosen: object) -> str:
    claim = passage.claim
    status = claim.status
    named = f' id="p{passage.pk}"' if mark.span.start == run.start else ""
    current = ' aria-current="true"' if claim == chosen else ""
    return (
        f'<mark class="lane-{min(mark.lane, TOP_LANE)}" data-claim="{claim.pk}"'
        f' data-status="{status.value}" title="{status.label}"{current}{named}>'
    )


def _reference(passage: Passage, address: str) -> str:
    claim = passage.claim
    status = claim.status
    label = f"Claim {claim.pk}, {status.label}"
    if passage.is_unjudged:
        label += ", not judged here"
    return (
        f'<a class="ref" href="{address}?claim={claim.pk}" data-claim="{claim.pk}"'
        f' data-number="{claim.pk}" aria-label="{label}">{icon(status.value)}</a>'
    )
