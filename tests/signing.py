"""An article with nothing open, and what opens things in it."""

from claims import workflow
from claims.choices import (
    CaptureWay,
    CorrectionState,
    Kind,
    Stage,
    Verb,
    Verdict,
)
from claims.documents.sources import CapturedDocument
from claims.models import Claim, Correction, Query, SignOff, Source, User
from claims.selectors.sign_off import SignOffIssue, open_items
from claims.services import articles, claims, revisions, sign_off, snapshots
from claims.text.sentences import sentences_of
from claims.workflow import Inputs
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_evidence,
    make_person,
    make_source,
    revision_of,
    submit,
)

TEXT = "Talks go on\n\nThe mayor took the money."
QUOTING = "Talks go on\n\n“We are ready to talk about it,” she said."
WORDS = "The mayor took the money."


class Desk:
    """An article of a reporter, with every sentence read, and nothing open."""

    def __init__(self, text: str = TEXT, by: User | None = None) -> None:
        self.checker, self.editor = make_person("Checker"), make_person("Editor")
        self.article = make_article(by, text)
        self.read()

    def read(self) -> None:
        """Clear whatever is unread."""
        revision = revision_of(self.article)
        for sentence in sentences_of(revision.text, "en"):
            articles.clear_sentence(self.checker, revision, sentence.start, sentence.end)

    def closed(self, verdict: Verdict = Verdict.VERIFIED, kind: Kind = Kind.EVENT) -> Claim:
        claim = make_claim(self.article, WORDS, made_by=self.checker, kind=kind)
        bring_to(Stage.CHECKING, claim, self.checker, self.editor)
        make_evidence(claim, self.checker)
        self.judge(claim, verdict)
        return claim

    def judge(self, claim: Claim, verdict: Verdict) -> None:
        submit(claim, self.checker, verdict)
        workflow.advance(claim, Verb.APPROVE, self.editor, claim.version)

    def judge_anew(self, verdict: Verdict) -> None:
        claim = Claim.objects.earliest("pk")
        inputs = Inputs(note="Once more.")
        workflow.advance(claim, Verb.REOPEN, self.checker, claim.version, inputs)
        workflow.advance(claim, Verb.TAKE, self.checker, claim.version)
        self.judge(claim, verdict)

    def reword(self) -> None:
        claim = Claim.objects.earliest("pk")
        claims.amend_claim(self.checker, claim, claim.version, statement="He took some of it.")

    def revise(self, text: str) -> None:
        number = revision_of(self.article).number
        revisions.revise(self.checker, self.article, number, text)
        self.read()

    def lose(self) -> None:
        self.closed()
        self.revise("Talks go on\n\nNobody knows why or how.")

    def place(self) -> None:
        claim = Claim.objects.earliest("pk")
        passage, place = claim.passages.get(), len("Talks go on\n\n")
        now = revision_of(self.article)
        revisions.place_lost(self.checker, claim, claim.version, passage, now, place, place + 12)

    def ask(self) -> None:
        Query.objects.create(article=self.article, question="Who says so?", asked_by=self.checker)

    def correct(self, **fields: object) -> Correction:
        start = TEXT.index("took")
        values = {"start": start, "end": start + 4, "exact": "took", "words": "had"} | fields
        return Correction.objects.create(
            article=self.article,
            revision=revision_of(self.article),
            reason="It is not known.",
            suggested_by=self.checker,
            **values,
        )

    def decline(self) -> None:
        Correction.objects.update(state=CorrectionState.DECLINED)

    def quote(self, *said: str) -> None:
        """Bring sources that said so to bear on the quotation."""
        claim = make_claim(self.article, "“We are ready to talk about it,”", kind=Kind.QUOTATION)
        for words in said:
            make_evidence(claim, source=source_saying(words))
        bring_to(Stage.CLOSED, claim, self.checker, self.editor)

    @property
    def items(self) -> list[SignOffIssue]:
        return open_items(self.article, self.editor)

    def rule(self, item: SignOffIssue, reason: str = "It is known.") -> None:
        sign_off.rule_item(
            self.editor, self.article, item.item, item.key, item.decisions[0], reason
        )

    def sign(self) -> SignOff:
        return sign_off.sign_off(self.editor, self.article, revision_of(self.article).number)


def source_saying(words: str, **fields: object) -> Source:
    source = make_source(**fields)
    captured = CapturedDocument(words.encode(), "text/plain", CaptureWay.PASTED, text=words)
    snapshots.store_snapshot(None, source, captured)
    return source
