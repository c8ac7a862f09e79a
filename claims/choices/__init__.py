"""The words of the desk: every closed vocabulary, without Django."""

from claims.choices.articles import (
    ImportStage,
    Language,
)
from claims.choices.claims import (
    ClaimantKind,
    Kind,
    Qualifier,
    Stage,
    Status,
    Verdict,
)
from claims.choices.negotiation import (
    SETTLED,
    CorrectionState,
    Decision,
    OpenItem,
    PacketFormat,
    PacketStage,
)
from claims.choices.people import (
    Role,
    Verb,
)
from claims.choices.sources import (
    SILENT,
    CaptureWay,
    LookOutcome,
    SnapshotOutcome,
    SourceKind,
    SourceRank,
    Stance,
    Terms,
)
from claims.choices.words import (
    Word,
    choices_of,
    values_of,
)

__all__ = [
    "SETTLED",
    "SILENT",
    "CaptureWay",
    "ClaimantKind",
    "CorrectionState",
    "Decision",
    "ImportStage",
    "Kind",
    "Language",
    "LookOutcome",
    "OpenItem",
    "PacketFormat",
    "PacketStage",
    "Qualifier",
    "Role",
    "SnapshotOutcome",
    "SourceKind",
    "SourceRank",
    "Stage",
    "Stance",
    "Status",
    "Terms",
    "Verb",
    "Verdict",
    "Word",
    "choices_of",
    "values_of",
]
