"""Rows on their way into an empty database by COPY, with keys that are given here."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import Field, GeneratedField, JSONField, Model
from django.db.models.base import ModelState

from claims.choices import Verb
from claims.models import Event, User

Columns = list["Field[Any, Any]"]

OWN_TABLES = (
    "connamespace = current_schema()::regnamespace AND conrelid::regclass::text ~ '^claims_'"
)
FOREIGN_KEYS = f"""
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'f' AND {OWN_TABLES} ORDER BY oid
"""  # noqa: S608  Ours alone.
# Those that no constraint needs: primary keys and unique columns stay.
INDEXES = """
    SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relname ~ '^claims_'
        AND NOT EXISTS (
            SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype IN ('p', 'u', 'x')
        )
    ORDER BY i.indexrelid
"""
TRIGGERS = """
    SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND NOT tgisinternal
"""


class Rows:
    """Rows of many tables, written together by `flush` and forgotten here."""

    def __init__(self) -> None:
        self._rows: defaultdict[type[Model], list[Model]] = defaultdict(list)
        self._keys: defaultdict[type[Model], Iterator[int]] = defaultdict(lambda: count(1))
        self._blank: dict[type[Model], dict[str, Any]] = {}

    def add[Row: Model](self, model: type[Row], **values: Any) -> Row:
        """A row with the next key; what is set on it before `flush` is written too."""
        if model not in self._blank:
            self._blank[model] = model().__dict__
        # Making rows takes most of the time, and a model's own way, which asks each field, most of
        # that: only what refers to another row is set through its field.
        row = model.__new__(model)
        row.__dict__.update(self._blank[model], id=next(self._keys[model]), _state=ModelState())
        for name, value in values.items():
            if isinstance(value, Model):
                setattr(row, name, value)
            else:
                row.__dict__[name] = value
        self._rows[model].append(row)
        return row

    def add_event(
        self, person: User | None, at: datetime, verb: Verb, note: str, wording: Any, **about: Any
    ) -> Event:
        """`about` says of which claim or article, and what else the event tells."""
        actor = person.pk if person else None
        return self.add(
            Event, actor_id=actor, at=at, verb=verb.value, note=note, wording=wording, **about
        )

    def flush(self) -> None:
        for model, rows in self._rows.items():
            _copy(model, rows)
        self._rows.clear()

    def set_sequences(self) -> None:
        """The next row that the desk itself stores gets the key after the last one."""
        with connection.cursor() as cursor:
            for model, keys in self._keys.items():
                table = model._meta.db_table
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, next(keys) - 1]
                )


def _copy(model: type[Model], rows: list[Model]) -> None:
    fields: Columns = [f for f in model._meta.concrete_fields if not isinstance(f, GeneratedField)]
    values = attrgetter(*(field.attname for field in fields))
    documents = [n for n, field in enumerate(fields) if isinstance(field, JSONField)]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            line = list(values(row))
            for n in documents:
                line[n] = json.dumps(line[n])
            copy.write_row(line)


@contextmanager
def unindexed() -> Iterator[None]:
    """Without secondary indexes, foreign keys and triggers, in a transaction of the caller's.

    At the end indexes and keys are made anew, over everything that was written, and that proves
    it. What only a trigger holds, check_desk or tests/test_seed_desk.py proves.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # What waits for the end bars these.
        cursor.execute(FOREIGN_KEYS)
        keys = cursor.fetchall()
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        cursor.execute(TRIGGERS)
        triggers = cursor.fetchall()
        for table, name, _ in keys:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for (table,) in triggers:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for (table,) in triggers:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for _, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in keys:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
