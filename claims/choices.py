"""Every vocabulary of the desk. A member is one row: its value as it is stored, and all that hangs
on it. A row that lacks an entry is an error on import.

The icon of a verdict, a stage or a stance in static/claims/icons.svg, its colour in
static/claims/css/tokens.css (`--s-<value>`) and its `data-status` are called by its value.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self, cast


class Choice(StrEnum):
    """A member equals its value; `label` is how it reads on the screen.

    A row is the value, then an entry for each attribute that its class declares, in their order.
    A class that does not declare `label` has it made from the value.
    """

    label: str

    def __new__(cls, value: str, *row: Any) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        return member

    def __init__(self, value: str, *row: Any) -> None:
        self.label = value.replace("_", " ").capitalize()
        for name, entry in zip(type(self).__annotations__, row, strict=True):
            setattr(self, name, entry)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(value, label) in the order of the rows, as fields of forms and models take them."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def values(cls) -> list[str]:
        """As plain strings: what a constraint or a migration may hold."""
        return [member.value for member in cls]

    @classmethod
    def get(cls, value: str) -> Self | None:
        """The member of a value out of the database; None where the code does not know it."""
        return cast("Self | None", cls._value2member_map_.get(value))

    @classmethod
    def label_of(cls, value: str) -> str:
        """The label of a value out of the database; the value itself where it is not known."""
        member = cls.get(value)
        return member.label if member else value


class Unknown(str):
    """A value out of the database that has no row: it is shown as it is."""

    @property
    def value(self) -> str:
        return str(self)

    label = value


# Claims: what they are, how far they are, what was judged.


class Kind(Choice):
    """`phrase` names one in a sentence; `asks_comment` where sign-off wants to see that the person
    it is about was asked for comment."""

    phrase: str
    asks_comment: bool

    FIGURE = "figure", "a figure", False
    QUOTATION = "quotation", "a direct quotation", False
    DENIAL = "denial", "a denial", False
    DEMAND = "demand", "a demand", False
    ACCUSATION = "accusation", "an accusation", True
    COMMITMENT = "commitment", "a promise, threat or offer", False
    PREDICTION = "prediction", "a prediction", False
    EVENT = "event", "an event", False
    LAW = "law", "a law or rule", False
    POSITION = "position", "a position", False
    BACKGROUND = "background", "background", False
    NAME = "name", "a name or office", False


class Stage(Choice):
    """How far a claim is. `is_to_do`: somebody has yet to do something; `is_judged`: it bears a
    verdict; `is_accepted`: a person made it or took it for a claim, and it was not dismissed."""

    label: str
    is_to_do: bool
    is_judged: bool
    is_accepted: bool

    #            value       label                to do  judged accepted
    PROPOSED = "proposed", "Proposed", True, False, False
    OPEN = "open", "Open", True, False, True
    CHECKING = "checking", "In checking", True, False, True
    APPROVAL = "approval", "Awaiting approval", True, True, True
    CLOSED = "closed", "Closed", False, True, True
    DISMISSED = "dismissed", "Dismissed", False, False, False


TO_DO = [stage.value for stage in Stage if stage.is_to_do]
JUDGED = [stage.value for stage in Stage if stage.is_judged]
ACCEPTED = [stage.value for stage in Stage if stage.is_accepted]


class Decision(Choice):
    """What an editor rules on an open item."""

    label: str

    ON_AUTHOR = "on_author", "On the author"
    ATTRIBUTED = "attributed", "Attributed"
    CUT = "cut", "Cut"
    STANDS = "stands", "Stands as it is"
    FAIR = "fair", "Fair"
    UPHELD = "upheld", "Upheld"
    OVERRULED = "overruled", "Overruled"
    REOPENED = "reopened", "Open again"


NOTHING_TO_RULE: tuple[Decision, ...] = ()
IF_WRONG = (Decision.ATTRIBUTED, Decision.CUT, Decision.STANDS)
IF_UNSETTLED = (Decision.ON_AUTHOR, Decision.ATTRIBUTED, Decision.CUT)


class Verdict(Choice):
    """`key` chooses it on the keyboard; one of `decisions` lets the copy run with it, where there
    are none it may run as it is."""

    key: str
    decisions: tuple[Decision, ...]
    meaning: str

    VERIFIED = (
        "verified", "v", NOTHING_TO_RULE,
        "Independent or primary evidence bears the statement out as worded.",
    )  # fmt: skip
    DISPUTED = (
        "disputed", "d", IF_UNSETTLED,
        "Credible sources contradict each other, and neither is refuted.",
    )  # fmt: skip
    MISLEADING = (
        "misleading", "m", IF_WRONG,
        "True in its parts, false in the impression it gives.",
    )  # fmt: skip
    FALSE = "false", "f", IF_WRONG, "The evidence refutes it."
    UNVERIFIABLE = (
        "unverifiable", "u", IF_UNSETTLED,
        "Everything reasonable was tried, and is listed; nothing settles it.",
    )  # fmt: skip
    OUTDATED = (
        "outdated", "o", IF_WRONG,
        "Was true at an earlier date, or bears a date that is no longer right.",
    )  # fmt: skip


# The verification status, as the screen shows it: the verdict of a closed claim, else the stage.
Status = Stage | Verdict | Unknown

STATUSES: list[Stage | Verdict] = [
    *(stage for stage in Stage if stage.is_to_do),
    *Verdict,
    Stage.DISMISSED,
]


def status_of(stage: str, verdict: str) -> Status:
    if stage == Stage.CLOSED:
        return Verdict.get(verdict) or Unknown(verdict)
    return Stage.get(stage) or Unknown(stage)


def in_order(counts: Mapping[Status, int]) -> list[tuple[Status, int]]:
    """The statuses that occur and how often, in the order of STATUSES; unknown ones last."""
    unknown = sorted(counts.keys() - set(STATUSES))
    return [(status, counts[status]) for status in [*STATUSES, *unknown] if counts.get(status)]


class ClaimantKind(Choice):
    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"


class Qualifier(Choice):
    """How a figure binds: a bare number is exact."""

    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    EXACTLY = "exactly"


# Sources, what is captured of them, and what they say of a claim.


class Stance(Choice):
    """`key` chooses it on the keyboard: letters are the verdicts'. `colour` is a status's."""

    key: str
    colour: Verdict

    SUPPORTS = "supports", "+", Verdict.VERIFIED
    DISPUTES = "disputes", "-", Verdict.FALSE
    CONTEXT = "context", "=", Verdict.UNVERIFIABLE


class SourceKind(Choice):
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


class SourceRank(Choice):
    """How near a source is to what it tells."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Terms(Choice):
    """What may be printed of what a person said."""

    ON_RECORD = "on_record"
    BACKGROUND = "background"
    OFF_RECORD = "off_record"


