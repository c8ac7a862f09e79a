"""The media type of a file by what it holds; what it is called elsewhere is a mere hint."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from claims.choices import CaptureWay
from claims.errors import Unreadable
from claims.importing.encoding import decoded
from claims.importing.kinds import (
    COPY,
    ZIP,
    Kind,
    Welcome,
    foreign_name,
    parts_of,
    text_kind,
)
from claims.importing.word import MAIN_PART
from claims.models import Snapshot

KEPT = "ClaimTrack keeps web pages, PDF, pictures, Word and text"

PDF = "application/pdf"
PAGE = "text/html"
PLAIN = "text/plain"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURES = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
}
WEBP = "image/webp"

# How the names of files end, by media type.
ENDINGS = {
    PAGE: "html", PDF: "pdf", PLAIN: "txt", WORD: "docx", WEBP: "webp",
    **{media_type: media_type.partition("/")[2] for media_type in PICTURES},
}  # fmt: skip

SOURCES = Welcome(COPY.media_types | {PDF, *PICTURES, WEBP}, KEPT)

BLANKS = b"\xef\xbb\xbf \t\r\n"  # What some servers put in front of a PDF.


def media_type_of(content: bytes, declared: str = "", file_name: str = "") -> str:
    """One of those that ClaimTrack keeps; `declared` is a Content-Type, as sent.

    Raises Unreadable, naming it where it has a name, for anything else.
    """
    if content[:1024].lstrip(BLANKS).startswith(b"%PDF-"):
        return PDF
    for media_type, start in PICTURES.items():
        if content.startswith(start):
            return media_type
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    if called := foreign_name(content):
        raise Unreadable(f"This is {called}. {KEPT}.")
    if content.startswith(ZIP):
        return _zipped(content)
    return _written(content, declared, file_name)


def media_type_of_copy(snapshot: Snapshot) -> str:
    """By how this copy came and what it holds: the row of its bytes is shared with whatever else
    has the same, words pasted somewhere or a packet, and tells the media type of the first.

    Raises FileNotFoundError where the bytes were lost.
    """
    if snapshot.way == CaptureWay.PASTED:
        return PLAIN
    first = snapshot.stored.media_type
    if first in ENDINGS and first != PLAIN:
        return first
    with snapshot.stored.open() as file:
        content = file.read()
    try:
        return media_type_of(content, file_name=snapshot.file_name)
    except Unreadable:  # In an encoding that only the site told.
        return first


def _zipped(content: bytes) -> str:
    try:
        names = ZipFile(BytesIO(content)).namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(f"This is a damaged Word file or archive. {KEPT}.") from error
    if not any(MAIN_PART.fullmatch(name) for name in names):
        raise Unreadable(f"This is an archive, or no Word file. {KEPT}.")
    return WORD


def _written(content: bytes, declared: str, file_name: str) -> str:
    declared_type, charset = parts_of(declared)
    try:
        text = decoded(content, charset)
    except Unreadable as reason:
        raise Unreadable(f"This is no file of a kind that is kept here. {KEPT}.") from reason
    return PAGE if text_kind(file_name, text, declared_type) is Kind.PAGE else PLAIN
