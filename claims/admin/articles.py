"""Articles with the passages and claims that are typed in with them; their texts; clearances."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Substr
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse

from claims.admin.base import (
    DeskAdmin,
    DeskOptions,
    ReadOnlyAdmin,
    StackedInline,
    link_to,
    person,
)
from claims.admin.events import newest
from claims.admin.forms import NewArticleForm, NewPassageForm
from claims.models import Article, Clearance, Passage, Revision, User
from claims.selectors.lookups import get_revision_of
from claims.services import claims
from claims.services.articles import amend_article, hand_in


# Generic in the stubs alone: Django's own class takes no argument in brackets.
class NewPassages(BaseInlineFormSet):  # type: ignore[type-arg]
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {"article": self.instance}


class NewPassageInline(DeskOptions, StackedInline):
    model = Passage
    form = NewPassageForm
    formset = NewPassages
    extra = 1
    verbose_name = "new passage"
    fields = [("quote", "occurrence"), "claim", "statement", ("kind", "claimant")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Passage]:
        return Passage.objects.none()  # Those that stand are shown above, not typed again.


@admin.register(Article)
class ArticleAdmin(DeskAdmin):
    add_form = NewArticleForm
    change_form_template = "admin/claims/article/change_form.html"
    inlines = [NewPassageInline]
    list_display = [
        "headline", "outlet", "published_on", "deadline", "handed_in_by", "claims_count",
    ]  # fmt: skip
    list_filter = ["outlet", "language", ("handed_in_by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["handed_in_by"]
    search_fields = ["revisions__headline", "outlet", "byline", "id__exact"]
    date_hierarchy = "published_on"
    ordering = ["-pk"]
    readonly_fields = ["handed_in_by", "created_at"]
    typed_fields = ["outlet", "byline", "language", "published_on", "url", "deadline"]
    fieldsets = [(None, {"fields": [*typed_fields, ("handed_in_by", "created_at")]})]
    add_fieldsets = [(None, {"fields": typed_fields}), ("Text", {"fields": ["copy"]})]

    @admin.display(ordering="headline")
    def headline(self, article: Any) -> str:
        return str(article.headline)

    @admin.display(description="claims", ordering="claims_count")
    def claims_count(self, article: Any) -> int:
        return int(article.claims_count)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles: Any = super().get_queryset(request)
        articles = articles.with_headline()
        counted: QuerySet[Article] = articles.annotate(
            claims_count=Count("passages__claim", distinct=True)
        )
        return counted

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if article := context["original"]:
            revision = get_revision_of(article)
            context |= {
                "subtitle": revision.headline,
                "revision": revision,
                "passages": revision.passages.select_related("claim"),
                "events": newest(article.events),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        actor = person(request)
        if change:
            obj.refresh_from_db()  # The form has written into it what the verb is to write.
            amend_article(actor, form.as_seen(obj), **form.changes)
        else:
            hand_in(actor, obj, form.cleaned_data["copy"])

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        revision = get_revision_of(form.instance)
        typed = [row for row in formset.forms if row.has_changed()]
        # What Django logs of it.
        formset.new_objects = [_place(person(request), row, revision) for row in typed]
        formset.changed_objects = formset.deleted_objects = []


def _place(actor: User, row: NewPassageForm, revision: Revision) -> Passage:
    place = row.place_in(revision.text)
    if claim := row.cleaned_data["claim"]:
        claim.refresh_from_db()  # A row above may have placed it as well.
        return claims.place_passage(actor, claim, claim.version, revision, place.start, place.end)
    claim = claims.make_claim(actor, row.new_claim(), revision, place.start, place.end)
    return claim.passages.get()


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ["headline", "number", "outlet", "created_by", "created_at"]
    list_select_related = ["article", "created_by"]
    search_fields = ["headline", "article__outlet"]
    date_hierarchy = "created_at"
    ordering = ["-pk"]
    fields = ["about", "number", "text", "created_by", "created_at"]

    @admin.display(ordering="article__outlet")
    def outlet(self, revision: Revision) -> str:
        return revision.article.outlet

    @admin.display(description="article")
    def about(self, revision: Revision) -> str:
        return link_to(revision.article)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        revisions: QuerySet[Revision] = super().get_queryset(request)
        return revisions.defer("text")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """A new claim is placed in the current text of an article only."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            found = found.filter(pk__in=Revision.objects.current())
        return found, duplicates


@admin.register(Clearance)
class ClearanceAdmin(ReadOnlyAdmin):
    list_display = ["sentence", "revision", "cleared_by", "cleared_at"]
    list_filter = [("cleared_by", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["revision__headline"]
    date_hierarchy = "cleared_at"
    ordering = ["-pk"]
    fields = ["sentence", "revision", "start", "end", "cleared_by", "cleared_at"]

    @admin.display
    def sentence(self, clearance: Any) -> str:
        return str(clearance.sentence)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Clearance]:
        clearances: QuerySet[Clearance] = super().get_queryset(request)
        sentence = Substr("revision__text", F("start") + 1, F("end") - F("start"))
        # The sentence is cut out by the database: a text may be half a million characters long.
        rows = clearances.select_related("revision", "cleared_by").defer("revision__text")
        return rows.annotate(sentence=sentence)
