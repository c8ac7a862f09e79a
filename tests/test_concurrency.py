"""Two people act at one moment: one wins, the other is told, and nothing is lost or doubled."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connection

from claims import workflow
from claims.choices import Stage, Verb
from claims.errors import Refused
from claims.importing.preparing import prepare
from claims.models import (
    Article,
    Claim,
    Claimant,
    Clearance,
    Event,
    IdentityAccess,
    Import,
    Source,
    User,
)
from claims.services import articles, claimants, claims, imports, sources
from claims.services.evidence import remove_evidence
from claims.services.sources import add_source, amend_source, source_at
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
)

pytestmark = pytest.mark.django_db(transaction=True)

DONE = "done"
NOTHING = Inputs()


def at_once(*acts: Callable[[], object]) -> Counter[str]:
    """Run each act on its own connection, all let go at one moment; what came of them."""
    barrier = Barrier(len(acts), timeout=30)

    def run(act: Callable[[], object]) -> str:
        try:
            connection.ensure_connection()
            barrier.wait()
            act()
        except Refused as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return DONE

    connection.close()  # Of the pool's eight, all are then there for the acts.
    with ThreadPoolExecutor(len(acts)) as threads:
        return Counter(threads.map(run, acts))


def as_seen(claim: Claim) -> Claim:
    """The claim as a page of its own holds it."""
    return Claim.objects.get(pk=claim.pk)


def step(claim: Claim, verb: Verb, actor: User, inputs: Inputs = NOTHING) -> Callable[[], Event]:
    seen = as_seen(claim)
    return lambda: workflow.advance(seen, verb, actor, seen.version, inputs)


def one_wins(claim: Claim, *acts: Callable[[], object]) -> None:
    """Of acts on the same version exactly one is done, and leaves one event."""
    before, events = as_seen(claim), claim.events.count()
    assert at_once(*acts) == {DONE: 1, "Conflict": len(acts) - 1}
    assert as_seen(claim).version == before.version + 1
    assert claim.events.count() == events + 1
    call_command("check_desk", stdout=StringIO())


def test_two_checkers_take_a_claim() -> None:
    claim, takers = make_claim(), [make_person("Checker"), make_person("Checker")]
    one_wins(claim, *[step(claim, Verb.TAKE, taker) for taker in takers])
    take = claim.events.get(verb=Verb.TAKE)
    assert as_seen(claim).assignee == take.actor


def test_six_checkers_take_a_claim() -> None:
    claim = make_claim()
    one_wins(claim, *[step(claim, Verb.TAKE, make_person("Checker")) for _ in range(6)])
    assert as_seen(claim).assignee == claim.events.get(verb=Verb.TAKE).actor


def test_two_editors_approve_a_verdict() -> None:
    claim = bring_to(Stage.APPROVAL, make_claim(), make_person("Checker"), make_person("Editor"))
    one_wins(claim, *[step(claim, Verb.APPROVE, make_person("Editor")) for _ in range(2)])
    assert as_seen(claim).approved_by == claim.events.get(verb=Verb.APPROVE).actor


def test_an_editor_approves_what_its_checker_withdraws() -> None:
    checker = make_person("Checker")
    claim = bring_to(Stage.APPROVAL, make_claim(), checker, make_person("Editor"))
    approve = step(claim, Verb.APPROVE, make_person("Editor"))
    one_wins(claim, approve, step(claim, Verb.WITHDRAW, checker))


def test_a_verdict_is_submitted_while_the_statement_is_amended() -> None:
    checker, editor = make_person("Checker"), make_person("Editor")
    claim = bring_to(Stage.CHECKING, make_claim(), checker, editor)
    make_evidence(claim)
    seen = as_seen(claim)
    one_wins(
        claim,
        step(claim, Verb.SUBMIT, checker, Inputs("verified", "Two counts agree.")),
        lambda: claims.amend_claim(editor, seen, seen.version, statement="Another statement."),
    )
    amended = as_seen(claim).statement == "Another statement."
    assert as_seen(claim).stage == (Stage.CHECKING if amended else Stage.APPROVAL)


def test_a_verdict_is_submitted_while_its_only_evidence_is_removed() -> None:
    checker, editor = make_person("Checker"), make_person("Editor")
    claim = bring_to(Stage.CHECKING, make_claim(), checker, editor)
    evidence, seen = make_evidence(claim), as_seen(claim)
    submit = step(claim, Verb.SUBMIT, checker, Inputs("verified", "Two counts agree."))
    before = claim.events.count()
    outcomes = at_once(submit, lambda: remove_evidence(editor, seen, seen.version, evidence))
    # Who looks for evidence after it has gone is told that, who writes after it, of the conflict.
    assert outcomes[DONE] == 1
    assert outcomes["Conflict"] + outcomes["Incomplete"] == 1
    assert claim.events.count() == before + 1
    call_command("check_desk", stdout=StringIO())


def test_a_claim_is_taken_while_it_is_dismissed() -> None:
    claim, editor = make_claim(), make_person("Editor")
    dismiss = step(claim, Verb.DISMISS, editor, Inputs(note="It is an opinion."))
    one_wins(claim, step(claim, Verb.TAKE, make_person("Checker")), dismiss)


def test_a_step_is_undone_twice() -> None:
    claim, checker = make_claim(), make_person("Checker")
    workflow.advance(claim, Verb.TAKE, checker, claim.version)
    one_wins(
        claim,
        *[partial(workflow.undo, as_seen(claim), checker, claim.version) for _ in range(2)],
    )
    assert as_seen(claim).stage == Stage.OPEN


def test_two_people_clear_the_same_sentences() -> None:
    revision = revision_of(make_article())
    people = [make_person("Checker"), make_person("Editor")]
    sentences = sentences_of(revision.text, "en")
    for place in sentences:
        clear = [
            partial(articles.clear_sentence, person, revision, place.start, place.end)
            for person in people
        ]
        assert at_once(*clear) == {DONE: 2}
    assert Clearance.objects.count() == len(sentences)
    assert Event.objects.filter(verb=Verb.CLEAR).count() == len(sentences)
    call_command("check_desk", stdout=StringIO())


def test_two_people_take_back_the_same_clearances() -> None:
    revision = revision_of(make_article())
    people = [make_person("Checker"), make_person("Editor")]
    sentences = sentences_of(revision.text, "en")
    for place in sentences:
        articles.clear_sentence(people[0], revision, place.start, place.end)
        unclear = [
            partial(articles.revoke_clearance, person, Clearance.objects.get()) for person in people
        ]
        assert at_once(*unclear) == {DONE: 2}
    assert not Clearance.objects.exists()
    assert Event.objects.filter(verb=Verb.REVOKE_CLEARANCE).count() == len(sentences)


def test_two_people_bring_the_same_new_addresses() -> None:
    people = [make_person("Checker"), make_person("Editor")]
    addresses = [f"https://example.org/{number}" for number in range(5)]
    for url in addresses:
        bring = [partial(source_at, who, url, "A report", "", None) for who in people]
        assert at_once(*bring) == {DONE: 2}
    assert sorted(Source.objects.values_list("url", flat=True)) == addresses


def test_two_people_add_the_same_claimants() -> None:
    people = [make_person("Checker"), make_person("Editor")]
    for number in range(5):
        values = {"kind": "person", "same_as": f"https://www.wikidata.org/wiki/Q{number}"}
        add = [
            partial(claimants.add_claimant, person, Claimant(name="NATO", **values))
            for person in people
        ]
        assert at_once(*add) == {DONE: 1, "InvalidInput": 1}
    assert Claimant.objects.count() == 5


def test_the_button_that_imports_is_pressed_twice_at_once() -> None:
    reporter = make_person("Reporter")
    for number in range(5):
        copy = Import(text=f"Story {number}\n\nAbout 300 people came.", outlet="The Wire")
        prepare(imports.ask_import(reporter, copy))

        def press(pk: int = copy.pk) -> None:
            again = Import.objects.get(pk=pk)
            imports.edit_import(reporter, again, byline="By nobody")
            imports.finish_import(reporter, again)

        assert at_once(press, press) == {DONE: 2}
        assert Article.objects.count() == number + 1
    call_command("check_desk", stdout=StringIO())


def test_two_people_bring_in_the_same_copy_at_once() -> None:
    people = [make_person("Checker"), make_person("Editor")]
    for number in range(5):
        copies = [
            Import(text=f"Story {number}\n\nAnna Lind denied it.", outlet="The Wire")
            for _ in people
        ]
        for person, copy in zip(people, copies, strict=True):
            prepare(imports.ask_import(person, copy))
        finish = [
            partial(imports.finish_import, person, copy)
            for person, copy in zip(people, copies, strict=True)
        ]
        assert at_once(*finish) == {DONE: 2}
        assert Article.objects.count() == number + 1
    call_command("check_desk", stdout=StringIO())


def test_two_sources_get_one_address() -> None:
    checker = make_person("Checker")
    sources = [make_source(url="https://example.org/a"), make_source(url="https://example.org/b")]
    new = Source(title="New", url="https://example.org/c")
    came = at_once(
        *[
            partial(amend_source, checker, source, url="https://example.org/c/")
            for source in sources
        ],
        partial(add_source, checker, new),
    )
    assert came == {DONE: 1, "InvalidInput": 2}


def test_two_change_what_belongs_together_of_a_source() -> None:
    checker, days = make_person("Checker"), {"asked_on": "2022-01-01", "answered_on": "2022-01-05"}
    pk = make_source(**days).pk
    seen = [Source.objects.get(pk=pk) for _ in range(2)]
    came = at_once(
        partial(amend_source, checker, seen[0], asked_on=date(2022, 1, 4)),
        partial(amend_source, checker, seen[1], answered_on=date(2022, 1, 2)),
    )
    assert came == {DONE: 1, "Incomplete": 1}
    source = Source.objects.get(pk=pk)
    assert source.asked_on <= source.answered_on


def test_two_let_the_same_person_know_who_a_source_is() -> None:
    people = [make_person("Checker"), make_person("Editor"), make_person("Editor")]
    source = sources.add_confidential_source(people[0], Source(kind="person"), "Somebody", "")
    sources.grant_access(people[0], source, people[1])
    came = at_once(*[partial(sources.grant_access, who, source, people[2]) for who in people[:2]])
    assert came == {DONE: 1, "InvalidInput": 1}


def test_who_is_taken_off_a_list_lets_nobody_else_in() -> None:
    people = [make_person("Checker"), make_person("Editor"), make_person("Editor")]
    source = sources.add_confidential_source(people[0], Source(kind="person"), "Somebody", "")
    theirs = sources.grant_access(people[0], source, people[1])
    at_once(
        partial(sources.revoke_access, people[0], theirs),
        partial(sources.grant_access, people[1], source, people[2]),
    )
    admitted = IdentityAccess.objects.filter(person=people[2]).first()
    removed_at = IdentityAccess.objects.get(pk=theirs.pk).revoked_at
    assert admitted is None or admitted.granted_at < removed_at
