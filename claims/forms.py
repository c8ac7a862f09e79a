"""Parse and clean what a person typed, nothing else: the verbs decide."""

from typing import Any

from django import forms

from claims.choices import ClaimantKind, Kind, Language, Stage, Stance, Verdict, choices_of
from claims.editing import Said
from claims.errors import TextRefused
from claims.models import Article, Source, User
from claims.text.cleaning import normalised

MAX_ARTICLE = 500_000  # Code points; the longest books of the press are shorter.

ANY = [("", "Any")]


class Line(forms.CharField):
    """Text as it is stored: LF line ends, Unicode form C."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(normalised(value) if value else value)
        except TextRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class Prose(Line):
    widget: type[forms.Widget] = forms.Textarea


def _date(**options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, widget=widget, **options)


class HandInForm(forms.Form):
    text = Prose(
        label="Copy",
        max_length=MAX_ARTICLE,
        help_text="The whole text: headline on the first line, then standfirst, body, captions.",
        widget=forms.Textarea(attrs={"class": "whole-copy", "dir": "auto"}),
    )
    outlet = Line(max_length=200, help_text="Where it runs.")
    byline = Line(max_length=300, required=False)
    language = forms.ChoiceField(choices=choices_of(Language), initial=Language.ENGLISH)
    published_on = _date(label="Dateline", help_text="‘On Monday’ is read from this date.")
    deadline = forms.DateTimeField(
        required=False,
        help_text="When it runs, in the desk’s time.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    url = forms.URLField(label="Address", required=False, max_length=1000)

    def article(self) -> Article:
        fields = ["outlet", "byline", "language", "published_on", "deadline", "url"]
        return Article(**{name: self.cleaned_data[name] for name in fields})


class ClaimForm(forms.Form):
    """What a claim says; who says it is typed by name."""

    statement = Line(
        max_length=1000,
        help_text="One neutral sentence. Where the copy reports words, name speaker and act.",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    kind = forms.ChoiceField(choices=[("", "Choose"), *choices_of(Kind)])
    claimant = Line(
        required=False,
        max_length=200,
        help_text="Leave empty for the article’s own voice.",
        widget=forms.TextInput(attrs={"list": "claimant-names", "autocomplete": "off"}),
    )
    claimant_kind = forms.ChoiceField(
        label="If new, the claimant is", choices=choices_of(ClaimantKind)
    )
    said_on = _date(label="Said on")
    occasion = Line(required=False, max_length=300)

    def said(self) -> Said:
        return Said(**self.cleaned_data)


class PlaceForm(forms.Form):
    """Where in the text: by position, as a selection gives it, or by the words as typed."""

    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    words = Prose(
        label="Words in the text",
        required=False,
        help_text="Exactly as they stand in the copy.",
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    occurrence = forms.IntegerField(
        label="Which, if they occur more than once", required=False, min_value=1
    )


class PlaceUnderForm(PlaceForm):
    claim = forms.IntegerField(label="Number of the claim", min_value=1)


class SubmitForm(forms.Form):
    verdict = forms.ChoiceField(
        choices=choices_of(Verdict),
        widget=forms.RadioSelect,
        required=False,  # The verb says what is missing, in its own words.
    )
    rationale = Prose(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text="Why, in a sentence or two that stands years later.",
    )
    tried = Prose(
        label="What was tried",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text="For an unverifiable claim: every reasonable thing that was done.",
    )


class NoteForm(forms.Form):
    note = Prose(
        label="Reason", required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )


class AssignForm(forms.Form):
    assignee = forms.ModelChoiceField(
        queryset=User.objects.none(), required=False, empty_label="Choose"
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = people  # type: ignore[attr-defined]


class SourceForm(forms.Form):
    title = Line(max_length=500)
    publisher = Line(max_length=300, required=False)
    url = forms.URLField(label="Address", required=False, max_length=1000)
    published_on = _date(label="Published", help_text="Leave empty when it is not known.")
    note = Prose(required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))

    def source(self) -> Source:
        return Source(**self.cleaned_data)


class EvidenceForm(forms.Form):
    source = Line(
        label="Source",
        max_length=1000,
        help_text="Paste its address, or type the title of a source that is already here.",
        widget=forms.TextInput(attrs={"list": "source-titles", "autocomplete": "off"}),
    )
    title = Line(label="Title, if the address is new", required=False, max_length=500)
    publisher = Line(required=False, max_length=300)
    published_on = _date(label="Published")
    stance = forms.ChoiceField(
        choices=choices_of(Stance), widget=forms.RadioSelect, initial=Stance.SUPPORTS
    )
    quote = Prose(
        label="Quoted words",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    locator = Line(required=False, max_length=200, help_text="Page, paragraph or minute.")
    note = Prose(required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))


class QueueForm(forms.Form):
    """The queue's filters, as they stand in its address."""

    q = Line(label="Search", required=False, max_length=300)
    stage = forms.ChoiceField(
        choices=[("", "To do"), ("all", "All stages"), *choices_of(Stage)], required=False
    )
    verdict = forms.ChoiceField(choices=ANY + choices_of(Verdict), required=False)
    kind = forms.ChoiceField(choices=ANY + choices_of(Kind), required=False)
    claimant = Line(
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "claimant-names", "autocomplete": "off"}),
    )
    article = forms.ModelChoiceField(
        queryset=Article.objects.none(), required=False, empty_label="Any"
    )
    outlet = forms.ChoiceField(required=False)
    assignee = forms.ChoiceField(required=False)
    due = forms.ChoiceField(
        required=False,
        choices=[*ANY, ("overdue", "Overdue"), ("day", "Within a day"), ("week", "Within a week"),
                 ("none", "No deadline")],
    )  # fmt: skip

    def __init__(self, *args: Any, articles: Any, outlets: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["article"] = ArticleChoice(articles, required=False, empty_label="Any")
        self.fields["outlet"].choices = [*ANY, *((o, o) for o in outlets)]  # type: ignore[attr-defined]
        self.fields["assignee"].choices = [  # type: ignore[attr-defined]
            *ANY, ("me", "Me"), ("nobody", "Nobody"), *((str(p.pk), str(p)) for p in people)
        ]  # fmt: skip


class ArticleChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, article: Any) -> str:
        return str(article.headline)


class AccountForm(forms.Form):
    first_name = Line(required=False, max_length=150)
    last_name = Line(required=False, max_length=150)
    shortcuts = forms.BooleanField(
        label="Keyboard shortcuts",
        required=False,
        help_text="Single keys act on the claim in view. They never fire while you type.",
    )
