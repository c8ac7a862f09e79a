"""Sources, who may know them, and the copies that a person has of them."""

from dataclasses import replace
from typing import Any

from django import forms

from claims.choices import Language, SourceKind, SourceRank, Terms
from claims.documents.sources import MAX_TEXT, CapturedDocument, read_paste
from claims.forms.edit_conflicts import ConflictCheckForm
from claims.forms.fields import (
    Address,
    Line,
    Prose,
    Upload,
    copy_area,
    date_field,
    moment_field,
    suggesting,
    text_area,
)
from claims.models import Source, User

UNKNOWN = [("", "Not known")]
CONFIDENTIAL = "confidential"
OF_A_PERSON = ["contact", "spoken_on", "terms"]
OF_A_REQUEST = ["asked_whom", "asked_how", "asked_on", "answer_due", "answer", "answered_on"]
# What a confidential source's row has no room for, or would name it.
NOT_OF_CONFIDENTIAL = [
    "title", "url", "publisher", "author", "relies_on", "tags", *OF_A_REQUEST,
]  # fmt: skip


class Tags(Line):
    """Words with commas between them, each once and in the order typed."""

    def clean(self, value: Any) -> list[str]:
        tags = [tag.strip() for tag in super().clean(value).split(",")]
        if any(len(tag) > 50 for tag in tags):
            raise forms.ValidationError("A tag is at most 50 characters long.")
        return list(dict.fromkeys(tag for tag in tags if tag))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


class SourceForm(forms.Form):
    """Everything that can be known of a source; `relies_on` is the name of another."""

    kind = forms.ChoiceField(choices=SourceKind.choices(), initial=SourceKind.DOCUMENT)
    title = Line(max_length=500, help_text="Of a person: their name.")
    url = Address(label="Address")
    publisher = Line(max_length=300, required=False)
    author = Line(max_length=300, required=False)
    published_on = date_field(label="Published", help_text="Leave empty when it is not known.")
    rank = forms.ChoiceField(
        label="Primary or secondary",
        choices=UNKNOWN + SourceRank.choices(),
        required=False,
        help_text="Primary: made by who knew it first hand.",
    )
    relies_on = Line(
        label="Relies on",
        max_length=1000,
        required=False,
        help_text="The source that this one repeats: its address, title or number (#12)."
        " The two count as one.",
        widget=suggesting("source-titles"),
    )
    language = forms.ChoiceField(choices=UNKNOWN + Language.choices(), required=False)
    tags = Tags(required=False, help_text="With commas between them: border, satellite.")
    note = Prose(required=False, widget=text_area(3))

    contact = Line(
        max_length=300,
        required=False,
        help_text="How to reach them again.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    spoken_on = date_field(label="Spoken to on")
    terms = forms.ChoiceField(
        label="On what terms", choices=UNKNOWN + Terms.choices(), required=False
    )

    asked_whom = Line(label="Whom", max_length=300, required=False)
    asked_how = Line(
        label="By what way", max_length=100, required=False, help_text="Mail, telephone."
    )
    asked_on = date_field(label="When")
    answer_due = moment_field(label="Deadline given")
    answer = Prose(
        required=False, widget=text_area(3), help_text="Leave empty while there is none."
    )
    answered_on = date_field(label="Answered on")

    @property
    def shows_person(self) -> bool:
        kinds = {SourceKind.PERSON, SourceKind.INTERVIEW}
        return self["kind"].value() in kinds or self._holds(OF_A_PERSON)

    @property
    def shows_request(self) -> bool:
        return self["kind"].value() == SourceKind.REQUEST or self._holds(OF_A_REQUEST)

    def _holds(self, names: list[str]) -> bool:
        return any(self[name].value() or self[name].errors for name in names)


class NewSourceForm(SourceForm):
    """A source, or a confidential one: then `name`, `contact` and `note` go to its identity."""

    PRESETS = [
        (SourceKind.DOCUMENT.value, "Something published"),
        (SourceKind.PERSON.value, "A person"),
        (SourceKind.REQUEST.value, "A request for comment"),
        (CONFIDENTIAL, "A confidential source"),
    ]

    is_confidential = forms.BooleanField(label="This source is confidential", required=False)
    name = Line(
        max_length=500,
        required=False,
        help_text="Who it is.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False  # A confidential source has its number for one.

    @classmethod
    def of(cls, kind: str) -> dict[str, Any]:
        """What a new source begins with: `kind` is one of the presets, or another SourceKind."""
        if kind == CONFIDENTIAL:
            return {"kind": SourceKind.PERSON, "is_confidential": True}
        return {"kind": kind}

    @property
    def shows_confidential(self) -> bool:
        return self._holds(["is_confidential", "name"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("is_confidential"):
            for name in NOT_OF_CONFIDENTIAL:
                if typed.get(name):
                    self.add_error(name, "Leave this empty: it could name a confidential source.")
            if "name" not in self.errors and not typed.get("name"):
                self.add_error("name", "Say who it is: only those listed will read it.")
        else:
            if "title" not in self.errors and not typed.get("title"):
                self.add_error("title", "This field is required.")
            if typed.get("name"):
                self.add_error("name", "Tick that it is confidential, or type this as the title.")
        return typed

    def source(self, relies_on: Source | None) -> Source:
        known = {name: self.cleaned_data[name] for name in SourceForm.base_fields}
        return Source(**known | {"relies_on": relies_on})


class AmendSourceForm(ConflictCheckForm, SourceForm):
    retired = forms.BooleanField(
        required=False, help_text="It is no longer offered for new evidence."
    )

    @classmethod
    def said_of(cls, source: Source) -> dict[str, Any]:
        """Another source by its number, which stays its own; the deadline to the minute."""
        known = {name: getattr(source, name) for name in cls.base_fields}
        if source.answer_due:
            known["answer_due"] = source.answer_due.replace(second=0, microsecond=0)
        return known | {"relies_on": f"#{source.relies_on_id}" if source.relies_on_id else ""}


class GrantForm(forms.Form):
    person = forms.ModelChoiceField(
        label="Let another person know", queryset=User.objects.none(), empty_label="Choose"
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class ArchiveForm(forms.Form):
    archive_url = Address(label="Address in an outside archive")


class SnapshotForm(ArchiveForm):
    """One of a file and a text."""

    file = Upload(
        error_messages={"empty": "The file is empty."},
        help_text="PDF, a page (.html), a picture, Word (.docx) or plain text, up to 10 MB.",
    )
    text = Prose(
        required=False,
        max_length=MAX_TEXT,
        help_text="The words as they are in the source.",
        widget=copy_area(),
    )
    field_order = ["file", "text", "archive_url"]

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
