"""What a check finds at an address: change, death, redirect, slow drip, huge file, wrong type."""

from collections.abc import Callable

import pytest

from claims.choices import CaptureWay, CheckOutcome, Stage
from claims.documents.sources import CapturedDocument
from claims.models import Source, SourceCheck, User
from claims.services import snapshots, sources
from claims.web.fetching import CheckRedirect, Limits, fetch
from tests.documents.pdf_files import PNG
from tests.factories import bring_to, make_claim, make_evidence
from tests.monitoring.conftest import Monitor, last_check, page
from tests.web.site import Answer, Site, answer, dripping, redirect

pytestmark = pytest.mark.django_db

WORDS = "We counted three thousand people at the gate on Monday morning."
OTHERS = "Nobody was there, the mission says now, and the roads were empty all day long."


@pytest.fixture
def source(site: Site, source_of: Callable[..., Source]) -> Source:
    """A source whose words a claim quotes, captured by the monitoring."""
    site.pages["/report"] = page(WORDS)
    source = source_of()
    make_evidence(make_claim(), source=source, quote=WORDS)
    return source


def test_the_first_look_captures_and_the_next_finds_it_as_it_was(
    source: Source, monitor: Monitor
) -> None:
    assert monitor.check(0) == {CheckOutcome.CAPTURED: 1}
    snapshot = source.snapshots.get()
    assert WORDS in snapshot.text
    assert (snapshot.way, snapshot.captured_by) == (CaptureWay.FETCHED, None)
    assert monitor.check(0.9) == {}
    assert monitor.check(1) == {CheckOutcome.SAME: 1}
    assert source.snapshots.get() == last_check(source).snapshot == snapshot
    source.refresh_from_db()
    assert source.checked_at == monitor.after(days=1)
    assert source.check_due == monitor.after(days=2)


def test_other_bytes_with_the_same_text_are_no_change(
    site: Site, source: Source, monitor: Monitor
) -> None:
    monitor.check(0)
    site.pages["/report"] = page(f"{WORDS}<!-- built at noon --><script>count(7)</script>")
    assert monitor.check(1) == {CheckOutcome.SAME: 1}
    assert last_check(source).snapshot == source.snapshots.get()


def test_a_picture_is_told_by_its_bytes(
    site: Site, source_of: Callable[..., Source], monitor: Monitor
) -> None:
    site.pages["/report"] = answer(PNG, Content_Type="image/png")
    make_evidence(make_claim(), source=(source := source_of()))
    assert monitor.check(0) == {CheckOutcome.CAPTURED: 1}
    assert monitor.check(1) == {CheckOutcome.SAME: 1}
    site.pages["/report"] = answer(PNG + b"retouched", Content_Type="image/png")
    assert monitor.check(2) == {CheckOutcome.CHANGED_AROUND: 1}
    assert source.snapshots.count() == 2
    assert last_check(source).snapshot == source.snapshots.first()


@pytest.mark.parametrize(
    ("now", "outcome"),
    [
        (WORDS + " It rained.", CheckOutcome.CHANGED_AROUND),
        (WORDS.replace("gate", "<em>gate</em>").replace("We", "“We"), CheckOutcome.CHANGED_AROUND),
        (OTHERS, CheckOutcome.WORDS_MISSING),
        (WORDS.replace("three", "nine"), CheckOutcome.WORDS_MISSING),
        (WORDS.replace("counted", "never counted"), CheckOutcome.WORDS_MISSING),
    ],
)
def test_a_change_is_told_by_the_quoted_words(
    site: Site, source: Source, monitor: Monitor, now: str, outcome: CheckOutcome
) -> None:
    monitor.check(0)
    site.pages["/report"] = page(now)
    assert monitor.check(1) == {outcome: 1}
    assert source.snapshots.count() == 2
    assert last_check(source).snapshot == source.snapshots.first()
    site.pages["/report"] = page(WORDS)
    assert monitor.check(8) == {CheckOutcome.CHANGED_AROUND: 1}


def test_words_stay_missing_while_the_page_stays_as_it_is(
    site: Site, source: Source, monitor: Monitor
) -> None:
    monitor.check(0)
    for day in range(1, 60):  # More changes than snapshots are asked for quotations.
        site.pages["/report"] = page(f"{OTHERS} Version {day // 2}.")
        monitor.check(day)
    found = list(source.checks.values_list("outcome", flat=True))
    assert found == [CheckOutcome.WORDS_MISSING] * (len(found) - 1) + [CheckOutcome.CAPTURED]
    assert len(found) > 6


def test_words_that_never_stood_there_are_not_missing(
    site: Site, source_of: Callable[..., Source], monitor: Monitor, checker: User
) -> None:
    """A page for subscribers was pasted by one: what anybody is shown never had the words."""
    source = source_of()
    site.pages["/report"] = page(OTHERS)
    pasted = CapturedDocument(WORDS.encode(), "text/plain", CaptureWay.PASTED, WORDS)
    snapshots.store_snapshot(checker, source, pasted)
    make_evidence(make_claim(), source=source, quote=WORDS)
    assert monitor.check(0) == {CheckOutcome.CAPTURED: 1}
    assert monitor.check(1) == {CheckOutcome.SAME: 1}


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_death(site: Site, source: Source, monitor: Monitor, status: str) -> None:
    monitor.check(0)
    site.pages["/report"] = answer("Not here.", status=status)
    assert monitor.check(1) == {CheckOutcome.GONE: 1}
    assert status[:3] in last_check(source).note


