"""Settings read from the environment."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql.base import DatabaseWrapper

from claimtrack import environment


@pytest.mark.parametrize(
    ("value", "is_on"),
    [("1", True), ("true", True), ("YES", True), (" on ", True), ("True", True),
     ("0", False), ("false", False), ("No", False), ("off", False), ("", False), ("  ", False)],
)  # fmt: skip
def test_flag(monkeypatch: pytest.MonkeyPatch, value: str, is_on: bool) -> None:
    monkeypatch.setenv("A_FLAG", value)
    assert environment.flag("A_FLAG") is is_on


def test_flag_that_is_absent_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("A_FLAG", raising=False)
    assert environment.flag("A_FLAG") is False


@pytest.mark.parametrize("value", ["maybe", "2", "flase", "-"])
def test_flag_that_is_neither_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DEBUG", value)
    with pytest.raises(ImproperlyConfigured, match=f"DEBUG is '{value}': write true or false"):
        environment.flag("DEBUG")


@pytest.mark.parametrize(
    ("value", "words"),
    [("", []), (" , ,", []), ("desk.example", ["desk.example"]), ("a, b ,,c", ["a", "b", "c"])],
)
def test_words(monkeypatch: pytest.MonkeyPatch, value: str, words: list[str]) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", value)
    assert environment.words("ALLOWED_HOSTS") == words


def test_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_TEXT", " some words ")
    assert environment.text("A_TEXT") == "some words"
    monkeypatch.delenv("A_TEXT")
    assert environment.text("A_TEXT") == ""
    assert environment.text("A_TEXT", "else") == "else"


def test_secret_key_is_made_once_for_its_owner_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    path = tmp_path / "var" / "deeper" / "secret-key"
    key = environment.secret_key(path)
    assert len(key) >= 50  # What Django's own check asks for.
    assert len(set(key)) >= 5
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert environment.secret_key(path) == path.read_text() == key
    assert environment.secret_key(tmp_path / "another") != key


def test_secret_key_of_the_environment_is_taken_and_not_stored(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", "from outside")
    assert environment.secret_key(tmp_path / "secret-key") == "from outside"
    assert list(tmp_path.iterdir()) == []


def test_processes_that_start_at_once_have_one_key(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    asking = "import sys, pathlib; from claimtrack.environment import secret_key;"
    asking += "print(secret_key(pathlib.Path(sys.argv[1])))"
    outside = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", asking, path],
            env=outside,
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    keys = {process.communicate()[0].strip() for process in processes}
    assert keys == {path.read_text().strip()}


def database(url: str) -> dict[str, object]:
    return environment.postgres_database(url, {"pool": True})


def test_database_address() -> None:
    assert database("postgres://ben:secret@db.example:5433/desk") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "desk",
        "USER": "ben",
        "PASSWORD": "secret",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"pool": True},
    }


@pytest.mark.parametrize(
    ("url", "values"),
    [
        ("postgresql://db.example/desk", {"HOST": "db.example", "USER": "", "PORT": ""}),
        ("postgres:///desk", {"HOST": "", "NAME": "desk", "PASSWORD": ""}),
        ("postgres://b%40n:p%3A%2F%3F%23%5B%25@h/desk", {"USER": "b@n", "PASSWORD": "p:/?#[%"}),
        ("postgres://ben:%C3%A9%20+@h/desk", {"PASSWORD": "é +"}),
        ("postgres://h/the%20desk", {"NAME": "the desk"}),
        ("postgres://ben@%2Frun%2Fpostgresql/desk", {"HOST": "/run/postgresql"}),
        ("postgres://[::1]:5432/desk", {"HOST": "::1", "PORT": "5432"}),
    ],
)
def test_parts_of_a_database_address(url: str, values: dict[str, str]) -> None:
    assert values.items() <= database(url).items()


def test_options_of_a_database_address_go_to_the_driver() -> None:
    found = database("postgres://h/desk?sslmode=require&application_name=the%20desk&pool=")
    assert found["OPTIONS"] == {
        "pool": True,
        "sslmode": "require",
        "application_name": "the desk",
    }


@pytest.mark.parametrize(
    "url", ["mysql://h/desk", "sqlite:///desk", "h:5432/desk", "desk", "://h/desk"]
)
def test_another_database_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must look like postgres://"):
        database(url)


def test_a_database_is_reached_by_its_address(django_db_setup: None) -> None:
    """Where this file's tests run, in another spelling: what it makes opens a connection."""
    here = settings.DATABASES["default"]
    user, password, host = (quote(str(here[key]), safe="") for key in ["USER", "PASSWORD", "HOST"])
    url = f"postgresql://{user}:{password}@{host}:{here['PORT']}/postgres?connect_timeout=5"
    found = environment.postgres_database(url, {})
    connection = DatabaseWrapper(here | found, "by_its_address").get_connection_params()
    with psycopg.connect(**connection) as reached:
        assert reached.info.user == here["USER"]
