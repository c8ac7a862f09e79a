"""Bytes of any kind that ClaimTrack keeps, and the text read out of them."""

from itertools import accumulate

from claims.capturing.media_types import PAGE, PDF, PLAIN, WORD, media_type_of
from claims.capturing.pdf import pdf_of
from claims.capturing.web_pages import text_of
from claims.choices import CaptureWay, SnapshotOutcome
from claims.errors import Unreadable
from claims.importing.copies import MAX_FILE
from claims.importing.encoding import decoded
from claims.importing.kinds import parts_of
from claims.importing.word import words_of
from claims.services.snapshots import Captured
from claims.text.cleaning import normalised

MAX_TEXT = 2_000_000  # Code points; the longest reports have half of it.
BETWEEN_PAGES = "\n\n"

# What PostgreSQL cannot store. It stands in for itself, so that the rest can be read.
UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")

NO_TEXT = {
    PDF: "The PDF holds no text, only pictures of pages perhaps.",
    PAGE: "The page shows no text.",
    WORD: "The Word file holds no text.",
    PLAIN: "The file holds no text.",
}


def read_bytes(
    content: bytes, way: CaptureWay, declared: str = "", file_name: str = "", url: str = ""
) -> Captured:
    """`content` with the text in it, fit for a snapshot. A PDF or Word file that cannot be read,
    and a text that is too long, are kept all the same, with a note that says why.

    `declared` is the Content-Type that came with it, `url` where it was fetched. Raises
    Unreadable where it is empty, larger than 10 MB, or of a kind that is not kept.
    """
    if len(content) > MAX_FILE:
        raise Unreadable(f"The file is larger than {MAX_FILE // 2**20} MB.")
    if not content.strip():
        raise Unreadable("The file is empty.")
    media_type, charset = media_type_of(content, declared, file_name), parts_of(declared)[1]
    text, note, outcome = "", "", SnapshotOutcome.READ
    page_starts: list[int] = []
    try:
        text, page_starts = _joined(_pages_of(content, media_type, charset))
        if not text.strip():
            text, page_starts, outcome = "", [], SnapshotOutcome.NO_TEXT
            note = NO_TEXT.get(media_type, "A picture: no text is read out of it.")
    except Unreadable as reason:
        outcome, note = SnapshotOutcome.UNREADABLE, reason.message
    return Captured(
        content=content,
        media_type=media_type,
        way=way,
        text=text,
        page_starts=page_starts if media_type == PDF else [],
        outcome=outcome,
        note=note,
        url=url,
        file_name=storable(file_name),
        charset=charset,
    )


def read_paste(text: str) -> Captured:
    """What a person pasted, its bytes in UTF-8: text, even where it looks like something else."""
    words = storable(text)
    return Captured(words.encode(), PLAIN, CaptureWay.PASTED, words)


def storable(text: str) -> str:
    """`text` as PostgreSQL stores it: normalised, with U+FFFD for NUL and lone surrogates."""
    return normalised(text.translate(UNSTORABLE))


def _pages_of(content: bytes, media_type: str, charset: str | None) -> list[str]:
    """The text of each page of a PDF; one text for anything else, none for a picture."""
    match media_type:
        case "application/pdf":
            return pdf_of(content, MAX_TEXT).pages
        case "text/html":
            return [text_of(decoded(content, charset))]
        case "text/plain":
            return [decoded(content, charset)]
        case _ if media_type == WORD:
            return [words_of(content)]
    return []


def _joined(pages: list[str]) -> tuple[str, list[int]]:
    """One text, and where in it each page begins. Line ends between them join no characters."""
    cleaned = [storable(page) for page in pages]
    lengths = [len(page) + len(BETWEEN_PAGES) for page in cleaned]
    text = BETWEEN_PAGES.join(cleaned)
    if len(text) > MAX_TEXT:
        raise Unreadable(f"The text is too long: {len(text):,} characters; at most {MAX_TEXT:,}.")
    return text, list(accumulate(lengths[:-1], initial=0)) if pages else []
