from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from claims.admin.base import DeskAdmin, DeskOptions, StackedInline, person
from claims.admin.forms import EvidenceForm
from claims.models import Evidence, User
from claims.services.evidence import add_evidence, amend_evidence


class EvidenceInline(DeskOptions, StackedInline):
    model = Evidence
    extra = 1
    fields = [("source", "stance"), "quote", ("locator", "note")]
    autocomplete_fields = ["source"]


def save_rows(actor: User, claim: Any, rows: Any) -> None:
    """Store what was typed into the inline's rows, and leave in `rows` what Django logs of it."""
    rows.save(commit=False)
    for evidence in rows.new_objects:
        add_evidence(actor, claim, claim.version, evidence)
    for evidence, changed in rows.changed_objects:
        changes = {name: getattr(evidence, name) for name in changed}
        evidence.refresh_from_db()  # The form has written into it what the verb is to write.
        amend_evidence(actor, claim, claim.version, evidence, **changes)


@admin.register(Evidence)
class EvidenceAdmin(DeskAdmin):
    form = EvidenceForm
    list_display = ["id", "stance", "source", "claim", "locator", "added_by", "added_at"]
    list_display_links = ["id", "stance"]
    list_filter = ["stance"]
    list_select_related = ["source", "claim", "added_by"]
    search_fields = ["source__title", "quote", "claim__id__exact"]
    date_hierarchy = "added_at"
    ordering = ["-pk"]
    autocomplete_fields = ["claim", "source"]
    typed_fields: list[Any] = ["claim", "source", "stance", "quote", "locator", "note"]
    fieldsets = [(None, {"fields": ["seen", *typed_fields, ("added_by", "added_at")]})]
    add_fieldsets = [(None, {"fields": typed_fields})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["claim", "added_by", "added_at"] if obj else []

    def save_model(self, request: HttpRequest, obj: Evidence, form: Any, change: bool) -> None:
        actor = person(request)
        if change:
            obj.refresh_from_db()  # The form has written into it what the verb is to write.
            amend_evidence(actor, obj.claim, form.cleaned_data["seen"], obj, **form.changes)
        else:
            add_evidence(actor, obj.claim, obj.claim.version, obj)
