"""What every way in brings: one piece of copy and what came with it."""

from dataclasses import dataclass
from datetime import date

MAX_FILE = 10 * 1024 * 1024
MAX_COPY = 500_000  # Code points; the longest books of the press are shorter.


@dataclass(frozen=True)
class Copy:
    """A text as it will be stored, its headline on the first line where it has one.

    What is not known is '' or None; `language` is an ISO 639-1 code of claims.choices.Language.
    """

    text: str
    outlet: str = ""
    byline: str = ""
    language: str = ""
    published_on: date | None = None
    url: str = ""
