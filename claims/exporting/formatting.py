"""Rows of the database as plain values."""

from datetime import UTC, date, datetime

from claims.models import User


def moment(when: datetime | None) -> str:
    """UTC to the second in ISO 8601: '2026-11-24T13:22:00Z'; '' where there is none."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else ""


def day(when: date | None) -> str:
    return when.isoformat() if when else ""


def name(person: User | None) -> str:
    return str(person) if person else ""
