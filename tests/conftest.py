import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from claimtrack.postgres import ServerError, ensure_running, place_for


def start_server() -> None:
    """One sentence, not a traceback a test, where there is no server to be had."""
    if not settings.DATABASE_URL:
        try:
            ensure_running(place_for(settings.BASE_DIR, os.geteuid()))
        except ServerError as error:
            pytest.exit(str(error), returncode=2)


def pytest_xdist_setupnodes() -> None:
    """Before there are processes that share the tests: what these say in exiting is lost."""
    start_server()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before the test database is made."""
    start_server()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """At the end threads of the live server may still hold a connection: it is ended first."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def snapshots_in_memory(settings: Settings) -> None:
    """No test leaves bytes on the disk, or meets another's."""
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "snapshots": memory}
