"""Which claims the monitoring sends back, when, and that it does so once."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from claims import workflow
from claims.choices import CaptureWay, CheckOutcome, Stage, Verb
from claims.documents.sources import CapturedDocument, read_document
from claims.models import Claim, Event, Source, User
from claims.services import snapshots, sources
from claims.web.fetching import fetch
from tests.factories import bring_to, make_article, make_claim, make_evidence, submit
from tests.monitoring.conftest import Monitor, page
from tests.web.site import Site, answer, redirect

pytestmark = pytest.mark.django_db

ONE = "We counted three thousand people at the gate on Monday morning."
TWO = "Two lorries left the yard before the guards had closed the northern road."
GONE = answer("Not here.", status="404 Not Found")


@pytest.fixture
def source(site: Site, source_of: Callable[..., Source]) -> Source:
    site.pages["/report"] = page(f"{ONE}</p><p>{TWO}")
    return source_of(title="The report")


@pytest.fixture
def judged(checker: User, editor: User) -> Callable[..., Claim]:
    """Makes a claim of a stage, judged on evidence from a source."""

    def make(source: Source, quote: str = "", stage: Stage = Stage.CLOSED) -> Claim:
        claim = make_claim(make_article())
        make_evidence(claim, checker, source=source, quote=quote)
        return bring_to(stage, claim, checker, editor)

    return make


def stage_of(claim: Claim) -> str:
    claim.refresh_from_db()
    return claim.stage


def went_stale(claim: Claim) -> list[Event]:
    call_command("check_desk", stdout=StringIO())
    return list(claim.events.filter(verb=Verb.GO_STALE))


def test_words_missing_for_three_days_send_their_claims_back(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim]
) -> None:
    closed, waiting = judged(source, ONE), judged(source, ONE, Stage.APPROVAL)
    others = [judged(source, TWO), judged(source), judged(source, "Words that never stood.")]
    checking = judged(source, ONE, Stage.CHECKING)
    monitor.check(1)
    site.pages["/report"] = page(TWO)
    for day in (2, 3, 4.9):
        monitor.check(day)
    assert stage_of(closed) == Stage.CLOSED
    assert monitor.check(5) == {CheckOutcome.WORDS_MISSING: 1}
    assert stage_of(closed) == Stage.OPEN
    assert stage_of(waiting) == Stage.CHECKING
    for claim in (closed, waiting):
        [event] = went_stale(claim)
        assert event.actor is None
        assert "“The report” are no longer at its address" in event.note
    assert [stage_of(claim) for claim in others] == [Stage.CLOSED] * 3
    assert stage_of(checking) == Stage.CHECKING
    assert not went_stale(checking)


def test_words_of_a_copy_that_was_uploaded_before_it_was_fetched(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim], checker: User
) -> None:
    content = fetch(source.url).content
    snapshots.store_snapshot(checker, source, read_document(content, CaptureWay.UPLOADED))
    claim = judged(source, ONE)
    assert monitor.check(1) == {CheckOutcome.CAPTURED: 1}
    ways = source.snapshots.values_list("way", flat=True)
    assert list(ways) == [CaptureWay.FETCHED, CaptureWay.UPLOADED]
    site.pages["/report"] = page(TWO)
    for day in (2, 3, 5):
        assert monitor.check(day) == {CheckOutcome.WORDS_MISSING: 1}
    assert stage_of(claim) == Stage.OPEN


def test_words_that_come_back_in_time_send_nothing_back(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim]
) -> None:
    claim = judged(source, ONE)
    monitor.check(1)
    for day, words in [(2, TWO), (3, TWO), (5, ONE), (6, TWO), (7, TWO), (8.9, TWO)]:
        site.pages["/report"] = page(words)
        monitor.check(day)
    assert stage_of(claim) == Stage.CLOSED
    monitor.check(9)
    assert stage_of(claim) == Stage.OPEN


def test_checks_that_could_not_read_the_page_are_passed_over(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim]
) -> None:
    claim = judged(source, ONE)
    monitor.check(1)
    for day, found in [(2, page(TWO)), (3, GONE), (4, b""), (5, page(TWO)), (6, page(TWO))]:
        site.pages["/report"] = found
        monitor.check(day)
    assert stage_of(claim) == Stage.OPEN


def test_a_verdict_given_while_the_words_were_known_to_be_missing_stands(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim], checker: User,
    editor: User,
) -> None:  # fmt: skip
    sent_back = judged(source, ONE, Stage.CHECKING)
    monitor.check(-20)
    site.pages["/report"] = page(TWO)
    for day in (-19, -18, -16):
        monitor.check(day)
    submit(sent_back, checker)
    workflow.advance(sent_back, Verb.APPROVE, editor, sent_back.version)
    for day in (1, 10, 25, 40, 55):
        assert monitor.check(day) == {CheckOutcome.WORDS_MISSING: 1}
    assert stage_of(sent_back) == Stage.CLOSED
    site.pages["/report"] = page(ONE)
    monitor.check(70)
    site.pages["/report"] = page(TWO)
    for day in (100, 101, 103):
        monitor.check(day)
    assert stage_of(sent_back) == Stage.OPEN  # They had come back: that is another cause.


def test_checks_before_a_verdict_do_not_count(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim], checker: User
) -> None:
    claim = judged(source, ONE, Stage.CHECKING)
    monitor.check(-5)
    site.pages["/report"] = page(TWO)
    monitor.check(-4)
    monitor.check(-3)
    submit(claim, checker)
    monitor.check(1)
    monitor.check(5)
    assert stage_of(claim) == Stage.APPROVAL
    monitor.check(20)
    assert stage_of(claim) == Stage.CHECKING


def test_a_verdict_given_while_the_page_was_known_to_be_gone_stands(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim], checker: User
) -> None:
    claim, checking = judged(source), judged(source, "", Stage.CHECKING)
    site.pages["/report"] = GONE
    for day in (-12, -11, -9):
        assert monitor.check(day) == {CheckOutcome.GONE: 1}
    assert stage_of(claim) == Stage.CLOSED  # Judged after those checks: it could be known.
    submit(checking, checker)
    for day in (1, 10, 25):
        assert monitor.check(day) == {CheckOutcome.GONE: 1}
    assert stage_of(claim) == Stage.CLOSED
    assert stage_of(checking) == Stage.APPROVAL


def test_a_page_that_machines_were_kept_from_for_a_while_is_no_more_gone_than_before(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim]
) -> None:
    site.pages["/report"] = GONE
    make_evidence(make_claim(), source=source)
    for day in (-12, -11, -9):
        assert monitor.check(day) == {CheckOutcome.GONE: 1}
    claim = judged(source)
    allowing = site.pages["/robots.txt"]
    site.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /", Content_Type="text/plain")
    assert monitor.check(1) == {CheckOutcome.NOT_ALLOWED: 1}
    site.pages["/robots.txt"] = allowing
    for day in (40, 41, 43):
        assert monitor.check(day) == {CheckOutcome.GONE: 1}
    assert stage_of(claim) == Stage.CLOSED


def test_a_page_that_is_found_gone_in_the_run_in_which_it_was_judged(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim]
) -> None:
    """The verdict is given while the run is busy elsewhere, before it comes to this source."""
    site.pages["/report"] = GONE
    claim = judged(source)
    monitor.start = claim.events.filter(verb=Verb.SUBMIT).latest("pk").at - timedelta(seconds=1)
    for day in (0, 1, 3):
        assert monitor.check(day) == {CheckOutcome.GONE: 1}
    assert stage_of(claim) == Stage.OPEN


def test_death_after_the_verdict(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim]
) -> None:
    claims = [judged(source, ONE), judged(source)]
    site.pages["/report"] = GONE
    monitor.check(1)
    monitor.check(2)
    assert [stage_of(claim) for claim in claims] == [Stage.CLOSED] * 2
    monitor.check(4)
    assert [stage_of(claim) for claim in claims] == [Stage.OPEN] * 2
    for claim in claims:
        [event] = went_stale(claim)
        assert "“The report” is gone" in event.note
    monitor.check(8)
    assert len(went_stale(claims[0])) == 1


@pytest.mark.parametrize("way", [CaptureWay.FETCHED, CaptureWay.PASTED])
def test_death_while_a_copy_stands_is_a_note(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim], checker: User,
    way: CaptureWay,
) -> None:  # fmt: skip
    claim = judged(source, ONE)
    if way == CaptureWay.FETCHED:
        monitor.check(1)
    else:
        pasted = CapturedDocument(ONE.encode(), "text/plain", way, ONE)
        snapshots.store_snapshot(checker, source, pasted)
    site.pages["/report"] = GONE
    for day in (9, 10, 12):
        assert monitor.check(day) == {CheckOutcome.GONE: 1}
    assert stage_of(claim) == Stage.CLOSED
    assert not went_stale(claim)


def test_a_site_that_cannot_be_reached_sends_nothing_back(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim]
) -> None:
    claim = judged(source, ONE)
    site.pages["/report"] = answer(status="500 Internal Server Error")
    for day in (1, 10, 40):
        monitor.check(day)
    assert stage_of(claim) == Stage.CLOSED


def test_evidence_that_came_after_the_verdict_takes_nothing_back(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim], checker: User
) -> None:
    claim = judged(source, ONE)
    site.pages["/late"] = GONE
    late = Source.objects.create(title="Late", url=site.url("/late"), address_key="late")
    make_evidence(claim, checker, source=late)
    for day in (1, 2, 4):
        assert monitor.check(day)[CheckOutcome.GONE] == 1
    assert stage_of(claim) == Stage.CLOSED


def test_what_was_found_at_another_address_says_nothing_of_this_one(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim], checker: User
) -> None:
    judged(source, ONE)
    monitor.check(1)
    site.pages["/new"] = page(TWO)
    sources.amend_source(checker, Source.objects.get(pk=source.pk), url=site.url("/new"))
    assert monitor.check(2) == {CheckOutcome.CAPTURED: 1}  # The words never stood there.


@pytest.mark.parametrize("was_there", [True, False])
def test_death_at_a_new_address_after_the_verdict(
    site: Site,
    source: Source,
    monitor: Monitor,
    judged: Callable[..., Claim],
    checker: User,
    *,
    was_there: bool,
) -> None:
    """Neither a copy of the old address stands for the new one, nor was its death known before."""
    if not was_there:
        site.pages["/report"] = GONE
    site.pages["/new"] = GONE
    judged(source)
    monitor.check(1)
    sources.amend_source(checker, Source.objects.get(pk=source.pk), url=site.url("/new"))
    claim = judged(source)
    for day in (2, 3, 5):
        assert monitor.check(day) == {CheckOutcome.GONE: 1}
    assert stage_of(claim) == Stage.OPEN


def test_a_copy_from_where_redirects_led_stands_for_that_address(
    site: Site, source: Source, monitor: Monitor, judged: Callable[..., Claim], checker: User
) -> None:
    site.pages["/new"] = site.pages["/report"]
    site.pages["/report"] = redirect("/new")
    judged(source, ONE)
    monitor.check(1)
    sources.amend_source(checker, Source.objects.get(pk=source.pk), url=site.url("/new"))
    claim = judged(source, ONE)
    site.pages["/new"] = GONE
    for day in (2, 3, 5):
        assert monitor.check(day) == {CheckOutcome.GONE: 1}
    assert stage_of(claim) == Stage.CLOSED  # A good copy stands: it is a note.


def test_the_command_makes_a_run_and_says_what_it_found(
    site: Site, source: Source, judged: Callable[..., Claim]
) -> None:
    judged(source, ONE)
    forbidding = answer("User-agent: *\nDisallow: /", Content_Type="text/plain")
    site.pages["/robots.txt"] = forbidding  # One request: nothing to wait for.
    said = StringIO()
    call_command("monitor_sources", "--sources", "5", "--seconds", "60", stdout=said)
    assert said.getvalue() == "Sources checked: 1\n     1 The site asks machines to stay away\n"
