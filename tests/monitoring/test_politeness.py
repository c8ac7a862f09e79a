"""What the sites that are monitored notice of it."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection
from pytest_django import Settings

from claims.capturing import capture
from claims.choices import CheckOutcome
from claims.documents.sources import CapturedDocument
from claims.errors import Conflict
from claims.models import Source
from claims.web.fetching import USER_AGENT, CheckRedirect
from tests.factories import make_claim, make_evidence, make_source
from tests.monitoring.conftest import NOTHING_FORBIDDEN, Monitor, last_check, page
from tests.web.site import Site, answer, redirect, running_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_site(site: Site) -> Iterator[Site]:
    """Of another port, and so another host to the monitoring."""
    with running_site() as other:
        yield other


def used(source: Source) -> Source:
    make_evidence(make_claim(), source=source)
    return source


def robots(line: str) -> bytes:
    """A robots.txt that says this to every machine."""
    return answer(f"User-agent: *\n{line}\n", Content_Type="text/plain")


def paths(site: Site) -> list[str]:
    return [request.split()[1] for request in site.requests]


def test_a_host_has_two_seconds_between_requests_and_others_their_turn(
    site: Site, other_site: Site, monitor: Monitor
) -> None:
    for each in (site, other_site):
        each.pages["/robots.txt"] = NOTHING_FORBIDDEN
        for path in ("/a", "/b"):
            each.pages[path] = page("It says something.")
    for path in ("/a", "/b"):
        used(make_source(url=site.url(path)))
    for path in ("/a", "/b"):
        used(make_source(url=other_site.url(path)))
    assert monitor.check(0) == {CheckOutcome.CAPTURED: 4}
    assert paths(site) == paths(other_site) == ["/robots.txt", "/a", "/b"]
    # After the robots.txt of each; then the first host's two seconds ran out with the second's.
    assert monitor.waits == [2, 2, 2]
    assert all(f"User-Agent: {USER_AGENT}\r\n" in request for request in site.requests)
    assert USER_AGENT.startswith("ClaimTrack/")


FORBIDDING = "User-agent: *\nDisallow: /\n"
FOR_US = "User-agent: *\nAllow: /\n\nUser-agent: ClaimTrack\nDisallow: /report\n"


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (answer(FORBIDDING, Content_Type="text/plain"), CheckOutcome.NOT_ALLOWED),
        (answer("\ufeff" + FORBIDDING, Content_Type="text/plain"), CheckOutcome.NOT_ALLOWED),
        (answer(FOR_US, Content_Type="text/plain"), CheckOutcome.NOT_ALLOWED),
        (answer(FORBIDDING, Content_Type="text/robots"), CheckOutcome.NOT_ALLOWED),
        (answer("User-agent: *\nAllow: /", Content_Type="image/png"), CheckOutcome.CAPTURED),
        (
            answer("User-agent: Other\nDisallow: /", Content_Type="text/plain"),
            CheckOutcome.CAPTURED,
        ),
        (answer("User-agent: *\nDisallow: /private"), CheckOutcome.CAPTURED),
        (answer(b"\xff\xfe\x00 nonsense", Content_Type="text/plain"), CheckOutcome.CAPTURED),
        (answer(""), CheckOutcome.CAPTURED),
        (answer("No.", status="404 Not Found"), CheckOutcome.CAPTURED),
        (answer("No.", status="410 Gone"), CheckOutcome.CAPTURED),
        (answer("No.", status="401 Unauthorized"), CheckOutcome.CAPTURED),
        (answer("No.", status="403 Forbidden"), CheckOutcome.CAPTURED),
        (answer("No.", status="400 Bad Request"), CheckOutcome.CAPTURED),
        (answer("No.", status="429 Too Many Requests"), CheckOutcome.UNREACHABLE),
        (answer("No.", status="500 Internal Server Error"), CheckOutcome.UNREACHABLE),
        (b"", CheckOutcome.UNREACHABLE),
        (redirect("/robots.txt"), CheckOutcome.UNREACHABLE),
    ],
)
def test_robots_are_honoured(
    site: Site,
    source_of: Callable[..., Source],
    monitor: Monitor,
    found: bytes,
    outcome: CheckOutcome,
) -> None:
    site.pages["/robots.txt"] = found
    site.pages["/report"] = page("It says something.")
    source = used(source_of())
    assert monitor.check(0) == {outcome: 1}
    assert ("/report" in paths(site)) is (outcome == CheckOutcome.CAPTURED)
    if outcome == CheckOutcome.NOT_ALLOWED:
        assert monitor.check(29) == {}
        assert "robots.txt" in last_check(source).note
        assert monitor.check(30) == {outcome: 1}


def test_a_redirect_into_what_is_forbidden_is_not_followed(
    site: Site, source_of: Callable[..., Source], monitor: Monitor
) -> None:
    site.pages["/robots.txt"] = robots("Disallow: /private")
    site.pages["/report"] = redirect("/step")
    site.pages["/step"] = redirect("/private/report")
    source = used(source_of())
    assert monitor.check(0) == {CheckOutcome.NOT_ALLOWED: 1}
    assert paths(site) == ["/robots.txt", "/report", "/step"]
    assert "robots.txt" in last_check(source).note


@pytest.mark.parametrize(
    ("found", "outcome", "said"),
    [
        (
            answer(FORBIDDING),
            CheckOutcome.NOT_ALLOWED,
            "127.0.0.1 asks machines, in its robots.txt",
        ),
        (
            answer("Try later.", status="503 Busy"),
            CheckOutcome.UNREACHABLE,
            "is not known. 127.0.0",
        ),
        (b"", CheckOutcome.UNREACHABLE, "is not known. The connection to 127.0.0.1 failed"),
        (answer("No.", status="404 Not Found"), CheckOutcome.CAPTURED, ""),
        (answer("User-agent: *\nDisallow: /private"), CheckOutcome.CAPTURED, ""),
    ],
)
def test_the_site_that_a_redirect_leads_to_is_asked_before_it_is_followed(
    site: Site,
    other_site: Site,
    source_of: Callable[..., Source],
    monitor: Monitor,
    found: bytes,
    outcome: CheckOutcome,
    said: str,
) -> None:
    other_site.pages["/robots.txt"] = found
    other_site.pages["/new"] = page("It says something.")
    for path in ("/a", "/b"):
        site.pages[path] = redirect(other_site.url("/new"))
    sources = [used(source_of("/a")), used(source_of("/b"))]
    assert monitor.check(0) == {outcome: 2}
    is_followed = outcome == CheckOutcome.CAPTURED
    assert paths(site) == ["/robots.txt", "/a", "/b"]
    assert paths(other_site) == ["/robots.txt"] + ["/new", "/new"] * is_followed
    for source in sources:
        assert said in last_check(source).note
        assert last_check(source).moved_to == (other_site.url("/new") if is_followed else "")


def test_a_site_that_a_redirect_leads_to_has_its_pause_too(
    site: Site, other_site: Site, source_of: Callable[..., Source], monitor: Monitor
) -> None:
    other_site.pages["/robots.txt"] = robots("Crawl-delay: 5")
    other_site.pages["/new"] = redirect("/newer")
    other_site.pages["/newer"] = page("It says something.")
    for path in ("/a", "/b"):
        site.pages[path] = redirect(other_site.url("/new"))
        used(source_of(path))
    assert monitor.check(0) == {CheckOutcome.CAPTURED: 2}
    # Before /a, then before /new and /newer; /b is free by then, and the other site is not.
    assert monitor.waits == [2, 5, 5, 5, 5]


def test_a_robots_txt_that_is_kept_elsewhere_holds_for_the_site_that_was_asked(
    site: Site, other_site: Site, source_of: Callable[..., Source], monitor: Monitor
) -> None:
    site.pages["/robots.txt"] = redirect(other_site.url("/robots.txt"))
    other_site.pages["/robots.txt"] = redirect("/kept")
    other_site.pages["/kept"] = robots("Disallow: /report")
    for each in (site, other_site):
        each.pages["/report"] = each.pages["/other"] = page("It says something.")
    used(source_of("/report"))
    used(source_of("/other"))
    assert monitor.check(0) == {CheckOutcome.NOT_ALLOWED: 1, CheckOutcome.CAPTURED: 1}
    assert paths(site) == ["/robots.txt", "/other"]
    assert paths(other_site) == ["/robots.txt", "/kept"]
    assert monitor.waits == [2]  # Between the two of the other site; then the first one's was over.


@pytest.mark.parametrize(
    ("line", "pause"),
    [
        ("Crawl-delay: 1", 2),
        ("Crawl-delay: 7.5", 7.5),
        ("Request-rate: 1/10", 10),
        ("Crawl-delay: 86400", 30),
        ("Crawl-delay: soon", 2),
    ],
)
def test_a_host_that_asks_for_a_longer_pause_is_given_it_within_reason(
    site: Site, source_of: Callable[..., Source], monitor: Monitor, line: str, pause: float
) -> None:
    site.pages["/robots.txt"] = robots(line)
    for path in ("/a", "/b"):
        site.pages[path] = page("It says something.")
        used(source_of(path))
    assert monitor.check(0) == {CheckOutcome.CAPTURED: 2}
    assert monitor.waits == [pause, pause]


def test_a_round_ends(site: Site, source_of: Callable[..., Source], monitor: Monitor) -> None:
    claim = make_claim()
    for n in range(20):
        site.pages[f"/{n}"] = answer("A line of text.", Content_Type="text/plain")
        make_evidence(claim, source=source_of(f"/{n}"))
    assert monitor.check(0, most=3).total() == 3
    assert monitor.check(0, seconds=10).total() == 5  # Two seconds each, after the robots.txt.
    assert monitor.check(0).total() == 12


def test_a_host_with_many_sources_keeps_no_other_out_of_a_round(
    site: Site, other_site: Site, source_of: Callable[..., Source], monitor: Monitor
) -> None:
    other_site.pages["/robots.txt"] = NOTHING_FORBIDDEN
    other_site.pages["/report"] = page("It says something.")
    for n in range(5):
        site.pages[f"/{n}"] = page("It says something.")
        used(source_of(f"/{n}"))
    used(make_source(url=other_site.url("/report")))  # The last to be due.
    assert monitor.check(0, most=2).total() == 2
    assert paths(site) == ["/robots.txt", "/0"]
    assert paths(other_site) == ["/robots.txt", "/report"]


def test_what_goes_wrong_with_one_source_does_not_end_the_run(
    site: Site,
    source_of: Callable[..., Source],
    monitor: Monitor,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "snapshots": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": "/dev/null/no-folder"},
        },
    }
    site.pages["/full"] = page("It says something.")
    site.pages["/gone"] = answer(status="404 Not Found")
    full, gone = used(source_of("/full")), used(source_of("/gone"))
    with caplog.at_level(logging.ERROR, "claims.monitoring"):
        assert monitor.check(0) == {CheckOutcome.UNREACHABLE: 1, CheckOutcome.GONE: 1}
    assert f"Source {full.pk} could not be checked" in caplog.text
    assert "server's log" in last_check(full).note
    assert last_check(gone).outcome == CheckOutcome.GONE


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_do_not_meet(
    site: Site, source_of: Callable[..., Source], monitor: Monitor
) -> None:
    site.pages["/report"] = page("It says something.")
    source, is_looking, may_end = used(source_of()), Event(), Event()

    def slowly(checked_at: Source, check_redirect: CheckRedirect) -> CapturedDocument:
        is_looking.set()
        assert may_end.wait(30)
        return capture(checked_at, check_redirect)

    def first() -> Counter[str]:
        try:
            return monitor.check(0, slowly)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        outcomes = threads.submit(first)
        assert is_looking.wait(30)
        try:
            with pytest.raises(Conflict, match="under way"):
                monitor.check(0)
        finally:
            may_end.set()
        assert outcomes.result() == {CheckOutcome.CAPTURED: 1}
    assert source.checks.count() == 1
    assert monitor.check(1) == {CheckOutcome.SAME: 1}
