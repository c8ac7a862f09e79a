"""Parse and clean what a person typed, nothing else: the verbs decide."""

from claims.forms.claims import (
    AcceptAllForm,
    AssignForm,
    ClaimForm,
    MergeForm,
    NoteForm,
    PlaceForm,
    PlaceUnderForm,
    SubmitForm,
)
from claims.forms.fields import Line, Prose
from claims.forms.imports import CopyForm, ImportForm
from claims.forms.queue import AccountForm, QueueForm
from claims.forms.sources import EvidenceForm, SourceForm

__all__ = [
    "AcceptAllForm",
    "AccountForm",
    "AssignForm",
    "ClaimForm",
    "CopyForm",
    "EvidenceForm",
    "ImportForm",
    "Line",
    "MergeForm",
    "NoteForm",
    "PlaceForm",
    "PlaceUnderForm",
    "Prose",
    "QueueForm",
    "SourceForm",
    "SubmitForm",
]
