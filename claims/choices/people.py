"""People, and what the history records of them."""

from claims.choices.words import Word


class Role(Word):
    """The names of the groups that a migration makes."""

    REPORTER = "Reporter"
    CHECKER = "Checker"
    EDITOR = "Editor"


class Verb(Word):
    """What an event records: the workflow's steps first, then every other write."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    TAKE = "take"
    ASSIGN = "assign"
    RELEASE = "release"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    REOPEN = "reopen"
    GO_STALE = "go_stale"
    UNDO = "undo"

    PROPOSE = "propose"
    HAND_IN = "hand_in"
    AMEND_ARTICLE = "amend_article"
    MAKE = "make"
    AMEND = "amend"
    PLACE = "place"
    UNPLACE = "unplace"
    CONFIRM = "confirm"
    ADD_EVIDENCE = "add_evidence"
    AMEND_EVIDENCE = "amend_evidence"
    REMOVE_EVIDENCE = "remove_evidence"
    CLEAR = "clear"
    UNCLEAR = "unclear"
    REVISE = "revise"
    FOLLOW = "follow"
    RETIRE = "retire"
    ASK = "ask"
    ANSWER = "answer"
    SUGGEST = "suggest"
    COUNTER = "counter"
    AGREE = "agree"
    DECLINE = "decline"
    RULE = "rule"
    TAKE_BACK = "take_back"
    APPLY = "apply"
    SIGN_OFF = "sign_off"
    WITHDRAW_SIGN_OFF = "withdraw_sign_off"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"

    @property
    def past(self) -> str:
        return VERB_PASTS[self]


VERB_PASTS = {
    Verb.ACCEPT: "accepted",
    Verb.DISMISS: "dismissed",
    Verb.TAKE: "took",
    Verb.ASSIGN: "assigned",
    Verb.RELEASE: "released",
    Verb.SUBMIT: "submitted",
    Verb.WITHDRAW: "withdrew",
    Verb.APPROVE: "approved",
    Verb.SEND_BACK: "sent back",
    Verb.REOPEN: "reopened",
    Verb.GO_STALE: "went stale",
    Verb.UNDO: "undid",
    Verb.PROPOSE: "proposed",
    Verb.HAND_IN: "handed in",
    Verb.AMEND_ARTICLE: "amended",
    Verb.MAKE: "made",
    Verb.AMEND: "amended",
    Verb.PLACE: "placed a passage of",
    Verb.UNPLACE: "took away a passage of",
    Verb.CONFIRM: "confirmed a passage of",
    Verb.ADD_EVIDENCE: "added evidence to",
    Verb.AMEND_EVIDENCE: "amended evidence of",
    Verb.REMOVE_EVIDENCE: "removed evidence from",
    Verb.CLEAR: "found nothing to check in",
    Verb.UNCLEAR: "took back a clearance in",
    Verb.REVISE: "brought in a new revision of",
    Verb.FOLLOW: "brought in other words of",
    Verb.RETIRE: "retired a passage of",
    Verb.ASK: "asked about",
    Verb.ANSWER: "answered a query on",
    Verb.SUGGEST: "suggested a correction in",
    Verb.COUNTER: "countered a correction in",
    Verb.AGREE: "agreed to a correction in",
    Verb.DECLINE: "declined a correction in",
    Verb.RULE: "ruled on",
    Verb.TAKE_BACK: "took back a correction in",
    Verb.APPLY: "applied corrections to",
    Verb.SIGN_OFF: "signed off",
    Verb.WITHDRAW_SIGN_OFF: "withdrew the sign-off of",
    Verb.PUBLISH: "marked as published",
    Verb.UNPUBLISH: "took back the publication of",
}
