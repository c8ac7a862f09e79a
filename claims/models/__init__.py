from claims.models.articles import Article, Clearance, Revision
from claims.models.claims import Claim, Passage
from claims.models.events import Event
from claims.models.imports import Import
from claims.models.people import Claimant, User
from claims.models.sources import Evidence, Source

__all__ = [
    "Article",
    "Claim",
    "Claimant",
    "Clearance",
    "Event",
    "Evidence",
    "Import",
    "Passage",
    "Revision",
    "Source",
    "User",
]
