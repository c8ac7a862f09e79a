"""Sources, and what is brought to bear on a claim."""

from django import forms

from claims.choices import Stance, choices_of
from claims.forms.fields import Line, Prose, date_field
from claims.models import Source


class SourceForm(forms.Form):
    title = Line(max_length=500)
    publisher = Line(max_length=300, required=False)
    url = forms.URLField(label="Address", required=False, max_length=1000)
    published_on = date_field(label="Published", help_text="Leave empty when it is not known.")
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
    published_on = date_field(label="Published")
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

    @property
    def has_more(self) -> bool:
        """Whether something stands in the fields that are folded away."""
        folded = ("locator", "note", "title", "publisher", "published_on")
        return any(self[name].value() or self[name].errors for name in folded)
