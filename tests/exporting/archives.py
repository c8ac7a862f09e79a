"""A ZIP taken apart."""

import io
from zipfile import ZipFile


def opened(archive: bytes) -> dict[str, bytes]:
    """The content of each file by its name, in the order of the archive."""
    with ZipFile(io.BytesIO(archive)) as files:
        return {name: files.read(name) for name in files.namelist()}
