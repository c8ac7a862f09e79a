"""A source's address captured, from a site on this machine that answers as the test tells it to."""

import socket
from datetime import date
from threading import Event

import pytest
from django.db import connection
from pytest_django import Settings

from claims.capturing import capture, capture_now
from claims.choices import CaptureWay, CheckOutcome, SnapshotOutcome
from claims.errors import Unreadable
from claims.models import Snapshot, Source, SourceCheck, StoredFile, User
from claims.roles import Role
from claims.services import sources
from claims.tasks import capture_source
from claims.web.fetching import Limits, fetch
from tests.documents.files import page
from tests.documents.pdf_files import PNG, locked, pdf, titled
from tests.factories import make_claim, make_evidence, make_person, make_source
from tests.web.site import Site, answer, dripping, redirect, running_site
from tests.work import work

pytestmark = pytest.mark.django_db

WORDS = "Moscow has moved about 100,000 troops to areas near its border, the minister said."
STORY = page(
    f"<h1>Troops at the border</h1><p>{WORDS}</p><p>{WORDS} {WORDS}</p>"
    "<script>document.body.innerHTML = 'taken over'</script>"
    '<img src="x" onerror="alert(1)">',
    "Troops at the border",
    '<meta property="og:site_name" content="The Wire"><meta name="author" content="Cleo Lind">'
    '<meta property="article:published_time" content="2022-01-22T10:00:00Z">',
)


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


def source_at(site: Site, path: str = "/") -> Source:
    """A source that bears its address for a title, waiting to be captured."""
    url = site.url(path)
    return make_source(url=url, title=url, capture_asked_at="2022-01-22T12:00:00Z")


def kept(check: SourceCheck) -> Snapshot:
    assert check.snapshot
    return check.snapshot


def nothing_is_stored() -> bool:
    return not Snapshot.objects.exists() and not StoredFile.objects.exists()


def test_a_page_is_captured_as_it_is(site: Site, checker: User) -> None:
    site.pages["/"] = answer(STORY)
    source = source_at(site)
    check = capture_now(source, checker)
    snapshot = kept(check)
    assert (check.outcome, check.moved_to, check.note) == (CheckOutcome.CAPTURED, "", "")
    assert snapshot.stored.open().read() == STORY.encode()
    assert snapshot.stored.media_type == "text/html"
    assert (snapshot.url, snapshot.way) == (site.url(), CaptureWay.FETCHED)
    assert snapshot.captured_by == checker
    assert snapshot.text.split("\n") == ["Troops at the border", WORDS, f"{WORDS} {WORDS}"]
    source.refresh_from_db()
    assert source.capture_asked_at is None
    assert source.checked_at is not None


def test_a_source_without_a_title_gets_what_the_page_says_of_itself(
    site: Site, checker: User
) -> None:
    site.pages["/"] = answer(STORY)
    source = source_at(site)
    capture_now(source, checker)
    source.refresh_from_db()
    assert (source.title, source.publisher) == ("Troops at the border", "The Wire")
    assert (source.author, source.published_on) == ("Cleo Lind", date(2022, 1, 22))
    assert source.language == "en"


def test_a_source_that_has_a_title_keeps_it(site: Site, checker: User) -> None:
    site.pages["/"] = answer(STORY)
    source = make_source(url=site.url(), title="What the desk calls it")
    capture_now(source, checker)
    source.refresh_from_db()
    assert (source.title, source.publisher) == ("What the desk calls it", "")


def test_a_title_that_is_found_leaves_the_claims_as_the_person_saw_them(
    site: Site, checker: User
) -> None:
    site.pages["/"] = answer(STORY)
    source, claim = source_at(site), make_claim()
    make_evidence(claim, checker, source=source)
    seen, events = claim.version, claim.events.count()
    capture_now(source, checker)
    source.refresh_from_db()
    claim.refresh_from_db()
    assert source.title == "Troops at the border"
    assert (claim.version, claim.events.count()) == (seen, events)


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (page("<input type=password>", " The\n door "), "The door"),
        (titled(pdf(WORDS), "Report on troops"), "Report on troops"),
        (titled(pdf(WORDS), "\x00Report"), "\ufffdReport"),
        (titled(pdf(WORDS), "x" * 501), ""),
        (pdf(WORDS), ""),
        (b"%PDF-1.4 broken", ""),
        (b"Plain words.", ""),
        (PNG, ""),
    ],
)
def test_what_calls_itself_nothing_stays_named_by_its_address(
    site: Site, checker: User, content: bytes | str, title: str
) -> None:
    declared = "text/html" if isinstance(content, str) else ""
    site.pages["/"] = answer(content, Content_Type=declared)
    source = source_at(site)
    capture_now(source, checker)
    source.refresh_from_db()
    assert source.title == (title or site.url())


