import codecs
from contextlib import suppress
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.documents.encoding import decode_text
from claims.errors import Unreadable
from tests.text.strategies import STEADY, copy

ENGLISH = "The “naïve” aide’s café charged £5 more, he said — twice what others paid in March.\n"
FRENCH = "Le ministre a déclaré jeudi qu’il était « très inquiet » de l’évolution à Kaboul.\n"
GERMAN = "Der Außenminister erklärte, die Gespräche würden fortgesetzt. „Übermorgen“, sagte er.\n"
POLISH = "Minister oświadczył w czwartek, że rozmowy będą kontynuowane. Źródła mówią o postępach.\n"
RUSSIAN = "Президент заявил в четверг, что переговоры продолжатся в понедельник в Женеве.\n"
GREEK = "Ο υπουργός δήλωσε την Πέμπτη ότι οι συνομιλίες θα συνεχιστούν τη Δευτέρα στη Γενεύη.\n"
JAPANESE = "大臣は木曜日、協議は月曜日に続くと述べた。政府は詳細を明らかにしていない。\n"
TAIWANESE = "部長週四表示，會談將於週一繼續舉行。政府沒有透露細節。\n"
CHINESE = "部长周四表示，会谈将于周一继续举行。政府没有透露细节。\n"


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, JAPANESE])
@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides(text: str, mark: bytes, codec: str) -> None:
    assert decode_text(mark + text.encode(codec), "koi8-r") == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN])
def test_utf_16_without_a_mark_shows(text: str, codec: str) -> None:
    assert decode_text(text.encode(codec)) == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ENGLISH, "cp1252"),
        (FRENCH, "cp1252"),
        (FRENCH, "mac_roman"),
        (GERMAN, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "cp866"),
        (GREEK, "cp1253"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
    ],
)
@pytest.mark.parametrize("times", [1, 2000])
def test_an_encoding_that_nobody_declares_is_guessed(text: str, codec: str, times: int) -> None:
    text = text.encode(codec, "ignore").decode(codec) * times
    assert decode_text(text.encode(codec)) == text
    assert decode_text(b"Plain words.\n" * 9000 + text.encode(codec)).endswith(text)


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (RUSSIAN, "koi8_r", "KOI8-R"),
        (RUSSIAN, "iso8859_5", "iso-8859-5"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (ENGLISH, "cp1252", "iso-8859-1"),  # Which has no curly quotation marks of its own.
        (CHINESE, "gb18030", "GB2312"),
        (CHINESE, "utf-16-be", "utf-16be"),
        (RUSSIAN, "utf-8", "iso-8859-1"),  # The commonest lie.
        (RUSSIAN, "utf-8", "us-ascii"),
        (RUSSIAN, "utf-8", "no-such-charset"),
        (RUSSIAN, "utf-8", "unicode_escape"),
        (RUSSIAN, "utf-8", "zlib"),
        (RUSSIAN, "utf-8", "\0"),
        (RUSSIAN, "utf-8", "ÿ" * 200),
    ],
)
def test_a_declared_charset_is_believed_where_it_can_be(text: str, codec: str, label: str) -> None:
    text = text.encode(codec, "ignore").decode(codec)
    assert decode_text(text.encode(codec), label) == text


@pytest.mark.parametrize(
    "meta",
    [
        '<meta charset="koi8-r">',
        "<META CHARSET=koi8-r>",
        '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">',
    ],
)
def test_a_page_says_its_charset(meta: str) -> None:
    page = f"<html><head>{meta}</head><body>Іван: {RUSSIAN}</body></html>".replace("І", "И")
    assert decode_text(page.encode("koi8_r")) == page
    assert decode_text(page.encode("cp1251"), "windows-1251") == page  # Who served it knew better.


def test_a_page_that_can_say_utf_16_is_not() -> None:
    page = f'<meta charset="utf-16">{RUSSIAN}'
    assert decode_text(page.encode()) == page


@pytest.mark.parametrize("label", [None, "utf-8"])
def test_one_broken_character_does_not_spoil_the_rest(label: str | None) -> None:
    content = RUSSIAN.encode() + b"\xd0" + RUSSIAN.encode()
    assert decode_text(content, label) == RUSSIAN + "\ufffd" + RUSSIAN


@pytest.mark.parametrize(
    "content",
    [
        bytes(1000),
        bytes(range(256)) * 20,
        b"\x00\x01\x02\x03" * 100,
        b"\x7fELF\x02\x01\x01" + bytes(300) + b"\xff\xfe\xfd" * 100,
        b"\x1b\x01\x02 text \x03\x04" * 50,
    ],
)
def test_what_is_no_text_is_said(content: bytes) -> None:
    with pytest.raises(Unreadable, match="not text"):
        decode_text(content)


def test_five_megabytes_take_a_moment() -> None:
    began = monotonic()
    text = FRENCH * 60_000
    assert decode_text(text.encode("cp1252")) == text
    assert monotonic() - began < 3


@STEADY
@given(copy)
def test_utf_8_comes_through_as_it_is(text: str) -> None:
    if text.isprintable():
        assert decode_text(text.encode()) == text.removeprefix("\ufeff")


@STEADY
@given(st.binary(max_size=400), st.none() | st.text(max_size=20))
def test_any_bytes_are_text_or_refused(content: bytes, label: str | None) -> None:
    with suppress(Unreadable):
        assert isinstance(decode_text(content, label), str)
