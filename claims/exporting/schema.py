"""What a packet holds: the fact-check file of an article, as plain values.

packet.json is these fields by these names; the PDF and the table are made of nothing else. Times
are UTC and dates plain, both in ISO 8601, '' where there is none. People and sources are named as
the reader sees them. Claims, sources and snapshots have the numbers of the desk.
"""

from dataclasses import dataclass
from typing import Any

FORMAT = "claimtrack packet 1"


@dataclass(frozen=True)
class PacketArticle:
    """The article; `published_revision` is a number, `dated` the time of the last event of the
    article or of a claim that it ever made, of the last copy of a source, or of when one was found
    gone: the file tells of nothing later."""

    number: int
    headline: str
    outlet: str
    byline: str
    language: str
    dateline: str
    address: str
    handed_in_by: str
    published_at: str
    published_revision: int | None
    revision: int
    revision_at: str
    dated: str


@dataclass(frozen=True)
class PacketSignOff:
    """A sign-off; `over` are the items that were open: item, about, decision, reason, ruled_by.

    `withdrawn_by` is who took it back by hand.
    """

    revision: int
    by: str
    at: str
    over: list[dict[str, str]]
    withdrawn_by: str = ""
    withdrawn_at: str = ""
    withdrawal_reason: str = ""


@dataclass(frozen=True)
class Publication:
    """That the article was published, or that this was taken back, with the reason."""

    is_published: bool
    by: str
    at: str
    reason: str


@dataclass(frozen=True)
class TextRun:
    """Words of the copy under the same claims, the outermost first; `ends` end with it."""

    words: str
    claims: list[int]
    ends: list[int]
    is_unread: bool


@dataclass(frozen=True)
class PacketClearance:
    words: str
    by: str
    at: str


@dataclass(frozen=True)
class Coverage:
    """The sentences of the revision: how many, and the words of those that nobody has read."""

    sentences: int
    unread: list[str]
    cleared: list[PacketClearance]


@dataclass(frozen=True)
class PacketSnapshot:
    """A snapshot: `file` is the name of its bytes in the ZIP, `text_file` that of its text."""

    number: int
    source: int
    sha256: str
    media_type: str
    size: int
    at: str
    address: str
    archive_address: str
    file: str
    text_file: str


@dataclass(frozen=True)
class PacketSource:
    """A source. `name` is who a confidential one is, where the reader may know and asked for it;
    `gone_at` is when it was last looked for, where its address led nowhere then."""

    number: int
    title: str
    name: str
    kind: str
    rank: str
    publisher: str
    author: str
    address: str
    published_on: str
    terms: str
    spoken_on: str
    leans_on: str
    is_confidential: bool
    asked_whom: str
    asked_how: str
    asked_on: str
    answer_due: str
    answer: str
    answered_on: str
    gone_at: str


@dataclass(frozen=True)
class QuotationCheck:
    """Quoted words against what was captured: `state` is exact, altered or absent, `ratio` the
    share of the words found, `changes` what claims.text.quote_checking tells of each, `nearest` how
    the passage nearest to absent words begins.

    Without `changes`, `nearest` and `snapshot` where the file leaves out what was captured.
    """

    state: str
    ratio: float
    changes: list[dict[str, Any]]
    nearest: str
    source: int | None
    snapshot: int | None
    sha256: str


@dataclass(frozen=True)
class PacketEvidence:
    """Evidence; `check` is None where it quotes nothing or nothing is captured."""

    stance: str
    source: int
    quote: str
    locator: str
    note: str
    merits: list[str]
    is_gone: bool
    added_by: str
    added_at: str
    check: QuotationCheck | None


@dataclass(frozen=True)
class PacketPassage:
    """A passage: where the copy makes a claim. `start`, `end` count code points of its revision.

    `was` are the words before, where the last revision changed them.
    """

    revision: int
    start: int
    end: int
    words: str
    sha256: str
    was: str
    is_current: bool
    is_judged: bool


@dataclass(frozen=True)
class JudgedWording:
    """The wording that the verdict was submitted on; `passages` are {words, sha256}."""

    statement: str
    sha256: str
    passages: list[dict[str, str]]


@dataclass(frozen=True)
class HistoryLine:
    """One line of a claim's history."""

    at: str
    by: str
    deed: str
    verdict: str
    note: str


@dataclass(frozen=True)
class PacketClaim:
    """A claim that a person made or accepted; `status` is a Status, `meaning` its verdict's.

    `independent` counts its sources, those that lean on one line as one. `history` is in order.
    """

    number: int
    statement: str
    kind: str
    claimant: str
    said_on: str
    occasion: str
    figure: dict[str, Any] | None
    status: str
    status_label: str
    verdict: str
    meaning: str
    rationale: str
    tried: str
    assignee: str
    submitted_by: str
    submitted_at: str
    approved_by: str
    approved_at: str
    judged: JudgedWording | None
    passages: list[PacketPassage]
    evidence: list[PacketEvidence]
    sources: int
    independent: int
    history: list[HistoryLine]


@dataclass(frozen=True)
class UncheckedClaim:
    """A claim that is not checked: dismissed by somebody for a reason, or a mere proposal."""

    number: int
    statement: str
    by: str
    at: str
    reason: str


@dataclass(frozen=True)
class PacketQuotation:
    """A quotation of the copy, without its marks."""

    words: str
    state: str
    state_label: str
    claims: list[int]
    check: QuotationCheck | None


@dataclass(frozen=True)
class PacketQuery:
    """A query; open while `answer` is ''."""

    claim: int | None
    words: str
    question: str
    asked_by: str
    asked_at: str
    answer: str
    answered_by: str
    answered_at: str


@dataclass(frozen=True)
class PacketRuling:
    item: str
    about: str
    claim: int | None
    decision: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True)
class PacketCorrection:
    """A correction: `exact` is to read `words`. `applied_in` is a revision's number, `note` the
    dated correction note."""

    claim: int | None
    revision: int
    exact: str
    words: str
    reason: str
    state: str
    counter: str
    answer: str
    answered_by: str
    suggested_by: str
    suggested_at: str
    moved_by: str
    moved_at: str
    applied_in: int | None
    note: str
    rulings: list[PacketRuling]


@dataclass(frozen=True)
class PacketRevision:
    """A revision with its whole text."""

    number: int
    by: str
    at: str
    sha256: str
    signed_by: str
    text: str


@dataclass(frozen=True)
class Contents:
    """`lines` are those of the current revision that hold words, the headline first; `claims` stand
    in it, in order, and `former` only in an earlier one."""

    format: str
    article: PacketArticle
    sign_off: PacketSignOff | None
    lines: list[list[TextRun]]
    coverage: Coverage
    claims: list[PacketClaim]
    former: list[PacketClaim]
    proposals: list[UncheckedClaim]
    dismissed: list[UncheckedClaim]
    quotations_summary: str
    quotations: list[PacketQuotation]
    queries: list[PacketQuery]
    corrections: list[PacketCorrection]
    rulings: list[PacketRuling]
    earlier_sign_offs: list[PacketSignOff]
    publications: list[Publication]
    revisions: list[PacketRevision]
    sources: list[PacketSource]
    snapshots: list[PacketSnapshot]
