"""What a packet holds, and who reads what in it."""

import json
from datetime import UTC, datetime
from itertools import product

import pytest
from django.utils.timezone import now

from claims import workflow
from claims.choices import CheckOutcome, Stage, Verb, Verdict
from claims.documents.sources import CapturedDocument
from claims.errors import NotPermitted
from claims.exporting.as_csv import as_csv
from claims.exporting.as_json import as_json
from claims.exporting.as_pdf import as_pdf
from claims.exporting.as_zip import as_zip
from claims.exporting.contents import gather
from claims.exporting.formatting import moment
from claims.exporting.schema import Contents
from claims.models import (
    Claim,
    Event,
    IdentityAccessLog,
    Snapshot,
    Source,
    StoredFile,
    User,
)
from claims.services import claims, negotiation, sign_off, snapshots
from claims.services.claims import place_passage
from claims.services.snapshots import stored_file
from tests.exporting.archives import opened
from tests.exporting.files import File
from tests.exporting.pages import pages_of, words_of
from tests.factories import make_article, make_evidence, make_person, revision_of, submit
from tests.signing import TEXT as DESK_TEXT
from tests.signing import Desk

pytestmark = pytest.mark.django_db


def test_a_verdict_that_was_taken_away_reads_as_judged_nowhere() -> None:
    file = File().whole()
    claim = file.quotation

    def is_judged() -> bool:
        told = json.loads(as_json(file.gathered()))
        (quoted,) = [c for c in told["claims"] if c["number"] == claim.pk]
        (place,) = quoted["passages"]
        return bool(place["is_judged"])

    assert is_judged()
    workflow.advance(claim, Verb.WITHDRAW, file.checker, claim.version)
    assert not is_judged()
    workflow.undo(claim, file.checker, claim.version)
    assert is_judged()
    inputs = workflow.Inputs(note="Look once more.")
    workflow.advance(claim, Verb.SEND_BACK, file.editor, claim.version, inputs)
    assert not is_judged()
    submit(claim, file.checker, Verdict.FALSE)
    assert is_judged()
    workflow.undo(claim, file.checker, claim.version)
    assert not is_judged()
    submit(claim, file.checker, Verdict.FALSE)
    claims.amend_claim(file.checker, claim, claim.version, statement="Somebody said otherwise.")
    assert claim.stage == Stage.CHECKING
    assert not is_judged()


def test_a_claim_is_told_with_its_verdict_and_its_evidence() -> None:
    file = File().whole()
    cost, quotation = file.gathered().claims
    assert (cost.number, cost.status, cost.rationale) == (
        file.cost.pk,
        "verified",
        "Two counts agree.",
    )
    assert cost.meaning == "Independent or primary evidence bears the statement out as worded."
    assert (cost.submitted_by, cost.approved_by) == ("Carl Oakfield", "Edda Quill")
    assert cost.submitted_at <= cost.approved_at
    assert cost.judged
    assert cost.judged.statement == cost.statement
    assert [p["words"] for p in cost.judged.passages] == ["The new bridge costs 40 million"]
    (evidence,) = cost.evidence
    assert (evidence.locator, evidence.quote) == ("p. 3", "costs 40 million")
    assert evidence.check
    assert evidence.check.state == "exact"
    assert [deed.deed for deed in cost.history] == [
        "made the claim", "added evidence to the claim", "took the claim", "submitted the claim",
        "approved the claim",
    ]  # fmt: skip
    assert [place.is_judged for place in cost.passages] == [True]
    assert quotation.claimant == "The mayor"
    assert (quotation.status, quotation.verdict, quotation.approved_by) == ("approval", "false", "")
    (check,) = [evidence.check for evidence in quotation.evidence]
    assert check
    assert (check.state, check.changes[0]["source"]) == ("altered", "once")


