import gc
import os
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import django
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase, override_settings
from pytest_django import Settings

from claimtrack.postgres.place import ServerError, place_for
from claimtrack.postgres.server import ensure_running

KEPT_TABLES = {"django_migrations", "django_content_type", "auth_permission"}


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
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """This process's own copy of the migrated database.

    At the end threads of the live server may still hold a connection to it.
    """
    start_server()
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    name = f"test_{settings.DATABASES['default']['NAME']}_{worker}"
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            template = migrated_database(cursor)
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")  # Refused where others run there.
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        use_database(name)
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.close_pool()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def migrated_database(cursor: Any) -> str:
    """The name of a database that every migration has been applied to.

    Migrating takes seconds: what it made is kept until a migration changes.
    """
    digest = sha256(django.get_version().encode())
    for path in sorted((settings.BASE_DIR / "claims" / "migrations").glob("*.py")):
        digest.update(path.read_bytes())
    stem = f"migrated_{settings.DATABASES['default']['NAME']}_"
    name = stem + digest.hexdigest()[:12]
    # Held until the connection ends: several processes begin together.
    cursor.execute("SELECT pg_advisory_lock(2)")
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [stem])
    known = [found for (found,) in cursor.fetchall()]
    if name not in known:
        for former in known:
            cursor.execute(f"DROP DATABASE {former}")
        unfinished = connection.creation.create_test_db(verbosity=0, autoclobber=True)
        connection.close()
        connection.close_pool()
        cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {name}")
    return name


def use_database(name: str) -> None:
    connection.close()
    connection.close_pool()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def empty_tables(case: TransactionTestCase) -> None:
    """Instead of Django's flush, which makes what is kept here anew: content types, permissions."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - KEPT_TABLES
        cursor.execute(f"TRUNCATE {', '.join(sorted(tables))}")


@pytest.fixture(scope="session", autouse=True)
def cheap_flush() -> None:
    TransactionTestCase._fixture_teardown = empty_tables


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: at the end the other processes would wait for it."""
    items.sort(key=lambda item: "test_query_plans" not in item.nodeid)


def pytest_collection_finish() -> None:
    """What has been imported stays: the collector need not go through it again and again."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """The real hash takes half a second, that of each wrong password too."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture(autouse=True)
def snapshots_in_memory(settings: Settings) -> None:
    """No test leaves bytes on the disk, or meets another's."""
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "snapshots": memory}
