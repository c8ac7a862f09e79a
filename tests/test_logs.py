"""The log has every fault and every refused entry, and never what somebody typed."""

import io
import logging
import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from claims.models import ConfidentialIdentity
from claims.roles import Role
from tests.factories import make_person

pytestmark = pytest.mark.django_db

SECRET = "Deep Throat"
LOGIN = "/accounts/login/"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the handler of the settings writes to stderr."""
    handler = logging.getHandlerByName("stderr")
    assert isinstance(handler, logging.StreamHandler)
    lines = io.StringIO()
    former = handler.setStream(lines)
    yield lines
    handler.setStream(former)


def test_a_fault_leaves_a_trace_without_what_was_typed(log: io.StringIO) -> None:
    """The database refuses a row for a reason that no code knows, and quotes the row."""
    with connection.cursor() as cursor:
        table = ConfidentialIdentity._meta.db_table
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT odd CHECK (name <> '{SECRET}')")
    person = make_person(Role.EDITOR)
    client = Client(raise_request_exception=False)
    client.force_login(person)
    typed = {"kind": "person", "is_confidential": "on", "name": SECRET}
    answer = client.post("/sources/new/?q=typed", typed)
    assert answer.status_code == 500
    line, trace = log.getvalue().split("\n", 1)
    number = answer["X-Request-ID"]
    assert number in answer.content.decode()
    named = f"ERROR django.request request={number} user={person.pk} POST /sources/new/: "
    assert named in line
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ", line)
    assert "claims/services/" in trace
    assert trace.rstrip().endswith("django.db.utils.IntegrityError")
    assert SECRET not in line + trace
    assert "typed" not in line


def test_a_refused_sign_in_is_logged_and_the_admin_has_no_other(log: io.StringIO) -> None:
    cache.clear()  # It counts wrong passwords, those of other tests too.
    make_person(Role.EDITOR, "ann", password="nine brown herrings")
    client = Client()
    assert client.get("/admin/login/?next=/admin/")["Location"] == f"{LOGIN}?next=/admin/"
    for _ in range(11):
        client.post(LOGIN, {"username": "ann", "password": SECRET})
    lines = log.getvalue().splitlines()
    assert len(lines) == 11
    assert all(" WARNING " in line and f" POST {LOGIN}: Sign-in refused" in line for line in lines)
    assert not {"ann", SECRET} & set(log.getvalue().split())


def test_a_form_of_another_site_and_an_unknown_host_are_logged(log: io.StringIO) -> None:
    client = Client(enforce_csrf_checks=True)
    client.post(LOGIN, {"username": SECRET})
    client.get("/", headers={"host": "elsewhere.example"})
    forged, host = (line for line in log.getvalue().splitlines() if "request=" in line)
    assert " WARNING django.security.csrf " in forged
    assert "django.security.DisallowedHost" in host
    assert "elsewhere.example" in host
    assert SECRET not in log.getvalue()


def test_what_a_person_meets_every_day_is_no_line(log: io.StringIO) -> None:
    client = Client()
    client.force_login(make_person(Role.REPORTER))
    for address, status in [("/nowhere/", 404), ("/sources/new/", 403), ("/articles/", 200)]:
        answer = client.get(address)
        assert answer.status_code == status
        assert re.fullmatch("[0-9a-f]{16}", answer["X-Request-ID"])
    assert log.getvalue() == ""
