"""The text of a PDF, page by page."""

import logging
from io import BytesIO

from pypdf import PdfReader

from claims.errors import Unreadable

DAMAGED = "The PDF is damaged, or too large to read."
LOCKED = "The PDF is locked with a password."
TOO_LONG = "The PDF holds more text than ClaimTrack reads."

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # It warns of every fault of a damaged file.


def parse_pdf(content: bytes, longest: int) -> tuple[list[str], str]:
    """The text of each page, and the title that the PDF gives itself, '' where it gives none.

    `longest` is how many code points all pages may have. Raises Unreadable where it has more, is
    locked or damaged.
    """
    try:
        reader = PdfReader(BytesIO(content))
        # Many that ask for no password are locked with an empty one, against printing.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(LOCKED)
        pages, length = [], 0
        for page in reader.pages:
            pages.append(page.extract_text())
            length += len(pages[-1])
            if length > longest:
                raise Unreadable(TOO_LONG)
        title = reader.metadata.title if reader.metadata else None
        return pages, str(title or "")
    except Unreadable:
        raise
    except Exception as error:  # A damaged file makes pypdf fail in any way, deep inside.
        raise Unreadable(DAMAGED) from error
