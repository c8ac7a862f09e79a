import re
from contextlib import suppress
from datetime import date
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.documents.articles import read_copy, read_text
from claims.documents.imported_copy import MAX_COPY, MAX_FILE, Copy
from claims.errors import Unreadable
from claims.web.fetching import fetch
from tests.documents.files import archive, docx, page, paragraph
from tests.text.strategies import STEADY
from tests.web.site import Site, answer

PROSE = "The minister said on Monday that the talks in Geneva would go on for another week."
HTML = page(f"<article><h1>Talks go on</h1><p>{PROSE}</p><p>{PROSE} Or two.</p></article>")
TEXT = f"Talks go on\n\n{PROSE}\n\n{PROSE} Or two."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("story.txt", TEXT.encode()),
        ("story.txt", TEXT.replace("\n", "\r\n").encode("utf-16")),
        ("story", TEXT.encode()),
        ("story.md", f"# Talks go on\n\n{PROSE}\n\n**{PROSE}** Or two.".encode()),
        ("STORY.MARKDOWN", f"Talks go on\n===\n\n{PROSE}\n\n{PROSE} *Or two.*".encode()),
        ("story.html", HTML.encode()),
        ("story.txt", HTML.encode()),  # What it holds decides, not what it is called.
        ("story.docx", HTML.encode()),
        ("", b"\xef\xbb\xbf" + b"\n" * 99 + b"<!-- saved -->\n<!-- twice -->" + HTML.encode()),
        ("story.html", HTML.encode("utf-16")),
        ("story.htm", f"<h1>Talks go on</h1><p>{PROSE}</p><p>{PROSE} Or two.</p>".encode()),
        ("story.html", TEXT.encode()),
        ("story.docx", docx("".join(map(paragraph, TEXT.split("\n\n"))))),
        ("story.html", docx("".join(map(paragraph, TEXT.split("\n\n"))))),
    ],
)
def test_every_kind_of_file_gives_the_same_copy(name: str, content: bytes) -> None:
    assert read_copy(name, content).text == TEXT


def test_the_byline_that_leaves_the_text_is_known() -> None:
    lines = ["Talks go on", "By Anna Example", PROSE]
    word = docx("".join(map(paragraph, lines)))
    for found in [read_text("\n\n".join(lines)), read_copy("story.docx", word)]:
        assert (found.byline, found.text) == ("Anna Example", f"Talks go on\n\n{PROSE}")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n", "This is a PDF"),
        (b"{\\rtf1\\ansi Talks}", "This is a rich text file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "old or password-protected Office file"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture"),
        (b"\xff\xd8\xff\xe0", "This is a picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a picture"),
        (b"\0\0\0\x18ftypmp42", "picture, recording or film"),
        (archive({"xl/workbook.xml": ""}), "This is a spreadsheet"),
        (archive({"ppt/presentation.xml": ""}), "a presentation"),
        (archive({"content.xml": ""}), "an OpenDocument file"),
        (archive({"META-INF/container.xml": ""}), "an e-book"),
        (archive({"photo.jpg": ""}), "a ZIP archive"),
        (b"\x1f\x8b\x08\0", "a compressed archive"),
        (b"", "holds no text"),
        (b" \r\n\t\n", "holds no text"),
        (b"\xef\xbb\xbf", "holds no text"),
        (b"Share on Facebook\n\nAdvertisement\n", "holds no text"),
        (docx("<w:p/>"), "holds no text"),
        (bytes(range(256)) * 10, "not text"),
        (b"words \0" + b" words" * 20, r"NUL character \(U\+0000\) at character 7"),
        (b"x" * (MAX_FILE + 1), "larger than 10 MB"),
        (b"Words and words. " * 300_000, "too long: 5,099,999 characters"),
        (b"x" * (MAX_COPY + 1), "too long: 500,001 characters; at most 500,000"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_copy("story.txt", content)


def test_text_may_begin_like_a_signature() -> None:
    for words in ["RIFF raff", "GIF 8 is old", "ID3 tags", "BMW grew", "PK is a name", "II*"]:
        assert read_copy("story.txt", words.encode()).text == words


@pytest.mark.parametrize("start", ["<!---->", "<!--", "<?xml>", " ", "<"])
def test_many_beginnings_of_a_page_take_a_moment(start: str) -> None:
    began = monotonic()
    read_copy("story.txt", f"{start * 10_000} words".encode())
    assert monotonic() - began < 1


def test_the_longest_copy_is_taken_and_counted_in_characters() -> None:
    began = monotonic()
    assert len(read_copy("story.txt", ("ж" * MAX_COPY).encode()).text) == MAX_COPY
    assert len(read_text("😀" * MAX_COPY).text) == MAX_COPY
    assert monotonic() - began < 3


def test_furniture_and_dates_are_no_copy() -> None:
    pasted = (
        f"Sat. Jan 22nd, 2022\n\n\n{PROSE}\n\n{PROSE} Or two.\n\n\n\nSource link\n\nBy admin\n\n"
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *"
    )
    wanted = Copy(f"{PROSE}\n\n{PROSE} Or two.", published_on=date(2022, 1, 22))
    assert read_text(pasted) == wanted
    assert read_copy("story.txt", pasted.encode()) == wanted
    assert read_copy("story.docx", docx("".join(map(paragraph, pasted.split("\n"))))) == wanted


def test_a_dateline_stays_in_the_copy_and_gives_its_date() -> None:
    text = f"Talks go on\n\nGENEVA, 22 Jan. 2022 (Agency) — {PROSE}"
    assert read_text(text) == Copy(text, published_on=date(2022, 1, 22))


def test_pasted_text_that_cannot_be_stored_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"half a character \(U\+D800\)"):
        read_text("words \ud800")


def test_fields_that_no_form_would_hold_are_left_empty() -> None:
    head = f'<meta property="og:site_name" content="{"Example " * 60}">'
    assert read_copy("story.html", HTML.replace("<title>", head + "<title>").encode()).outlet == ""


def test_a_page_of_the_web_becomes_copy(site: Site) -> None:
    russian = "Президент заявил в четверг, что переговоры продолжатся в понедельник в Женеве. " * 3
    body = page(f"<article><h1>Переговоры</h1><p>{russian}</p></article>").replace("en-GB", "ru")
    site.pages["/story"] = answer(body.encode("koi8_r"), Content_Type="text/html; charset=koi8-r")
    fetched = fetch(site.url("/story"))
    for declared in [fetched.content_type, "koi8-r"]:
        found = read_copy(fetched.url, fetched.content, declared, fetched.url)
        assert found.text == f"Переговоры\n\n{russian.strip()}"
        assert (found.language, found.url) == ("ru", site.url("/story"))
        assert found.outlet.startswith("127.0.0.1")


names = st.sampled_from(["", "a.txt", "a.md", "a.html", "a.docx"])
starts = st.sampled_from([b"", b"<html>", b"<p>", b"PK\x03\x04", b"\xff\xfe", b"---\n", b"%PDF"])


@STEADY
@given(names, starts, st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes_are_copy_or_refused(
    name: str, start: bytes, content: bytes, declared: str
) -> None:
    with suppress(Unreadable):
        text = read_copy(name, start + content, declared).text
        assert text.strip()
        assert not re.search(r"[\0\r\ud800-\udfff]", text)