class CaptureWay(Choice):
    """How the bytes of a snapshot came here."""

    FETCHED = "fetched"
    UPLOADED = "uploaded"
    PASTED = "pasted"


class SnapshotOutcome(Choice):
    """What could be read out of a snapshot's bytes."""

    READ = "read"
    NO_TEXT = "no_text"
    UNREADABLE = "unreadable"


class CheckOutcome(Choice):
    """What was found at a source's address; not `is_conclusive` where that tells nothing of what
    is there."""

    label: str
    is_conclusive: bool

    CAPTURED = "captured", "Captured", True
    SAME = "same", "As it was", True
    CHANGED_AROUND = "changed_around", "Changed, but not the quoted words", True
    WORDS_MISSING = "words_missing", "Quoted words are no longer there", True
    GONE = "gone", "Gone", True
    UNREACHABLE = "unreachable", "Could not be reached", False
    NOT_ALLOWED = "not_allowed", "The site asks machines to stay away", False


INCONCLUSIVE = [outcome for outcome in CheckOutcome if not outcome.is_conclusive]


class SourceState(Choice):
    """How a source is not what it was at its address; '' where it is, or nothing tells."""

    label: str

    WORDS_MISSING = "words_missing", CheckOutcome.WORDS_MISSING.label
    GONE = "gone", CheckOutcome.GONE.label
    MOVED = "moved", "Moved"


# What is negotiated about a text, and the packet of it all.


