from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from claims.admin.base import DeskForm, RetiringAdmin, person
from claims.forms.sources import Tags
from claims.models import Source
from claims.services.sources import add_source, amend_source


class SourceForm(DeskForm):
    tags = Tags(required=False, help_text="With commas between them: border, satellite.")

    class Meta:
        model = Source
        fields = ["tags"]


@admin.register(Source)
class SourceAdmin(RetiringAdmin):
    """Of a confidential source it has what the row has: a number for a name, and who it is is
    no part of the admin.
    """

    form = add_form = SourceForm
    list_display = [
        "title", "kind", "rank", "publisher", "published_on", "url", "uses", "is_confidential",
        "retired",
    ]  # fmt: skip
    list_filter = ["kind", "rank", "is_confidential", "retired", "publisher"]
    search_fields = ["title", "publisher", "author", "url"]
    ordering = ["title", "pk"]
    date_hierarchy = "published_on"
    autocomplete_fields = ["relies_on"]
    fieldsets = [
        (None, {"fields": ["title", ("kind", "rank"), "url", ("publisher", "author"),
                           "published_on", "relies_on", ("language", "tags"), "note", "retired"]}),
        ("A person", {"fields": ["contact", ("spoken_on", "terms")]}),
        ("A request for comment", {"fields": [("asked_whom", "asked_how"),
                                              ("asked_on", "answer_due"),
                                              "answer", "answered_on"]}),
    ]  # fmt: skip
    # What the row of a confidential source has, all of it to look at.
    of_confidential = [
        "title", "kind", "rank", "published_on", "language", "spoken_on", "terms",
    ]  # fmt: skip

    @admin.display(description="claims", ordering="uses")
    def uses(self, source: Any) -> int:
        return int(source.uses)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        sources: QuerySet[Source] = super().get_queryset(request)
        return sources.annotate(uses=Count("evidence__claim", distinct=True))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj and obj.is_confidential:
            return [(None, {"fields": [*self.of_confidential, "retired"]})]
        return super().get_fieldsets(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.of_confidential if obj and obj.is_confidential else []

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj and obj.is_confidential:
            kwargs["form"] = DeskForm  # SourceForm has fields that are none of its.
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        if change:
            obj.refresh_from_db()  # The form has written into it what the verb is to write.
            amend_source(person(request), form.as_seen(obj), **form.changes)
        else:
            add_source(person(request), obj)
