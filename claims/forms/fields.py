"""The fields that every form is made of: text as it is stored, numbers and days as typed."""

import re
from typing import Any

from django import forms

from claims.errors import TextRefused
from claims.text.cleaning import INVISIBLE, normalised

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


def date_field(**options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, widget=widget, **options)
