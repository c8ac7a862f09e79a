"""Bytes into text: what the bytes say of themselves first, then what others say of them."""

import codecs
import re

from charset_normalizer import CharsetMatch, from_bytes

from claims.errors import Unreadable

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # Before UTF-16's, which begins it.
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

# What to guess among, the commonest first: of several that fit equally well, that is likeliest.
GUESSED = [
    "cp1252", "cp1250", "iso8859_2", "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp1253",
    "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "cp932", "euc_jp", "gb18030", "big5", "cp949",
    "mac_roman", "mac_cyrillic",
]  # fmt: skip
# By Python's names; other codecs have no business in copy, and some are costly or dangerous.
DECLARED = {codecs.lookup(name).name for name in GUESSED} | {
    "ascii", "big5hkscs", "cp1258", "euc_kr", "gb2312", "gbk", "iso2022_jp", "iso8859-1",
    "iso8859-10", "iso8859-11", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16",
    "iso8859-3", "iso8859-4", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-9", "shift_jis",
    "utf-16", "utf-16-be", "utf-16-le", "utf-8",
}  # fmt: skip
# What is meant by the older name: the larger set that browsers read for it.
MEANT = {
    "ascii": "cp1252",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-11": "cp874",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
}

META_CHARSET = re.compile(
    rb"<meta\b[^>]{0,200}?\bcharset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.I
)
HEAD = 4096  # Bytes within which a page must say its charset, and more.
SAMPLE = 64 * 1024  # Bytes that a guess looks at.
TOO_MESSY = 0.1  # Of charset-normalizer's measure, 0 to 1; right guesses stay below.
# By how much another charset must fit the words of a language better than the commonest one does.
CLEARLY = 0.03


BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")


def decode_text(content: bytes, charset: str | None = None) -> str:
    """`content` as text, without byte order mark; `charset` is what came declared with it.

    Raises Unreadable where it is no text, or nothing tells its encoding.
    """
    claimed = [codec for codec in (_codec(charset), _in_page(content)) if codec]
    text = _decode_by_mark(content)
    if text is None:
        text = _decode_all(content, claimed)
    if text is None:
        text = _decode_most(content, claimed) or _decode_by_guess(content)
    if len(UNPRINTABLE.findall(text)) * 20 > len(text):
        raise Unreadable("This is not text.")
    return text


def _decode_by_mark(content: bytes) -> str | None:
    for mark, codec in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content.decode(codec, errors="replace")
    # Without a mark, UTF-16 shows by its zeros: of every two bytes always the same one.
    low, high = content[0:HEAD:2].count(0), content[1:HEAD:2].count(0)
    if max(low, high) > min(HEAD, len(content)) // 40 and not (low and high):
        return content.decode("utf-16-be" if low else "utf-16-le", errors="replace")
    return None


def _codec(label: str | None) -> str | None:
    """Python's name of the encoding that is meant by a label, where it may be copy's."""
    try:
        name = codecs.lookup(label or "").name
    except (LookupError, ValueError):
        return None
    return MEANT.get(name, name) if name in DECLARED else None


def _in_page(content: bytes) -> str | None:
    found = META_CHARSET.search(content[:HEAD])
    codec = _codec(found[1].decode("ascii", errors="replace")) if found else None
    # What could be read to say so is not UTF-16.
    return None if codec and codec.startswith("utf-16") else codec


def _decode_all(content: bytes, claimed: list[str]) -> str | None:
    """The text in the first encoding that all of it fits."""
    # Servers say Western European of everything: where that could be UTF-8, it is.
    telling = [codec for codec in claimed if codec != "cp1252"]
    for codec in [*telling, "utf-8", *claimed]:
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def _decode_most(content: bytes, claimed: list[str]) -> str | None:
    """The text with U+FFFD for a few broken characters: where they are few, the rest is right."""
    for codec in [*claimed, "utf-8"]:
        text = content.decode(codec, errors="replace")
        broken = text.count("\ufffd")
        beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
        if broken * 10 <= beyond_ascii:
            return text
    return None


def _decode_by_guess(content: bytes) -> str:
    matches = [
        match
        for match in from_bytes(_sample(content), cp_isolation=GUESSED)
        if match.encoding in GUESSED and match.chaos <= TOO_MESSY
    ]
    if not matches:
        raise Unreadable("This is not text, or nothing tells its encoding: save it as UTF-8.")
    return content.decode(min(matches, key=_unlikeliness).encoding, errors="replace")


def _sample(content: bytes) -> bytes:
    """A part that has something to guess by, with no character cut in two at its ends."""
    telling = BEYOND_ASCII.search(content)
    start = _blank_before(content, 0, telling.start()) if telling else 0
    if len(content) - start <= SAMPLE:
        return content[start:]
    return content[start : _blank_before(content, start, start + SAMPLE)]


def _blank_before(content: bytes, start: int, end: int) -> int:
    """The place behind the last line end or space; no encoding uses these two within others."""
    return max(content.rfind(b"\n", start, end), content.rfind(b" ", start, end)) + 1


def _unlikeliness(match: CharsetMatch) -> tuple[float, float, int]:
    commonest = match.encoding == GUESSED[0]
    coherence = match.coherence + (CLEARLY if commonest else 0)
    return match.chaos, -coherence, GUESSED.index(match.encoding)
