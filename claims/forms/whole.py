"""Parse and clean what a person typed, nothing else: the verbs decide."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.formsets import TOTAL_FORM_COUNT

from claims.choices import (
    ClaimantKind,
    Kind,
    Language,
    Qualifier,
    Stage,
    Stance,
    Verdict,
    choices_of,
)
from claims.editing import Said, SaidDate
from claims.editing.articles import INVISIBLE
from claims.errors import TextRefused, Unreadable
from claims.importing.copies import MAX_COPY, MAX_FILE
from claims.importing.preparing import from_address, from_text, in_one_spelling
from claims.models import Article, Import, Source, User
from claims.text.cleaning import normalised

ANY = [("", "Any")]
DATES = "dates"
TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+")
THOUSANDS = re.compile(r"(?<=\d)[,\s](?=\d{3}(?:\D|$))")  # What groups digits by three.


class Line(forms.CharField):
    """Text as it is stored: LF line ends, Unicode form C; signs of no width alone are no text."""

    def clean(self, value: Any) -> Any:
        try:
            text = normalised(value) if value else value
            return super().clean(text if text and text.strip(INVISIBLE) else "")
        except TextRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class Prose(Line):
    widget: type[forms.Widget] = forms.Textarea


def _date(**options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, widget=widget, **options)


class ImportForm(forms.Form):
    """Copy to bring in: one of an address, a file and a text."""

    address = forms.URLField(
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://", "inputmode": "url"}),
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,  # Reading it says so in the desk's own words.
        help_text="A page (.html), Word (.docx), Markdown or plain text, up to 10 MB.",
    )
    text = Prose(
        label="Copy",
        required=False,
        max_length=MAX_COPY,
        help_text="The whole text: headline on the first line, then standfirst, body, captions.",
        widget=forms.Textarea(attrs={"class": "whole-copy", "dir": "auto", "autofocus": True}),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        given = [name for name in self.fields if typed.get(name)]
        if not given and not self.errors:
            raise forms.ValidationError("Give an address, a file or the text.")
        # An address beside the text is where it was found.
        if len(given) > 1 and set(given) != {"address", "text"}:
            raise forms.ValidationError("Give one of an address, a file and a text, not several.")
        return typed

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if address and urlsplit(address).scheme not in {"http", "https"}:
            raise forms.ValidationError("Only http and https addresses can be fetched.")
        return address

    def clean_file(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MAX_FILE:
            raise forms.ValidationError("The file is too large: at most 10 MB.")
        return file

    def asked(self) -> Import:
        typed = self.cleaned_data
        if typed["text"]:
            return from_text(typed["text"], typed["address"])
        if file := typed["file"]:
            return Import(file_name=file.name[:300], content=file.read())
        return from_address(typed["address"])


class CopyForm(forms.Form):
    """What is known of copy that comes in, for a person to mend."""

    outlet = Line(
        max_length=200,
        help_text="Where it runs.",
        error_messages={"required": "Say where it runs."},
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    byline = Line(max_length=300, required=False)
    language = forms.ChoiceField(choices=choices_of(Language), initial=Language.ENGLISH)
    published_on = _date(label="Dateline", help_text="‘On Monday’ is read from this date.")
    deadline = forms.DateTimeField(
        required=False,
        help_text="When it runs, in the desk’s time.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    url = forms.URLField(label="Address", required=False, max_length=1000, assume_scheme="https")
    text = Prose(
        label="Copy",
        max_length=MAX_COPY,
        help_text="Mended here, it is shown again before it is imported.",
        widget=forms.Textarea(attrs={"class": "whole-copy", "dir": "auto"}),
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            return in_one_spelling(url) if url else ""
        except Unreadable as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    @classmethod
    def said_of(cls, copy: Import) -> dict[str, Any]:
        return {name: getattr(copy, name) for name in cls.base_fields}


class Number(forms.DecimalField):
    """A number as people type it: 1000, 1,000 or 1 000; 1.000 is a thousand to some, to others one.

    So that is refused.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return super().to_python(value)
        if TWO_READINGS.fullmatch(value.strip()):
            raise forms.ValidationError("This can be read in two ways: write 1,000 or 1.00.")
        return super().to_python(THOUSANDS.sub("", value))


class DateForm(forms.Form):
    """A date that a claim names; a row left empty is none."""

    text = Line(label="Words", max_length=300, required=False)
    first = _date(label="From")
    last = _date(label="To")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        first, last = typed.get("first"), typed.get("last")
        if (first or last) and not typed.get("text") and not self.errors:
            self.add_error("text", "Give the words of the date, or leave the whole row empty.")
        if first and last and first > last:
            self.add_error("last", "A date goes from the earlier day to the later.")
        return typed


DateForms = forms.formset_factory(DateForm, extra=1, max_num=50, validate_max=True)


class ClaimForm(forms.Form):
    """What a claim says; who says it is typed by name, its dates are rows of their own."""

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
    figure_text = Line(
        label="Figure, as the copy gives it", required=False, max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    figure_qualifier = forms.ChoiceField(
        label="How it binds", required=False, choices=[("", "Choose"), *choices_of(Qualifier)]
    )
    figure_low = Number(label="From", required=False)
    figure_high = Number(label="To", required=False)
    figure_unit = Line(label="Unit", required=False, max_length=100)

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        # Without its rows a form says nothing of the dates: they stay as they are.
        rows = data if data and f"{DATES}-{TOTAL_FORM_COUNT}" in data else None
        self.dates = DateForms(rows, prefix=DATES, initial=(initial or {}).get(DATES))

    def is_valid(self) -> bool:
        return super().is_valid() & (not self.dates.is_bound or self.dates.is_valid())

    def said(self) -> Said:
        dates = None
        if self.dates.is_bound:
            rows = [form.cleaned_data for form in self.dates]
            dates = [SaidDate(**row) if row.get("text") else None for row in rows]
        return Said(**self.cleaned_data, dates=dates)

    @property
    def has_figure(self) -> bool:
        return any(field.value() for field in self if field.name.startswith("figure_"))

    @property
    def has_dates(self) -> bool:
        return any(field.value() for form in self.dates for field in form)


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


class AcceptAllForm(forms.Form):
    score = forms.IntegerField(label="Score, in per cent", min_value=0, max_value=100)


class MergeForm(forms.Form):
    into = forms.IntegerField(label="Number of the claim", min_value=1)


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
