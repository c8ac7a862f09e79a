import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import TextRefused
from claims.text.cleaning import normalised
from tests.text.strategies import STEADY, copy


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\r\r\n\n", "\n\n\n"),
        ("Cafe\u0301", "Café"),
        ("ﬁ ½ Ⅳ …", "ﬁ ½ Ⅳ …"),  # Form C, not KC: the words stay as they were written.
        ("“quotes” — 😀 عربي", "“quotes” — 😀 عربي"),
        ("", ""),
    ],
)
def test_line_ends_and_form(text: str, clean: str) -> None:
    assert normalised(text) == clean


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("\0", "U+0000", 1),
        ("😀\r\na\0b", "U+0000", 5),
        ("ab\ud800", "U+D800", 3),
        ("\udfff\0", "U+DFFF", 1),
    ],
)
def test_what_cannot_be_stored_is_refused_by_name_and_place(
    text: str, name: str, place: int
) -> None:
    with pytest.raises(TextRefused) as refusal:
        normalised(text)
    assert f"({name})" in str(refusal.value)
    assert str(refusal.value).endswith(f"at character {place}.")


@STEADY
@given(copy | st.text(st.sampled_from("\r\n a\u0301e")))
def test_clean_text_stays_as_it_is(text: str) -> None:
    clean = normalised(text)
    assert normalised(clean) == clean
    assert "\r" not in clean
    assert unicodedata.is_normalized("NFC", clean)


@STEADY
@given(st.text(st.characters()))
def test_any_text_is_clean_or_refused(text: str) -> None:
    bad = {"\0", *(c for c in text if unicodedata.category(c) == "Cs")}
    if bad & set(text):
        with pytest.raises(TextRefused):
            normalised(text)
    else:
        assert b"\0" not in normalised(text).encode()
