"""The history: read here, written by the verbs only."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator

from claims.admin.base import ReadOnlyAdmin, link_to
from claims.models import Event
from claims.selectors.history import describe_event

# What a change page shows of a history; the list of events has the rest.
NEWEST = 100


def newest(events: QuerySet[Event]) -> QuerySet[Event]:
    """The newest events of a claim's or an article's history, each with its `sentence`."""
    found = events.select_related("actor", "undoes").order_by("-pk")[:NEWEST]
    for event in found:
        # As annotate() would set it, if SQL knew the words.
        event.sentence = sentence_of(event)  # type: ignore[attr-defined]
    return found


def sentence_of(event: Event) -> str:
    """'Ann Lee submitted the claim (verified).'"""
    verdict = f" ({event.verdict})" if event.verdict else ""
    return f"{event.actor or 'ClaimTrack'} {describe_event(event)}{verdict}."


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "who", "verb", "about", "reason"]
    list_filter = ["verb", "to_stage"]
    list_select_related = ["actor", "claim", "article"]
    search_fields = ["note", "actor__username", "claim__id__exact"]
    search_help_text = "A note, a statement, a claim's number, who acted."
    date_hierarchy = "at"
    ordering = ["-pk"]
    fields = [
        "at", "who", "verb", "about", ("from_stage", "to_stage"), "verdict", "note", "before",
        "wording", "undoes",
    ]  # fmt: skip

    @admin.display(ordering="actor__username")
    def who(self, event: Event) -> str:
        return str(event.actor or "The system")

    @admin.display
    def about(self, event: Event) -> str:
        return link_to(event.claim or event.article or event)

    @admin.display(description="reason or note")
    def reason(self, event: Event) -> str:
        return Truncator(event.note).chars(150)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        # Each event bears the whole wording it was taken on: more than a list needs.
        events: QuerySet[Event] = super().get_queryset(request)
        return events.defer("wording", "before")
