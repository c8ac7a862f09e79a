from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import Language
from claims.text.sentences import Span, lines_of, sentences_of
from tests.text.strategies import STEADY, copy


def split(text: str, language: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in sentences_of(text, language)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Putin met Mrs. May and Ms. Martin in Geneva.", "Talks failed."],
        ["He came on Sat. Jan. 22nd, 2022.", "She left on Thurs. 3 February."],
        ["Half a character \ud800 is left.", "It stands."],
        ["The U.S. said it would act.", "Moscow denied it."],
        ["He works for the U.S.", "He lives in D.C. and likes it."],
        ["U.K. and U.S. Army officials met at 5 p.m. Monday in St. Petersburg.", "They left."],
        ["The talks end at 10 a.m. EST.", "The U.N. Security Council meets at 5 p.m.", "Then?"],
        ["Gen. Mark Milley, Sen. Chris Murphy and Rep. Adam Smith agreed.", "Others did not."],
        ["No. 10 declined to comment.", "On Jan. 20 it rose by 3.5 per cent to $1.2 billion."],
        ["Shares of Acme Corp. fell.", "Dr. J. K. Smith Jr. of Acme Inc. resigned."],
        ["“We have no plans,” he said.", "“None at all.”", "Then he left."],
        ["“We will not go.", "We shall never go.", "It is wrong,” he said.", "Nobody believed it."],
        ['"Is this so?" she asked.', '"Yes!" he said.', "It was not."],
        ["It is possible to find a way. . .", "But there is a risk.", "He said . . . nothing."],
        ["“We must act ... in kind.”", "“And … soon.”", "The minister left."],
        ["He asked him: why?!", "Nobody knows…", "He left."],
        ["‘That is it,’ he said.", "‘There is more.’", "It’s so, the ministers’ aides said."],
        ["WASHINGTON (AP) — The U.S. warned Russia on Jan. 20.", "Russia (again) said no."],
    ],
)  # fmt: skip
def test_news_copy(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("de", ["Er sagte z.B. nichts.", "Am 3. Januar kam er.", "„Ja.“", "Dann ging er."]),
        ("fr", ["« Nous n’irons pas. »", "M. Macron l’a dit.", "C’est tout."]),
        ("ru", ["«Мы не планируем», — сказал он.", "Это всё.", "В 2021 г. было 100 тыс. человек."]),
        ("ar", ["قال: «لا نريد الحرب.", "نريد السلام.»", "ثم غادر."]),
        ("es", ["¿Qué pasa?", "«Nada», dijo.", "El Sr. García calló."]),
    ],
)
def test_other_languages(language: str, sentences: list[str]) -> None:
    assert split(" ".join(sentences), language) == sentences


def test_a_language_without_spaces() -> None:
    assert split("他说：“没有。”我们走了。“是。”他说。", "zh") == [
        "他说：“没有。”", "我们走了。", "“是。”", "他说。",
    ]  # fmt: skip


def test_quotation_marks_that_copy_got_wrong() -> None:
    """As in the wild: marks turned the wrong way and spaces on the wrong side of them."""
    text = (
        "“For centuries, they fought, “he told the Times. “[But] Russia can choose. “\n"
        "“It is possible. . . But there is a risk, “Stoltenberg said. “It is strong. . . We hope. ”"
    )
    assert split(text) == [
        "“For centuries, they fought, “he told the Times.",
        "“[But] Russia can choose.",
        "“It is possible. . .",
        "But there is a risk, “Stoltenberg said.",
        "“It is strong. . .",
        "We hope. ”",
    ]


def test_headline_standfirst_and_captions_without_full_stop() -> None:
    text = "Alliance readies for war\nno talks yet\n\nIt moved. It denied it\n \n* * *\nPhoto: AP\n"
    assert split(text) == [
        "Alliance readies for war", "no talks yet", "It moved.", "It denied it", "Photo: AP",
    ]  # fmt: skip


def test_offsets_count_code_points() -> None:
    text = "😀 👩‍👩‍👧 Cafe\u0301.\n\n עברית. Yes."
    assert sentences_of(text, "en") == [Span(0, 14), Span(17, 23), Span(24, 28)]


def test_lines() -> None:
    assert lines_of("a\n\n \t\nbc\n") == [Span(0, 1), Span(6, 8)]


@STEADY
@given(copy, st.sampled_from(Language))
def test_sentences_are_ordered_trimmed_and_of_one_line(text: str, language: Language) -> None:
    sentences = sentences_of(text, language)
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        assert words == words.strip()
        assert any(character.isalnum() for character in words)
        assert "\n" not in words
    for one, following in pairwise(sentences):
        assert one.end <= following.start


@STEADY
@given(copy, st.sampled_from(Language))
def test_every_letter_and_digit_stands_in_a_sentence(text: str, language: Language) -> None:
    covered = {place for s in sentences_of(text, language) for place in range(s.start, s.end)}
    left = [place for place, character in enumerate(text) if character.isalnum()]
    assert set(left) <= covered


LONG = "Mr. Lee (of Oslo) spent $1.5 million in the U.S. He said so. “We did,” he added. "


@pytest.mark.parametrize("start", ["", "x" * 3_990 + " ", "word " * 2_000])
def test_a_long_line_is_split_where_a_short_one_is(start: str) -> None:
    short = split(LONG)
    assert short[-1] == "“We did,” he added."
    assert split(start + LONG * 300)[len(short) :] == short * 299
