"""Files of any kind that ClaimTrack keeps of its sources, and the text read out of them."""

from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from claims.choices import CaptureWay, SnapshotOutcome
from claims.documents.child_process import run_limited
from claims.documents.docx import parse_docx
from claims.documents.encoding import decode_text
from claims.documents.html import parse_html, text_of, title_of
from claims.documents.html_article import article_in
from claims.documents.imported_copy import MAX_FILE
from claims.documents.media_types import (
    DOCX,
    FOR_SOURCES,
    HTML,
    PDF,
    PLAIN,
    binary_type,
    parts_of,
    text_type,
)
from claims.documents.pdf import parse_pdf
from claims.errors import Unreadable
from claims.text.cleaning import normalised

MAX_TEXT = 2_000_000  # Code points; the longest reports have half of it.
BETWEEN_PAGES = "\n\n"

# What PostgreSQL cannot store is replaced, so that the rest can be read.
UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")

NO_TEXT = {
    PDF: "The PDF holds no text, only pictures of pages perhaps.",
    HTML: "The page shows no text.",
    DOCX: "The Word file holds no text.",
    PLAIN: "The file holds no text.",
}

# Code points that the columns of a source hold; what is longer is not a name.
LONGEST = {"title": 500, "publisher": 300, "author": 300}


@dataclass(frozen=True)
class CapturedDocument:
    """Bytes on their way into a snapshot, and what was read out of them.

    `page_starts` are offsets in `text`, in code points; `note` says why there is no text;
    `metadata` are fields of a Source by name, as far as the document tells them.
    """

    content: bytes
    media_type: str
    way: CaptureWay
    text: str = ""
    page_starts: list[int] = field(default_factory=list)
    outcome: SnapshotOutcome = SnapshotOutcome.READ
    note: str = ""
    url: str = ""
    file_name: str = ""
    archive_url: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)


def read_document(
    content: bytes, way: CaptureWay, declared: str = "", file_name: str = "", url: str = ""
) -> CapturedDocument:
    """`content` with the text in it. A file that cannot be read, or has too much text, is kept
    all the same, with a note that says why.

    `declared` is the Content-Type that came with it, `url` where it was fetched. Raises
    Unreadable where it is empty, larger than 10 MB, or of a kind that is not kept.
    """
    if len(content) > MAX_FILE:
        raise Unreadable(f"The file is larger than {MAX_FILE // 2**20} MB.")
    if not content.strip():
        raise Unreadable("The file is empty.")
    media_type, text = _recognise(content, declared, file_name)
    page_starts: list[int] = []
    metadata: dict[str, Any] = {}
    outcome, note = SnapshotOutcome.READ, ""
    try:
        pages, metadata = _parse(media_type, content, text, url)
        text, page_starts = _join_pages(pages)
        if not text.strip():
            text, outcome = "", SnapshotOutcome.NO_TEXT
            note = NO_TEXT.get(media_type, "A picture: no text is read out of it.")
    except Unreadable as reason:
        text, outcome, note = "", SnapshotOutcome.UNREADABLE, reason.message
    return CapturedDocument(
        content=content,
        media_type=media_type,
        way=way,
        text=text,
        page_starts=page_starts if media_type == PDF and text else [],
        outcome=outcome,
        note=note,
        url=url,
        file_name=make_storable(file_name),
        metadata=_fitting_metadata(metadata),
    )


def read_paste(text: str) -> CapturedDocument:
    """What a person pasted, its bytes in UTF-8: text, even where it looks like something else."""
    words = make_storable(text)
    return CapturedDocument(words.encode(), PLAIN, CaptureWay.PASTED, words)


def make_storable(text: str) -> str:
    """`text` as PostgreSQL stores it: normalised, with U+FFFD for NUL and lone surrogates."""
    return normalised(text.translate(UNSTORABLE))


def _recognise(content: bytes, declared: str, file_name: str) -> tuple[str, str]:
    """The media type, and the decoded text where it is one of text."""
    media_type, called = binary_type(content)
    if called and not media_type:
        raise Unreadable(f"This is {called}. {FOR_SOURCES.sentence}.")
    if media_type:
        return media_type, ""
    declared_type, charset = parts_of(declared)
    try:
        text = decode_text(content, charset)
    except Unreadable as reason:
        raise Unreadable(
            f"This is no file of a kind that is kept here. {FOR_SOURCES.sentence}."
        ) from reason
    return HTML if text_type(file_name, text, declared_type) == HTML else PLAIN, text


def _parse(
    media_type: str, content: bytes, text: str, url: str
) -> tuple[list[str], dict[str, Any]]:
    """The text of each page of a PDF, one text for anything else, none for a picture; metadata."""
    if media_type == PDF:
        pages, title = run_limited(parse_pdf, content, MAX_TEXT)
        return pages, {"title": title}
    if media_type == HTML:
        return run_limited(parse_page, text, url)
    if media_type == DOCX:
        return [run_limited(parse_docx, content)], {}
    return [text] if media_type == PLAIN else [], {}


def parse_page(markup: str, url: str) -> tuple[list[str], dict[str, Any]]:
    """All words of an HTML page, and what it says of itself."""
    tree = parse_html(markup)
    text, title = text_of(tree), title_of(tree)
    try:
        article = article_in(tree, url)
    except Unreadable:
        return [text], {"title": title}
    return [text], {
        "title": article.text.split("\n")[0] or title,
        "publisher": article.outlet,
        "author": article.byline,
        "published_on": article.published_on,
        "language": article.language,
    }


def _join_pages(pages: list[str]) -> tuple[str, list[int]]:
    """One text, and where in it each page begins. Line ends between them join no characters."""
    cleaned = [make_storable(page) for page in pages]
    lengths = [len(page) + len(BETWEEN_PAGES) for page in cleaned]
    text = BETWEEN_PAGES.join(cleaned)
    if len(text) > MAX_TEXT:
        raise Unreadable(f"The text is too long: {len(text):,} characters; at most {MAX_TEXT:,}.")
    return text, list(accumulate(lengths[:-1], initial=0)) if pages else []


def _fitting_metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    """What is known and fits into the columns of a source."""
    tidy = {
        name: " ".join(make_storable(value).split()) if isinstance(value, str) else value
        for name, value in metadata.items()
    }
    return {
        name: value
        for name, value in tidy.items()
        if value and len(str(value)) <= LONGEST.get(name, 500)
    }