def test_the_text_has_its_claims_and_what_is_unread() -> None:
    file = File().whole()
    contents = file.gathered()
    runs = [run for line in contents.lines for run in line]
    assert "".join(run.words for run in runs) == file.article.revisions.get().text.replace("\n", "")
    assert {run.words: run.ends for run in runs if run.claims} == {
        "The new bridge costs 40 million": [file.cost.pk],
        "“We counted twice,”": [file.quotation.pk],
    }
    unread = ["Nobody asked the ferry company.", "It was a cold morning.", "Work begins in May."]
    assert contents.coverage.unread == unread
    assert [run.words for run in runs if run.is_unread and run.words.strip()] == [
        "Nobody asked the ferry company.", "It was a cold morning.", "Work begins in May", ".",
    ]  # fmt: skip
    assert [c.words for c in contents.coverage.cleared] == ["The bridge costs twice as much"]


def test_what_is_negotiated_is_told() -> None:
    file = File().whole()
    negotiation.decline_correction(file.reporter, file.correction, "My notes say twice.")
    negotiation.rule_correction(file.editor, file.correction, "upheld", "The recording settles it.")
    contents = file.gathered()
    (query,) = contents.queries
    assert (query.question, query.claim, query.answer) == ("Who says so?", file.cost.pk, "")
    (correction,) = contents.corrections
    assert (correction.exact, correction.words, correction.state) == ("twice", "once", "upheld")
    assert correction.answer == "My notes say twice."
    assert correction.answered_by == str(file.reporter)
    (ruling,) = correction.rulings
    assert (ruling.decision, ruling.by) == ("Upheld", "Edda Quill")
    assert contents.rulings == [ruling]
    (aside,) = contents.dismissed
    assert (aside.by, aside.reason) == ("Carl Oakfield", "It is the weather.")
    assert [proposal.statement for proposal in contents.proposals] == [
        "The copy says: Work begins in May."
    ]
    (quoted,) = contents.quotations
    assert (quoted.words, quoted.state_label) == ("We counted twice,", "altered")
    assert contents.quotations_summary == "1 quotation: 1 altered"


def test_a_sign_off_is_told_with_what_it_was_signed_over_until_a_revision_withdraws_it() -> None:
    desk = Desk()
    desk.ask()
    for item in desk.items:
        desk.rule(item)
    desk.sign()
    contents = gather(desk.article, desk.editor, False)
    assert contents.sign_off
    assert [(o["item"], o["decision"], o["reason"]) for o in contents.sign_off.over] == [
        ("Query", "On the author", "It is known.")
    ]
    desk.revise("Talks go on\n\nNobody knows why.")
    contents = gather(desk.article, desk.editor, False)
    assert contents.sign_off is None
    (earlier,) = contents.earlier_sign_offs
    assert (earlier.revision, earlier.withdrawn_at) == (1, "")


def test_a_publication_that_was_taken_back_is_told_with_the_reason() -> None:
    desk = Desk()
    desk.sign()
    sign_off.publish_article(desk.editor, desk.article)
    sign_off.unpublish_article(desk.editor, desk.article, "It was held over.")
    desk.article.refresh_from_db()
    contents = gather(desk.article, desk.editor, False)
    assert [(p.is_published, p.reason) for p in contents.publications] == [
        (True, ""),
        (False, "It was held over."),
    ]
    assert contents.article.published_revision is None
    assert "It was held over." in words_of(as_pdf(contents))


def test_absent_words_come_with_what_stands_nearest_to_them() -> None:
    file = File().whole()
    source = Source.objects.get(title="The recording")
    make_evidence(file.cost, file.checker, source=source, quote="We never took any count, she said")
    contents = file.gathered()
    cost = next(claim for claim in contents.claims if claim.number == file.cost.pk)
    check = cost.evidence[-1].check
    assert check is not None
    assert (check.state, check.nearest) == ("absent", "We counted once, she said")
    assert "of the words: “We counted once, she said”" in words_of(as_pdf(contents))


def test_a_sign_off_that_was_taken_back_by_hand_is_told_with_the_reason() -> None:
    desk = Desk()
    first = desk.sign()
    sign_off.withdraw_sign_off(desk.editor, desk.article, 1, "Signed too soon.")
    contents = gather(desk.article, desk.editor, False)
    assert contents.sign_off is None
    desk.sign()
    contents = gather(desk.article, desk.editor, False)
    assert contents.sign_off
    (earlier,) = contents.earlier_sign_offs
    assert earlier.withdrawn_by == str(desk.editor)
    assert earlier.withdrawal_reason == "Signed too soon."
    assert earlier.at == moment(first.signed_at)
    assert [revision.signed_by for revision in contents.revisions] == [str(desk.editor)]
    assert "Signed too soon." in words_of(as_pdf(contents))