@pytest.mark.parametrize(
    ("charset", "title"),
    [("windows-1251", "Войска у границы"), ("iso-8859-2", "Žluťoučký kůň"), ("utf-8", "Čj")],
)
def test_a_title_is_read_in_the_charset_that_came_with_the_page(
    site: Site, checker: User, charset: str, title: str
) -> None:
    content = page(f"<p>{title}</p>", title).encode(charset)
    site.pages["/"] = answer(content, Content_Type=f"text/html; charset={charset}")
    source = source_at(site)
    assert kept(capture_now(source, checker)).text == title
    source.refresh_from_db()
    assert source.title == title


def test_a_redirect_is_followed_and_said(site: Site, checker: User) -> None:
    site.pages |= {"/old": redirect("/new"), "/new": answer(STORY)}
    check = capture_now(source_at(site, "/old"), checker)
    assert kept(check).url == check.moved_to == site.url("/new")


def test_a_redirect_to_another_spelling_is_no_move(site: Site, checker: User) -> None:
    site.pages |= {"/story": redirect("/story/?utm_source=x"),
                   "/story/?utm_source=x": answer(STORY)}  # fmt: skip
    check = capture_now(source_at(site, "/story"), checker)
    assert (check.outcome, check.moved_to) == (CheckOutcome.CAPTURED, "")


@pytest.mark.parametrize(
    ("content", "media_type", "outcome"),
    [
        (pdf(WORDS), "application/pdf", SnapshotOutcome.READ),
        (b"%PDF-1.7 malformed", "application/pdf", SnapshotOutcome.UNREADABLE),
        (locked(pdf(WORDS), "secret"), "application/pdf", SnapshotOutcome.UNREADABLE),
        (PNG, "image/png", SnapshotOutcome.NO_TEXT),
        (b"A statement.", "text/plain", SnapshotOutcome.READ),
    ],
)
def test_what_an_article_cannot_be_a_source_can(
    site: Site, checker: User, content: bytes, media_type: str, outcome: str
) -> None:
    site.pages["/"] = answer(content, Content_Type=media_type)
    snapshot = kept(capture_now(source_at(site), checker))
    assert (snapshot.stored.media_type, snapshot.outcome) == (media_type, outcome)
    assert snapshot.stored.open().read() == content
    assert bool(snapshot.note) is (outcome != SnapshotOutcome.READ)


def test_an_article_is_still_no_pdf(site: Site) -> None:
    site.pages["/"] = answer(pdf(WORDS), Content_Type="application/pdf")
    with pytest.raises(Unreadable, match="leads to a PDF"):
        fetch(site.url())


@pytest.mark.parametrize(
    ("page", "outcome", "words"),
    [
        (answer(status="404 Not Found"), CheckOutcome.GONE, "no page at this address (404)"),
        (answer(status="410 Gone"), CheckOutcome.GONE, "no page at this address (410)"),
        (
            answer(status="403 Forbidden"),
            CheckOutcome.UNREACHABLE,
            "only to its own readers",
        ),
        (answer(status="503 No"), CheckOutcome.UNREACHABLE, "cannot answer at the moment"),
        (answer("x", Content_Type="video/mp4"), CheckOutcome.UNREACHABLE, "leads to a film"),
        (answer(b"\0\1" * 99, Content_Type="image/png"), CheckOutcome.UNREACHABLE, "kept here"),
        (answer("x" * (10 * 2**20 + 1)), CheckOutcome.UNREACHABLE, "larger than 10 MB"),
        (answer("abc", Content_Length="9"), CheckOutcome.UNREACHABLE, "broke off"),
        (answer(""), CheckOutcome.UNREACHABLE, "The page is empty"),
        (redirect("http://10.0.0.1/"), CheckOutcome.UNREACHABLE, "private network"),
        (redirect("/"), CheckOutcome.UNREACHABLE, "leads back to itself"),
    ],
)
def test_what_cannot_be_captured_says_why_and_stores_nothing(
    site: Site, checker: User, page: bytes, outcome: str, words: str
) -> None:
    site.pages["/"] = page
    source = source_at(site)
    check = capture_now(source, checker)
    assert (check.outcome, check.snapshot) == (outcome, None)
    assert words in check.note
    assert nothing_is_stored()
    source.refresh_from_db()
    assert (source.capture_asked_at, source.title) == (None, site.url())


def test_a_slow_drip_is_given_up(site: Site) -> None:
    site.pages["/"] = dripping(answer("x", Content_Length="100000"), b"x")
    with pytest.raises(Unreadable, match=r"did not arrive within 0\.35 seconds"):
        capture(source_at(site), limits=Limits(total=0.35))


def test_a_name_that_leads_nowhere_is_not_gone(checker: User) -> None:
    check = capture_now(make_source(url="http://nowhere.invalid/"), checker)
    assert check.outcome == CheckOutcome.UNREACHABLE
    assert "could not be found from here" in check.note


def test_a_site_that_is_down_is_not_gone(settings: Settings, checker: User) -> None:
    settings.IMPORT_ALLOWS_LOOPBACK = True
    with running_site() as gone:
        source = source_at(gone)
    assert capture_now(source, checker).outcome == CheckOutcome.UNREACHABLE


