"""The bytes of snapshots in a folder: whole, once, and for nobody else on the machine to read."""

import hashlib
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from pytest_django import Settings

from claims.documents.sources import read_paste
from claims.models import Snapshot
from claims.roles import Role
from claims.services import snapshots
from claimtrack import settings as shipped
from tests.factories import make_person, make_source

pytestmark = pytest.mark.django_db

WORDS = "Three thousand came to the gate on Monday."
DIGEST = hashlib.sha256(WORDS.encode()).hexdigest()


class Contended(FileSystemStorage):
    """Another writes each file at the same moment, and is a little quicker."""

    def save(self, name: str | None, content: File, max_length: int | None = None) -> str:  # type: ignore[type-arg]
        super().save(name, ContentFile(content.read()))
        return super().save(name, content, max_length)


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where the bytes lie, with the options that a desk has unless it sets others."""
    options: dict[str, Any] = {**shipped.STORAGES["snapshots"]["OPTIONS"], "location": tmp_path}
    backend = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES, "snapshots": {"BACKEND": backend, "OPTIONS": options}
    }  # fmt: skip
    return tmp_path


def pasted() -> Snapshot:
    return snapshots.store_snapshot(make_person(Role.CHECKER), make_source(), read_paste(WORDS))


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_only_the_app_reads_them(folder: Path) -> None:
    pasted()
    [file] = files_in(folder)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("left", [b"", b"Three thou"])
@pytest.mark.parametrize("known", [False, True])
def test_a_file_that_was_cut_short_is_written_anew(folder: Path, left: bytes, known: bool) -> None:
    if known:
        pasted()
    file = folder / DIGEST[:2] / DIGEST
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(left)
    with pasted().stored.open() as whole:
        assert whole.read() == WORDS.encode()
    assert files_in(folder) == [file]


def test_a_file_that_was_lost_is_written_anew(folder: Path) -> None:
    file = folder / pasted().stored.name
    file.unlink()
    assert file == folder / pasted().stored.name
    assert file.read_text() == WORDS


def test_two_who_write_the_same_bytes_leave_one_file(folder: Path, settings: Settings) -> None:
    contended = {**settings.STORAGES["snapshots"], "BACKEND": f"{__name__}.Contended"}
    settings.STORAGES = {**settings.STORAGES, "snapshots": contended}
    file = folder / pasted().stored.name
    assert files_in(folder) == [file]
    assert file.read_text() == WORDS
