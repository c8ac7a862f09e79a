"""A PDF read back."""

import io

from pypdf import PdfReader


def pages_of(content: bytes) -> list[str]:
    """The words of each page; where a long word may break makes no difference."""
    reader = PdfReader(io.BytesIO(content))
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in reader.pages]


def words_of(content: bytes) -> str:
    return " ".join(pages_of(content))
