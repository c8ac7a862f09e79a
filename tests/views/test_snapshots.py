"""Copies of sources as people keep and read them; their bytes are never run by a browser."""

from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims.choices import CaptureWay, CheckOutcome
from claims.documents.sources import CapturedDocument, read_document
from claims.models import ConfidentialIdentity, IdentityAccess, Snapshot, Source, Upload, User
from claims.roles import Role
from claims.services import snapshots, sources
from tests.documents.files import docx, page, paragraph
from tests.documents.pdf_files import PNG, locked, pdf
from tests.factories import make_article, make_claim, make_evidence, make_person, make_source
from tests.views.browsing import HTMX, page_of, read, refusals_in, send, signed_in
from tests.web.conftest import site
from tests.web.site import Site, answer
from tests.work import work

__all__ = ["site"]

pytestmark = pytest.mark.django_db

WORDS = "Moscow has moved about 100,000 troops."
EVIL = page(f"<p>{WORDS}</p><script>alert(1)</script>", "A page").encode()


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


def keep(
    actor: User, content: bytes = EVIL, source: Source | None = None, **known: str
) -> Snapshot:
    captured = read_document(content, CaptureWay.UPLOADED, **known)
    return snapshots.store_snapshot(actor, source or make_source(), captured)


def new_url(source: Source) -> str:
    return f"/sources/{source.pk}/snapshots/new/"


def typed_into(client: Client, source: Source, **typed: Any) -> Any:
    form = read(client, new_url(source)).one("form", class_="form")
    return send(client, form, **typed)


def rows(client: Client, source: Source) -> Any:
    return read(client, f"/sources/{source.pk}/capturing/")


def confidential(actor: User) -> Source:
    source = make_source(title="Confidential source 0", url="", is_confidential=False)
    Source.objects.filter(pk=source.pk).update(
        title=f"Confidential source {source.pk}", is_confidential=True
    )
    source.refresh_from_db()
    identity = ConfidentialIdentity.objects.create(source=source, name="Somebody")
    IdentityAccess.objects.create(identity=identity, person=actor, granted_by=actor)
    return source


def test_capture_is_asked_for_watched_and_shown(site: Site, checker: User) -> None:
    site.pages["/"] = answer(EVIL)
    source, client = make_source(url=site.url()), signed_in(checker)
    asked = client.post(f"/sources/{source.pk}/capture/")
    assert (asked.status_code, asked["Location"]) == (302, source.get_absolute_url())
    progress = f"/sources/{source.pk}/capturing/"
    waiting = client.get(progress, headers=HTMX)
    assert "is being captured" in page_of(waiting).text
    assert "HX-Refresh" not in waiting
    work()
    assert client.get(progress, headers=HTMX)["HX-Refresh"] == "true"
    done = rows(client, source)
    snapshot = source.snapshots.get()
    assert done.one("a", class_="title").attrs["href"] == snapshot.get_absolute_url()
    assert str(checker) in done.text


def test_the_page_of_a_source_watches_its_capture_and_then_rests(checker: User) -> None:
    source, client = make_source(), signed_in(checker)
    sources.ask_capture(checker, source)
    listed = read(client, source.get_absolute_url()).one(class_="snapshots")
    assert listed.all("div", hx_get=f"/sources/{source.pk}/capturing/")
    assert listed.texts("button") == ["Ask again"]
    snapshots.record_check(source, CheckOutcome.UNREACHABLE, "It does not answer.")
    listed = read(client, source.get_absolute_url()).one(class_="snapshots")
    assert not any("hx-get" in element.attrs for element in listed)
    assert listed.texts("button") == ["Capture"]


def test_a_capture_that_fails_says_why(site: Site, checker: User) -> None:
    site.pages["/"] = answer(status="404 Not Found")
    source, client = make_source(url=site.url()), signed_in(checker)
    client.post(f"/sources/{source.pk}/capture/")
    work()
    [refusal] = rows(client, source).texts(class_="refusal")
    assert refusal.startswith("Gone at")
    assert "127.0.0.1 has no page at this address (404)." in refusal


