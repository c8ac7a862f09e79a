"""Signing in and out, and the password."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from claims.models import User
from claims.roles import Role
from tests.factories import make_person
from tests.views.browsing import page_of, read, refusals_in, send, signed_in

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
PASSWORD = "seven brown herrings"


@pytest.fixture
def person(settings: Settings) -> User:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Quick.
    cache.clear()  # It counts wrong passwords, those of other tests too.
    return make_person(Role.CHECKER, "ben", password=PASSWORD)


def sign_in(client: Client, password: str = PASSWORD, page: str = LOGIN) -> HttpResponse:
    form = read(client, page).one("form")
    typed = {"username": "ben", "password": password}
    return client.post(page, form.fields | typed)


def test_sign_in_leads_to_the_desk(person: User) -> None:
    client = signed_in()
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").status_code == 200


def test_a_wrong_password_is_said(person: User) -> None:
    client = signed_in()
    answer = sign_in(client, "eight brown herrings")
    page = page_of(answer)
    assert answer.status_code == 422
    (sentence,) = refusals_in(page)
    assert "correct username and password" in sentence
    assert page.one("form").fields["username"] == "ben"
    assert client.get("/").status_code == 302


def test_sign_in_tires_of_wrong_passwords(person: User) -> None:
    make_person(Role.CHECKER, "dora", password=PASSWORD)
    for _ in range(10):
        assert sign_in(signed_in(), "wrong").status_code == 422
    for password in ["wrong", PASSWORD]:
        answer = sign_in(signed_in(), password)
        assert answer.status_code == 429
        page = page_of(answer)
        assert page.texts(class_="refusal")[0].startswith("Too many wrong passwords")
        assert page.one("form").fields["username"] == "ben"
    form = read(signed_in(), LOGIN).one("form").fields
    others = signed_in().post(LOGIN, form | {"username": "dora", "password": PASSWORD})
    assert others.status_code == 302


def test_only_wrong_passwords_in_a_row_count(person: User) -> None:
    for _ in range(2):
        for _ in range(9):
            assert sign_in(signed_in(), "wrong").status_code == 422
        assert sign_in(signed_in()).status_code == 302


def test_who_has_left_cannot_sign_in_nor_go_on(person: User) -> None:
    client = signed_in()
    sign_in(client)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/").status_code == 302
    assert refusals_in(page_of(sign_in(signed_in())))


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/claims/%3Fq%3Dtroops", "/claims/?q=troops"),
        ("https://example.org/", "/"),
        ("//example.org/", "/"),
        ("javascript:alert(1)", "/"),
        ("http:///example.org", "/"),
    ],
)
def test_sign_in_leads_to_this_site_only(person: User, asked: str, led_to: str) -> None:
    assert sign_in(signed_in(), page=f"{LOGIN}?next={asked}")["Location"] == led_to


def test_sign_out_by_its_button(person: User) -> None:
    client = signed_in(person)
    form = read(client, "/accounts/").one("form", action="/accounts/logout/")
    assert client.get("/accounts/logout/").status_code == 405
    assert client.get("/").status_code == 200
    answer = send(client, form)
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)
    assert client.get("/").status_code == 302


def test_change_the_password(person: User) -> None:
    client, new = signed_in(), "nine brown herrings"
    sign_in(client)
    form = read(client, "/accounts/password/").one("form", class_="form")
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    answer = client.post("/accounts/password/", form.fields | typed)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/")
    assert client.get("/").status_code == 200  # Still signed in here.
    assert refusals_in(page_of(sign_in(signed_in())))
    assert sign_in(signed_in(), new)["Location"] == "/"


@pytest.mark.parametrize(
    ("old", "first", "second"),
    [
        ("wrong", "nine brown herrings", "nine brown herrings"),
        (PASSWORD, "nine brown herrings", "ten brown herrings"),
        (PASSWORD, "password", "password"),
        (PASSWORD, "1234567890", "1234567890"),
        (PASSWORD, "ben", "ben"),
    ],
)
def test_a_password_is_not_changed_to_anything(
    person: User, old: str, first: str, second: str
) -> None:
    typed = {"old_password": old, "new_password1": first, "new_password2": second}
    answer = signed_in(person).post("/accounts/password/", typed)
    assert refusals_in(page_of(answer))
    assert User.objects.get().check_password(PASSWORD)
