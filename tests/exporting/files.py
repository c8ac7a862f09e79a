"""An article with one of everything that a packet tells."""

from claims import workflow
from claims.choices import CaptureWay, Kind, Stage, Stance, Verb, Verdict
from claims.documents.sources import CapturedDocument
from claims.exporting.contents import gather
from claims.exporting.schema import Contents
from claims.models import Article, Claim, Source, User
from claims.services import articles, negotiation, snapshots, sources
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_person,
    make_proposal,
    revision_of,
    submit,
)
from tests.signing import source_saying

TEXT = """The bridge costs twice as much

The new bridge costs 40 million, the council says. “We counted twice,” the mayor said. \
Nobody asked the ferry company. It was a cold morning. Work begins in May."""


class File:
    """What a reporter handed in, a checker checked and an editor approved."""

    def __init__(self, text: str = TEXT) -> None:
        self.reporter = make_person("Reporter", first_name="Rita", last_name="Meadows")
        self.checker = make_person("Checker", first_name="Carl", last_name="Oakfield")
        self.editor = make_person("Editor", first_name="Edda", last_name="Quill")
        self.article: Article = make_article(self.reporter, text, byline="Rita Meadows")

    def claim(self, words: str, **fields: object) -> Claim:
        return make_claim(self.article, words, made_by=self.checker, **fields)

    def whole(self) -> "File":
        """With a verified claim, a quotation that is altered, and whatever else can be."""
        report = source_saying("The bridge costs 40 million.", title="The report", rank="primary")
        said = source_saying("We counted once, she said.", title="The recording")
        self.cost = self.claim("The new bridge costs 40 million")
        make_evidence(
            self.cost, self.checker, source=report, quote="costs 40 million", locator="p. 3"
        )
        bring_to(Stage.CLOSED, self.cost, self.checker, self.editor)
        self.quotation = self.claim(
            "“We counted twice,”", kind=Kind.QUOTATION, claimant=make_claimant(name="The mayor")
        )
        make_evidence(
            self.quotation, self.checker, source=said, stance=Stance.DISPUTES,
            quote="We counted twice",
        )  # fmt: skip
        bring_to(Stage.CHECKING, self.quotation, self.checker, self.editor)
        submit(self.quotation, self.checker, Verdict.FALSE)
        dismissed = self.claim("It was a cold morning")
        inputs = workflow.Inputs(note="It is the weather.")
        workflow.advance(dismissed, Verb.DISMISS, self.checker, dismissed.version, inputs)
        make_proposal(self.article, "Work begins in May")
        articles.clear_sentence(self.checker, revision_of(self.article), 0, 30)
        negotiation.ask_query(self.checker, self.article, "Who says so?", self.cost)
        start = TEXT.index("twice,")
        self.correction = negotiation.suggest_correction(
            self.checker, revision_of(self.article), start, start + 5, "once", "She said once.",
            self.quotation,
        )  # fmt: skip
        return self

    def confide(self, listed: User, name: str) -> Source:
        """A confidential source that names itself in its copy, brought to bear on the cost."""
        source = sources.add_confidential_source(listed, Source(kind="person"), name, "")
        text = f"The bridge costs 40 million, {name} said."
        copy = CapturedDocument(text.encode(), "text/plain", CaptureWay.PASTED, text=text)
        snapshots.store_snapshot(listed, source, copy)
        self.cost.refresh_from_db()
        quote = "The bridge costs 50 million, said"
        make_evidence(self.cost, self.checker, source=source, quote=quote)
        return source

    def gathered(self, reader: User | None = None, names_confidential: bool = False) -> Contents:
        return gather(self.article, reader or self.editor, names_confidential)