def test_the_same_page_again_is_the_same_snapshot(site: Site, checker: User) -> None:
    site.pages["/"] = answer(STORY)
    source = source_at(site)
    first = kept(capture_now(source, checker))
    again = capture_now(source, checker)
    assert (again.outcome, again.snapshot) == (CheckOutcome.SAME, first)
    assert Snapshot.objects.count() == StoredFile.objects.count() == 1


def test_the_same_bytes_of_two_sources_are_stored_once(site: Site, checker: User) -> None:
    site.pages |= {"/a": answer(STORY), "/b": answer(STORY)}
    one, two = (kept(capture_now(source_at(site, path), checker)) for path in ("/a", "/b"))
    assert one != two
    assert one.stored == two.stored


def test_a_page_of_an_address_that_was_amended_meanwhile_is_not_kept(
    site: Site, checker: User
) -> None:
    site.pages |= {"/old": answer(STORY), "/new": answer(page("<p>Others.</p>", "Others"))}
    source = source_at(site, "/old")
    sources.amend_source(checker, Source.objects.get(pk=source.pk), url=site.url("/new"))
    assert capture_now(source, checker) is None
    assert nothing_is_stored()
    source.refresh_from_db()
    assert (source.capture_asked_at is None, source.title) == (False, site.url("/old"))
    assert kept(capture_now(source, checker)).url == site.url("/new")


def test_who_captures_is_told_of_missing_words_too(site: Site, checker: User) -> None:
    site.pages["/"] = answer(STORY)
    source = source_at(site)
    make_evidence(make_claim(), checker, source=source, quote=WORDS)
    capture_now(source, checker)
    site.pages["/"] = answer(page("<p>The minister was never here.</p>", "Others"))
    for _ in range(2):
        check = capture_now(source, checker)
        assert check.outcome == CheckOutcome.WORDS_MISSING
        assert check.snapshot == source.snapshots.first()
    assert source.snapshots.count() == 2
    site.pages["/"] = answer(STORY)
    assert capture_now(source, checker).outcome == CheckOutcome.CHANGED_AROUND


def test_capture_alone_stores_nothing(site: Site) -> None:
    site.pages["/"] = answer(STORY)
    captured = capture(source_at(site))
    assert (captured.content, captured.url) == (STORY.encode(), site.url())
    assert nothing_is_stored()


def test_the_worker_captures_what_was_asked_for_once(site: Site, checker: User) -> None:
    site.pages["/"] = answer(STORY)
    source = make_source(url=site.url())
    sources.ask_capture(checker, source)
    for _ in range(2):
        capture_source.enqueue(source.pk, checker.pk)
    work()
    assert len(site.requests) == 1
    assert source.snapshots.count() == 1


@pytest.mark.django_db(transaction=True)  # The site amends the source from a thread of its own.
def test_the_worker_captures_the_address_that_the_source_has_by_then(
    site: Site, checker: User
) -> None:
    source = source_at(site, "/old")

    def amend_meanwhile(client: socket.socket, _: Event) -> None:
        sources.amend_source(checker, Source.objects.get(), url=site.url("/new"))
        connection.close()
        client.sendall(answer(STORY))

    site.pages |= {"/old": amend_meanwhile, "/new": answer(page("<p>Others.</p>", "Others"))}
    capture_source.call(source.pk, checker.pk)
    assert source.snapshots.get().url == site.url("/new")
    assert Source.objects.get().capture_asked_at is None


def test_who_may_no_longer_keep_copies_does_not_leave_the_source_waiting(site: Site) -> None:
    site.pages["/"] = answer(STORY)
    source, reporter = source_at(site), make_person(Role.REPORTER)
    capture_source.enqueue(source.pk, reporter.pk)
    work()
    source.refresh_from_db()
    assert source.capture_asked_at is None
    assert "Only checkers and editors" in source.checks.get().note
    assert nothing_is_stored()


def test_what_nobody_foresaw_does_not_leave_the_source_waiting(site: Site) -> None:
    source = source_at(site)
    capture_source.enqueue(source.pk, 0)  # There is no such person.
    work()
    source.refresh_from_db()
    assert source.capture_asked_at is None
    check = source.checks.get()
    assert (check.outcome, check.note[:20]) == (CheckOutcome.UNREACHABLE, "Something went wrong")


def test_bytes_that_cannot_be_written_leave_no_row(
    site: Site, checker: User, settings: Settings
) -> None:
    site.pages["/"] = answer(STORY)
    settings.STORAGES = settings.STORAGES | {
        "snapshots": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": "/proc/nowhere"},
        }
    }
    source = source_at(site)
    capture_source.enqueue(source.pk, checker.pk)
    work()
    assert nothing_is_stored()
    assert source.checks.get().outcome == CheckOutcome.UNREACHABLE
