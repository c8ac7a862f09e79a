"""The benchmark's own databases, one a size, on the server that the settings name."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from claims.seeding.desk import seed_desk

SMALL = 50_000  # What is seeded in a moment is grown anew each time: a run uses claims up.
SEED = 1


@contextmanager
def desk_of(claims: int) -> Iterator[str]:
    """Connected to a desk of so many claims, by the name of its database; back at the end.

    A large one is kept, and grown anew where this version of the desk would make another.
    """
    home, name = connection.settings_dict["NAME"], f"bench_{claims}"
    is_kept = claims > SMALL and name in _databases()
    if not is_kept:
        _make(name)
    _connect(name)
    try:
        call_command("migrate", verbosity=0)
        if _comment() != _fingerprint(claims):
            _connect(home)
            _make(name)
            _connect(name)
            call_command("migrate", verbosity=0)
            seed_desk(claims, SEED)
            with connection.cursor() as cursor:
                comment = _fingerprint(claims)
                cursor.execute(f"COMMENT ON DATABASE {name} IS %s", [comment])
                cursor.execute("VACUUM ANALYZE")
        yield name
    finally:
        _connect(home)


def _fingerprint(claims: int) -> str:
    """What a desk depends on: its size, its seed, and the migrations that it was grown under."""
    migrations = sorted(MigrationRecorder(connection).applied_migrations())
    return json.dumps({"claims": claims, "seed": SEED, "migrations": migrations})


def _comment() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            " WHERE datname = current_database()"
        )
        return str(cursor.fetchone()[0])


def _databases() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


def _make(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")


def _connect(name: str) -> None:
    connection.close()
    # PostgreSQL's connection has a pool; the stubs know only what every database has.
    connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["NAME"] = name
