from claims.models.articles import Article, Clearance, Revision
from claims.models.claims import Claim
from claims.models.events import Event
from claims.models.imports import Import
from claims.models.negotiation import Correction, Query, Ruling, SignOff
from claims.models.packets import Packet
from claims.models.passages import Passage, PastPassage
from claims.models.people import Claimant, User
from claims.models.snapshots import Comparison, Snapshot, SourceCheck, StoredFile, Upload
from claims.models.sources import (
    ConfidentialIdentity,
    Evidence,
    IdentityAccess,
    IdentityAccessLog,
    Source,
)

__all__ = [
    "Article",
    "Claim",
    "Claimant",
    "Clearance",
    "Comparison",
    "ConfidentialIdentity",
    "Correction",
    "Event",
    "Evidence",
    "IdentityAccess",
    "IdentityAccessLog",
    "Import",
    "Packet",
    "Passage",
    "PastPassage",
    "Query",
    "Revision",
    "Ruling",
    "SignOff",
    "Snapshot",
    "Source",
    "SourceCheck",
    "StoredFile",
    "Upload",
    "User",
]
