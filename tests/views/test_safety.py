"""What no page may do: run foreign script, show a stack trace, take more than it can hold."""

import gzip
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings as desk_settings
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from claims.errors import Refused
from claims.models import Article
from claims.roles import Role
from claims.views.responses import STATUS_CODES
from tests.factories import make_article, make_person
from tests.views.browsing import HTMX, Element, page_of, signed_in
from tests.views.test_access import PAGES
from tests.views.whole_desk import make_desk

pytestmark = pytest.mark.django_db


def assert_safe(response: HttpResponse) -> None:
    """Nothing on the page needs more than the policy allows, and the policy allows no more."""
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    for element in page_of(response):
        assert element.tag != "style", element.raw
        assert element.tag != "script" or runs_a_file(element), element.raw
        for name, value in element.attrs.items():
            assert name != "style", value
            assert not name.startswith("on"), (name, value)
            assert not value.strip().lower().startswith("javascript:"), (name, value)


def runs_a_file(script: Element) -> bool:
    return "src" in script.attrs and not script.text


def test_every_page_is_safe() -> None:
    desk = make_desk()
    for person in ["anonymous", "handed in", "editor", "admin"]:
        client = signed_in(desk.people[person])
        for name in PAGES.keys() - {"healthz", "packet-file", "snapshot-file"}:
            for headers in [None, HTMX]:
                assert_safe(client.get(desk.url(name), headers=headers, follow=True))


def test_the_admin_is_safe() -> None:
    client = signed_in(make_person(is_superuser=True))
    article = make_article()
    change = f"claims/article/{article.pk}/change/"
    for address in ["", "claims/article/", change, "claims/source/add/", "claims/event/"]:
        response = client.get(f"/admin/{address}")
        assert response.status_code == 200
        assert_safe(response)


def test_what_is_typed_runs_nowhere() -> None:
    typed = "<script>alert(1)</script><b onclick='x'>\"'"
    person = make_person(Role.EDITOR, first_name=typed)
    client = signed_in(person)
    article = make_article(person, typed, outlet=typed, byline=typed)
    for address in ["/", "/articles/", article.get_absolute_url(), "/claims/", "/accounts/"]:
        assert_safe(client.get(address))
    for address in ["/articles/", "/claims/", "/go/", "/sources/", "/claimants/"]:
        assert_safe(client.get(address, {"q": typed}))


# Errors


def assert_says(response: HttpResponse, status: int, sentence: str) -> Element:
    assert response.status_code == status
    assert_safe(response)
    page = page_of(response)
    assert page.texts(class_="wordmark") == ["ClaimTrack"]
    assert sentence in page.one("main").text
    assert "Traceback" not in page.text
    assert page.one("main").all("a", href="/")
    return page


@pytest.mark.parametrize("path", ["/", "/static/claims/css/base.css"])
def test_answers_are_compressed_and_their_length_tells_nothing(path: str) -> None:
    client = signed_in(make_person(Role.EDITOR))
    plain = b"".join(client.get(path))
    sizes = set()
    for _ in range(20):
        answer = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert answer["Content-Encoding"] == "gzip"
        body = b"".join(answer)
        assert len(body) < len(plain)
        assert len(gzip.decompress(body)) == len(plain)
        sizes.add(len(body) + sum(len(value) for value in answer.headers.values()))
    assert len(sizes) > 1


def test_error_pages_in_our_look() -> None:
    client = signed_in(make_person(Role.REPORTER))
    assert_says(client.get("/nowhere/"), 404, "There is nothing at this address")
    assert_says(client.get("/claims/1/"), 404, "or it is not yours to see")
    assert_says(client.get("/sources/new/"), 403, "not yours to do")
    assert_says(client.get("/claims/?q=%00"), 400, "could not read")
    client.raise_request_exception = False
    with no_database():
        assert_says(client.get("/claims/"), 500, "Nothing was changed.")


