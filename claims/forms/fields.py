"""The fields that every form is made of: text as it is stored, numbers and days as typed."""

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms

from claims.documents.imported_copy import MAX_FILE
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


class Address(forms.URLField):
    """An address that may be left empty."""

    def __init__(self, **options: Any) -> None:
        widget = forms.URLInput(attrs={"placeholder": "https://", "inputmode": "url"})
        super().__init__(
            required=False, max_length=1000, assume_scheme="https", widget=widget, **options
        )

    def clean(self, value: Any) -> Any:
        address = super().clean(value)
        if address and urlsplit(address).scheme not in {"http", "https"}:
            raise forms.ValidationError("An address must begin with http:// or https://.")
        return address


class Upload(forms.FileField):
    """A file that may be left out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and (file.size or 0) > MAX_FILE:
            raise forms.ValidationError("The file is too large: at most 10 MB.")
        return file


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


def moment_field(**options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(required=False, widget=widget, **options)


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


def copy_area(**attrs: Any) -> forms.Textarea:
    """As high as whole copy needs."""
    return forms.Textarea(attrs={"class": "whole-copy", "dir": "auto", **attrs})


def suggesting(names: str, **attrs: str) -> forms.TextInput:
    """An input that offers what the page's datalist has, which is called as the address that fills
    it."""
    return forms.TextInput(attrs={"list": names, "autocomplete": "off", **attrs})
