"""A packet as people ask for it, wait for it and fetch it."""

import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.storage import storages
from django.test import Client
from pytest_django import Settings

from claims.choices import PacketFormat, PacketStage
from claims.exporting.making import NOT_MADE
from claims.models import Packet, Source
from claims.roles import Role
from claims.services import packets, sources
from claims.tasks import make_packet
from tests.exporting.files import File
from tests.factories import make_article, make_person
from tests.views.browsing import HTMX, page_of, read, refusals_in, signed_in
from tests.work import work

pytestmark = pytest.mark.django_db(transaction=True)  # It is gathered in one of its own.

FORMATS = {"pdf": b"%PDF-", "zip": b"PK", "json": b"{\n", "csv": b"\xef\xbb\xbfrecord,"}


@pytest.fixture
def file() -> File:
    return File().whole()


def address(file: File) -> str:
    return f"{file.article.get_absolute_url()}packet/"


def ask(client: Client, file: File, **typed: str) -> Any:
    return client.post(address(file), {"format": "json"} | typed)


def fetched(client: Client, file: File, **typed: str) -> Any:
    """What is saved at the end of the way that a person goes."""
    page = ask(client, file, **typed)["Location"]
    work()
    (link,) = [a.attrs["href"] for a in read(client, page).all("a") if a.text.startswith("Save")]
    return client.get(link)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("who", ["reporter", "checker", "editor"])
def test_a_packet_is_asked_for_made_and_saved(file: File, who: str, kind: str) -> None:
    client = signed_in(getattr(file, who))
    article = read(client, file.article.get_absolute_url())
    assert article.texts("a", href=address(file)) == ["Fact-check file"]
    answer = fetched(client, file, format=kind)
    assert b"".join(answer.streaming_content).startswith(FORMATS[kind])
    packet = Packet.objects.get()
    name = f"fact-check-{file.article.pk}-packet-{packet.pk}.{kind}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"
    assert "Asked for before" in read(client, address(file)).text


def test_the_page_waits_until_it_is_made(file: File) -> None:
    client = signed_in(file.checker)
    page = ask(client, file)["Location"]
    assert read(client, page).texts("li", aria_current="step") == ["Waiting for its turn"]
    assert client.get(f"{page}file/").status_code == 404
    packet = Packet.objects.get()
    assert packets.begin_packet(packet)
    waiting = client.get(page, headers=HTMX)
    assert page_of(waiting).texts("li", aria_current="step") == ["Gathering and setting it"]
    assert "HX-Refresh" not in waiting
    packets.keep_packet(packet, b"{}", "application/json")
    assert client.get(page, headers=HTMX)["HX-Refresh"] == "true"


def test_asking_twice_makes_one(file: File) -> None:
    client = signed_in(file.checker)
    first = ask(client, file)["Location"]
    assert ask(client, file)["Location"] == first
    assert ask(client, file, format="csv")["Location"] != first
    work()
    assert ask(client, file)["Location"] != first


def test_of_two_workers_one_makes_it(file: File) -> None:
    packet = packets.ask_packet(file.checker, file.article, PacketFormat.JSON, False)
    assert packets.begin_packet(packet)
    make_packet.call(packet.pk)
    packet.refresh_from_db()
    assert packet.stage == PacketStage.MAKING


@pytest.mark.parametrize("typed", [{"format": "exe"}, {"format": ""}])
def test_what_is_no_format_is_refused_where_the_person_looks(
    file: File, typed: dict[str, str]
) -> None:
    answer = ask(signed_in(file.checker), file, **typed)
    assert answer.status_code == 422
    assert refusals_in(page_of(answer))
    assert not Packet.objects.exists()


def test_it_is_for_who_asked_alone(file: File) -> None:
    page = ask(signed_in(file.checker), file)["Location"]
    work()
    for other in [file.reporter, file.editor, make_person(is_superuser=True), None]:
        for found in [page, f"{page}file/"]:
            assert signed_in(other).get(found).status_code == (404 if other else 302), other


def test_who_may_not_see_the_article_any_more_gets_nothing(file: File) -> None:
    """Neither what was made before, nor what waits to be made."""
    client = signed_in(file.checker)
    made = ask(client, file)["Location"]
    work()
    waiting = ask(client, file, format="csv")["Location"]
    file.checker.groups.clear()
    work()
    assert Packet.objects.get(format="csv").refusal == "This article is not yours to see."
    for found in [made, f"{made}file/", waiting]:
        assert client.get(found).status_code == 404


def test_what_goes_wrong_is_said_and_can_be_asked_for_anew(
    file: File, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": "/dev/null"},
    }
    settings.STORAGES = {**settings.STORAGES, "snapshots": nowhere}
    client = signed_in(file.checker)
    page = ask(client, file)["Location"]
    work()
    shown = read(client, page)
    assert shown.texts("p", class_="refusal") == [NOT_MADE]
    assert shown.all("a", href=address(file))
    assert client.get(f"{page}file/").status_code == 404
    assert "could not be made" in caplog.text


def test_bytes_that_the_storage_has_lost_are_not_there(file: File) -> None:
    client = signed_in(file.checker)
    page = ask(client, file)["Location"]
    work()
    stored = Packet.objects.get().stored
    assert stored
    storages["snapshots"].delete(stored.name)
    assert client.get(f"{page}file/").status_code == 404


# Confidential sources


def the_tick(client: Client, file: File) -> bool:
    return bool(read(client, address(file)).all("input", name="names_confidential"))


def test_only_who_is_listed_is_asked_whether_names_go_in(file: File) -> None:
    file.confide(file.checker, "Quillon Ferrowvane")
    sources.add_confidential_source(file.editor, Source(kind="person"), "Another", "")
    assert the_tick(signed_in(file.checker), file)
    for other in [file.editor, file.reporter]:
        assert not the_tick(signed_in(other), file)


def test_who_is_not_listed_gets_no_name_by_asking_for_it(file: File) -> None:
    file.confide(file.checker, "Quillon Ferrowvane")
    for person, is_named in [(file.checker, True), (file.editor, False)]:
        answer = fetched(signed_in(person), file, format="zip", names_confidential="on")
        with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
            packet = json.loads(archive.read("packet.json"))
            copies = [archive.read(name) for name in archive.namelist() if "-text" in name]
        names = [source["name"] for source in packet["sources"] if source["is_confidential"]]
        assert names == (["Quillon Ferrowvane"] if is_named else [""])
        assert any(b"Quillon" in copy for copy in copies) is is_named


def test_a_reporter_asks_about_their_own_alone(file: File) -> None:
    other = make_article(make_person(Role.REPORTER))
    client = signed_in(file.reporter)
    for method in [client.get, client.post]:
        assert method(f"{other.get_absolute_url()}packet/").status_code == 404
