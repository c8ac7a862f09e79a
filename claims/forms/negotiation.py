"""Queries, corrections, the sign-off, packets. What is missing the services say themselves."""

from typing import Any

from django import forms

from claims.choices import Decision, OpenItem, PacketFormat
from claims.documents.imported_copy import MAX_COPY
from claims.forms.claims import PlaceForm
from claims.forms.fields import Prose, text_area

PACKET_FORMATS = [
    (PacketFormat.PDF.value, "PDF, to read and to print"),
    (PacketFormat.ZIP.value, "ZIP: all of it, with copies of the sources and the sum of each file"),
    (PacketFormat.JSON.value, "JSON, for a machine"),
    (PacketFormat.CSV.value, "CSV: the claims as a table"),
]


def _short(label: str, max_length: int = 5000, **options: Any) -> Prose:
    widget = text_area(2)
    return Prose(label=label, required=False, max_length=max_length, widget=widget, **options)


class AskForm(forms.Form):
    """A question; `claim` or `words` say what it is about, `start` and `end` where it was asked."""

    question = _short("Question to the reporter")
    claim = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    words = Prose(required=False, max_length=MAX_COPY, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    answer = _short("Answer")


class SuggestForm(PlaceForm):
    """Words of the text, what they should be, and why."""

    new_words = _short("Should read", MAX_COPY)
    reason = _short("Why")
    claim = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class CounterForm(forms.Form):
    words = _short("You would have", MAX_COPY, help_text="Leave it empty to strike the words.")
    reason = _short("Why")


class DeclineForm(forms.Form):
    reason = _short("Why")


class RuleForm(forms.Form):
    decision = forms.ChoiceField(
        label="Decision",
        required=False,
        choices=[
            (Decision.UPHELD.value, "The copy has to change"),
            (Decision.OVERRULED.value, "The copy stays as it is"),
        ],
        widget=forms.RadioSelect,
    )
    reason = _short("Why")


class RulingForm(forms.Form):
    item = forms.ChoiceField(choices=OpenItem.choices())
    decision = forms.ChoiceField(choices=Decision.choices(), required=False)
    reason = Prose(required=False)


class TakeBackForm(forms.Form):
    """Why; `number` is the revision whose sign-off the person saw."""

    reason = Prose(label="Why", required=False, max_length=5000)
    number = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class PacketForm(forms.Form):
    format = forms.ChoiceField(
        choices=PACKET_FORMATS, widget=forms.RadioSelect, initial=PacketFormat.PDF.value
    )
    names_confidential = forms.BooleanField(
        label="With the names of confidential sources that you may know",
        required=False,
        help_text="Each reading is on the record. Whoever has the file has the names.",
    )
