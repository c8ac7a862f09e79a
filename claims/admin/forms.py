"""The forms of the admin that are more than a model's fields."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError

from claims.admin.base import DeskForm, autocomplete, autocomplete_or_add
from claims.choices import Kind
from claims.errors import Incomplete
from claims.forms.fields import Line, Prose
from claims.importing.copies import MAX_COPY
from claims.models import Article, Claim, Claimant, Evidence, Passage, Revision
from claims.selectors.lookups import get_revision_of
from claims.services.claims import FIGURE_FIELDS
from claims.text.passages import place_of
from claims.text.sentences import Span

CHANGED = (
    "Someone else changed this claim a moment ago, and nothing was saved. "
    "What you typed is still here: copy what you need of it and open the page again."
)


class QuotedForm(DeskForm):
    """A form on which a person says by its words where a passage stands."""

    quote = Prose(
        label="Quoted words",
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="As they stand in the article; any style of quotation marks and dashes will do.",
    )
    occurrence = forms.IntegerField(
        required=False,
        min_value=1,
        help_text="Only where the words stand there more than once: 1 is the first place.",
    )

    def place_in(self, text: str) -> Span:
        quote, which = self.cleaned_data["quote"], self.cleaned_data.get("occurrence")
        try:
            return place_of(quote, text, which)
        except Incomplete as refusal:
            field = "quote" if refusal.field == "words" else refusal.field
            raise ValidationError({field: refusal.message}) from refusal


class NewClaimForm(QuotedForm):
    # Chosen as a revision, for that is what bears a headline to search by.
    revision = forms.ModelChoiceField(
        label="Article",
        queryset=Revision.objects.current(),
        widget=autocomplete(Passage, "revision"),
        help_text="Search by headline or outlet.",
    )

    class Meta:
        model = Claim
        fields = ["statement", "kind", "claimant", "said_on", "occasion", *FIGURE_FIELDS]
        widgets = {"statement": AdminTextareaWidget(attrs={"rows": 2})}

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.keys() >= {"quote", "revision"}:
            self.place_in(self.cleaned_data["revision"].text)


class NewPassageForm(QuotedForm):
    """A passage of an article, with the claim that it makes: one that is there, or a new one."""

    claim = forms.ModelChoiceField(
        label="Existing claim",
        queryset=Claim.objects.all(),
        required=False,
        widget=autocomplete(Passage, "claim"),
    )
    statement = Line(
        label="Or new statement",
        max_length=1000,
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="One neutral sentence. Where the copy reports words, name speaker and act.",
    )
    kind = forms.ChoiceField(choices=[("", "Choose"), *Kind.choices()], required=False)
    claimant = forms.ModelChoiceField(
        queryset=Claimant.objects.all(),
        required=False,
        widget=autocomplete_or_add(Claim, "claimant"),
        help_text="Nobody: the article's own voice.",
    )

    class Meta:
        model = Passage
        fields = ["claim"]

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article

    def clean(self) -> None:
        super().clean()
        typed = self.cleaned_data
        if bool(typed.get("claim")) == bool(typed.get("statement")):
            self.add_error("claim", "Either choose a claim or type the statement of a new one.")
        if typed.get("statement") and not typed.get("kind"):
            self.add_error("kind", "Say of what kind the new claim is.")
        if "quote" in typed:
            # An article that is being added has its copy from the form above.
            article = self.article
            text = get_revision_of(article).text if article.pk else getattr(article, "copy", "")
            self.place_in(text)

    def new_claim(self) -> Claim:
        return Claim(
            **{name: self.cleaned_data[name] for name in ["statement", "kind", "claimant"]}
        )


class NewArticleForm(DeskForm):
    copy = Prose(
        max_length=MAX_COPY,
        widget=AdminTextareaWidget(attrs={"rows": 25}),
        help_text="The whole text: headline on the first line, then standfirst, body, captions.",
    )

    class Meta:
        model = Article
        fields = ["outlet", "byline", "language", "published_on", "url", "deadline"]

    def clean_copy(self) -> str:
        # Where the passages that are typed below are looked for.
        self.instance.copy = self.cleaned_data["copy"]
        return str(self.instance.copy)


class VersionedForm(DeskForm):
    """A change of a claim or of what hangs on it, made on the version that the person saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.claim.version

    @property
    def claim(self) -> Claim:
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("seen") != self.claim.version:
            raise ValidationError(CHANGED)


class ClaimForm(VersionedForm):
    class Meta:
        model = Claim
        fields = ["statement", "kind", "claimant", "said_on", "occasion", *FIGURE_FIELDS]
        widgets = {"statement": AdminTextareaWidget(attrs={"rows": 2})}

    @property
    def claim(self) -> Claim:
        claim: Claim = self.instance
        return claim


class EvidenceForm(VersionedForm):
    class Meta:
        model = Evidence
        fields = ["source", "stance", "quote", "locator", "note"]

    @property
    def claim(self) -> Claim:
        claim: Claim = self.instance.claim
        return claim
