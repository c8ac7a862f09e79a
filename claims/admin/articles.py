"""An article's page has its text, its claims, and rows to type in more of them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from claims.admin.base import DeskAdmin, DeskForm, DeskInline, ModelForm, autocomplete, person
from claims.choices import Kind
from claims.documents.imported_copy import MAX_COPY
from claims.errors import Incomplete
from claims.forms.fields import Line, Prose
from claims.models import Article, Claim, Claimant, Passage
from claims.services.articles import amend_article, hand_in
from claims.services.claims import make_claim
from claims.text.passages import place_of
from claims.text.sentences import Span


class NewClaimForm(ModelForm):
    """A claim, with the words of the text that make it."""

    words = Prose(
        label="Words in the text",
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="Mark them in the text, or type them; any quotation marks and dashes will do.",
    )
    occurrence = forms.IntegerField(
        label="Which",
        required=False,
        min_value=1,
        help_text="Where they occur twice: 1, 2.",
    )
    statement = Line(
        max_length=1000,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="One neutral sentence. Where the copy reports words, name speaker and act.",
    )
    kind = forms.ChoiceField(choices=[("", "Choose"), *Kind.choices()])
    claimant = forms.ModelChoiceField(
        queryset=Claimant.objects.all(),
        required=False,
        widget=RelatedFieldWidgetWrapper(
            autocomplete(Claim, "claimant"),
            Claim.claimant.field.remote_field,
            admin.site,
            can_add_related=True,
        ),
        help_text="Nobody: the article's own voice.",
    )

    class Meta:
        model = Passage
        fields: list[str] = []

    def find_place(self, text: str) -> None:
        try:
            self.place: Span = place_of(
                self.cleaned_data["words"], text, self.cleaned_data.get("occurrence")
            )
        except Incomplete as refusal:
            self.add_error(refusal.field, refusal.message)

    def new_claim(self) -> Claim:
        return Claim(
            **{name: self.cleaned_data[name] for name in ["statement", "kind", "claimant"]}
        )


# Generic in the stubs alone: Django's own class takes no argument in brackets.
class NewClaims(BaseInlineFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        text = self.instance.current_revision.text
        for row in self.typed():
            if "words" in row.cleaned_data:
                row.find_place(text)

    def typed(self) -> list[Any]:
        return [row for row in self.forms if row.has_changed()]


class NewClaimInline(DeskInline):
    model = Passage
    form = NewClaimForm
    formset = NewClaims
    verbose_name = "new claim"
    fields = [("words", "occurrence"), "statement", ("kind", "claimant")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Passage]:
        return Passage.objects.none()  # Those of the text are listed above, not typed again.


class ArticleForm(DeskForm):
    class Meta:
        model = Article
        fields = ["outlet", "byline", "language", "published_on", "url", "deadline"]


class NewArticleForm(ArticleForm):
    copy = Prose(
        label="Text",
        max_length=MAX_COPY,
        widget=AdminTextareaWidget(attrs={"rows": 18}),
        help_text="The whole text: headline on the first line, then standfirst, body, captions.",
    )


@admin.register(Article)
class ArticleAdmin(DeskAdmin):
    amend_row = staticmethod(amend_article)
    change_form_template = "admin/claims/article/change_form.html"
    inlines = [NewClaimInline]
    list_display = [
        "headline", "outlet", "published_on", "deadline", "handed_in_by", "claims_count",
    ]  # fmt: skip
    list_select_related = ["handed_in_by"]
    search_fields = ["revisions__headline", "outlet", "byline"]
    search_help_text = "A headline, an outlet, a byline."
    ordering = ["-pk"]
    about: list[Any] = [("outlet", "byline"), ("language", "published_on"), "url", "deadline"]
    # Its claims come first once it is there.
    fieldsets = [("About the article", {"classes": ["collapse"], "fields": about})]
    add_fieldsets = [(None, {"fields": [*about[:2], "copy", *about[2:]]})]

    class Media:
        js = ["claims/js/admin.js"]

    @admin.display
    def headline(self, article: Any) -> str:
        return str(article.headline)

    @admin.display(description="claims")
    def claims_count(self, article: Any) -> int:
        return int(article.claims_count)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles: Any = super().get_queryset(request)
        passages = Passage.objects.filter(article=OuterRef("pk")).order_by().values("article")
        # For each row that is shown: a join would count those of all articles first.
        number = passages.annotate(number=Count("claim", distinct=True)).values("number")
        counted: QuerySet[Article] = articles.with_headline().annotate(
            claims_count=Coalesce(Subquery(number), 0)
        )
        return counted

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        kwargs["form"] = ArticleForm if obj else NewArticleForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fieldsets if obj else self.add_fieldsets

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else []

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["show_save_and_continue"] = False  # As Save does.
        if article := context["original"]:
            revision = article.current_revision
            passages = revision.passages.select_related("claim__claimant")
            context |= {
                "title_of_row": revision.headline,
                "revision": revision,
                "passages": passages.annotate(evidence_count=Count("claim__evidence")),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            hand_in(person(request), obj, form.cleaned_data["copy"])

    def response_post_save_add(self, request: HttpRequest, obj: Article) -> HttpResponseRedirect:
        """Its claims come next, and their evidence after them."""
        return redirect("admin:claims_article_change", obj.pk)

    response_post_save_change = response_post_save_add

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        revision = form.instance.current_revision
        formset.new_objects = []  # What Django logs.
        for row in formset.typed():
            claim = row.new_claim()
            make_claim(person(request), claim, revision, row.place.start, row.place.end)
            formset.new_objects.append(claim.passages.get())
        formset.changed_objects = formset.deleted_objects = []
