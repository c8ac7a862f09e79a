from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.quotes import quotations_in
from tests.text.strategies import STEADY, copy

ARTICLE = Path(__file__).parents[2] / "fixtures" / "sample_article.txt"


def quoted(text):
    return [text[found.span.start : found.span.end] for found in quotations_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said. “No.”", ["“Yes,”", "“No.”"]),
        ('"Yes," she said. "No."', ['"Yes,"', '"No."']),
        ("‘Yes,’ she said. ‘No.’", ["‘Yes,’", "‘No.’"]),
        ("'Yes,' she said. 'No.'", ["'Yes,'", "'No.'"]),
        ("``Yes,'' she said.", ["``Yes,''"]),
        ("„Ja“, sagte sie. ‚Nein‘, sagte er.", ["„Ja“", "‚Nein‘"]),
        ("„Tak”, powiedziała.", ["„Tak”"]),
        ("»Ja«, sagte sie. ›Nein‹, sagte er.", ["»Ja«", "›Nein‹"]),
        ("« Oui », dit-elle. «Non», dit-il.", ["« Oui »", "«Non»"]),
        ("”Ja”, sa hon. »Nej», sa han.", ["”Ja”", "»Nej»"]),
        ("她说「好」。他说“不”。", ["「好」", "“不”"]),
        ("The so-called “experts” met.", ["“experts”"]),
        ("She said (“softly”) yes—“no”—and “… and again.”", ["“softly”", "“no”", "“… and again.”"]),
    ],
)
def test_marks_of_every_nation(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We don’t know the workers’ rights of the ’90s, or ‘em.",
        "We don't like rock 'n' roll, the workers' hall or the bosses' claims in the '90s.",
        'He is 6\' 2" tall; the pipe is 5" wide and the other 6".',
        "O’Brien’s and (NATO)’s and the U.S.’s goin’ rate.",
        'צה"ל',
        "“” '' «»",
        "",
    ],
)
def test_what_is_no_quotation(text):
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘The workers’ hall is gone,’ he said.", ["‘The workers’ hall is gone,’"]),
        ("'It's the workers' hall,' he said.", ["'It's the workers' hall,'"]),
        ('"He is 6\' 2" tall," she said.', ['"He is 6\' 2" tall,"']),
    ],
)
def test_apostrophes_and_inches_close_no_quotation(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We met, “he said. “All went well. “", ["“We met, “", "“All went well. “"]),
        ("“We met“, he said, ”yesterday”.", ["“We met“", "”yesterday”"]),
        (
            "It was “ready to talk “, the envoy said, adding that” no promise “will be made.",
            ["“ready to talk “", "” no promise “"],
        ),
        ("It asked whether “they would” come to the talks “.", ["“they would”"]),
        ('He called it " a shame ".', ['" a shame "']),
        ("“We leave, he said. “We will be back.”", ["“We leave, he said.", "“We will be back.”"]),
        ("They leave”, he said, “soon”.", ["“soon”"]),
    ],
)
def test_misplaced_marks(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“She told me ‘never’ and left,” he said.", "‘never’"),
        ("“She told me “never” and left,” he said.", "“never”"),
        ('"She told me "never" and left," he said.', '"never"'),
        ("‘She told me “never” and left,’ he said.", "“never”"),
        ("„Sie sagte ‚nie‘ und ging“, sagte er.", "‚nie‘"),
        ("“She told me, ‘never.’”", "‘never.’"),
    ],
)
def test_a_quotation_inside_another(text, inner):
    outside, inside = quotations_in(text)
    assert (outside.depth, inside.depth) == (0, 1)
    assert text[inside.span.start : inside.span.end] == inner
    assert outside.span.contains(inside.span)


def test_words_stand_between_the_marks():
    text = "He spoke of « la paix » and “ peace.“"
    words = [text[found.words.start : found.words.end] for found in quotations_in(text)]
    assert words == ["la paix", "peace."]


def test_a_quotation_of_several_paragraphs_is_one_each():
    text = "“One goes on.\n\n“Two goes on.\n\n“Three ends,” she said.\n\n“Four,” he said."
    assert [(text[q.words.start : q.words.end], q.closed) for q in quotations_in(text)] == [
        ("One goes on.", False),
        ("Two goes on.", False),
        ("Three ends,", True),
        ("Four,", True),
    ]


def test_an_unclosed_quotation_ends_with_its_paragraph():
    text = "She said “we leave. Soon.  \nHe stayed. “Good,” he said."
    assert quoted(text) == ["“we leave. Soon.", "“Good,”"]
    assert [found.closed for found in quotations_in(text)] == [False, True]


def test_the_sample_article():
    assert quoted(ARTICLE.read_text()) == [
        "“a new armed conflict in Europe,”",
        "“I am aware of Russia’s history,”",
        "“Russia has an alternative: to work together, to work with NATO.”",
        "“political way forward”",
        "“there is still a risk of conflict,”",
        "“credible and strong”",
        "“We must hope and work hard for the best, but be prepared for the worst.”",
        "“core principles”",
        "“lines of communication.”",
        "“Russia is willing”",
        "“willing to consider”",
        "“no firm commitments”",
        "“massive consequences and severe costs”",
        "“a series of meetings”",
        "“We are ready to strive for a better relationship,”",
        "“proven before”",
    ]


@STEADY
@given(copy | st.text())
def test_any_text(text):
    found = quotations_in(text)
    assert [q.span.start for q in found] == sorted(q.span.start for q in found)
    for quotation in found:
        assert quotation.span.contains(quotation.words)
        words = text[quotation.words.start : quotation.words.end]
        assert words
        assert words == words.strip()
        assert "\n" not in words
    for before, after in pairwise(found):
        apart = not before.span.overlaps(after.span)
        assert apart or (before.span.contains(after.span) and before.depth < after.depth)


@pytest.mark.parametrize("mark", ["“", "“\n", "“ ‘", "'", "“a”", "\ud800“"])
def test_long_noise_is_read_all_the_same(mark):
    assert isinstance(quotations_in(mark * (300_000 // len(mark))), list)
