"""The packet as an archive that proves itself: everything in it, and the sum of each file."""

import hashlib
import io
import json
from collections.abc import Iterator
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from claims.exporting.as_csv import as_csv
from claims.exporting.as_json import as_json
from claims.exporting.as_pdf import as_pdf
from claims.exporting.schema import Contents
from claims.models import Snapshot

UNIX = 3
READABLE_FILE = 0o100644 << 16  # As Unix keeps it in a ZIP: a plain file, rw-r--r--.


def as_zip(contents: Contents) -> bytes:
    """packet.pdf, packet.json, claims.csv, every revision, the snapshots, and manifest.json.

    The same contents give the same bytes: order, times (`dated`) and permissions are fixed. The
    manifest lists name, size and SHA-256 of every other file, and under `missing` those that the
    storage has lost.
    """
    archive, listed, missing = io.BytesIO(), [], []
    with ZipFile(archive, "w") as into:
        for name, content in _files(contents):
            if content is None:
                missing.append(name)
                continue
            sha256 = hashlib.sha256(content).hexdigest()
            listed.append({"name": name, "size": len(content), "sha256": sha256})
            _write(into, name, content, contents.article.dated)
        manifest = {"dated": contents.article.dated, "files": listed, "missing": missing}
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        _write(into, "manifest.json", text.encode(), contents.article.dated)
    return archive.getvalue()


def _files(contents: Contents) -> Iterator[tuple[str, bytes | None]]:
    """(name, bytes), None where they are lost."""
    yield "packet.pdf", as_pdf(contents)
    yield "packet.json", as_json(contents)
    yield "claims.csv", as_csv(contents)
    for revision in contents.revisions:
        yield f"revisions/{revision.number}.txt", revision.text.encode()
    kept = Snapshot.objects.select_related("stored")
    for captured in contents.snapshots:
        snapshot = kept.get(pk=captured.number)
        yield captured.file, _bytes_of(snapshot)
        if captured.text_file:
            yield captured.text_file, snapshot.text.encode()


def _bytes_of(snapshot: Snapshot) -> bytes | None:
    try:
        with snapshot.stored.open() as file:
            content: bytes = file.read()
            return content
    except FileNotFoundError:
        return None


def _write(into: ZipFile, name: str, content: bytes, dated: str) -> None:
    at = datetime.fromisoformat(dated)
    info = ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    info.create_system, info.external_attr = UNIX, READABLE_FILE
    info.compress_type = ZIP_DEFLATED
    into.writestr(info, content)