class CorrectionState(Choice):
    """From a settled one no correction goes on; `heading` is over a list of them."""

    is_settled: bool
    heading: str

    SUGGESTED = "suggested", False, "Waiting for the author"
    COUNTERED = "countered", False, "Countered or declined"
    ACCEPTED = "accepted", False, "Agreed, not applied"
    DECLINED = "declined", False, "Countered or declined"
    UPHELD = "upheld", False, "Agreed, not applied"
    OVERRULED = "overruled", True, "Overruled or taken back"
    APPLIED = "applied", True, "Applied"
    WITHDRAWN = "withdrawn", True, "Overruled or taken back"


SETTLED = [state.value for state in CorrectionState if state.is_settled]
UNSETTLED = [state.value for state in CorrectionState if not state.is_settled]


class OpenItem(Choice):
    """What keeps an article from being signed off, or is ruled on; `heading` is over a list."""

    heading: str

    SENTENCE = "sentence", "Unread sentences"
    CLAIM = "claim", "Claims that are not closed"
    VERDICT = "verdict", "Verdicts other than verified"
    QUOTATION = "quotation", "Quotations"
    ACCUSATION = "accusation", "Accusations without a request for comment"
    QUERY = "query", "Queries without an answer"
    PASSAGE = "passage", "Passages lost or not judged"
    CORRECTION = "correction", "Corrections that are not settled"


class PacketFormat(Choice):
    label: str
    media_type: str

    PDF = "pdf", "PDF", "application/pdf"
    ZIP = "zip", "ZIP", "application/zip"
    JSON = "json", "JSON", "application/json"
    CSV = "csv", "CSV", "text/csv"


class PacketStage(Choice):
    """`doing` is what a page of progress says; empty where nothing goes on."""

    doing: str

    WAITING = "waiting", "Waiting for its turn"
    MAKING = "making", "Gathering and setting it"
    READY = "ready", ""
    FAILED = "failed", ""


# Articles on their way in, and their languages.


class ImportStage(Choice):
    """How far copy on its way in is. `doing` is what a page of progress says; empty where nothing
    goes on."""

    label: str
    doing: str

    WAITING = "waiting", "Waiting", "Waiting for its turn"
    FETCHING = "fetching", "Fetching", "Fetching the page"
    READING = "reading", "Reading", "Reading the text"
    PROPOSING = "proposing", "Proposing", "Finding claims"
    READY = "ready", "Ready to look at", ""
    REFUSED = "refused", "Could not be read", ""
    DONE = "done", "Done", ""


class Language(Choice):
    """ISO 639-1 codes of the languages that an article can be in. `search_config` is PostgreSQL's
    configuration of text search, in versions 15 and later; 'simple' where it has no dictionary."""

    label: str
    search_config: str

    ARABIC = "ar", "Arabic", "arabic"
    CHINESE = "zh", "Chinese", "simple"
    CZECH = "cs", "Czech", "simple"
    DANISH = "da", "Danish", "danish"
    DUTCH = "nl", "Dutch", "dutch"
    ENGLISH = "en", "English", "english"
    FINNISH = "fi", "Finnish", "finnish"
    FRENCH = "fr", "French", "french"
    GERMAN = "de", "German", "german"
    GREEK = "el", "Greek", "greek"
    HEBREW = "he", "Hebrew", "simple"
    HINDI = "hi", "Hindi", "hindi"
    HUNGARIAN = "hu", "Hungarian", "hungarian"
    ITALIAN = "it", "Italian", "italian"
    JAPANESE = "ja", "Japanese", "simple"
    NORWEGIAN = "no", "Norwegian", "norwegian"
    PERSIAN = "fa", "Persian", "simple"
    POLISH = "pl", "Polish", "simple"
    PORTUGUESE = "pt", "Portuguese", "portuguese"
    ROMANIAN = "ro", "Romanian", "romanian"
    RUSSIAN = "ru", "Russian", "russian"
    SPANISH = "es", "Spanish", "spanish"
    SWEDISH = "sv", "Swedish", "swedish"
    TURKISH = "tr", "Turkish", "turkish"
    UKRAINIAN = "uk", "Ukrainian", "simple"


# The history.


