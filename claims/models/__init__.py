from claims.models.articles import Article, Clearance, Revision
from claims.models.claims import Claim, Passage, PastPassage
from claims.models.events import Event
from claims.models.imports import Import
from claims.models.negotiation import Correction, Query, Ruling, SignOff
from claims.models.packets import Packet
from claims.models.people import Claimant, User
from claims.models.snapshots import Comparison, Look, Snapshot, StoredFile
from claims.models.sources import Disclosure, Evidence, Identity, Reader, Source

__all__ = [
    "Article",
    "Claim",
    "Claimant",
    "Clearance",
    "Comparison",
    "Correction",
    "Disclosure",
    "Event",
    "Evidence",
    "Identity",
    "Import",
    "Look",
    "Packet",
    "Passage",
    "PastPassage",
    "Query",
    "Reader",
    "Revision",
    "Ruling",
    "SignOff",
    "Snapshot",
    "Source",
    "StoredFile",
    "User",
]
