"""Claims with their evidence. New claims are typed in on the page of their article."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from claims.admin.base import (
    DeskAdmin,
    DeskForm,
    DeskInline,
    ReadOnlyAdmin,
    link_to,
    person,
)
from claims.errors import Conflict
from claims.models import Claim, Evidence, Passage, User
from claims.selectors.search import matches
from claims.services.claims import amend_claim
from claims.services.evidence import add_evidence, amend_evidence

CHANGED = (
    "Someone else changed this claim a moment ago, and nothing was saved. "
    "What you typed is still here: copy what you need of it and open the page again."
)


class ClaimForm(DeskForm):
    """Carries the version of the claim that the person saw: its evidence counts too."""

    class Meta:
        model = Claim
        fields = ["statement"]
        widgets = {"statement": AdminTextareaWidget(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=str(self.instance.version)
        )
        self.fields["version_seen"] = version

    def check_unchanged(self) -> None:
        if self.cleaned_data.get("version_seen") != self.fields["version_seen"].initial:
            raise Conflict(CHANGED)


class EvidenceInline(DeskInline):
    model = Evidence
    verbose_name_plural = "evidence"
    fields = [("source", "stance"), "quote", ("locator", "note")]
    autocomplete_fields = ["source"]


@admin.register(Claim)
class ClaimAdmin(DeskAdmin):
    form = ClaimForm
    change_form_template = "admin/claims/claim/change_form.html"
    inlines = [EvidenceInline]
    list_display = ["id", "statement", "articles", "status", "kind", "claimant"]
    list_display_links = ["id", "statement"]
    list_filter = ["stage", "verdict", "kind"]
    list_select_related = ["claimant"]
    search_fields = ["statement"]  # That there is a search; get_search_results does it.
    search_help_text = (
        "A statement, a claimant's name, a number. New claims are typed in on their article's page."
    )
    ordering = ["-pk"]
    autocomplete_fields = ["claimant"]
    readonly_fields = ["status", "rationale", "tried", "assignee", "submitted_by", "approved_by"]
    fieldsets = [
        (None, {"fields": ["statement", ("kind", "claimant"), ("said_on", "occasion")]}),
        ("Figure", {"classes": ["collapse"], "fields": [
            ("figure_text", "figure_qualifier"), ("figure_low", "figure_high", "figure_unit")]}),
        ("Verdict, as the desk gave it", {"classes": ["collapse"], "fields": [
            "status", "rationale", "tried", ("assignee", "submitted_by", "approved_by")]}),
    ]  # fmt: skip

    @admin.display
    def status(self, claim: Claim) -> str:
        return claim.status.label

    @admin.display
    def articles(self, claim: Claim) -> SafeString:
        """Each once, with its headline."""
        passages = {passage.article_id: passage for passage in claim.passages.all()}
        links = ([link_to(p.article, p.revision.headline)] for p in passages.values())
        return format_html_join("; ", "{}", links)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        claims: QuerySet[Claim] = super().get_queryset(request)
        passages = Passage.objects.select_related("article", "revision").defer("revision__text")
        return claims.prefetch_related(Prefetch("passages", passages))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Claim], search_term: str
    ) -> tuple[QuerySet[Claim], bool]:
        if search_term:
            queryset = queryset.filter(matches(person(request), search_term))
        return queryset, False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Claim, form: Any, change: bool) -> None:
        obj.refresh_from_db()  # The form has written into it what the service is to write.
        amend_claim(person(request), obj, form.row_seen.version, **form.changes)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        _save_evidence(person(request), form.instance, formset)

    def response_post_save_change(self, request: HttpRequest, obj: Claim) -> HttpResponseRedirect:
        """Back to the article from whose page this was opened, for the next of its claims."""
        article = request.GET.get("article", "")
        if article.isdecimal():
            return redirect("admin:claims_article_change", article)
        return super().response_post_save_change(request, obj)


def _save_evidence(actor: User, claim: Claim, rows: Any) -> None:
    """Store what was typed into the inline's rows, and leave in `rows` what Django logs of it."""
    rows.save(commit=False)
    for evidence in rows.new_objects:
        add_evidence(actor, claim, claim.version, evidence)
    for evidence, changed in rows.changed_objects:
        changes = {name: getattr(evidence, name) for name in changed}
        evidence.refresh_from_db()  # The form has written into it what the service is to write.
        amend_evidence(actor, claim, claim.version, evidence, **changes)


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    """Found here, typed in and changed on the page of its claim."""

    list_display = ["of_claim", "stance", "source", "quote", "locator"]
    list_display_links = None
    list_filter = ["stance"]
    list_select_related = ["source", "claim"]
    search_fields = ["source__title"]
    search_help_text = "A source's title. Evidence is typed in on the page of its claim."
    ordering = ["-pk"]
    fields = ["of_claim", "source", "stance", "quote", "locator", "note", ("added_by", "added_at")]

    @admin.display(description="claim")
    def of_claim(self, evidence: Evidence) -> str:
        return link_to(evidence.claim)
