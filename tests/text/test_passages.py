import time
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.passages import anchor_at, digest_of, places_of
from claims.text.sentences import Span
from tests.text.strategies import STEADY, copy, copy_with_cut

# What typists exchange for one another.
LIKES = ["'‘’", '"“”„«»', "-–—", " \t\n\u00a0"]


def alike(text: str) -> str:
    """`text` with one style of quotation marks, dashes and white space."""
    for likes in LIKES:
        for like in likes:
            text = text.replace(like, likes[0])
    return " ".join(text.split())


@st.composite
def exchanged(draw: st.DrawFn, words: str) -> str:
    """`words` with each mark exchanged for one like it."""
    return "".join(
        draw(st.sampled_from(next((likes for likes in LIKES if character in likes), character)))
        for character in words
    )


@STEADY
@given(copy_with_cut())
def test_an_anchor_stands_where_it_says(cut: tuple[str, int, int]) -> None:
    text, start, end = cut
    anchor = anchor_at(text, start, end)
    assert start <= anchor.start < anchor.end <= end
    assert text[anchor.start : anchor.end] == anchor.exact == text[start:end].strip()
    assert anchor.digest == sha256(anchor.exact.encode()).hexdigest()
    around = anchor.prefix + anchor.exact + anchor.suffix
    assert text[anchor.start - len(anchor.prefix) :].startswith(around)
    assert len(anchor.prefix) == min(32, anchor.start)
    assert len(anchor.suffix) == min(32, len(text) - anchor.end)


@STEADY
@given(copy, st.integers(-50, 50), st.integers(-50, 50))
def test_no_anchor_outside_the_text_or_without_words(text: str, start: int, end: int) -> None:
    if 0 <= start < end <= len(text) and text[start:end].strip():
        assert anchor_at(text, start, end).exact
    else:
        with pytest.raises(ValueError, match="passage"):
            anchor_at(text, start, end)


def test_an_anchor_leaves_white_space_out() -> None:
    anchor = anchor_at("One 😀 \u00a0 two\n three", 3, 12)
    assert (anchor.start, anchor.end, anchor.exact) == (4, 11, "😀 \u00a0 two")
    assert (anchor.prefix, anchor.suffix) == ("One ", "\n three")


@STEADY
@given(copy_with_cut(), st.data())
def test_words_are_found_where_they_were_cut_out(
    cut: tuple[str, int, int], data: st.DataObject
) -> None:
    text, start, end = cut
    anchor = anchor_at(text, start, end)
    place = Span(anchor.start, anchor.end)
    assert place in places_of(anchor.exact, text)
    words = data.draw(exchanged(anchor.exact))
    places = places_of(words, text)
    assert place in places
    for found in places:
        assert alike(text[found.start : found.end]) == alike(words)


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        ("troops", "Troops, troops and troopships.", [(8, 14), (19, 25)]),
        ("a a", "a a a a", [(0, 3), (2, 5), (4, 7)]),
        ("no no no", "no no no no", [(0, 8), (3, 11)]),
        ('"We will not"', "He said: “We will not” go.", [(9, 22)]),
        ("“We will not”", "He said: «We\u00a0will\n not» go.", [(9, 23)]),
        ("Russia's", "Russia’s and Russia‘s", [(0, 8), (13, 21)]),
        ("NATO - Russia", "NATO — Russia", [(0, 13)]),
        ("30-member", "30‑member", [(0, 9)]),
        ("  two  words ", "two words", [(0, 9)]),
        ("one two", "onetwo one  two", [(7, 15)]),
        ("a.c (x)*", "abc a.c (x)*", [(4, 12)]),
        ("😀 é", "a 😀 é", [(2, 5)]),
        ("absent", "Not here.", []),
        ("", "Not here.", []),
        (" \n ", "Not here.", []),
        ("word", "", []),
    ],
)
def test_places(words: str, text: str, places: list[tuple[int, int]]) -> None:
    assert [(place.start, place.end) for place in places_of(words, text)] == places


def test_digest() -> None:
    assert digest_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest_of("é") == sha256(b"\xc3\xa9").hexdigest()


WORDS = " ".join(f"word{number}" for number in range(10_000))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (WORDS, f"Before {WORDS} after."),
        (WORDS + " x", f"Before {WORDS} after."),
        ("a b", "a " * 10_000),
        ("a b", "a" + " " * 50_000 + "c"),
        ("- " * 50, "- " * 10_000),
        ("a", "a" * 50_000),
        ("'" * 1_000, "’" * 2_000),
    ],
)
def test_long_copy_is_searched_in_no_time(words: str, text: str) -> None:
    begun = time.process_time()
    places_of(words, text)
    assert time.process_time() - begun < 5
