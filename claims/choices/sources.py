"""Sources, what is captured of them, and what they say of a claim."""

from claims.choices.words import Word


class Stance(Word):
    SUPPORTS = "supports"
    DISPUTES = "disputes"
    CONTEXT = "context"


class SourceKind(Word):
    DOCUMENT = "document"
    DATASET = "dataset"
    LAW = "law"
    TRANSCRIPT = "transcript"
    INTERVIEW = "interview"
    STATEMENT = "statement"
    NEWS_REPORT = "news_report"
    SOCIAL_POST = "social_post"
    ARCHIVE = "archive"
    PERSON = "person"
    REQUEST = "request_for_comment"


class SourceRank(Word):
    """How near a source stands to what it tells."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Terms(Word):
    """What may be printed of what a person said."""

    ON_RECORD = "on_record"
    BACKGROUND = "background"
    OFF_RECORD = "off_record"


class CaptureWay(Word):
    """How the bytes of a snapshot came here."""

    FETCHED = "fetched"
    UPLOADED = "uploaded"
    PASTED = "pasted"


class SnapshotOutcome(Word):
    """What could be read out of a snapshot's bytes."""

    READ = "read"
    NO_TEXT = "no_text"
    UNREADABLE = "unreadable"


class LookOutcome(Word):
    """What was found at a source's address."""

    CAPTURED = "captured"
    SAME = "same"
    CHANGED_AROUND = "changed_around"
    WORDS_MISSING = "words_missing"
    GONE = "gone"
    UNREACHABLE = "unreachable"
    NOT_ALLOWED = "not_allowed"

    @property
    def label(self) -> str:
        return LOOK_LABELS[self.value]


# Such looks tell nothing of what stands at the address.
SILENT = [LookOutcome.UNREACHABLE, LookOutcome.NOT_ALLOWED]

LOOK_LABELS = {
    "captured": "Captured",
    "same": "As it was",
    "changed_around": "Changed, but not the quoted words",
    "words_missing": "Quoted words are no longer there",
    "gone": "Gone",
    "unreachable": "Could not be reached",
    "not_allowed": "The site asks machines to stay away",
}
