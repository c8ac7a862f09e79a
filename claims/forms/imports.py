"""Copy on its way in."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.files.uploadedfile import UploadedFile

from claims.documents.copy import MAX_COPY, MAX_FILE
from claims.forms.articles import ArticleForm
from claims.forms.fields import Prose
from claims.importing.preparing import from_address, from_text
from claims.models import Import


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


class CopyForm(ArticleForm):
    """What is known of copy that comes in, for a person to mend."""

    text = Prose(
        label="Copy",
        max_length=MAX_COPY,
        help_text="Mended here, it is shown again before it is imported.",
        widget=forms.Textarea(attrs={"class": "whole-copy", "dir": "auto"}),
    )
