"""What kind of file this is, told by what it holds; its name and label are mere hints."""

import re
from dataclasses import dataclass
from email.message import Message
from enum import Enum, auto
from pathlib import PurePath

from claims.errors import Unreadable

READABLE = "ClaimTrack reads web pages, plain text, Markdown and Word files (.docx)"


class Kind(Enum):
    """The kinds of file that are text as they come."""

    PAGE = auto()
    MARKDOWN = auto()
    PLAIN = auto()


# How files begin that hold no copy ClaimTrack could read, and what people call them.
SIGNATURES = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "a rich text file (.rtf)",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old or password-protected Office file (.doc)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF87a": "a picture",
    b"GIF89a": "a picture",
    b"II*\0": "a picture",
    b"MM\0*": "a picture",
    b"ID3\3": "a recording",
    b"ID3\4": "a recording",
    b"OggS\0": "a recording",
    b"\x1f\x8b\x08": "a compressed archive",
    b"7z\xbc\xaf": "a compressed archive",
    b"Rar!\x1a": "a compressed archive",
}
# Films, sounds and telephones' pictures say what they are a few bytes in.
BOXED = re.compile(rb".{4}ftyp|RIFF.{4}(?:WEBP|WAVE|AVI )", re.DOTALL)
ZIP = b"PK\x03\x04"

# Each comment is taken whole or not at all (?>), lest many of them be tried in every way.
PAGE_START = re.compile(
    r"(?>(?:<\?xml[^>]{0,200}>|<!--.{0,2000}?-->)\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
TAG = re.compile(r"<[a-zA-Z!]")

PAGE_TYPES = {"text/html", "application/xhtml+xml"}


@dataclass(frozen=True)
class Welcome:
    """The media types that are worth fetching; `sentence` tells people what these are."""

    media_types: frozenset[str]
    sentence: str


# Also what servers say when they do not know, or know no better.
TEXT_TYPES = {
    *PAGE_TYPES,
    "text/plain",
    "text/markdown",
    "text/x-markdown",
    "application/octet-stream",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/zip",
}
COPY = Welcome(frozenset(TEXT_TYPES), READABLE)
NAMED_TYPES = {
    "application/pdf": "a PDF",
    "audio": "a recording",
    "image": "a picture",
    "video": "a film",
}


def foreign_name(content: bytes) -> str:
    """What people call a file that begins so and holds no text as it comes; '' for any other."""
    called = next((name for start, name in SIGNATURES.items() if content.startswith(start)), "")
    return "a picture, recording or film" if not called and BOXED.match(content) else called


def refuse_foreign(content: bytes) -> None:
    """Raises Unreadable, naming the type, where the first bytes are those of something else."""
    if called := foreign_name(content):
        raise Unreadable(f"This is {called}. {READABLE}.")


def refuse_media_type(declared: str, welcome: Welcome) -> None:
    """Raises Unreadable where a Content-Type leaves no hope of what is welcome."""
    media_type, _ = parts_of(declared)
    if not media_type or media_type in welcome.media_types:
        return
    called = NAMED_TYPES.get(media_type) or NAMED_TYPES.get(media_type.partition("/")[0])
    what = called or f"something else than a page ({media_type})"
    raise Unreadable(f"The address leads to {what}. {welcome.sentence}.")


def text_kind(name: str, text: str, media_type: str) -> Kind:
    """How to read a text of this name and declared media type, '' where there is none."""
    suffix = PurePath(name).suffix.lower()
    called_page = media_type in PAGE_TYPES or suffix in {".html", ".htm", ".xhtml"}
    if PAGE_START.match(text.lstrip()) or (called_page and TAG.search(text)):
        return Kind.PAGE
    if suffix in {".md", ".markdown"} or media_type.endswith("markdown"):
        return Kind.MARKDOWN
    return Kind.PLAIN


def parts_of(declared: str) -> tuple[str, str | None]:
    """Media type and charset, in lower case, of a Content-Type as sent or of a charset alone."""
    if "/" not in declared:
        return "", declared or None
    header = Message()
    header["Content-Type"] = declared
    return header.get_content_type(), header.get_content_charset()
