"""What a packet holds, and who reads what in it."""

import json
from itertools import product

import pytest

from claims import editing
from claims.choices import Stage, Verb
from claims.errors import NotPermitted
from claims.exporting.as_csv import as_csv
from claims.exporting.as_json import as_json
from claims.exporting.as_zip import as_zip
from claims.exporting.contents import Contents
from claims.exporting.gathering import gather
from claims.models import Disclosure, Event, User
from claims.workflow import advance
from tests.exporting.archives import opened
from tests.exporting.files import File
from tests.exporting.pages import words_of
from tests.factories import make_article, make_person, revision_of
from tests.signing import Desk

pytestmark = pytest.mark.django_db


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
    editing.decline_correction(file.reporter, file.correction, "My notes say twice.")
    editing.rule_correction(file.editor, file.correction, "upheld", "The recording settles it.")
    contents = file.gathered()
    (query,) = contents.queries
    assert (query.question, query.claim, query.answer) == ("Who says so?", file.cost.pk, "")
    (correction,) = contents.corrections
    assert (correction.exact, correction.words, correction.state) == ("twice", "once", "upheld")
    assert correction.answer == "My notes say twice."
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
    assert [signed.revision for signed in contents.earlier_sign_offs] == [1]


def test_a_claim_that_only_an_earlier_revision_makes_is_kept() -> None:
    desk = Desk()
    claim = desk.closed()
    desk.revise("Talks go on\n\nNobody knows why or how.")
    contents = gather(desk.article, desk.editor, False)
    assert not contents.claims
    (former,) = contents.former
    assert former.number == claim.pk
    assert [(p.revision, p.is_standing) for p in former.passages] == [(1, False)]
    assert [revision.number for revision in contents.revisions] == [1, 2]


def test_it_is_dated_by_the_last_thing_that_happened() -> None:
    file = File().whole()
    last = Event.objects.latest("at")
    assert file.gathered().article.dated == f"{last.at:%Y-%m-%dT%H:%M:%SZ}"
    advance(file.quotation, Verb.APPROVE, file.editor, file.quotation.version)
    assert Stage(file.quotation.stage) is Stage.CLOSED
    last = Event.objects.latest("at")
    assert file.gathered().article.dated == f"{last.at:%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.parametrize("role", ["Reporter", None])
def test_who_may_not_see_the_article_gets_nothing(role: str | None) -> None:
    with pytest.raises(NotPermitted):
        gather(make_article(), make_person(role), False)


def test_nothing_of_another_article_is_in_it() -> None:
    """A claim can stand in several; a reporter sees their own."""
    file = File().whole()
    other = make_article(text="Elsewhere\n\nThe viaduct is dear.")
    editing.place_passage(
        file.checker, file.quotation, file.quotation.version, revision_of(other), 11, 31
    )
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
        before = Disclosure.objects.count()
        contents = file.gathered(reader, is_asked)
        said = everything_in(contents)
        named = {who for who, name in names.items() if set(name.split()) & set(said.split())}
        assert named == ({reader} & names.keys() if is_asked else set()), (reader, is_asked)
        for source in sources.values():
            assert f"Confidential source {source.pk}" in said
        read = Disclosure.objects.all()[: Disclosure.objects.count() - before]
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
