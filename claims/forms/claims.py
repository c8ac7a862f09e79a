"""A claim: what it says, where in the text, its evidence, and the steps of the workflow."""

from typing import Any

from django import forms
from django.forms.formsets import TOTAL_FORM_COUNT
from django.forms.models import model_to_dict

from claims.choices import ClaimantKind, Kind, Qualifier, Stance, Verdict
from claims.errors import Incomplete
from claims.forms.fields import Line, Number, Prose, date_field, suggesting, text_area
from claims.models import Claim, Revision
from claims.permissions import people_who_may
from claims.roles import Capability
from claims.selectors.claim_display import grouped
from claims.services.claims import FIGURE_FIELDS, ClaimDateInput, ClaimInput
from claims.text.passages import place_of, places_of
from claims.text.sentences import Span

DATES = "dates"
# By the template of the form.
PLACED = ["statement", "kind", "claimant", "claimant_kind", "said_on", *FIGURE_FIELDS]


class DateForm(forms.Form):
    """A date that a claim names; a row left empty is none."""

    text = Line(label="Words", max_length=300, required=False)
    first = date_field(label="From")
    last = date_field(label="To")

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
        widget=text_area(3),
    )
    kind = forms.ChoiceField(choices=[("", "Choose"), *Kind.choices()])
    claimant = Line(
        required=False,
        max_length=200,
        help_text="Leave empty for the article’s own voice.",
        widget=suggesting("claimant-names"),
    )
    claimant_kind = forms.ChoiceField(
        label="If new, the claimant is", choices=ClaimantKind.choices()
    )
    said_on = date_field(label="Said on")
    occasion = Line(required=False, max_length=300)
    figure_text = Line(
        label="Figure, as the copy gives it", required=False, max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    figure_qualifier = forms.ChoiceField(
        label="How it binds", required=False, choices=[("", "Choose"), *Qualifier.choices()]
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

    def said(self) -> ClaimInput:
        dates = None
        if self.dates.is_bound:
            rows = [form.cleaned_data for form in self.dates]
            dates = [ClaimDateInput(**row) if row.get("text") else None for row in rows]
        typed = dict(self.cleaned_data)
        claimant, claimant_kind = typed.pop("claimant"), typed.pop("claimant_kind")
        return ClaimInput(typed, claimant, claimant_kind, dates)

    @classmethod
    def said_of(cls, claim: Claim) -> dict[str, Any]:
        """What the claim says now, to be amended."""
        return model_to_dict(claim, list(cls.base_fields)) | {
            "claimant": claim.claimant.name if claim.claimant else "",
            "claimant_kind": claim.claimant.kind if claim.claimant else "",
            "figure_low": grouped(claim.figure_low),
            "figure_high": grouped(claim.figure_high),
            DATES: [
                {"text": row["text"], "first": row["from"], "last": row["to"]}
                for row in claim.dates
            ],
        }

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields that the template gives no place of their own."""
        return [field for field in self if field.name not in PLACED]

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
        help_text="Exactly as they are in the copy.",
        widget=text_area(2),
    )
    occurrence = forms.IntegerField(
        label="Which, if they occur more than once", required=False, min_value=1
    )

    def span_in(self, revision: Revision) -> Span:
        """The place that was meant: by position, if the words are there, else by the words.

        Raises Incomplete where the words name no place, or not just one.
        """
        typed = self.cleaned_data
        start, end, words = typed["start"], typed["end"], typed["words"]
        if not words:
            raise Incomplete("Select the words in the text, or type them here.", "words")
        if start is not None and end is not None:
            # Of the selection, or of the sentence, all of it or a part.
            inside = places_of(words, revision.text[start:end])
            if len(inside) == 1:
                return Span(start + inside[0].start, start + inside[0].end)
        return place_of(words, revision.text, typed["occurrence"])


class PlaceUnderForm(PlaceForm):
    claim = forms.IntegerField(label="Number of the claim", min_value=1)


class SubmitForm(forms.Form):
    verdict = forms.ChoiceField(
        choices=Verdict.choices(),
        widget=forms.RadioSelect,
        required=False,  # The verb says what is missing, in its own words.
    )
    rationale = Prose(
        required=False,
        widget=text_area(3),
        help_text="Why, in a sentence or two that can be understood years later.",
    )
    tried = Prose(
        label="What was tried",
        required=False,
        widget=text_area(2),
        help_text="For an unverifiable claim: every reasonable thing that was done.",
    )


class NoteForm(forms.Form):
    note = Prose(label="Reason", required=False, widget=text_area(2))


class AcceptAllForm(forms.Form):
    score = forms.IntegerField(label="Score, in per cent", min_value=0, max_value=100)


class MergeForm(forms.Form):
    into = forms.IntegerField(label="Number of the claim", min_value=1)


class AssignForm(forms.Form):
    assignee = forms.ModelChoiceField(
        queryset=people_who_may(Capability.CHECK), required=False, empty_label="Choose"
    )


class EvidenceForm(forms.Form):
    source = Line(
        label="Source",
        max_length=1000,
        help_text="Paste its address, or type the title of a source that is already here.",
        widget=suggesting("source-titles"),
    )
    title = Line(label="Title, if the address is new", required=False, max_length=500)
    publisher = Line(required=False, max_length=300)
    published_on = date_field(label="Published")
    stance = forms.ChoiceField(
        choices=Stance.choices(), widget=forms.RadioSelect, initial=Stance.SUPPORTS
    )
    quote = Prose(label="Quoted words", required=False, widget=text_area(2))
    locator = Line(required=False, max_length=200, help_text="Page, paragraph or minute.")
    note = Prose(required=False, widget=text_area(2))

    @property
    def has_more(self) -> bool:
        """Whether something stands in the fields that are folded away."""
        folded = ("locator", "note", "title", "publisher", "published_on")
        return any(self[name].value() or self[name].errors for name in folded)