def test_a_redirect_is_noted(site: Site, source: Source, monitor: Monitor) -> None:
    monitor.check(0)
    site.pages["/report"] = redirect("/archive/report?utm_source=desk")
    site.pages["/archive/report?utm_source=desk"] = page(WORDS)
    assert monitor.check(1) == {CheckOutcome.SAME: 1}
    assert last_check(source).moved_to == site.url("/archive/report?utm_source=desk")
    site.pages["/report"] = redirect("/report/")
    site.pages["/report/"] = page(WORDS)
    monitor.check(2)
    assert last_check(source).moved_to == ""


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def impatiently(source: Source, check_redirect: CheckRedirect) -> CapturedDocument:
    """As the desk captures, with a third of a second in place of 25."""
    content = fetch(source.url, Limits(total=0.35), check_redirect=check_redirect).content
    return CapturedDocument(content, "text/html", CaptureWay.FETCHED, content.decode())


def test_a_slow_drip(site: Site, source: Source, monitor: Monitor) -> None:
    site.pages["/report"] = dripping(HEAD + b"<html>", b".")
    assert monitor.check(0, impatiently) == {CheckOutcome.UNREACHABLE: 1}
    assert "did not arrive within" in last_check(source).note


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (answer("x" * (33 * 2**20)), "larger than"),
        (answer(b"\x00\x00\x00\x18ftypmp42", Content_Type="video/mp4"), "film"),
        (answer("Try later.", status="503 Service Unavailable"), "cannot answer at the moment"),
        (answer("Pay.", status="402 Payment Required"), "shows this page only to its own readers"),
        (b"", "failed or broke off"),
        (redirect("/report"), "leads back to itself"),
    ],
)
def test_what_cannot_be_had_is_told_in_a_sentence(
    site: Site, source: Source, monitor: Monitor, found: bytes | Answer, said: str
) -> None:
    monitor.check(0)
    site.pages["/report"] = found
    assert monitor.check(1) == {CheckOutcome.UNREACHABLE: 1}
    assert said in last_check(source).note
    assert source.snapshots.count() == 1


def test_a_name_that_leads_nowhere(monitor: Monitor, source_of: Callable[..., Source]) -> None:
    source = source_of()
    Source.objects.filter(pk=source.pk).update(url="https://nowhere.invalid/", address_key="n")
    make_evidence(make_claim(), source=source)
    assert monitor.check(0) == {CheckOutcome.UNREACHABLE: 1}
    assert "nowhere.invalid" in last_check(source).note


def test_who_is_in_trouble_is_asked_less_and_less(
    site: Site, source: Source, monitor: Monitor
) -> None:
    site.pages["/report"] = answer(status="500 Internal Server Error")
    for day in range(40):
        monitor.check(day)
    days = [(at - monitor.start).days for at in looks_at(source)]
    assert days == [0, 1, 3, 7, 15, 29]


def looks_at(source: Source) -> list[object]:
    return list(source.checks.order_by("pk").values_list("at", flat=True))


def test_what_nobody_uses_is_left_alone(
    site: Site, source_of: Callable[..., Source], monitor: Monitor
) -> None:
    source_of("/unused")
    make_evidence(make_claim(), source=source_of("/retired", retired=True))
    make_evidence(make_claim(), source=source_of("/later", check_due=monitor.start))
    assert monitor.check(-0.1) == {}
    assert not site.requests
    assert not SourceCheck.objects.exists()


def test_a_look_is_dated_when_it_was_taken(
    site: Site, source_of: Callable[..., Source], monitor: Monitor
) -> None:
    for path in ("/a", "/b", "/c"):
        site.pages[path] = page(WORDS)
        make_evidence(make_claim(), source=source_of(path))
    monitor.check(0)
    seconds = [(check.at - monitor.start).seconds for check in SourceCheck.objects.order_by("pk")]
    assert seconds == [2, 4, 6]  # After the robots.txt, two seconds before each.


def test_a_source_that_is_changed_while_it_is_looked_at_is_looked_at_again(
    site: Site, source: Source, monitor: Monitor, checker: User, editor: User
) -> None:
    def meanwhile(checked_at: Source, check_redirect: CheckRedirect) -> CapturedDocument:
        other = Source.objects.get(pk=source.pk)
        sources.amend_source(checker, other, url=site.url("/other"))
        return impatiently(checked_at, check_redirect)

    bring_to(Stage.CLOSED, make_claim(), checker, editor)
    assert monitor.check(0, meanwhile) == {CheckOutcome.UNREACHABLE: 1}
    assert not source.checks.exists()
    site.pages["/other"] = page(OTHERS)
    assert monitor.check(0)[CheckOutcome.CAPTURED] == 1
