"""Claims: what they are, how far they are, what was judged."""

from claims.choices.words import Word


class Kind(Word):
    FIGURE = "figure"
    QUOTATION = "quotation"
    DENIAL = "denial"
    DEMAND = "demand"
    ACCUSATION = "accusation"
    COMMITMENT = "commitment"
    PREDICTION = "prediction"
    EVENT = "event"
    LAW = "law"
    POSITION = "position"
    BACKGROUND = "background"
    NAME = "name"


class Stage(Word):
    PROPOSED = "proposed"
    OPEN = "open"
    CHECKING = "checking"
    APPROVAL = "approval"
    CLOSED = "closed"
    DISMISSED = "dismissed"

    @property
    def label(self) -> str:
        return STAGE_LABELS.get(self.value, super().label)


# How a stage that is a verification status of its own reads.
STAGE_LABELS = {"checking": "In checking", "approval": "Awaiting approval"}


class Verdict(Word):
    VERIFIED = "verified"
    DISPUTED = "disputed"
    MISLEADING = "misleading"
    FALSE = "false"
    UNVERIFIABLE = "unverifiable"
    OUTDATED = "outdated"

    @property
    def meaning(self) -> str:
        return VERDICT_MEANINGS[self]


VERDICT_MEANINGS = {
    Verdict.VERIFIED: "Independent or primary evidence bears the statement out as worded.",
    Verdict.DISPUTED: "Credible sources contradict each other, and neither is refuted.",
    Verdict.MISLEADING: "True in its parts, false in the impression it gives.",
    Verdict.FALSE: "The evidence refutes it.",
    Verdict.UNVERIFIABLE: "Everything reasonable was tried, and is listed; nothing settles it.",
    Verdict.OUTDATED: "Was true at an earlier date, or bears a date that is no longer right.",
}


class Status(Word):
    """Stage and verdict together, as the screen shows them: the verification status."""

    PROPOSED = "proposed"
    OPEN = "open"
    CHECKING = "checking"
    APPROVAL = "approval"
    VERIFIED = "verified"
    DISPUTED = "disputed"
    MISLEADING = "misleading"
    FALSE = "false"
    UNVERIFIABLE = "unverifiable"
    OUTDATED = "outdated"
    DISMISSED = "dismissed"

    @property
    def label(self) -> str:
        return STAGE_LABELS.get(self.value, super().label)

    @classmethod
    def of(cls, stage: str, verdict: str) -> "Status":
        return cls(verdict if stage == Stage.CLOSED else stage)


class Qualifier(Word):
    """How a figure binds: a bare number is exact."""

    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    EXACTLY = "exactly"


class ClaimantKind(Word):
    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"
