"""Parse and clean what a person typed, nothing else: the verbs decide."""

from claims.forms.articles import AmendArticleForm
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
from claims.forms.sign_off import RulingForm, TakeBackForm
from claims.forms.snapshots import ArchiveForm, SnapshotForm
from claims.forms.sources import AdmitForm, AmendSourceForm, EvidenceForm, NewSourceForm, SourceForm

__all__ = [
    "AcceptAllForm",
    "AccountForm",
    "AdmitForm",
    "AmendArticleForm",
    "AmendSourceForm",
    "ArchiveForm",
    "AssignForm",
    "ClaimForm",
    "CopyForm",
    "EvidenceForm",
    "ImportForm",
    "Line",
    "MergeForm",
    "NewSourceForm",
    "NoteForm",
    "PlaceForm",
    "PlaceUnderForm",
    "Prose",
    "QueueForm",
    "RulingForm",
    "SnapshotForm",
    "SourceForm",
    "SubmitForm",
    "TakeBackForm",
]
