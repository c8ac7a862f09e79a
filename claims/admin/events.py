"""The history: read here, written by the services only."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator

from claims.admin.base import ReadOnlyAdmin, link_to
from claims.models import Event
from claims.selectors.history import describe_event


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "who", "did", "about", "reason"]
    list_select_related = ["actor", "claim", "article", "undoes"]
    search_fields = ["actor__username"]  # That there is a search; get_search_results does it.
    search_help_text = "The number of a claim, or the name that somebody signs in with."
    ordering = ["-pk"]
    fields = [
        "at", "who", "verb", "about", ("from_stage", "to_stage"), "verdict", "note", "before",
        "wording", "undoes",
    ]  # fmt: skip

    @admin.display
    def who(self, event: Event) -> str:
        return str(event.actor or "ClaimTrack")

    @admin.display
    def did(self, event: Event) -> str:
        return describe_event(event)

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

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        return lookup in {"claim", "article"}  # The pages of these link here.

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Event], search_term: str
    ) -> tuple[QuerySet[Event], bool]:
        words = search_term.strip()
        if not words:
            return queryset, False
        number = words.removeprefix("#")
        is_number = number.isascii() and number.isdigit() and len(number) < 19
        found = Q(claim=int(number)) if is_number else Q(actor__username__iexact=words)
        return queryset.filter(found), False