class NoteOf(Choice):
    """What the note of an event tells, and so whether a reporter may read it in the history of a
    claim that articles of other people make too."""

    CLAIM = "claim"  # The claim alone: whoever sees it.
    PASSAGE = "passage"  # The words of a passage: whoever sees its article.
    COPY = "copy"  # Maybe words of any article of the claim's: whoever sees all of them.


class Verb(Choice):
    """What an event records: the workflow's steps first, then every other write.

    `past` says what was done, after the name of who did it; `{it}` is the claim or the article.
    `note_of` is what the note of such an event tells.
    """

    past: str
    note_of: NoteOf

    ACCEPT = "accept", "accepted {it}", NoteOf.CLAIM
    DISMISS = "dismiss", "dismissed {it}", NoteOf.CLAIM
    TAKE = "take", "took {it}", NoteOf.CLAIM
    ASSIGN = "assign", "assigned {it}", NoteOf.CLAIM
    RELEASE = "release", "released {it}", NoteOf.CLAIM
    SUBMIT = "submit", "submitted {it}", NoteOf.CLAIM
    WITHDRAW = "withdraw", "withdrew {it}", NoteOf.CLAIM
    APPROVE = "approve", "approved {it}", NoteOf.CLAIM
    SEND_BACK = "send_back", "sent {it} back", NoteOf.CLAIM
    REOPEN = "reopen", "reopened {it}", NoteOf.CLAIM
    GO_STALE = "go_stale", "sent {it} back: what was judged has changed", NoteOf.COPY
    UNDO = "undo", "took back a step of {it}", NoteOf.CLAIM

    PROPOSE = "propose", "proposed {it}", NoteOf.CLAIM
    HAND_IN = "hand_in", "handed in {it}", NoteOf.COPY
    AMEND_ARTICLE = "amend_article", "amended {it}", NoteOf.COPY
    MAKE = "make", "made {it}", NoteOf.CLAIM
    AMEND = "amend", "amended {it}", NoteOf.CLAIM
    PLACE = "place", "placed a passage of {it}", NoteOf.PASSAGE
    REMOVE_PASSAGE = "unplace", "took away a passage of {it}", NoteOf.PASSAGE
    CONFIRM = "confirm", "confirmed a passage of {it}", NoteOf.PASSAGE
    ADD_EVIDENCE = "add_evidence", "added evidence to {it}", NoteOf.CLAIM
    AMEND_EVIDENCE = "amend_evidence", "amended evidence of {it}", NoteOf.CLAIM
    REMOVE_EVIDENCE = "remove_evidence", "removed evidence from {it}", NoteOf.CLAIM
    CLEAR = "clear", "found nothing to check in a sentence", NoteOf.COPY
    REVOKE_CLEARANCE = "unclear", "took back the clearance of a sentence", NoteOf.COPY
    REVISE = "revise", "brought in a new revision of {it}", NoteOf.COPY
    FOLLOW = "follow", "brought in other words of {it}", NoteOf.COPY
    RETIRE = "retire", "retired a passage of {it}", NoteOf.COPY
    ASK = "ask", "asked about {it}", NoteOf.COPY
    ANSWER = "answer", "answered a query on {it}", NoteOf.COPY
    SUGGEST = "suggest", "suggested a correction in {it}", NoteOf.COPY
    COUNTER = "counter", "countered a correction in {it}", NoteOf.COPY
    AGREE = "agree", "agreed to a correction in {it}", NoteOf.COPY
    DECLINE = "decline", "declined a correction in {it}", NoteOf.COPY
    RULE = "rule", "ruled on an open item of {it}", NoteOf.COPY
    TAKE_BACK = "take_back", "took back a correction in {it}", NoteOf.COPY
    APPLY = "apply", "applied corrections to {it}", NoteOf.COPY
    SIGN_OFF = "sign_off", "signed off {it}", NoteOf.COPY
    WITHDRAW_SIGN_OFF = "withdraw_sign_off", "withdrew the sign-off of {it}", NoteOf.COPY
    PUBLISH = "publish", "marked {it} as published", NoteOf.COPY
    UNPUBLISH = "unpublish", "took back the publication of {it}", NoteOf.COPY
