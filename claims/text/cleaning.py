"""The one door through which text comes in: normalised once, before any offset is taken."""

import unicodedata

from claims.errors import TextRefused


def normalised(text: str) -> str:
    """`text` with LF line ends, in Unicode normalisation form C.

    Raises TextRefused for the two things that PostgreSQL cannot store, NUL and lone surrogates,
    naming the code point and its place (counted from 1, in code points of `text`).
    """
    for place, character in enumerate(text, start=1):
        if character == "\0":
            raise TextRefused(f"The text holds a NUL character (U+0000) at character {place}.")
        if "\ud800" <= character <= "\udfff":
            code = f"U+{ord(character):04X}"
            raise TextRefused(f"The text holds half a character ({code}) at character {place}.")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
