"""Passages keep to their words through every revision, and are never put on other words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.passages import ALIKE
from claims.text.reanchoring import Placing, PlacingState, reanchored, unchanged
from claims.text.sentences import Span, sentences_of
from tests.text.strategies import STEADY, copy

MEETING = "The council met on Monday evening in the old town hall."
FIRE = "About 300 people fled from the fire near the harbour."
DENIAL = "The mayor denied that the alarm had failed."
INQUIRY = "An inquiry opens in March, the ministry of the interior said."
COST = "It will cost 100,000 euros and last for nine weeks."
TEXT = f"{MEETING} {FIRE}\n\n{DENIAL} {INQUIRY}\n\n{COST}"


def span_of(words: str, text: str, which: int = 0) -> Span:
    start = -1
    for _ in range(which + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def placing_of(words: str, old: str, new: str, which: int = 0) -> Placing:
    [placing] = reanchored(old, new, [span_of(words, old, which)])
    return placing


def words_at(span: Span | None, text: str) -> str | None:
    return text[span.start : span.end] if span else None


def same_words(one: str, other: str) -> bool:
    return one.translate(ALIKE).split() == other.translate(ALIKE).split()


@pytest.mark.parametrize(
    "new",
    [
        TEXT,
        f"Update: it rained.\n\n{TEXT}",
        f"{TEXT}\n\nMore to follow.",
        f"{FIRE} {MEETING}\n\n{DENIAL} {INQUIRY}\n\n{COST}",
        f"{COST}\n\n{INQUIRY} {FIRE}",
        f"{DENIAL}\n\n{FIRE}\n\n{MEETING}",
        f"Mr. Lind spoke. {FIRE} Nobody else did.",
        TEXT.replace("Monday", "Tuesday").replace("denied", "admitted"),
        "\n".join(reversed(TEXT.split("\n\n"))),
    ],
)
@pytest.mark.parametrize("words", [FIRE, "About 300 people fled", "300 people", "300"])
def test_words_that_stand_are_placed_wherever_they_moved(words: str, new: str) -> None:
    assert placing_of(words, TEXT, new) == Placing(PlacingState.PLACED, span_of(words, new), 1.0)


@pytest.mark.parametrize(
    ("words", "edit", "found"),
    [
        ("300 people fled", ("300", "310"), "310 people fled"),
        ("300", ("300", "310"), "310"),
        ("300", ("300", "1,300"), "1,300"),
        ("300", ("300", "more than 310"), "310"),
        ("100,000 euros", ("100,000", "100,001"), "100,001 euros"),
        ("100,000", ("100,000", "100,000.5"), "100,000.5"),
        ("the alarm had failed", ("had failed", "had not failed"), "the alarm had not failed"),
        ("harbour", ("harbour", "harbor"), "harbor"),
        ("fled from the fire", ("fled from", "escaped"), "escaped the fire"),
        ("The mayor denied", ("The mayor", "Mayor Ek"), "Mayor Ek denied"),
        (FIRE, ("About 300", "Some 310"), FIRE.replace("About 300", "Some 310")),
        (FIRE, ("near the harbour", "by the sea"), FIRE.replace("near the harbour", "by the sea")),
        (FIRE, ("fire near", "fire. It began near"), FIRE.replace("fire", "fire. It began")),
        (FIRE, ("harbour.", "harbour!"), FIRE.replace("harbour.", "harbour!")),
        (DENIAL, (f"{DENIAL} An", "The mayor denied that the alarm had failed, and an"),
         "The mayor denied that the alarm had failed"),
        ("the ministry of the interior", ("the ministry of the interior", "the interior ministry"),
         "the interior ministry"),
        ("old town hall", ("old town", "old-town"), "old-town hall"),
        ("Monday evening", ("Monday evening", "Monday, in the evening"), "Monday, in the evening"),
        ("for nine weeks", ("and last for nine weeks", "and last, for twelve weeks"),
         "for twelve weeks"),
        ("mayor", ("The mayor", "The ex-mayor"), "ex-mayor"),
    ],
)  # fmt: skip
def test_edited_words_are_changed_and_found_tightly(
    words: str, edit: tuple[str, str], found: str
) -> None:
    new = TEXT.replace(*edit)
    assert new != TEXT
    placing = placing_of(words, TEXT, new)
    assert placing.state is PlacingState.CHANGED
    assert words_at(placing.span, new) == found
    assert 0.4 <= placing.ratio < 1


@pytest.mark.parametrize(
    "new",
    [
        "",
        " \n",
        "Words of another kind stand here now.",
        TEXT.replace(FIRE, ""),
        TEXT.replace(FIRE, "The weather stayed dry all week in most of the country."),
        f"{TEXT.replace(FIRE, '')}\n\nIn all 300 people came to the concert of the year.",
    ],
)
@pytest.mark.parametrize("words", [FIRE, "300 people", "300", "About"])
def test_words_that_are_gone_are_lost(words: str, new: str) -> None:
    assert placing_of(words, TEXT, new) == Placing(PlacingState.LOST, None, 0.0)


def test_a_moved_and_edited_sentence_is_changed() -> None:
    moved = FIRE.replace("300", "310")
    new = f"{DENIAL} {INQUIRY}\n\n{COST} {MEETING}\n\n{moved}"
    placing = placing_of(FIRE, TEXT, new)
    assert placing.state is PlacingState.CHANGED
    assert words_at(placing.span, new) == moved


EQUAL = f"{MEETING} He said no. {FIRE} He said no. {DENIAL} He said no. {COST}"


@pytest.mark.parametrize("which", range(3))
@pytest.mark.parametrize("words", ["He said no.", "said no", "no"])
def test_of_equal_phrases_the_surroundings_tell_the_right_one(words: str, which: int) -> None:
    new = f"Good morning. {EQUAL}"
    assert placing_of(words, EQUAL, new, which).span == span_of(words, new, which)


@pytest.mark.parametrize("struck", range(3))
def test_of_equal_phrases_only_the_struck_one_is_lost(struck: int) -> None:
    gone = span_of("He said no. ", EQUAL, struck)
    new = EQUAL[: gone.start] + EQUAL[gone.end :]
    places = [placing_of("He said no.", EQUAL, new, which).span for which in range(3)]
    left = [span_of("He said no.", new, 0), span_of("He said no.", new, 1)]
    assert places == [*left[:struck], None, *left[struck:]]


def test_an_equal_phrase_goes_with_its_paragraph() -> None:
    new = f"{DENIAL} He said no.\n\n{MEETING} He said no. {FIRE} He said no. {COST}"
    places = [placing_of("He said no.", EQUAL, new, which).span for which in range(3)]
    assert places == [span_of("He said no.", new, which) for which in (1, 2, 0)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“No,” she said – ‘never’.", "\"No,\" she said - 'never'."),
        ("It’s 10–12 of them.", "It's 10-12 of them."),
        ("Two words.", "Two \n words."),
        ("Two\u00a0words.", "Two words."),
    ],
)
def test_another_style_of_marks_and_white_space_is_the_same_words(old: str, new: str) -> None:
    assert placing_of(old, old, new) == Placing(PlacingState.PLACED, Span(0, len(new)), 1.0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("He saw some one there.", "He saw someone there."),
        ("He paid 5 % more.", "He paid 5% more."),
        ("Kyiv is calm now.", "kyiv is calm now."),
        ("The cafe is open.", "The cafe\u0301 is open."),
        ("He did it, not she.", "He did it not, she."),
        ("हिन्दी में लिखा है।", "हिन्दू में लिखा है।"),
    ],
)
def test_anything_else_is_other_words(old: str, new: str) -> None:
    assert placing_of(old, old, new).state is PlacingState.CHANGED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("大臣は月曜日に辞任した。", "昨日、雨が降った。大臣は月曜日に辞任した。"),
        ("הוא הכחיש את הדברים ביום שני.", "שלום לכולם. הוא הכחיש את הדברים ביום שני."),
        ("👩‍👩‍👧 She said no to them.", "😀 👩‍👩‍👧 She said no to them."),
    ],
)
def test_any_script_is_followed(old: str, new: str) -> None:
    assert placing_of(old, old, new).span == span_of(old, new)


def test_lines_of_a_list_keep_apart() -> None:
    old = "Roads\nU.S. Highway 26\nU.S. Highway 95\nU.S. Highway 93\nRivers"
    new = "Roads\nU.S. Highway 26\nU.S. Highway 30\nU.S. Highway 93\nU.S. Highway 95\nRivers"
    for words in ("U.S. Highway 26", "U.S. Highway 95", "U.S. Highway 93", "Rivers"):
        assert placing_of(words, old, new).span == span_of(words, new)


def test_a_part_of_a_word_goes_with_the_word() -> None:
    old = "He lost 100,000 votes in the end."
    same, other = f"Well. {old}", old.replace("100,000", "200,000")
    assert placing_of("00,000 vo", old, same).span == span_of("00,000 vo", same)
    assert words_at(placing_of("00,000 vo", old, other).span, other) == "200,000 votes"


def test_white_space_around_the_words_is_kept_where_it_stands() -> None:
    old, new = "He left. She stayed there. They ate.", "So: He left. She stayed there.\nThey ate."
    assert words_at(placing_of(" She stayed there. ", old, new).span, new) == " She stayed there."


def test_passages_come_in_the_order_given() -> None:
    spans = [span_of(words, TEXT) for words in (COST, MEETING, "300", FIRE, COST)]
    placings = reanchored(TEXT, f"New. {TEXT}", spans)
    assert [placing.span for placing in placings] == [Span(s.start + 5, s.end + 5) for s in spans]


@pytest.mark.parametrize("span", [Span(-1, 2), Span(2, 2), Span(3, 2), Span(0, 6)])
def test_a_passage_outside_the_text_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="outside"):
        reanchored("Words", "Words", [span])


@pytest.mark.parametrize(
    ("edit", "still"),
    [
        (("", ""), True),
        (("mayor", "governor"), False),
        (("failed.", "failed again."), False),
        (("failed. An", "failed, and an"), False),
        (("The mayor denied", "He said: The mayor denied"), False),
        ((DENIAL, ""), False),
        (("Monday", "Friday"), True),
    ],
)
def test_a_clearance_follows_the_whole_unchanged_sentence(
    edit: tuple[str, str], still: bool
) -> None:
    new = f"News. {TEXT.replace(*edit)}"
    [found] = unchanged(TEXT, new, [span_of(DENIAL, TEXT)], sentences_of(new, "en"))
    assert found == (span_of(DENIAL, new) if still else None)


PHRASES = [
    MEETING, FIRE, DENIAL, COST, "He said no. ", "No. ", "300 ", "310 ", "not ", "the ",
    "The mayor ", "denied ", "100,000 ", "\n\n", ". ", ", ", "“", "’", "-", " ", "1", "e\u0301",
    "辞任", "\ud83d",
]  # fmt: skip
phrases = st.lists(st.sampled_from(PHRASES), max_size=25)


@st.composite
def revisions(draw: st.DrawFn) -> tuple[str, str, list[Span]]:
    """A text, passages of it, and the text with pieces struck, put in, doubled and moved."""
    old = draw(phrases.filter(lambda pieces: "".join(pieces).strip() != ""))
    new = list(old)
    for _ in range(draw(st.integers(0, 6))):
        start, end = sorted((draw(st.integers(0, len(new))), draw(st.integers(0, len(new)))))
        cut = new[start:end]
        new[start:end] = draw(st.sampled_from([[], cut + cut, [draw(st.sampled_from(PHRASES))]]))
        at = draw(st.integers(0, len(new)))
        new[at:at] = draw(st.sampled_from([[], cut]))
        new = new[:60]
    text = "".join(old)
    starts = draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=5))
    spans = [Span(start, draw(st.integers(start + 1, len(text)))) for start in starts]
    return text, "".join(new), spans


@given(revisions())
@STEADY
def test_placed_is_never_said_of_other_words(revision: tuple[str, str, list[Span]]) -> None:
    old, new, spans = revision
    for span, placing in zip(spans, reanchored(old, new, spans), strict=True):
        if placing.span is None:
            assert placing == Placing(PlacingState.LOST, None, 0.0)
            continue
        assert 0 <= placing.span.start < placing.span.end <= len(new)
        if placing.state is PlacingState.PLACED:
            assert same_words(
                old[span.start : span.end], new[placing.span.start : placing.span.end]
            )
        else:
            assert placing.state is PlacingState.CHANGED
            assert placing.ratio >= 0.4


@given(copy, copy.filter(bool), copy)
@STEADY
def test_the_same_text_keeps_every_passage(before: str, passage: str, after: str) -> None:
    text = before + passage + after
    span = Span(len(before), len(before) + len(passage))
    assert reanchored(text, text, [span]) == [Placing(PlacingState.PLACED, span, 1.0)]


@given(st.permutations([MEETING, FIRE, DENIAL, INQUIRY, COST]), st.lists(copy, max_size=3))
@STEADY
def test_sentences_are_followed_through_any_order(order: list[str], between: list[str]) -> None:
    new = "\n\n".join([*between, *order])
    for sentence in order:
        if new.count(sentence) == 1:
            assert placing_of(sentence, TEXT, new).span == span_of(sentence, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a" * 1_000_000, "a" * 999_999),
        ("a" * 1_000_000, "b" * 1_000_000),
        ("." * 300_000, "!" * 300_000),
        ("\n" * 1_000_000, " " * 1_000_000),
        ("a " * 200_000, "b a " * 100_000),
        ("He said no. " * 10_000, "He said no. " * 10_001),
        ("He said no. " * 10_000, "He said yes. " * 10_000),
        (f"{TEXT}\n" * 4000, f"{COST}\n" * 20_000),
        (f"{TEXT}\n" * 4000, "".join(f"q{n} " for n in range(150_000))),
    ],
)
def test_hostile_texts_are_bounded(old: str, new: str) -> None:
    spans = [Span(start, start + 100) for start in range(0, 40_000, 100)]
    started = time.perf_counter()
    reanchored(old, new, [*spans, Span(0, len(old))])
    assert time.perf_counter() - started < 20
