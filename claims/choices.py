"""The words of the desk: every closed vocabulary, without Django."""

from enum import StrEnum


class Word(StrEnum):
    """A word as stored; `label` is how it reads on the screen."""

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


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


LOOK_LABELS = {
    "captured": "Captured",
    "same": "As it was",
    "changed_around": "Changed, but not the quoted words",
    "words_missing": "Quoted words are no longer there",
    "gone": "Gone",
    "unreachable": "Could not be reached",
    "not_allowed": "The site asks machines to stay away",
}


class Qualifier(Word):
    """How a figure binds: a bare number is exact."""

    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    EXACTLY = "exactly"


class ImportStage(Word):
    """How far copy on its way in has come."""

    WAITING = "waiting"
    FETCHING = "fetching"
    READING = "reading"
    PROPOSING = "proposing"
    READY = "ready"
    REFUSED = "refused"
    DONE = "done"

    @property
    def label(self) -> str:
        return {"ready": "Ready to look at", "refused": "Could not be read"}.get(
            self.value, super().label
        )

    @property
    def doing(self) -> str:
        """What a page of progress says of it."""
        return {
            "waiting": "Waiting for its turn",
            "fetching": "Fetching the page",
            "reading": "Reading the text",
            "proposing": "Finding claims",
        }[self.value]


class CorrectionState(Word):
    SUGGESTED = "suggested"
    COUNTERED = "countered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    UPHELD = "upheld"
    OVERRULED = "overruled"
    APPLIED = "applied"
    WITHDRAWN = "withdrawn"


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

    @property
    def label(self) -> str:
        return {"on_author": "On the author", "stands": "Stands as it is"}.get(
            self.value, super().label
        )


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


class ClaimantKind(Word):
    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"


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
    PUBLISH = "publish"

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
    Verb.FOLLOW: "followed into a new revision",
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
    Verb.PUBLISH: "marked as published",
}


class Language(Word):
    """ISO 639-1 codes of the languages that an article can be in."""

    ARABIC = "ar"
    CHINESE = "zh"
    CZECH = "cs"
    DANISH = "da"
    DUTCH = "nl"
    ENGLISH = "en"
    FINNISH = "fi"
    FRENCH = "fr"
    GERMAN = "de"
    GREEK = "el"
    HEBREW = "he"
    HINDI = "hi"
    HUNGARIAN = "hu"
    ITALIAN = "it"
    JAPANESE = "ja"
    NORWEGIAN = "no"
    PERSIAN = "fa"
    POLISH = "pl"
    PORTUGUESE = "pt"
    ROMANIAN = "ro"
    RUSSIAN = "ru"
    SPANISH = "es"
    SWEDISH = "sv"
    TURKISH = "tr"
    UKRAINIAN = "uk"

    @property
    def label(self) -> str:
        return self.name.capitalize()

    @property
    def search_config(self) -> str:
        """PostgreSQL's text search configuration; 'simple' where it has no dictionary."""
        name = self.name.lower()
        return name if name in SEARCH_CONFIGS else "simple"


# The snowball configurations that PostgreSQL 15 and every later one brings for these languages.
SEARCH_CONFIGS = {
    "arabic", "danish", "dutch", "english", "finnish", "french", "german", "greek", "hindi",
    "hungarian", "italian", "norwegian", "portuguese", "romanian", "russian", "spanish",
    "swedish", "turkish",
}  # fmt: skip


def choices_of(words: type[Word]) -> list[tuple[str, str]]:
    """(stored, shown) pairs in the order of the vocabulary, as form and model fields take them."""
    return [(word.value, word.label) for word in words]


def values_of(words: type[Word]) -> list[str]:
    """The stored values, as plain strings: what a constraint or a migration may hold."""
    return [word.value for word in words]
