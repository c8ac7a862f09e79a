"""A copy of a source that a person has: a file or a text, and where else it is archived."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.files.uploadedfile import UploadedFile

from claims.documents.copy import MAX_FILE
from claims.documents.sources import MAX_TEXT, CapturedDocument, read_paste
from claims.forms.fields import Prose


class ArchiveForm(forms.Form):
    archive_url = forms.URLField(
        label="Address in an outside archive",
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://", "inputmode": "url"}),
    )

    def clean_archive_url(self) -> str:
        address: str = self.cleaned_data["archive_url"]
        if address and urlsplit(address).scheme not in {"http", "https"}:
            raise forms.ValidationError("An address must begin with http:// or https://.")
        return address


class SnapshotForm(ArchiveForm):
    """One of a file and a text."""

    file = forms.FileField(
        required=False,
        error_messages={"empty": "The file is empty."},
        help_text="PDF, a page (.html), a picture, Word (.docx) or plain text, up to 10 MB.",
    )
    text = Prose(
        required=False,
        max_length=MAX_TEXT,
        help_text="The words as they stand in the source.",
        widget=forms.Textarea(attrs={"class": "whole-copy", "dir": "auto"}),
    )
    field_order = ["file", "text", "archive_url"]

    def clean_file(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MAX_FILE:
            raise forms.ValidationError("The file is too large: at most 10 MB.")
        return file

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        given = [name for name in ("file", "text") if typed.get(name) not in {None, ""}]
        if not given and not self.errors:
            raise forms.ValidationError("Give a file or the text.")
        if len(given) > 1:
            raise forms.ValidationError("Give a file or the text, not both.")
        return typed

    def pasted(self) -> CapturedDocument:
        found = read_paste(self.cleaned_data["text"])
        return replace(found, archive_url=self.cleaned_data["archive_url"])
