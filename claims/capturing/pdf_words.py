"""Reads a PDF in a process of its own, run as a script: bytes come in, JSON goes out.

A PDF can be made to take all time and memory there is; what this process takes is bounded, and
nothing of the app lives in it. The answer is {"pages": [text, …], "title": text} or {"trouble":
"damaged" | "locked" | "long"}.
"""

import json
import logging
import resource
import sys
from io import BytesIO
from typing import Any

from pypdf import PdfReader

SECONDS = 20  # Of the processor; who waits for this process has a clock too.
MEMORY = 1024 * 1024 * 1024  # Bytes.


def words_of(content: bytes, longest: int) -> dict[str, Any]:
    """The text of each page; `longest` is how many code points all of them may have."""
    try:
        reader = PdfReader(BytesIO(content))
        # Many that ask for no password are locked with an empty one, against printing.
        if reader.is_encrypted and not reader.decrypt(""):
            return {"trouble": "locked"}
        pages, length = [], 0
        for page in reader.pages:
            pages.append(page.extract_text())
            length += len(pages[-1])
            if length > longest:
                return {"trouble": "long"}
        title = reader.metadata.title if reader.metadata else None
        return {"pages": pages, "title": str(title or "")}
    # A damaged file makes its reader fail in any way, and deep inside; this process does nothing
    # else, and the one that started it turns this answer into a sentence for the person.
    except Exception:
        return {"trouble": "damaged"}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable()
    json.dump(words_of(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)
