from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from claims.admin.base import DeskForm, RetiringAdmin
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

    add_row, amend_row = staticmethod(add_source), staticmethod(amend_source)
    list_display = [
        "title", "kind", "rank", "publisher", "published_on", "is_confidential", "retired",
    ]  # fmt: skip
    list_filter = ["kind", "rank", "is_confidential", "retired"]
    search_fields = ["title", "publisher", "author", "url"]
    search_help_text = "A title, a publisher, an author, an address."
    ordering = ["title", "pk"]
    autocomplete_fields = ["relies_on"]
    fieldsets = [
        (None, {"fields": ["url", "title", ("kind", "rank"), ("publisher", "author"),
                           ("published_on", "language"), "relies_on", "tags", "note",
                           "retired"]}),
        ("A person", {"classes": ["collapse"], "fields": ["contact", ("spoken_on", "terms")]}),
        ("A request for comment", {"classes": ["collapse"], "fields": [
            ("asked_whom", "asked_how"), ("asked_on", "answer_due"), "answer", "answered_on"]}),
    ]  # fmt: skip
    # What the row of a confidential source has, all of it to look at.
    of_confidential = [
        "title", "kind", "rank", "published_on", "language", "spoken_on", "terms",
    ]  # fmt: skip

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj and obj.is_confidential:
            return [(None, {"fields": [*self.of_confidential, "retired"]})]
        return super().get_fieldsets(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.of_confidential if obj and obj.is_confidential else []

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        # SourceForm has a field that a confidential source has not.
        kwargs["form"] = DeskForm if obj and obj.is_confidential else SourceForm
        return super().get_form(request, obj, change, **kwargs)
