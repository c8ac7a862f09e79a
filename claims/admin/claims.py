"""Claims with their evidence, and the passages where they stand."""

from typing import Any

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from claims.admin.base import DeskAdmin, ReadOnlyAdmin, link_to, person
from claims.admin.events import newest
from claims.admin.evidence import EvidenceInline, save_rows
from claims.admin.forms import ClaimForm, NewClaimForm
from claims.admin.steps import ACTIONS
from claims.models import Claim, Passage, Revision
from claims.services.claims import amend_claim, make_claim


@admin.register(Claim)
class ClaimAdmin(DeskAdmin):
    form = ClaimForm
    add_form = NewClaimForm
    actions = ACTIONS
    change_form_template = "admin/claims/claim/change_form.html"
    inlines = [EvidenceInline]
    list_display = [
        "id", "statement", "kind", "claimant", "status", "assignee", "headlines", "changed",
    ]  # fmt: skip
    list_display_links = ["id", "statement"]
    list_filter = [
        "stage",
        "verdict",
        "kind",
        ("assignee", admin.RelatedOnlyFieldListFilter),
        "passages__article__outlet",
    ]
    list_select_related = ["claimant", "assignee"]
    search_fields = ["statement", "claimant__name", "id__exact"]
    search_help_text = "A statement, a claimant's name, a number."
    date_hierarchy = "created_at"
    ordering = ["-pk"]
    autocomplete_fields = ["claimant"]
    typed_fields: list[Any] = [
        "statement", "kind", "claimant", ("said_on", "occasion"),
        ("figure_text", "figure_qualifier"), ("figure_low", "figure_high", "figure_unit"),
    ]  # fmt: skip
    # Only workflow.py writes these.
    readonly_fields = [
        "stage", "verdict", "rationale", "tried", "assignee", "accepted_by", "submitted_by",
        "approved_by", "created_at", "changed_at",
    ]  # fmt: skip
    fieldsets = [
        (None, {"fields": ["seen", *typed_fields]}),
        (
            "Verification",
            {
                "fields": [
                    ("stage", "verdict"),
                    "rationale",
                    "tried",
                    ("assignee", "accepted_by", "submitted_by", "approved_by"),
                    ("created_at", "changed_at"),
                ]
            },
        ),
    ]
    add_fieldsets = [
        ("Where it stands", {"fields": ["revision", ("quote", "occurrence")]}),
        ("What it says", {"fields": typed_fields}),
    ]

    # The description is Django's: its script ticks every box by it.
    @admin.display(description=mark_safe('<input type="checkbox" id="action-toggle">'))
    def action_checkbox(self, obj: Claim) -> SafeString:
        """With the version that the person sees, for the step to be taken on it."""
        seen = '{}<input type="hidden" name="seen-{}" value="{}">'
        return format_html(seen, super().action_checkbox(obj), obj.pk, obj.version)

    @admin.display(ordering="stage")
    def status(self, claim: Claim) -> str:
        return claim.status.label

    @admin.display(description="stands in")
    def headlines(self, claim: Any) -> str:
        return "; ".join(Truncator(headline).chars(50) for headline in claim.headlines)

    @admin.display(ordering="changed_at")
    def changed(self, claim: Claim) -> str:
        return date_format(claim.changed_at, "j M Y")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        claims: QuerySet[Claim] = super().get_queryset(request)
        revisions = Revision.objects.filter(article__passages__claim=OuterRef("pk"))
        current = revisions.order_by("article_id", "-number").distinct("article_id")
        return claims.annotate(headlines=ArraySubquery(current.values("headline")))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if claim := context["original"]:
            passages = claim.passages.select_related("revision__article").defer("revision__text")
            context |= {"passages": passages, "events": newest(claim.events)}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Claim, form: Any, change: bool) -> None:
        actor = person(request)
        if change:
            obj.refresh_from_db()  # The form has written into it what the verb is to write.
            amend_claim(actor, obj, form.cleaned_data["seen"], **form.changes)
        else:
            revision = form.cleaned_data["revision"]
            place = form.place_in(revision.text)
            make_claim(actor, obj, revision, place.start, place.end)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        save_rows(person(request), form.instance, formset)


@admin.register(Passage)
class PassageAdmin(ReadOnlyAdmin):
    list_display = ["exact", "claim", "status", "revision", "placed_by", "placed_at"]
    list_filter = [("placed_by", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["exact", "claim__statement", "revision__headline"]
    date_hierarchy = "placed_at"
    ordering = ["-pk"]
    fields = [
        "exact", "about", "status", "revision", ("start", "end"), ("prefix", "suffix"), "digest",
        "placed_by", "placed_at",
    ]  # fmt: skip

    @admin.display(description="claim")
    def about(self, passage: Passage) -> str:
        return link_to(passage.claim)

    @admin.display
    def status(self, passage: Passage) -> str:
        return passage.claim.status.label

    def get_queryset(self, request: HttpRequest) -> QuerySet[Passage]:
        passages: QuerySet[Passage] = super().get_queryset(request)
        return passages.select_related("claim", "revision", "placed_by").defer("revision__text")
