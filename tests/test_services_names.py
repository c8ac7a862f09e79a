"""Claimants and sources under claims: namesakes, new names, new addresses, other languages."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.choices import Language, Stage, Verb
from claims.errors import InvalidInput, NotPermitted
from claims.models import Article, Claim, Claimant, Clearance
from claims.roles import Role
from claims.services import articles, claimants, claims, sources
from claims.services.claims import ClaimInput
from claims.text.sentences import sentences_of
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_claimant,
    make_claims,
    make_person,
    revision_of,
)
from tests.views.browsing import signed_in
from tests.work import work

pytestmark = pytest.mark.django_db


def said(claim: Claim, claimant: str = "", **typed: str) -> ClaimInput:
    """The form of a claim as it comes back, with what was typed."""
    name = claim.claimant.name if claim.claimant else ""
    fields = {"statement": claim.statement, "kind": claim.kind}
    return ClaimInput(fields | typed, claimant or name, "person")


def test_an_edit_of_something_else_leaves_the_claimant_among_namesakes() -> None:
    make_claimant(name="John Smith", description="the footballer")
    minister = make_claimant(name="John Smith", description="the minister")
    claim = make_claim(claimant=minister)
    person = make_person(Role.CHECKER)
    claims.amend_claim_as_said(person, claim, claim.version, said(claim, occasion="a speech"))
    assert Claim.objects.get().claimant == minister


def test_a_change_of_claimant_says_in_the_history_who_it_was() -> None:
    minister = make_claimant(name="John Smith")
    claim = make_claim(claimant=minister)
    person = make_person(Role.CHECKER)
    claims.amend_claim_as_said(person, claim, claim.version, said(claim, claimant="Ann Lee"))
    before = claim.events.latest("pk").before
    assert before == {"claimant": {"id": minister.pk, "name": "John Smith"}}


@pytest.mark.django_db(transaction=True)
def test_of_several_who_name_a_new_claimant_at_once_all_mean_the_same() -> None:
    person = make_person(Role.CHECKER)
    barrier = Barrier(4)

    def name_it() -> None:
        barrier.wait()
        claimants.claimant_named(person, "A new name", "person")
        connection.close()

    threads = [Thread(target=name_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Claimant.objects.filter(name="A new name").count() == 1


def test_a_renamed_claimant_sends_the_judged_claims_back() -> None:
    claimant = make_claimant(name="Putin")
    checker, editor = make_person(Role.CHECKER), make_person(Role.EDITOR)
    closed = bring_to(Stage.CLOSED, make_claim(claimant=claimant), checker, editor)
    still_open = make_claim(claimant=claimant)
    claimants.amend_claimant(editor, claimant, name="Zelensky", description="x")
    closed.refresh_from_db()
    assert closed.stage == Stage.OPEN
    submission = closed.events.get(verb=Verb.SUBMIT)
    assert submission.wording["claimant"] == {"id": claimant.pk, "name": "Putin"}
    assert still_open.events.latest("pk").before == {"claimant": "Putin"}


def test_a_new_name_takes_as_few_queries_for_many_claims() -> None:
    editor = make_person(Role.EDITOR)
    counts = []
    for number in (2, 30):
        claimant = make_claimant(name=f"Of {number}")
        make_claims(make_article(), number, claimant=claimant)
        with CaptureQueriesContext(connection) as queries:
            claimants.amend_claimant(editor, claimant, name=f"Now of {number}")
        counts.append(len(queries))
        assert all(
            claim.version == 2 and claim.events.get().wording["claimant"]["name"] == claimant.name
            for claim in claimant.claims.all()
        )
    assert counts[1] <= counts[0]


def test_a_claimant_of_many_claims_is_renamed_by_a_task() -> None:
    editor, claimant = make_person(Role.EDITOR), make_claimant(name="Putin")
    make_claims(make_article(), claimants.AT_ONCE + 1, claimant=claimant)
    claimants.amend_claimant(editor, claimant, name="Zelensky", description="x")
    claimant.refresh_from_db()
    assert (claimant.name, claimant.new_name, claimant.description) == ("Putin", "Zelensky", "x")
    page = signed_in(editor).get(claimant.get_absolute_url())
    assert "being renamed to Zelensky" in page.content.decode()
    for _ in range(2):  # Of two tasks the second finds nothing left to do.
        claimants.rename_requested(claimant.pk, editor.pk, "Zelensky")
    claimant.refresh_from_db()
    assert (claimant.name, claimant.new_name) == ("Zelensky", "")
    assert all(
        claim.events.get().before == {"claimant": "Putin"} for claim in claimant.claims.all()
    )


def test_of_two_names_asked_for_the_last_is_given_by_who_asked_for_it() -> None:
    checker, editor = make_person(Role.CHECKER), make_person(Role.EDITOR)
    claimant = make_claimant(name="Putin")
    claim, *_ = make_claims(make_article(), claimants.AT_ONCE + 1, claimant=claimant)
    claimants.amend_claimant(checker, claimant, name="Poutine")
    claimants.amend_claimant(editor, claimant, name="Zelensky")
    work()
    claimant.refresh_from_db()
    assert (claimant.name, claimant.new_name) == ("Zelensky", "")
    assert claim.events.get().actor == editor


@pytest.mark.parametrize(
    ("change", "stage"),
    [({"title": "A typo mended"}, "closed"), ({"url": "https://b.org"}, "open")],
)
def test_a_source_under_another_address_sends_back_what_was_judged_on_it(
    change: dict[str, str], stage: str
) -> None:
    checker, editor = make_person(Role.CHECKER), make_person(Role.EDITOR)
    claim = bring_to(Stage.CLOSED, make_claim(), checker, editor)
    source = claim.evidence.get().source
    title = source.title
    sources.amend_source(editor, source, **change)
    claim.refresh_from_db()
    assert claim.stage == stage
    amended = claim.events.get(verb=Verb.AMEND_EVIDENCE)
    assert set(amended.before) == set(change)
    assert claim.events.get(verb=Verb.SUBMIT).wording["evidence"][0]["title"] == title


def test_a_new_language_is_that_of_the_article_s_own_claims_only() -> None:
    english, german = make_article(), make_article(language=Language.GERMAN)
    shared, own = make_claim(english), make_claim(german)
    person = make_person(Role.CHECKER)
    claims.place_passage(person, shared, shared.version, revision_of(german), 0, 8)
    articles.amend_article(person, german, language=Language.DUTCH)
    shared.refresh_from_db()
    own.refresh_from_db()
    assert (shared.search_config, own.search_config) == ("english", "dutch")


def test_a_new_language_takes_back_clearances_of_what_is_no_sentence_any_more() -> None:
    text = "Headline\n\nIt was 5 p.m. Friday in Rome. The end."
    article = make_article(text=text)
    person = make_person(Role.CHECKER)
    for span in sentences_of(text, "en"):
        articles.clear_sentence(person, revision_of(article), span.start, span.end)
    articles.amend_article(person, article, language=Language.CHINESE)
    left = {(c.start, c.end) for c in Clearance.objects.all()}
    assert left <= {(s.start, s.end) for s in sentences_of(text, "zh")}
    taken_back = article.events.filter(verb=Verb.REVOKE_CLEARANCE).count()
    assert len(left) + taken_back == len(sentences_of(text, "en"))


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_a_deadline_that_nobody_could_read_back_is_refused(year: int) -> None:
    article = make_article()
    deadline = article.created_at.replace(year=year, day=1)
    with pytest.raises(InvalidInput, match="Give a year from 1900 to 2199"):
        articles.amend_article(make_person(Role.CHECKER), article, deadline=deadline)
    assert Article.objects.get().deadline is None


def test_who_submitted_does_not_confirm_the_verdict_elsewhere() -> None:
    submitter, approver = make_person(Role.EDITOR), make_person(Role.EDITOR)
    claim = bring_to(Stage.CLOSED, make_claim(), submitter, approver)
    revision = revision_of(make_article())
    checker = make_person(Role.CHECKER)
    claims.place_passage(checker, claim, claim.version, revision, 0, 8)
    passage = claim.passages.latest("pk")
    with pytest.raises(NotPermitted, match="You submitted this verdict"):
        claims.confirm_passage(submitter, claim, claim.version, passage)
    claims.confirm_passage(approver, claim, claim.version, passage)


def test_a_statement_is_one_line_wherever_it_was_typed() -> None:
    claim = make_claim(statement="  Two\nlines  of it. ")
    assert claim.statement == "Two lines of it."