def test_an_address_that_moved_is_named(checker: User) -> None:
    source = make_source()
    moved_to = "https://example.org/elsewhere"
    snapshots.record_check(source, CheckOutcome.CAPTURED, moved_to=moved_to)
    assert rows(signed_in(checker), source).one("a").attrs["href"] == moved_to


def test_a_source_without_address_is_not_captured(checker: User) -> None:
    source, client = make_source(url=""), signed_in(checker)
    client.post(f"/sources/{source.pk}/capture/")
    source.refresh_from_db()
    assert source.capture_asked_at is None


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("report.pdf", pdf(WORDS), "application/pdf"),
        ("page.html", EVIL, "text/html"),
        ("statement.docx", docx(paragraph(WORDS)),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("statement.txt", WORDS.encode(), "text/plain"),
        ("scan.png", PNG, "image/png"),
    ],
)  # fmt: skip
def test_an_upload_is_kept_as_it_is(
    checker: User, name: str, content: bytes, media_type: str
) -> None:
    source, client = make_source(), signed_in(checker)
    sent = typed_into(
        client,
        source,
        file=SimpleUploadedFile(name, content, "application/x-anything"),
        archive_url="https://archive.example/1",
    )
    assert (sent.status_code, sent["Location"]) == (302, source.get_absolute_url())
    progress = f"/sources/{source.pk}/capturing/"
    assert read(client, source.get_absolute_url()).all("div", hx_get=progress)
    waiting = client.get(progress, headers=HTMX)
    assert f"{name} is being read" in page_of(waiting).text
    assert "HX-Refresh" not in waiting
    work()
    assert client.get(progress, headers=HTMX)["HX-Refresh"] == "true"
    assert not Upload.objects.exists()
    snapshot = source.snapshots.get()
    assert (snapshot.way, snapshot.file_name) == (CaptureWay.UPLOADED, name)
    assert snapshot.archive_url == "https://archive.example/1"
    assert snapshot.stored.media_type == media_type
    assert b"".join(client.get(f"/snapshots/{snapshot.pk}/file/")) == content
    shown = read(client, snapshot.get_absolute_url())
    assert snapshot.stored.sha256 in shown.text
    assert name in shown.text


def test_a_form_that_nobody_has_sent_complains_of_nothing(checker: User) -> None:
    assert refusals_in(read(signed_in(checker), new_url(make_source()))) == []


def test_a_paste_is_kept(checker: User) -> None:
    source, client = make_source(), signed_in(checker)
    typed_into(client, source, text="“So it is,”\r\nhe said.")
    snapshot = source.snapshots.get()
    assert (snapshot.way, snapshot.text) == (CaptureWay.PASTED, "“So it is,”\nhe said.")
    assert read(client, snapshot.get_absolute_url()).one(class_="captured-text").texts("p") == [
        "“So it is,”",
        "he said.",
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Give a file or the text."),
        ({"text": "x", "file": SimpleUploadedFile("a.txt", b"y")}, "not both"),
        ({"file": SimpleUploadedFile("a.txt", b"")}, "The file is empty."),
        ({"file": SimpleUploadedFile("a", b"x" * (10 * 2**20 + 1))}, "at most 10 MB"),
        ({"text": "kept words", "archive_url": "ftp://example.org/"}, "must begin with http"),
        ({"text": "kept words", "archive_url": "javascript:alert(1)"}, "valid URL"),
    ],
)
def test_what_is_refused_is_said_and_what_was_typed_stays(
    checker: User, typed: dict[str, Any], words: str
) -> None:
    client = signed_in(checker)
    source = make_source()
    refused = client.post(new_url(source), typed)
    assert refused.status_code == 422
    assert any(words in sentence for sentence in refusals_in(page_of(refused)))
    form = page_of(refused).one("form", class_="form")
    assert form.fields["text"] == typed.get("text", "")
    assert not Snapshot.objects.exists()
    assert not Upload.objects.exists()


