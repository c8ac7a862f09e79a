"""Settings read from the environment, each as the type it stands for."""

import json
import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from claimtrack.secret_files import secret_in


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off, empty or absent."""
    value = text(name).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"", "0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: write true or false.")


def words(name: str) -> list[str]:
    """The comma-separated words of a variable."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def json_object(name: str, default: dict[str, object]) -> dict[str, object]:
    """The JSON object that a variable holds."""
    written = text(name)
    if not written:
        return default
    try:
        value = json.loads(written)
    except json.JSONDecodeError as error:
        raise ImproperlyConfigured(f"{name} is no JSON: see character {error.pos + 1}.") from error
    if not isinstance(value, dict):
        raise ImproperlyConfigured(f"{name} must be a JSON object.")
    return value


def secret_key(path: Path) -> str:
    """SECRET_KEY from the environment; without one, a key made once and kept in `path`."""
    return text("SECRET_KEY") or secret_in(path)


def postgres_database(url: str, options: dict[str, object]) -> dict[str, object]:
    """Django's database settings for `postgres://user:password@host:port/name?option=value`."""
    try:
        parts, port = urlsplit(url), urlsplit(url).port
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}.") from error
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgres://user:password@host:5432/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options | dict(parse_qsl(parts.query)),
    }
