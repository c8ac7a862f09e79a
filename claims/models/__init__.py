from claims.models.articles import Article, Clearance, Revision
from claims.models.claims import Claim, Passage
from claims.models.events import Event
from claims.models.imports import Import
from claims.models.people import Claimant, User
from claims.models.snapshots import Comparison, Look, Snapshot, StoredFile
from claims.models.sources import Disclosure, Evidence, Identity, Reader, Source

__all__ = [
    "Article",
    "Claim",
    "Claimant",
    "Clearance",
    "Comparison",
    "Disclosure",
    "Event",
    "Evidence",
    "Identity",
    "Import",
    "Look",
    "Passage",
    "Reader",
    "Revision",
    "Snapshot",
    "Source",
    "StoredFile",
    "User",
]