def test_a_file_that_cannot_be_kept_is_refused_where_its_owner_waits(checker: User) -> None:
    source, client = make_source(), signed_in(checker)
    for _ in range(2):
        typed_into(client, source, file=SimpleUploadedFile("a.rtf", b"{\\rtf1 x}"))
        work()
        [refusal] = rows(client, source).texts(class_="refusal")
        assert refusal.startswith("a.rtf: This is")
        assert "ClaimTrack keeps web pages" in refusal
    assert Upload.objects.get().content is None
    assert "a.rtf" not in rows(signed_in(make_person(Role.CHECKER)), source).text
    typed_into(client, source, text=WORDS)
    assert not rows(client, source).all(class_="refusal")


def test_a_locked_pdf_is_kept_and_says_why_it_shows_no_words(checker: User) -> None:
    source, client = make_source(), signed_in(checker)
    content = locked(pdf(WORDS), "secret")
    typed_into(client, source, file=SimpleUploadedFile("a.pdf", content))
    work()
    shown = read(client, source.snapshots.get().get_absolute_url())
    assert "locked with a password" in shown.text
    assert "locked with a password" in rows(client, source).text


@pytest.mark.parametrize(
    ("content", "content_type", "ending"),
    [
        (EVIL, "application/octet-stream", "html"),
        (b'<?xml version="1.0"?><html><script>alert(1)</script></html>',
         "application/octet-stream", "html"),
        (b"<svg onload='alert(1)'/>", "text/plain", "txt"),
        (b"alert(1)", "text/plain", "txt"),
        (pdf(WORDS), "application/pdf", "pdf"),
        (PNG, "image/png", "png"),
    ],
)  # fmt: skip
def test_bytes_go_out_to_be_saved_and_never_run(
    checker: User, content: bytes, content_type: str, ending: str
) -> None:
    snapshot = keep(checker, content, file_name='a".html\r\nX: y')
    sent = signed_in(checker).get(f"/snapshots/{snapshot.pk}/file/")
    assert b"".join(sent) == content
    assert sent["Content-Type"] == content_type
    assert sent["Content-Disposition"] == (
        f'attachment; filename="snapshot-{snapshot.pk}.{ending}"'
    )
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert sent["Cache-Control"] == "private, no-store"


def test_markup_in_a_snapshot_is_shown_as_words(checker: User) -> None:
    snapshot = keep(checker, b"He wrote <script>alert(1)</script> & <b>left</b>.")
    shown = read(signed_in(checker), snapshot.get_absolute_url())
    [line] = shown.one(class_="captured-text").texts("p")
    assert line == "He wrote <script>alert(1)</script> & <b>left</b>."
    assert not shown.one(class_="captured-text").all("script")


def test_bytes_that_were_lost_are_not_there(checker: User) -> None:
    snapshot = keep(checker)
    storages["snapshots"].delete(snapshot.stored.name)
    assert signed_in(checker).get(f"/snapshots/{snapshot.pk}/file/").status_code == 404
    read(signed_in(checker), snapshot.get_absolute_url())


def test_quoted_words_are_marked_and_lead_to_their_claims(checker: User) -> None:
    source = make_source()
    article = make_article()
    claims = [make_claim(article) for _ in range(3)]
    for claim, quote in zip(claims, ["about 100,000 troops", "100,000 troops.", "no such thing"],
                            strict=True):  # fmt: skip
        make_evidence(claim, checker, source=source, quote=quote)
    snapshot = keep(checker, pdf("Nothing here.", WORDS), source)
    shown = read(signed_in(checker), snapshot.get_absolute_url())
    text = shown.one(class_="captured-text")
    assert text.texts("h3") == ["Page 1", "Page 2"]
    assert text.texts("mark") == ["about", "100,000 troops", "."]
    assert [link.attrs["href"] for link in text.all("a", class_="cited")] == [
        claim.get_absolute_url() for claim in claims[:2]
    ]
    quoted = shown.texts("p", class_="meta")
    assert [("Word for word" in words, "Page 2" in words) for words in quoted[:2]] == [
        (True, True), (True, True),
    ]  # fmt: skip
    assert "Not in this snapshot" in quoted[2]