def test_a_form_of_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person(Role.REPORTER))
    typed = {"text": "Head", "outlet": "The Wire", "language": "en"}
    assert_says(client.post("/articles/new/", typed), 403, "reload the page and send it again")
    assert not Article.objects.exists()


def test_the_pages_own_forms_are_taken() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person(Role.REPORTER))
    page = page_of(client.get("/articles/new/"))
    typed = page.one("form", class_="form").fields | {"text": "Head", "outlet": "The Wire"}
    token = typed.pop("csrfmiddlewaretoken")
    assert client.post("/articles/new/", typed | {"csrfmiddlewaretoken": token}).status_code == 302
    assert client.post("/articles/new/", typed).status_code == 403
    # The cookie's own word is taken too: a page that stood open through a new sign-in has it.
    renewed = typed | {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post("/articles/new/", renewed).status_code == 302


@pytest.mark.parametrize("with_csrf", [False, True])
@pytest.mark.parametrize("encoding", ["multipart/form-data", "application/x-www-form-urlencoded"])
def test_a_body_that_is_too_large(encoding: str, with_csrf: bool) -> None:
    client = Client(enforce_csrf_checks=with_csrf)
    client.force_login(make_person(Role.EDITOR))
    client.get("/articles/new/")  # For the cookie, without which no form is even read.
    article = make_article()
    too_much = "x" * (desk_settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    for address in ["/articles/new/", f"{article.get_absolute_url()}claims/", "/claims/take/"]:
        answer = post_as(encoding, client, address, {"text": too_much})
        assert_says(answer, 413, "more than the server takes at once")
    assert Article.objects.get() == article


def test_too_large_also_for_who_is_not_signed_in(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = signed_in().post("/accounts/login/", {"username": "x" * 2000})
    assert_says(answer, 413, "more than the server takes at once")


def test_a_body_of_too_many_fields() -> None:
    client = signed_in(make_person(Role.EDITOR))
    ticked = {"claim": [str(number) for number in range(5001)]}
    assert_says(client.post("/claims/take/", ticked), 400, "could not read")


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"text=%ff%fe&outlet=%ed%a0%80", b"=&=&&&"])
def test_a_body_that_is_no_form(body: bytes) -> None:
    client = signed_in(make_person(Role.REPORTER))
    encoding = "application/x-www-form-urlencoded"
    answer = client.post("/articles/new/", body, content_type=encoding)
    # What is no UTF-8 is replaced, as a browser shows it, and looked at before it is stored.
    assert answer.status_code == (302 if body.startswith(b"text=") else 422)
    broken = client.post("/articles/new/", body, content_type="multipart/form-data; boundary=x")
    assert broken.status_code in {400, 422}
    assert not Article.objects.exists()


def post_as(encoding: str, client: Client, address: str, typed: dict[str, Any]) -> HttpResponse:
    if encoding == "multipart/form-data":
        return client.post(address, typed)
    body = "&".join(f"{name}={value}" for name, value in typed.items())
    return client.post(address, body, content_type=encoding)


# The database is away


@contextmanager
def no_database() -> Iterator[None]:
    """The app asks for its database at a port where nothing listens."""
    reached = connections["default"]
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        place = {"HOST": "127.0.0.1", "PORT": str(unheard.getsockname()[1]), "OPTIONS": {}}
        connections["default"] = type(reached)(reached.settings_dict | place, "default")
        try:
            yield
        finally:
            connections["default"] = reached


def test_the_app_is_well_while_it_reaches_its_database() -> None:
    answer = signed_in().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-cache" in answer["Cache-Control"]
    with no_database():
        answer = signed_in().get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"The database does not answer.\n")
    assert answer["Content-Type"].startswith("text/plain")
    assert signed_in().get("/healthz").status_code == 200


def test_every_refusal_has_its_status() -> None:
    assert set(STATUS_CODES) == set(Refused.__subclasses__())