def test_a_claim_that_only_an_earlier_revision_makes_is_kept() -> None:
    desk = Desk()
    claim = desk.closed()
    desk.revise("Talks go on\n\nNobody knows why or how.")
    contents = gather(desk.article, desk.editor, False)
    assert not contents.claims
    (former,) = contents.former
    assert former.number == claim.pk
    assert [(p.revision, p.is_current) for p in former.passages] == [(1, False)]
    assert [revision.number for revision in contents.revisions] == [1, 2]


LATER = datetime(2037, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_it_is_dated_by_the_last_event_of_whatever_claim() -> None:
    file = File().whole()
    claims = {Stage(claim.stage): claim for claim in Claim.objects.all()}
    assert {Stage.PROPOSED, Stage.DISMISSED, Stage.APPROVAL, Stage.CLOSED} == set(claims)
    for year, claim in enumerate(claims.values(), 2037):
        at = LATER.replace(year=year)
        Event.objects.create(claim=claim, actor=file.checker, verb=Verb.AMEND, at=at)
        assert file.gathered().article.dated == f"{year}-01-02T03:04:05Z", claim.stage


def test_it_is_dated_by_the_last_event_of_the_article() -> None:
    file = File().whole()
    Event.objects.create(article=file.article, actor=file.editor, verb=Verb.CLEAR, at=LATER)
    Event.objects.create(article=make_article(), actor=file.editor, verb=Verb.CLEAR, at=now())
    assert file.gathered().article.dated == "2037-01-02T03:04:05Z"


def test_it_is_never_dated_before_what_it_tells_of_a_source() -> None:
    file = File().whole()
    source = file.confide(file.checker, "Quillon Ferrowvane")
    assert file.gathered(file.checker).article.dated < "2037"
    Snapshot.objects.create(
        source=source, stored=StoredFile.objects.earliest("pk"), media_type="text/plain",
        way="pasted", text="It rose.", outcome="read", captured_at=LATER,
    )  # fmt: skip
    assert file.gathered(file.checker).article.dated == "2037-01-02T03:04:05Z"
    found_gone = LATER.replace(year=2038)
    snapshots.record_check(Source.objects.earliest("pk"), CheckOutcome.GONE, at=found_gone)
    assert file.gathered(file.checker).article.dated == "2038-01-02T03:04:05Z"


def published() -> Desk:
    desk = Desk()
    desk.sign()
    desk.article = sign_off.publish_article(desk.editor, desk.article)
    return desk


def test_which_revision_ran_is_told() -> None:
    desk = Desk()
    assert gather(desk.article, desk.editor, False).article.published_revision is None
    desk = published()
    contents = gather(desk.article, desk.editor, False)
    assert (contents.article.published_revision, contents.article.revision) == (1, 1)
    assert "published as revision 1 on" in words_of(as_pdf(contents))


def test_a_text_that_was_corrected_after_it_ran_says_so() -> None:
    desk = published()
    (start, end) = (DESK_TEXT.index("took"), DESK_TEXT.index("took") + 4)
    revision = revision_of(desk.article)
    correction = negotiation.suggest_correction(
        desk.checker, revision, start, end, "gave", "It is known."
    )
    negotiation.agree_correction(desk.article.handed_in_by, correction)
    negotiation.apply_corrections(desk.editor, desk.article, 1, [correction.pk])
    contents = gather(desk.article, desk.editor, False)
    assert (contents.article.published_revision, contents.article.revision) == (1, 2)
    cover, *_ = pages_of(as_pdf(contents))
    assert "This text is revision 2." in cover
    assert "is revision 1; since then:" in cover
    assert "an earlier version read “took”; it should have read “gave”." in cover


PAGE = b"<!doctype html><title>A page</title><p>The bridge costs 40 million.</p>"


@pytest.mark.parametrize(
    ("before", "way", "content", "file_name", "ending"),
    [
        ("text/csv", "uploaded", b"claim,verdict", "claims.csv", "txt"),
        ("application/json", "fetched", b"{}", "", "txt"),
        ("text/plain", "fetched", PAGE, "", "html"),
        ("text/html", "pasted", PAGE, "", "txt"),
        ("text/plain", "uploaded", b"It rose.", "", "txt"),
    ],
)
def test_a_copy_is_named_by_what_it_is(
    before: str, way: str, content: bytes, file_name: str, ending: str
) -> None:
    """Whatever the same bytes were when they first came."""
    file = File().whole()
    stored_file(content, before)
    source = Source.objects.earliest("pk")
    media_type = "text/html" if ending == "html" else "text/plain"
    captured = CapturedDocument(content, media_type, way, text="It rose.", file_name=file_name)
    snapshot = snapshots.store_snapshot(None, source, captured)
    names = {captured.number: captured.file for captured in file.gathered().snapshots}
    assert names[snapshot.pk] == f"snapshots/{snapshot.pk}.{ending}"


@pytest.mark.parametrize("role", ["Reporter", None])
def test_who_may_not_see_the_article_gets_nothing(role: str | None) -> None:
    with pytest.raises(NotPermitted):
        gather(make_article(), make_person(role), False)


def test_nothing_of_another_article_is_in_it() -> None:
    """A claim can stand in several; a reporter sees their own."""
    file = File().whole()
    other = make_article(text="Elsewhere\n\nThe viaduct is dear.")
    place_passage(file.checker, file.quotation, file.quotation.version, revision_of(other), 11, 31)
    for reader in [file.reporter, file.editor]:
        said = as_json(file.gathered(reader)).decode()
        assert ("viaduct" in said) is (reader == file.editor), reader
        assert "Elsewhere" not in said


# Who a confidential source is


def everything_in(contents: Contents) -> str:
    """All that a packet says in any format, files in the archive included."""
    archive = opened(as_zip(contents))
    said = [content.decode(errors="replace") for content in archive.values()]
    return "\n".join([*said, words_of(archive["packet.pdf"]), as_csv(contents).decode()])


def test_a_confidential_source_is_named_to_who_is_listed_and_asks_alone() -> None:
    file = File().whole()
    admin = make_person(is_superuser=True)
    names = {file.checker: "Quillon Ferrowvane", file.editor: "Odalys Brackwater"}
    sources = {listed: file.confide(listed, name) for listed, name in names.items()}
    readers = [file.reporter, file.checker, file.editor, admin]
    for reader, is_asked in product(readers, [False, True]):
        before = IdentityAccessLog.objects.count()
        contents = file.gathered(reader, is_asked)
        said = everything_in(contents)
        named = {who for who, name in names.items() if set(name.split()) & set(said.split())}
        assert named == ({reader} & names.keys() if is_asked else set()), (reader, is_asked)
        for source in sources.values():
            assert f"Confidential source {source.pk}" in said
        read = IdentityAccessLog.objects.all()[: IdentityAccessLog.objects.count() - before]
        assert [d.person for d in read] == list(named)
        copies = {captured.source for captured in contents.snapshots}
        assert copies & {s.pk for s in sources.values()} == {sources[who].pk for who in named}


def test_how_a_check_came_out_is_told_without_the_words_of_a_confidential_copy() -> None:
    file = File().whole()
    source = file.confide(file.checker, "Quillon Ferrowvane")

    def check(reader: User, is_asked: bool) -> object:
        (cost, _) = file.gathered(reader, is_asked).claims
        (found,) = [e.check for e in cost.evidence if e.source == source.pk]
        return found and (found.state, bool(found.changes), found.snapshot is not None)

    assert check(file.checker, True) == ("altered", True, True)
    assert check(file.checker, False) == ("altered", False, False)
    assert check(file.editor, True) is None


def test_a_reporter_reads_what_the_desk_reads_of_their_article() -> None:
    file = File().whole()
    ours = json.loads(as_json(file.gathered(file.editor)))
    assert json.loads(as_json(file.gathered(file.reporter))) == ours
