import struct
from contextlib import suppress
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.documents.docx import MAX_PART, parse_docx
from claims.errors import Unreadable
from tests.documents.files import archive, docx, paragraph
from tests.text.strategies import STEADY

STORY = docx(paragraph("Talks go on") + paragraph("“We will see,” she said.") * 20)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (paragraph("One") + paragraph("Two &amp; “three”"), "One\n\nTwo & “three”"),
        (paragraph("One") + "<w:p/>" + paragraph(" ") + paragraph("Two"), "One\n\nTwo"),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", "a\nb\tc"),
        ("<w:p><w:r><w:t>Sto</w:t></w:r><w:r><w:t>len</w:t></w:r></w:p>", "Stolen"),
        # Tab stops are no tabs; what Word remembers as deleted, or hides, is no copy.
        ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>", "a"),
        (
            "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
            "<w:del><w:r><w:t>old</w:t><w:delText>older</w:delText></w:r></w:del></w:p>",
            "new",
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r></w:p>',
            "shown",
        ),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>a</w:t></w:r></w:p>", "a"),
        ("<w:tbl><w:tr><w:tc>" + paragraph("cell") + "</w:tc></w:tr></w:tbl>", "cell"),
        # A text box, twice as Word writes it, inside the paragraph that it hangs on.
        (
            "<w:p><w:r><w:t>out</w:t></w:r><w:r><Choice>" + paragraph("box") + "</Choice>"
            "<Fallback>" + paragraph("box") + "</Fallback></w:r><w:r><w:t>side</w:t></w:r></w:p>",
            "box\n\noutside",
        ),
        ("<w:p><w:r><w:t><![CDATA[<b>]]></w:t></w:r></w:p>", "<b>"),
    ],
)
def test_the_words_of_a_word_file(body: str, words: str) -> None:
    assert parse_docx(docx(body)) == words


def test_the_main_part_has_another_name_in_files_of_the_web_version() -> None:
    assert parse_docx(docx(paragraph("Talks"), name="word/document2.xml")) == "Talks"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (archive({"photo.jpg": ""}), "not a Word file"),
        (docx("<w:p>"), "damaged"),
        (docx("", head='<?xml version="1.0" encoding="no-such"?>'), "damaged"),
        (docx("", head='<?xml version="1.0" encoding="utf-7"?>'), "damaged"),
        (docx(paragraph("&nosuch;")), "damaged"),
        (docx("", head='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "document type"),
        (docx(paragraph("x" * (MAX_PART + 1))), "more than 20 MB"),
        (b"PK\x03\x04 and no more", "damaged"),
    ],
)
def test_what_is_no_sound_word_file_is_said(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        parse_docx(content)


@pytest.mark.parametrize(("at", "value"), [(8, 1), (10, 14)])  # Encrypted; packed by LZMA.
def test_what_word_never_does_is_said(at: int, value: int) -> None:
    entry = STORY.rindex(b"PK\x01\x02")  # The main part's, in the archive's directory.
    strange = STORY[: entry + at] + struct.pack("<H", value) + STORY[entry + at + 2 :]
    with pytest.raises(Unreadable, match="a way that Word does not use"):
        parse_docx(strange)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    bomb = docx(paragraph("x" * (MAX_PART + 1)))
    entry = bomb.rindex(b"PK\x01\x02")
    lying = bomb[: entry + 24] + struct.pack("<L", 1000) + bomb[entry + 28 :]
    with pytest.raises(Unreadable, match="damaged"):
        parse_docx(lying)


def test_deep_nesting_and_very_many_paragraphs_take_no_harm() -> None:
    began = monotonic()
    assert parse_docx(docx("<w:p>" * 100_000 + "</w:p>" * 100_000)) == ""
    assert parse_docx(docx(paragraph("a") * 50_000)).count("a") == 50_000
    assert monotonic() - began < 3


@STEADY
@given(st.integers(0, len(STORY) - 1), st.integers(0, len(STORY) - 1), st.binary(max_size=8))
def test_a_damaged_word_file_is_read_or_refused(start: int, end: int, other: bytes) -> None:
    damaged = STORY[: min(start, end)] + other + STORY[max(start, end) :]
    with suppress(Unreadable):
        assert isinstance(parse_docx(damaged), str)


@pytest.mark.parametrize("length", range(0, len(STORY), 37))
def test_a_word_file_cut_short_is_refused(length: int) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        parse_docx(STORY[:length])
