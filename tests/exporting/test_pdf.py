"""The packet to be read: its pages, and what no text can do to them."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from claims.exporting.as_pdf import as_pdf
from claims.exporting.contents import gather
from claims.exporting.schema import Contents, TextRun
from tests.exporting.files import File
from tests.exporting.pages import pages_of, words_of
from tests.signing import Desk
from tests.text.strategies import STEADY, anything, copy


def saying(contents: Contents, words: str) -> Contents:
    """With these words wherever somebody could have typed them."""
    claims = [
        replace(
            claim,
            statement=words,
            rationale=words,
            claimant=words,
            evidence=[replace(e, quote=words, locator=words, note=words) for e in claim.evidence],
            history=[replace(deed, note=words) for deed in claim.history],
        )
        for claim in contents.claims
    ]
    return replace(
        contents,
        article=replace(contents.article, headline=words, byline=words),
        lines=[[TextRun(words, [], [], True)]],
        claims=claims,
        queries=[replace(query, question=words) for query in contents.queries],
        sources=[replace(source, title=words) for source in contents.sources],
    )


@pytest.mark.django_db
def test_the_pages_tell_the_file() -> None:
    file = File().whole()
    pages = pages_of(as_pdf(file.gathered()))
    assert "The bridge costs twice as much" in pages[0]
    assert "Not signed off" in pages[0]
    assert "1 verified" in pages[0]
    assert "Contents" in pages[0].title()
    for number, page in enumerate(pages, 1):
        assert f"{number} of {len(pages)}" in page
    assert all("Fact-check file · revision 1" in page for page in pages[1:])
    said = " ".join(pages)
    for words in [
        f"Claim {file.cost.pk}", "The copy says: The new bridge costs 40 million.",
        "Two counts agree.",
        "Independent or primary evidence bears the statement out as worded.", "p. 3",
        "Word for word in what was captured", "Not word for word in what was captured",
        "submitted by Carl Oakfield", "approved by Edda Quill", "Who says so?", "Not answered.",
        "It is the weather.", "3 of 6 sentences are unread",
    ]:  # fmt: skip
        assert words in said, words


@pytest.mark.django_db
def test_a_signed_file_says_by_whom_and_over_what() -> None:
    desk = Desk()
    desk.ask()
    for item in desk.items:
        desk.rule(item, "The mayor said so on the record.")
    desk.sign()
    pages = pages_of(as_pdf(gather(desk.article, desk.editor, False)))
    assert f"Signed off by {desk.editor}" in pages[0]
    assert "over 1 open item, each by a ruling" in pages[0]
    assert "On the author by" in " ".join(pages)
    assert "The mayor said so on the record." in " ".join(pages)


HOSTILE = [
    '#eval("1+1")', "#panic()", '"); #panic("x")', "*bold* _it_ `code`", "$x = 1$ and $",
    '#include "/etc/passwd"', "= A heading", "@claim-1 <claim-1>", "// no comment /* none */",
    "\\ \\u{41} \\#", "]} #[ {", "{{ x }} {% y %}", "</svg><script>alert(1)</script>",
    "a ~ b --- c", "https://example.org/#" + "a" * 20,
]  # fmt: skip


@pytest.mark.django_db
def test_no_text_is_read_as_markup(subtests: pytest.Subtests) -> None:
    contents = File().whole().gathered()
    for words in HOSTILE:
        with subtests.test(words):
            said = words_of(as_pdf(saying(contents, words)))
            assert said.count(" ".join(words.split())) >= 8


@pytest.mark.django_db
def test_no_text_breaks_it() -> None:
    contents = File().whole().gathered()

    @settings(STEADY, max_examples=20)
    @given(copy | st.text(anything, min_size=1, max_size=60))
    def holds(words: str) -> None:
        assert as_pdf(saying(contents, words)).startswith(b"%PDF-")

    holds()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        "w" * 5_000,
        "\u0301" * 200,
        "漢" * 2_000,
        "עברית " * 200,
        "قال العمدة " * 200,
        "👩‍👩‍👧🇺🇦" * 300,
        "\u202e\u2066 reversed \u2069",
        "line\nline\ttab\x0b\x0c\x1f",
    ],
    ids=["one word", "accents", "Chinese", "Hebrew", "Arabic", "emoji", "bidi", "controls"],
)
def test_what_is_long_or_strange_is_set(words: str) -> None:
    contents = File().whole().gathered()
    made = as_pdf(saying(contents, words))
    assert len(PdfReader(io.BytesIO(made)).pages) > 1


def lines_of(content: bytes) -> list[str]:
    reader = PdfReader(io.BytesIO(content))
    return [line for page in reader.pages for line in page.extract_text().splitlines()]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        "www.example.org/reports/2026/annual_report-of.the.council?page=12&part=3" * 3,
        "https://example.org/" + "a" * 300,
        "0123456789abcdef" * 4,
        "w" * 500,
    ],
    ids=["address", "link", "sum", "word"],
)
def test_a_long_word_breaks_into_lines_and_is_copied_as_it_was_typed(words: str) -> None:
    lines = lines_of(as_pdf(saying(File().whole().gathered(), words)))
    assert max(len(line) for line in lines) < 160
    assert words in "".join(lines)


@pytest.mark.django_db
def test_an_address_breaks_after_a_mark_that_parts_it() -> None:
    words = "www.example.org/" + "committee/" * 30
    lines = lines_of(as_pdf(saying(File().whole().gathered(), words)))
    cut = tuple("committee/"[at:] for at in range(1, len("committee/")))
    assert [line for line in lines if line.startswith("committee/committee/")]
    assert not [line for line in lines if line.startswith(cut)]


@pytest.mark.django_db
def test_no_line_begins_with_a_mark_of_the_letter_before_it() -> None:
    words = "ab" + "e\u0301\u0323" * 150
    for line in lines_of(as_pdf(saying(File().whole().gathered(), words))):
        assert line.lstrip("\u200b")[:1] not in {"\u0301", "\u0323"}
