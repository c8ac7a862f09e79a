"""An article: its copy on the way in, what is known of it, and its next text."""

from typing import Any

from django import forms

from claims.choices import Language
from claims.documents.imported_copy import MAX_COPY
from claims.errors import Unreadable
from claims.forms.edit_conflicts import ConflictCheckForm
from claims.forms.fields import Address, Line, Prose, Upload, copy_area, date_field, moment_field
from claims.importing.preparing import from_address, from_text
from claims.models import Article, Import
from claims.web.addresses import canonical_address


class ArticleForm(forms.Form):
    outlet = Line(
        max_length=200,
        help_text="Where it runs.",
        error_messages={"required": "Say where it runs."},
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    byline = Line(max_length=300, required=False)
    language = forms.ChoiceField(choices=Language.choices(), initial=Language.ENGLISH)
    published_on = date_field(label="Dateline", help_text="‘On Monday’ is read from this date.")
    deadline = moment_field(help_text="When it runs, in the desk’s time.")
    url = forms.URLField(label="Address", required=False, max_length=1000, assume_scheme="https")

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            return canonical_address(url) if url else ""
        except Unreadable as refusal:
            raise forms.ValidationError(refusal.message) from refusal

    @classmethod
    def said_of(cls, known: Article | Import) -> dict[str, Any]:
        """As it is shown: the deadline to the minute."""
        said = {name: getattr(known, name) for name in cls.base_fields}
        if known.deadline:
            said["deadline"] = known.deadline.replace(second=0, microsecond=0)
        return said


class AmendArticleForm(ConflictCheckForm, ArticleForm):
    """The same of an article that is here: its text changes by a new revision alone."""


class ImportForm(forms.Form):
    """Copy to bring in: one of an address, a file and a text."""

    address = Address()
    file = Upload(
        allow_empty_file=True,  # Reading it says so in the desk's own words.
        help_text="A page (.html), Word (.docx), Markdown or plain text, up to 10 MB.",
    )
    text = Prose(
        label="Copy",
        required=False,
        max_length=MAX_COPY,
        help_text="The whole text: headline on the first line, then standfirst, body, captions.",
        widget=copy_area(autofocus=True),
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

    def asked(self) -> Import:
        typed = self.cleaned_data
        if typed["text"]:
            return from_text(typed["text"], typed["address"])
        if file := typed["file"]:
            return Import(file_name=file.name[:300], content=file.read())
        return from_address(typed["address"])


class CopyForm(ArticleForm):
    """What is known of copy that comes in, for a person to correct."""

    text = Prose(
        label="Copy",
        max_length=MAX_COPY,
        help_text="If you change it, it is shown again before it is imported.",
        widget=copy_area(),
    )


class RevisionForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    text = Prose(
        label="The whole new text",
        max_length=MAX_COPY,
        strip=False,
        widget=copy_area(),
        help_text="Headline on the first line. It is compared before anything is stored.",
    )
