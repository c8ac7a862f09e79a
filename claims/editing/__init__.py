"""Every write that is not a step of the workflow: one verb a function, one transaction each.

Each checks who, writes, and leaves an event on each claim or article that it bears on. Verbs on a
claim take the `version` that the person saw and raise Conflict when it has changed since. Values
are validated by the models' full_clean, which raises Django's ValidationError.
"""

from claims.editing.articles import (
    amend_article,
    clear_sentence,
    clear_sentences,
    hand_in,
    unclear_sentence,
    unclear_sentences,
)
from claims.editing.claimants import add_claimant, amend_claimant, claimant_named
from claims.editing.claims import (
    Said,
    SaidDate,
    amend_claim,
    amend_claim_as_said,
    confirm_passage,
    make_claim,
    make_claim_as_said,
    place_passage,
    unplace_passage,
)
from claims.editing.confidential import (
    add_confidential_source,
    admit_reader,
    disclose,
    record_reading,
    remove_reader,
)
from claims.editing.corrections import (
    agree_correction,
    apply_corrections,
    counter_correction,
    decline_correction,
    rule_correction,
    suggest_correction,
    take_back_correction,
)
from claims.editing.evidence import (
    Brought,
    add_evidence,
    amend_evidence,
    bring_evidence,
    remove_evidence,
)
from claims.editing.imports import (
    HANDED_IN_BY_ANOTHER,
    ask_import,
    begin_again,
    finish_import,
    mend_import,
    move_import,
    settle_import,
    standing_at,
    standing_text,
)
from claims.editing.packets import ask_packet, begin_packet, fail_packet, keep_packet
from claims.editing.proposals import (
    accept_all,
    accept_as_said,
    amend_proposal,
    merge_proposal,
    store_proposals,
    undo_accept_all,
)
from claims.editing.queries import answer_query, ask_query
from claims.editing.revisions import place_lost, retire_passage, revise
from claims.editing.rulings import rule_item, rule_items
from claims.editing.sign_off import (
    publish_article,
    sign_off,
    unpublish_article,
    withdraw_sign_off,
)
from claims.editing.snapshots import Captured, name_archive, record_look, store_snapshot
from claims.editing.sources import (
    add_source,
    amend_source,
    ask_capture,
    fill_in_source,
    source_at,
)

__all__ = [
    "HANDED_IN_BY_ANOTHER",
    "Brought",
    "Captured",
    "Said",
    "SaidDate",
    "accept_all",
    "accept_as_said",
    "add_claimant",
    "add_confidential_source",
    "add_evidence",
    "add_source",
    "admit_reader",
    "agree_correction",
    "amend_article",
    "amend_claim",
    "amend_claim_as_said",
    "amend_claimant",
    "amend_evidence",
    "amend_proposal",
    "amend_source",
    "answer_query",
    "apply_corrections",
    "ask_capture",
    "ask_import",
    "ask_packet",
    "ask_query",
    "begin_again",
    "begin_packet",
    "bring_evidence",
    "claimant_named",
    "clear_sentence",
    "clear_sentences",
    "confirm_passage",
    "counter_correction",
    "decline_correction",
    "disclose",
    "fail_packet",
    "fill_in_source",
    "finish_import",
    "hand_in",
    "keep_packet",
    "make_claim",
    "make_claim_as_said",
    "mend_import",
    "merge_proposal",
    "move_import",
    "name_archive",
    "place_lost",
    "place_passage",
    "publish_article",
    "record_look",
    "record_reading",
    "remove_evidence",
    "remove_reader",
    "retire_passage",
    "revise",
    "rule_correction",
    "rule_item",
    "rule_items",
    "settle_import",
    "sign_off",
    "source_at",
    "standing_at",
    "standing_text",
    "store_proposals",
    "store_snapshot",
    "suggest_correction",
    "take_back_correction",
    "unclear_sentence",
    "unclear_sentences",
    "undo_accept_all",
    "unplace_passage",
    "unpublish_article",
    "withdraw_sign_off",
]
