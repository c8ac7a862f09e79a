"""The words of a PDF, page by page."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from claims.errors import Unreadable

SCRIPT = Path(__file__).with_name("pdf_words.py")
SECONDS = 20

TROUBLES = {
    "damaged": "The PDF is damaged, or too large to read.",
    "locked": "The PDF is locked with a password.",
    "long": "The PDF holds more text than ClaimTrack reads.",
}


@dataclass(frozen=True)
class Pdf:
    """The text of each page, and the title that the PDF gives itself, '' where it gives none."""

    pages: list[str]
    title: str


def pdf_of(content: bytes, longest: int, seconds: float = SECONDS) -> Pdf:
    """What a PDF says, read in a process of its own that cannot outgrow its limits.

    `longest` is how many code points it may say. Raises Unreadable where it cannot be read.
    """
    command = [sys.executable, "-I", str(SCRIPT), str(longest)]
    try:
        done = subprocess.run(  # noqa: S603  Nothing of the command comes from outside.
            command, input=content, capture_output=True, timeout=seconds, check=True
        )
        found = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"The PDF could not be read within {seconds:g} seconds.") from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise Unreadable(TROUBLES["damaged"]) from error
    if trouble := found.get("trouble"):
        raise Unreadable(TROUBLES[trouble])
    return Pdf(found["pages"], found["title"])
