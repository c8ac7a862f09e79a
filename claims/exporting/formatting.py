"""Rows of the database as plain values."""

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Model


def moment(when: datetime | None) -> str:
    """UTC to the second in ISO 8601: '2026-11-24T13:22:00Z'; '' where there is none."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else ""


def plain_value(value: object) -> Any:
    """A time or date in ISO 8601, a row as it names itself, '' for None; all else as it is."""
    match value:
        case None:
            return ""
        case datetime():
            return moment(value)
        case date():
            return value.isoformat()
        case Model():
            return str(value)
    return value


def describe[Part](part: type[Part], row: Model, **others: object) -> Part:
    """A part of the packet: each field is in `others`, or else it is the row's of that name."""
    names = [field.name for field in fields(part) if field.name not in others]  # type: ignore[arg-type]
    return part(**{name: plain_value(getattr(row, name)) for name in names}, **others)
