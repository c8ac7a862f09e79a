"""Every write that is not a step of the workflow: one verb a function, one transaction each.

Each checks who, writes, and leaves an event on each claim or article that it bears on. Verbs on a
claim take the `version` that the person saw and raise Conflict when it has changed since. Values
are validated by the models' full_clean, which raises Django's ValidationError.
"""

from claims.editing.articles import amend_article, clear_sentence, hand_in, unclear_sentence
from claims.editing.claims import (
    Said,
    amend_claim,
    amend_claim_as_said,
    confirm_passage,
    make_claim,
    make_claim_as_said,
    place_passage,
    unplace_passage,
)
from claims.editing.evidence import (
    Brought,
    add_evidence,
    amend_evidence,
    bring_evidence,
    remove_evidence,
)
from claims.editing.sources import (
    add_claimant,
    add_source,
    amend_claimant,
    amend_source,
    claimant_named,
    source_at,
)

__all__ = [
    "Brought",
    "Said",
    "add_claimant",
    "add_evidence",
    "add_source",
    "amend_article",
    "amend_claim",
    "amend_claim_as_said",
    "amend_claimant",
    "amend_evidence",
    "amend_source",
    "bring_evidence",
    "claimant_named",
    "clear_sentence",
    "confirm_passage",
    "hand_in",
    "make_claim",
    "make_claim_as_said",
    "place_passage",
    "remove_evidence",
    "source_at",
    "unclear_sentence",
    "unplace_passage",
]
