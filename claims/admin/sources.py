from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from claims import editing
from claims.admin.base import RetiringAdmin, person
from claims.models import Source


@admin.register(Source)
class SourceAdmin(RetiringAdmin):
    list_display = ["title", "publisher", "published_on", "url", "uses", "retired"]
    list_filter = ["retired", "publisher"]
    search_fields = ["title", "publisher", "url"]
    ordering = ["title", "pk"]
    date_hierarchy = "published_on"
    fields = ["title", "publisher", "url", "published_on", "note", "retired"]

    @admin.display(description="claims", ordering="uses")
    def uses(self, source: Any) -> int:
        return int(source.uses)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        sources: QuerySet[Source] = super().get_queryset(request)
        return sources.annotate(uses=Count("evidence__claim", distinct=True))

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        if change:
            obj.refresh_from_db()  # The form has written into it what the verb is to write.
            editing.amend_source(person(request), obj, **form.changes)
        else:
            editing.add_source(person(request), obj)
