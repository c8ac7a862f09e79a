"""The one door through which text comes in: normalised once, before any offset is taken."""

import unicodedata

from claims.errors import TextRefused

# White space, and what has no width: a byte order mark before a text is the habit of some
# editors, not copy.
INVISIBLE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060\ufeff"


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


def stored_text(text: str) -> str:
    """`text` as a revision holds it: normalised, without what is not seen at its ends."""
    return normalised(text).strip(INVISIBLE)
