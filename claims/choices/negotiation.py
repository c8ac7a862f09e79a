"""What is negotiated about a text, and the packet of it all."""

from claims.choices.words import Word


class CorrectionState(Word):
    SUGGESTED = "suggested"
    COUNTERED = "countered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    UPHELD = "upheld"
    OVERRULED = "overruled"
    APPLIED = "applied"
    WITHDRAWN = "withdrawn"


# From these no correction goes on.
SETTLED = [CorrectionState.APPLIED, CorrectionState.WITHDRAWN, CorrectionState.OVERRULED]


class OpenItem(Word):
    """What keeps an article from being signed off, or is ruled on."""

    SENTENCE = "sentence"
    CLAIM = "claim"
    VERDICT = "verdict"
    QUOTATION = "quotation"
    ACCUSATION = "accusation"
    QUERY = "query"
    PASSAGE = "passage"
    CORRECTION = "correction"


class Decision(Word):
    """What an editor rules on an open item."""

    ON_AUTHOR = "on_author"
    ATTRIBUTED = "attributed"
    CUT = "cut"
    STANDS = "stands"
    FAIR = "fair"
    UPHELD = "upheld"
    OVERRULED = "overruled"
    REOPENED = "reopened"

    @property
    def label(self) -> str:
        return {
            "on_author": "On the author",
            "stands": "Stands as it is",
            "reopened": "Open again",
        }.get(self.value, super().label)


class PacketFormat(Word):
    PDF = "pdf"
    ZIP = "zip"
    JSON = "json"
    CSV = "csv"

    @property
    def label(self) -> str:
        return self.value.upper()


class PacketStage(Word):
    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
