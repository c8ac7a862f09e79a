"""Bytes of any kind: what they are, what is read out of them, what is refused."""

import hashlib
import os
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import CaptureWay, SnapshotOutcome
from claims.documents import child_process
from claims.documents.html import parse_html, text_of
from claims.documents.imported_copy import MAX_FILE
from claims.documents.media_types import DOCX, PDF
from claims.documents.pdf import parse_pdf
from claims.documents.sources import MAX_TEXT, CapturedDocument, read_document, read_paste
from claims.errors import Unreadable
from claims.roles import Role
from claims.services import snapshots
from tests.documents.files import archive, docx, page, paragraph
from tests.documents.pdf_files import GIF, JPEG, PNG, WEBP, locked, pdf
from tests.factories import make_person, make_source, rolled_back
from tests.text.strategies import STEADY

WORDS = "Moscow has moved about 100,000 troops."


def uploaded(content: bytes, file_name: str = "", declared: str = "") -> CapturedDocument:
    return read_document(content, CaptureWay.UPLOADED, declared, file_name)


@pytest.mark.parametrize(
    ("content", "media_type", "text"),
    [
        (pdf(WORDS), PDF, WORDS),
        (b"\r\n" + pdf(WORDS), PDF, WORDS),
        (page(f"<p>{WORDS}</p>").encode(), "text/html", WORDS),
        (docx(paragraph(WORDS)), DOCX, WORDS),
        (WORDS.encode(), "text/plain", WORDS),
        ("Größe\r\nÄnderung".encode("utf-16"), "text/plain", "Größe\nÄnderung"),
        ("Привет, мир, это новости".encode("cp1251"), "text/plain", "Привет, мир, это новости"),
        ("Cafe\u0301".encode(), "text/plain", "Café"),
        (PNG, "image/png", ""),
        (JPEG, "image/jpeg", ""),
        (GIF, "image/gif", ""),
        (WEBP, "image/webp", ""),
    ],
)
def test_the_type_is_told_by_content_and_the_bytes_stay(
    content: bytes, media_type: str, text: str
) -> None:
    found = uploaded(content, "picture.exe", "video/mp4")
    assert (found.media_type, found.text, found.content) == (media_type, text, content)
    assert found.outcome == (SnapshotOutcome.READ if text else SnapshotOutcome.NO_TEXT)
    assert bool(found.note) is not bool(text)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00\x01\x02\x7f" * 500, "ClaimTrack keeps web pages"),
        (b"{\\rtf1 It is so.}", "a rich text file"),
        (b"ID3\x03" + bytes(99), "a recording"),
        (b"\0\0\0\x18ftypmp42" + bytes(99), "picture, recording or film"),
        (archive({"xl/workbook.xml": "<x/>"}), "a spreadsheet"),
        (b"PK\x03\x04 and no more", "a damaged Word file or archive"),
        (b"", "The file is empty"),
        (b" \r\n\t", "The file is empty"),
        (b"x" * (MAX_FILE + 1), "larger than 10 MB"),
    ],
)
def test_what_is_not_kept_is_refused_by_name(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        uploaded(content)


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (b"%PDF-1.7\nnothing of the kind", "damaged"),
        (pdf(WORDS)[:200], "damaged"),
        (locked(pdf(WORDS), "secret"), "locked with a password"),
        (docx("<w:p><w:r>"), "Word file is damaged"),
        (b"word " * (MAX_TEXT // 5 + 1), "too long"),
    ],
)
def test_what_cannot_be_read_is_kept_and_says_why(content: bytes, note: str) -> None:
    found = uploaded(content)
    assert (found.outcome, found.text, found.page_starts) == (SnapshotOutcome.UNREADABLE, "", [])
    assert note in found.note
    assert found.content == content


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_locked_against_printing_alone_is_read(algorithm: str) -> None:
    assert uploaded(locked(pdf(WORDS), "", algorithm)).text == WORDS


def test_pages_of_a_pdf_begin_where_they_say() -> None:
    found = uploaded(pdf("One page.", "", "The third."))
    starts = [*found.page_starts, len(found.text)]
    pages = [found.text[a:b].strip() for a, b in pairwise(starts)]
    assert pages == ["One page.", "", "The third."]


def test_a_pdf_of_pictures_has_no_text() -> None:
    found = uploaded(pdf("", ""))
    assert (found.outcome, found.page_starts) == (SnapshotOutcome.NO_TEXT, [])
    assert "no text" in found.note


def test_a_pdf_with_too_much_text_says_so() -> None:
    with pytest.raises(Unreadable, match="more text than"):
        parse_pdf(pdf("word " * 30, "word " * 30), 200)


def test_a_page_that_takes_too_long_is_given_up_and_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The HTML parser takes time with the square of the attributes of one element."""
    monkeypatch.setattr(child_process, "SECONDS", 0.5)
    found = uploaded(b"<html><body " + b" ".join(b"a%d" % n for n in range(100_000)) + b">")
    assert (found.outcome, found.media_type) == (SnapshotOutcome.UNREADABLE, "text/html")
    assert "more time or memory" in found.note


def test_what_takes_too_much_memory_is_given_up() -> None:
    with pytest.raises(Unreadable, match="more time or memory"):
        child_process.run_limited(bytes, 2 * child_process.MEMORY)


def test_a_child_process_that_dies_is_noticed() -> None:
    with pytest.raises(Unreadable, match="more time or memory"):
        child_process.run_limited(os._exit, 1)


def test_a_fault_of_ours_in_a_child_process_is_not_called_the_fault_of_the_file() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        child_process.run_limited(divmod, 1, 0)


PAGES = {
    "<h1>Head</h1><p>One <b>bold</b>ly said.</p><p>Two</p>": "Head\nOne boldly said.\nTwo",
    "<div>One<div>Two</div>Three</div>": "One\nTwo\nThree",
    "One<br>Two<script>alert('three')</script> Four": "One\nTwo Four",
    "<style>p {}</style><p>Seen<!-- not --> words</p>": "Seen words",
    '<p hidden>No</p><p style="color: red; DISPLAY : none">No</p>Yes': "Yes",
    "<template>No</template><noscript>No</noscript><dialog>No</dialog>Yes": "Yes",
    "<dialog open>Yes</dialog>": "Yes",
    "<svg><script>no()</script></svg><iframe>No</iframe>Yes": "Yes",
    "<nav>Home</nav><main>Story</main><footer>Imprint</footer>": "Home\nStory\nImprint",
    "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>": "1\t2\n3",
    "<pre>one\n two</pre>  three\n four": "one\ntwo\nthree four",
    "in<span>ter</span>nat\u00adional&nbsp;law": "international\u00a0law",
    "<ruby>東京<rt>とうきょう</rt></ruby>へ": "東京へ",
    "<p>Unclosed <i>and <p>crossed</i> tags": "Unclosed and\ncrossed tags",
    "": "",
}


@pytest.mark.parametrize(("body", "text"), PAGES.items())
def test_a_page_gives_what_it_shows(body: str, text: str) -> None:
    assert text_of(parse_html(page(body, "The title", "<script>x = 1</script>"))) == text


@pytest.mark.parametrize("markup", ["<div>" * 1000 + "y", "<p hidden>x</p>y" * 50_000])
def test_a_page_of_one_thing_over_and_over_is_read(markup: str) -> None:
    assert text_of(parse_html(f"<html><body>{markup}")).endswith("y")


def test_a_page_nested_beyond_all_sense_is_kept_without_text() -> None:
    found = uploaded(b"<html><body>" + b"<div>" * 100_000 + b"deep")
    assert found.outcome == SnapshotOutcome.NO_TEXT


def test_a_paste_is_kept_in_utf_8() -> None:
    found = read_paste("“Zwölf” 👍")
    assert (found.content, found.text) == ("“Zwölf” 👍".encode(), "“Zwölf” 👍")
    assert (found.media_type, found.way) == ("text/plain", CaptureWay.PASTED)


@pytest.mark.parametrize("words", ["A <b> is bold.", "<html><p>Source</p>", "%PDF-1.7", "{\\rtf1"])
def test_a_paste_is_text_whatever_it_looks_like(words: str) -> None:
    assert (read_paste(words).text, read_paste(words).media_type) == (words, "text/plain")


ANY_BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.tuples(
        st.sampled_from([b"<html>", b"PK\x03\x04", PNG, GIF, b"\xff\xfe", b"RIFF", JPEG, WEBP]),
        st.binary(max_size=200),
    ).map(b"".join),
)


@pytest.mark.django_db
@STEADY
@given(content=ANY_BYTES, declared=st.sampled_from(["", "text/html", "text/plain; charset=x"]))
def test_any_bytes_are_kept_whole_or_refused_with_a_sentence(content: bytes, declared: str) -> None:
    try:
        captured = uploaded(content, declared=declared)
    except Unreadable:
        return
    assert captured.outcome in SnapshotOutcome
    with rolled_back():
        snapshot = snapshots.store_snapshot(make_person(Role.CHECKER), make_source(), captured)
        with snapshot.stored.open() as kept:
            stored = kept.read()
    assert stored == content
    assert snapshot.stored.sha256 == hashlib.sha256(stored).hexdigest()
    assert snapshot.stored.size == len(stored)


@pytest.mark.parametrize("cut", range(0, 500, 50))
def test_a_pdf_broken_anywhere_is_read_or_says_why(cut: int) -> None:
    whole = pdf(WORDS)
    found = uploaded(whole[:cut] + whole[cut + 7 :]) if cut else uploaded(whole)
    assert (found.outcome == SnapshotOutcome.READ) is bool(found.text)
