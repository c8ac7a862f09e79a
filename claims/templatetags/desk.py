"""Small pieces that every page shows the same way."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.choices import STATUSES, Stance, Status, Verdict
from claims.selectors.history import describe_event
from claims.selectors.search import MOST
from claims.text.differences import Piece, PieceState

register = template.Library()


@register.simple_tag
@cache  # A page has hundreds of them.
def icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("claims/icons.svg"),
        name,
    )


@register.simple_tag
@lru_cache(1000)
def status(value: str, count: int | None = None) -> SafeString:
    """A verification status as icon and word, with a number in front where one is given."""
    label = next((status.label for status in STATUSES if status == value), value)
    label = label if count is None else f"{count} {label.lower()}"
    return format_html(
        '<span class="status" data-status="{}">{}{}</span>', value, icon(value), label
    )


@register.filter
def capped(number: int) -> str:
    """A number that was counted no further than selectors.search.MOST."""
    return f"{MOST:,}+" if number > MOST else f"{number:,}"


@register.simple_tag(takes_context=True)
def step_fields(context: Context) -> SafeString:
    """What every step of a claim sends: the version that was seen, and the workbench it is in."""
    fields = {"csrfmiddlewaretoken": context["csrf_token"], "version": context["claim"].version}
    if bench := context.get("bench"):
        fields["article"] = bench.article.pk
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields.items())


@register.simple_tag
def track(statuses: list[tuple[Status, int]], unread: int = 0) -> SafeString:
    """A bar of an article's claims by status, and its unread sentences, in proportion."""
    parts = [(word.value, count) for word, count in statuses]
    said = ", ".join(f"{count} {word.label.lower()}" for word, count in statuses) or "no claims"
    if unread:
        parts.append(("unread", unread))
        said += f"; {unread} sentences unread"
    total = sum(count for _, count in parts) or 1
    starts = accumulate((count for _, count in parts), initial=0)
    rects = format_html_join(
        "",
        '<rect data-status="{}" x="{}%" width="{}%" height="100%"/>',
        (
            (name, round(100 * start / total, 3), round(100 * count / total, 3))
            for (name, count), start in zip(parts, starts, strict=False)
        ),
    )
    return format_html('<svg class="track" role="img" aria-label="{}">{}</svg>', said, rects)


@register.simple_tag
def stance(value: str) -> SafeString:
    return format_html(
        '<span class="stance" data-stance="{0}">{1}{2}</span>',
        value, icon(value), Stance.label_of(value),
    )  # fmt: skip


@register.filter
def meaning(verdict: str) -> str:
    return Verdict(verdict).meaning


@register.filter
def verdict_key(verdict: str) -> str:
    return Verdict(verdict).key


@register.filter
def standing_in(passages: Any, article: Any) -> Any:
    """The first passage of a claim in the current text of this article; None where none is."""
    return next((p for p in passages if p.is_current and p.article_id == article.pk), None)


@register.filter
def at(rows: dict[Any, Any], key: Any) -> Any:
    """The row of this key, which templates cannot ask for themselves."""
    return rows[key]


@register.filter
def percent(share: float) -> str:
    return f"{share:.0%}"


@register.filter
def stance_key(stance: str) -> str:
    return Stance(stance).key


@register.simple_tag
def weight(row: Any) -> SafeString:
    """What speaks for a piece of evidence: as many of four dots, and the words on hover."""
    merits = ", ".join(row.merits) or "nothing speaks for it yet"
    dots = "●" * row.weight + "○" * (4 - row.weight)
    return format_html(
        '<span class="weight" title="{0}"><span aria-hidden="true">{1}</span>'
        '<span class="hidden">{2} of 4 points: {0}</span></span>',
        merits, dots, row.weight,
    )  # fmt: skip


@register.simple_tag
def changes(pieces: Iterable[Piece]) -> SafeString:
    """Words with what was struck and what was added, and no space between them but their own."""
    marked = {
        PieceState.SAME: "{}",
        PieceState.REMOVED: "<del>{}</del>",
        PieceState.ADDED: "<ins>{}</ins>",
    }
    drawn = (format_html(marked[piece.state], piece.text) for piece in pieces)
    return format_html_join("", "{}", ((words,) for words in drawn))


@register.filter
def moment(when: datetime) -> SafeString:
    """Hours and minutes today, the date too before; the exact time in UTC on hover."""
    local = timezone.localtime(when)
    today = timezone.localdate()
    if local.date() == today:
        shown = f"{local:%H:%M}"
    else:
        year = "" if local.year == today.year else f" {local.year}"
        shown = f"{local.day} {local:%b}{year}, {local:%H:%M}"
    exact = when.astimezone(UTC)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        exact.isoformat(),
        f"{exact:%Y-%m-%d %H:%M:%S} UTC",
        shown,
    )


@register.filter
def is_past(when: datetime | None) -> bool:
    return when is not None and when < timezone.now()


register.filter("describe", describe_event)
