from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.documents.imported_copy import Copy
from claims.documents.markdown import copy_of
from tests.text.strategies import STEADY, copy


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Talks go on #\n\nText.", "Talks go on\n\nText."),
        ("## C# and F#", "C# and F#"),
        ("Talks go on\n===========\nText.", "Talks go on\n\nText."),
        ("One line\nof a paragraph.\n\nAnother.", "One line of a paragraph.\n\nAnother."),
        ("Verse one  \nverse two\\\nverse three", "Verse one\nverse two\nverse three"),
        ("**Bold**, *leaning*, __bold__, _leaning_, ***both***, ~~struck~~.",
         "Bold, leaning, bold, leaning, both, struck."),
        ("**Bold with *leaning* in it**", "Bold with leaning in it"),
        ("5 * 3 * 2, snake_case_name, 2*3", "5 * 3 * 2, snake_case_name, 2*3"),
        ("[The report](https://x.example/a_(b) \"Title\") says", "The report says"),
        ("[The report][1] says\n\n[1]: https://x.example/ \"Title\"", "The report says"),
        ("![A minister](photo.jpg)", "A minister"),
        ("“[But] Russia has …” [sic]", "“[But] Russia has …” [sic]"),
        ("See <https://x.example/a>.", "See https://x.example/a."),
        ("A note.[^1]\n\n[^1]: What it says.", "A note.\n\nWhat it says."),
        ("- one\n- two\n  goes on\n* three", "one\n\ntwo goes on\n\nthree"),
        ("1. one\n2. two", "1. one\n\n2. two"),
        ("- [x] done", "done"),
        ("> Quoted\n> words", "Quoted words"),
        ("a\n\n---\n\nb\n\n* * *\n\nc", "a\n\nb\n\nc"),
        ("| a | b |\n|---|:-:|\n| c | d |", "a | b\n\nc | d"),
        ("```\n*as it is\n```", "*as it is"),
        ("`code` and ``more``", "code and more"),
        (r"\*not leaning\* 1\. \# \\", r"*not leaning* 1. # \\"[:-1]),
        ("a &amp; b &mdash; c", "a & b — c"),
        ("a <b>bold</b> x<br>y, 1 < 2 > 0", "a bold xy, 1 < 2 > 0"),
        ("a <!-- hidden\n\nwords --> b", "a  b"),
        ("a <script>steal()</script><STYLE>p {}</STYLE>b", "a b"),
        ("<!-- a --> b <!-- never closed", "b"),
    ],
)  # fmt: skip
def test_marks_go_and_words_stay(markdown: str, text: str) -> None:
    assert copy_of(markdown).text == text


def test_front_matter_gives_headline_byline_and_date() -> None:
    front = (
        '---\ntitle: "Talks go on"\nauthor: Anna Example\ndate: 2022-01-22T10:00\ntags: [a]\n---\n'
    )
    assert copy_of(f"{front}\nText.") == Copy(
        "Talks go on\n\nText.", byline="Anna Example", published_on=date(2022, 1, 22)
    )
    assert copy_of(f"{front}\n# Talks go on\n\nText.").text == "Talks go on\n\nText."
    assert copy_of("---\ndate: soon\n---\nText.") == Copy("Text.")
    assert copy_of("---\n\nText between rules.\n\n---\n").text == "Text between rules."


marks = st.sampled_from(["*", "_", "[", "](", "`", "#", "> ", "- ", "|", "<", "\\", "\n"])


@STEADY
@given(st.lists(marks | copy).map("".join))
def test_any_text_at_all_is_taken(text: str) -> None:
    assert copy_of(text).text.strip() == copy_of(text).text


@pytest.mark.parametrize(
    "piece",
    ["*", "_", "[", "[a](", "[a][", "`", "# ", "> ", "- ", "|", "<a", "<!--", "<!-- -->", "a\n",
     "a  \n", " ", "\\", "~~", "**a", "~~a ", "&", "[^", "|-", "-\n", "![", "1. "],
)  # fmt: skip
def test_four_times_the_text_takes_about_four_times_as_long(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (15_000, 60_000))
    # Thrice: a busy machine can slow one measure, not the same one again and again.
    assert any(seconds(long) < 8 * seconds(short) + 0.05 for _ in range(3))


def seconds(markdown: str) -> float:
    """Of the processor."""
    began = process_time()
    copy_of(markdown)
    return process_time() - began
