"""What a file is, by its bytes; its name and the declared media type only say which text it is."""

import re
from dataclasses import dataclass
from email.message import Message
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from claims.errors import Unreadable

PDF = "application/pdf"
HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG, JPEG, GIF, WEBP = "image/png", "image/jpeg", "image/gif", "image/webp"

# How the names of files end, for every media type that a snapshot may have.
ENDINGS = {
    HTML: "html", PDF: "pdf", PLAIN: "txt", DOCX: "docx",
    PNG: "png", JPEG: "jpeg", GIF: "gif", WEBP: "webp",
}  # fmt: skip

PICTURE, RECORDING, ARCHIVE = "a picture", "a recording", "a compressed archive"

# How files begin that are no text: the media type if ClaimTrack keeps such files as snapshots,
# and what people call them.
SIGNATURES = {
    rb"[\xef\xbb\xbf \t\r\n]{0,1000}%PDF-": (PDF, "a PDF"),  # Some servers put blanks before it.
    rb"\x89PNG\r\n\x1a\n": (PNG, PICTURE),
    rb"\xff\xd8\xff": (JPEG, PICTURE),
    rb"GIF8[79]a": (GIF, PICTURE),
    rb"RIFF.{4}WEBP": (WEBP, PICTURE),
    rb"II\*\0|MM\0\*": ("", PICTURE),
    rb"RIFF.{4}(?:WAVE|AVI )|.{4}ftyp": ("", "a picture, recording or film"),
    rb"ID3[\3\4]|OggS\0": ("", RECORDING),
    rb"\{\\rtf": ("", "a rich text file (.rtf)"),
    rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": (
        "",
        "an old or password-protected Office file (.doc)",
    ),
    rb"\x1f\x8b\x08|7z\xbc\xaf|Rar!\x1a": ("", ARCHIVE),
}
COMPILED = [(re.compile(start, re.DOTALL), *kind) for start, kind in SIGNATURES.items()]
ZIP = b"PK\x03\x04"

MAIN_PART = re.compile(r"word/document\d*\.xml")
# What a ZIP archive holds that is not a Word file, and what people call it.
OTHER_ARCHIVES = {
    "xl/workbook.xml": "a spreadsheet",
    "ppt/presentation.xml": "a presentation",
    "content.xml": "an OpenDocument file (.odt)",
    "META-INF/container.xml": "an e-book",
}

# Each comment is matched whole or not at all (?>): trying many of them in every way takes long.
HTML_START = re.compile(
    r"(?>(?:<\?xml[^>]{0,200}>|<!--.{0,2000}?-->)\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
TAG = re.compile(r"<[a-zA-Z!]")
HTML_TYPES = {HTML, "application/xhtml+xml"}


@dataclass(frozen=True)
class AcceptedTypes:
    """The declared media types that are worth fetching; `sentence` tells people what these are."""

    media_types: frozenset[str]
    sentence: str


# Also what servers say when they do not know, or know no better.
FOR_ARTICLES = AcceptedTypes(
    frozenset(
        {
            *HTML_TYPES, PLAIN, MARKDOWN, "text/x-markdown", "application/octet-stream",
            "application/msword", DOCX, "application/zip",
        }
    ),
    "ClaimTrack reads web pages, plain text, Markdown and Word files (.docx)",
)  # fmt: skip
FOR_SOURCES = AcceptedTypes(
    FOR_ARTICLES.media_types | ENDINGS.keys(),
    "ClaimTrack keeps web pages, PDF, pictures, Word and text",
)
NAMED_TYPES = {PDF: "a PDF", "audio": RECORDING, "image": PICTURE, "video": "a film"}


def binary_type(content: bytes) -> tuple[str, str]:
    """Media type and everyday name of what is no text; '' for the media type where such files are
    not kept, and twice '' for what may be text.

    Raises Unreadable for a damaged archive.
    """
    for start, media_type, called in COMPILED:
        if start.match(content):
            return media_type, called
    if not content.startswith(ZIP):
        return "", ""
    try:
        names = ZipFile(BytesIO(content)).namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("This is a damaged Word file or archive: save it again.") from error
    if any(MAIN_PART.fullmatch(name) for name in names):
        return DOCX, "a Word file"
    others = (OTHER_ARCHIVES[name] for name in names if name in OTHER_ARCHIVES)
    return "", next(others, "a ZIP archive")


def text_type(name: str, text: str, declared: str) -> str:
    """HTML, MARKDOWN or PLAIN, for a text of this file name and declared media type."""
    suffix = PurePath(name).suffix.lower()
    called_html = declared in HTML_TYPES or suffix in {".html", ".htm", ".xhtml"}
    if HTML_START.match(text.lstrip()) or (called_html and TAG.search(text)):
        return HTML
    if suffix in {".md", ".markdown"} or declared.endswith("markdown"):
        return MARKDOWN
    return PLAIN


def reject_unsupported(declared: str, accepted: AcceptedTypes) -> None:
    """Raises Unreadable where a Content-Type leaves no hope of what is accepted."""
    media_type, _ = parts_of(declared)
    if not media_type or media_type in accepted.media_types:
        return
    called = NAMED_TYPES.get(media_type) or NAMED_TYPES.get(media_type.partition("/")[0])
    what = called or f"something else than a page ({media_type})"
    raise Unreadable(f"The address leads to {what}. {accepted.sentence}.")


def parts_of(declared: str) -> tuple[str, str | None]:
    """Media type and charset, in lower case, of a Content-Type as sent or of a charset alone."""
    if "/" not in declared:
        return "", declared or None
    header = Message()
    header["Content-Type"] = declared
    return header.get_content_type(), header.get_content_charset()