def test_a_reporter_sees_the_marks_of_the_claims_they_see(checker: User) -> None:
    reporter, source = make_person(Role.REPORTER), make_source()
    theirs, others = make_claim(make_article(reporter)), make_claim()
    make_evidence(theirs, checker, source=source, quote="Moscow")
    make_evidence(others, checker, source=source, quote="troops")
    snapshot = keep(checker, source=source)
    shown = read(signed_in(reporter), snapshot.get_absolute_url())
    assert shown.texts("mark") == ["Moscow"]
    assert not shown.all("form", action=f"/snapshots/{snapshot.pk}/archive/")


def test_the_address_of_an_archive_is_kept_beside_it_and_taken_away(checker: User) -> None:
    snapshot, client = keep(checker), signed_in(checker)
    for address in ["https://archive.example/2", ""]:
        shown = read(client, snapshot.get_absolute_url())
        form = shown.one("form", action=f"/snapshots/{snapshot.pk}/archive/")
        assert send(client, form, archive_url=address).status_code == 302
        snapshot.refresh_from_db()
        assert snapshot.archive_url == address
    refused = client.post(f"/snapshots/{snapshot.pk}/archive/", {"archive_url": "ftp://x.org/"})
    assert refused.status_code == 422
    assert refusals_in(page_of(refused)) == ["An address must begin with http:// or https://."]


def test_the_address_of_an_archive_beside_a_copy_that_is_here_already_is_kept(
    checker: User,
) -> None:
    source, client = make_source(), signed_in(checker)
    for address in ["", "https://archive.example/1", ""]:
        typed_into(client, source, text=WORDS, archive_url=address)
    answer = typed_into(client, source, text=WORDS, archive_url="https://archive.example/2")
    assert answer.status_code == 409
    assert "https://archive.example/1" in refusals_in(page_of(answer))[0]
    assert source.snapshots.get().archive_url == "https://archive.example/1"


def test_copies_of_a_confidential_source_are_for_those_listed(checker: User) -> None:
    source = confidential(checker)
    snapshot = keep(checker, WORDS.encode(), source)
    for person, status in [(checker, 200), (make_person(Role.EDITOR), 404)]:
        client = signed_in(person)
        assert client.get(snapshot.get_absolute_url()).status_code == status
        assert client.get(f"/snapshots/{snapshot.pk}/file/").status_code == status
        listed = rows(client, source).all("a", href=snapshot.get_absolute_url())
        assert bool(listed) is (status == 200)
    stranger = signed_in(make_person(Role.CHECKER))
    assert stranger.get(new_url(source)).status_code == 403
    assert stranger.post(new_url(source), {"text": "x"}).status_code == 403
    assert stranger.post(f"/sources/{source.pk}/capture/").status_code == 403


def test_a_snapshot_costs_few_queries(checker: User, django_assert_max_num_queries: Any) -> None:
    source = make_source()
    for _ in range(8):
        make_evidence(make_claim(), checker, source=source, quote="about 100,000 troops")
    snapshot = keep(checker, source=source)
    client = signed_in(checker)
    read(client, snapshot.get_absolute_url())  # Compares the quotations, which is kept.
    with django_assert_max_num_queries(10):
        read(client, snapshot.get_absolute_url())


def test_a_long_text_is_shown(checker: User) -> None:
    captured = CapturedDocument(b"x", "text/plain", CaptureWay.PASTED, text=f"{WORDS}\n" * 20_000)
    snapshot = snapshots.store_snapshot(checker, make_source(), captured)
    shown = read(signed_in(checker), snapshot.get_absolute_url())
    assert len(shown.one(class_="captured-text").all("p")) == 20_000
