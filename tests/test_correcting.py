"""What corrections make of a text: any words, in any script, put where they belong."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claims.choices import CorrectionState
from claims.errors import Conflict, Incomplete
from claims.models import Article, Correction, Revision, User
from claims.roles import Role
from claims.services import revisions
from claims.services.negotiation import (
    agree_correction,
    apply_corrections,
    counter_correction,
    suggest_correction,
    take_back_correction,
)
from claims.text.cleaning import stored_text
from tests.factories import make_article, make_person, revision_of
from tests.text.strategies import STEADY, copy

pytestmark = pytest.mark.django_db


class Desk:
    """An article of a reporter, and the checker who corrects it."""

    def __init__(self, text: str) -> None:
        self.author: User = make_person(Role.REPORTER)
        self.checker: User = make_person(Role.CHECKER)
        self.article: Article = make_article(self.author, text)

    @property
    def text(self) -> str:
        text: str = revision_of(self.article).text
        return text

    def suggest(self, old: str, new: str) -> Correction:
        return self.suggest_at(self.text.index(old), len(old), new)

    def suggest_at(self, start: int, length: int, new: str) -> Correction:
        revision = revision_of(self.article)
        return suggest_correction(self.checker, revision, start, start + length, new, "It was.")

    def agree(self, *corrections: Correction) -> None:
        for correction in corrections:
            agree_correction(self.author, correction)

    def apply(self) -> Revision:
        number = revision_of(self.article).number
        agreed = [c.pk for c in self.article.corrections.filter(state=CorrectionState.ACCEPTED)]
        return apply_corrections(self.author, self.article, number, agreed)

    def corrected(self, old: str, new: str) -> str:
        self.agree(self.suggest(old, new))
        text: str = self.apply().text
        return text


@pytest.mark.parametrize(
    ("text", "old", "new", "then"),
    [
        ("Head\n\n😀👩‍👩‍👧 said 5 🇺🇦 men.", "5 🇺🇦", "6 🇺🇦🇺🇦", "Head\n\n😀👩‍👩‍👧 said 6 🇺🇦🇺🇦 men."),
        ("שלום\n\nהוא אמר 5 דברים.", "5", "6", "שלום\n\nהוא אמר 6 דברים."),
        ("رأس\n\nقال إنه ذهب.", "ذهب", "عاد 😀", "رأس\n\nقال إنه عاد 😀."),
        ("Head\n\nIt was cold.", "cold", "cold, and wet", "Head\n\nIt was cold, and wet."),
        ("Head\n\nIt was cold.", "cold", "e\u0301te\u0301\r\nlà ", "Head\n\nIt was été\nlà."),
        # Struck words leave no space behind, before whatever comes next.
        ("Head\n\nIt was very cold.", "very", "", "Head\n\nIt was cold."),
        ("Head\n\nIt was cold, too.", "cold", "", "Head\n\nIt was, too."),
        ("Head\n\nIt was cold.\n\nMore.", "It was", "", "Head\n\ncold.\n\nMore."),
        ("Head\n\nIt was. Cold.\n\nMore.", "Cold.", "", "Head\n\nIt was.\n\nMore."),
        ("Head\n\nIt was “cold”, (too) much.", "too", "", "Head\n\nIt was “cold”, () much."),
        ("Head\n\nThe very “cold” end.", "very", "", "Head\n\nThe “cold” end."),
        ("Head\n\n“No, maybe.”", "No,", "", "Head\n\n“maybe.”"),
        # Nor an empty paragraph.
        ("Head\n\nOne.\n\nTwo.\n\nThree.", "Two.", "", "Head\n\nOne.\n\nThree."),
        ("Head\n\nOne.\n\nTwo.", "Two.", "", "Head\n\nOne."),
        ("Head\n\nOne.\n\nTwo.", "Head", "", "One.\n\nTwo."),
        ("Head\n\nOne.\nTwo.\n\nThree.", "Two.", "", "Head\n\nOne.\n\nThree."),
    ],
)
def test_words_are_put_in_their_place(text: str, old: str, new: str, then: str) -> None:
    assert Desk(text).corrected(old, new) == then


def test_an_applied_correction_stays_with_the_text_that_it_corrected() -> None:
    desk = Desk("Head\n\nIt was cold.")
    desk.corrected("cold", "cold, and wet")
    correction = Correction.objects.get()
    assert (correction.revision.number, correction.applied_in.number) == (1, 2)
    assert correction.revision.text[correction.start : correction.end] == correction.exact


@settings(STEADY, max_examples=40)
@given(text=copy, new=st.lists(copy, min_size=2, max_size=2), data=st.data())
def test_any_two_corrections_apart(text: str, new: list[str], data: st.DataObject) -> None:
    """Each comes to stand as it was agreed, and nothing else changes but the space at a strike."""
    text = stored_text(text)
    assume(len(text) > 3)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    desk = Desk(text)
    try:
        corrections = [
            desk.suggest_at(cuts[at], cuts[at + 1] - cuts[at], new[at // 2]) for at in (0, 2)
        ]
        desk.agree(*corrections)
        revision = desk.apply()
    except Incomplete:
        assume(False)
    for correction in corrections:
        correction.refresh_from_db()
        assert correction.state == CorrectionState.APPLIED
        assert correction.words in revision.text
    first, second = corrections
    between = text[first.end : second.start].strip()
    parts = [text[: first.start].strip(), first.words, between, second.words]
    assert "".join("".join([*parts, text[second.end :]]).split()) == "".join(revision.text.split())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("cold", "c\x00ld", "NUL"),
        ("cold", "c\ud800ld", "half a character"),
        ("cold", "\u0301", "run together with the letters beside them"),
        ("cold", "  cold ", "These are the words that stand there."),
    ],
)
def test_words_that_cannot_be_stored_are_refused_by_name(old: str, new: str, said: str) -> None:
    desk = Desk("Head\n\nIt was ocold.")
    with pytest.raises(Incomplete, match=said) as refusal:
        desk.suggest(old, new)
    assert refusal.value.field == "new_words"
    if "stand there" not in said:
        correction = desk.suggest(old, "mild")
        with pytest.raises(Incomplete, match=said) as refusal:
            counter_correction(desk.author, correction, new, "It was.")
        assert refusal.value.field == "words"


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("was cold", "cold and", True),
        ("was cold and wet", "cold", True),
        ("cold", "cold", True),
        ("cold", "and", False),
        ("co", "ld", False),
    ],
)
def test_which_corrections_change_the_same_words(one: str, other: str, clash: bool) -> None:
    desk = Desk("Head\n\nIt was cold and wet.")
    first, second = desk.suggest(one, "x"), desk.suggest(other, "y")
    desk.agree(first, second)
    if clash:
        with pytest.raises(Conflict, match=f"{first.pk} and {second.pk} change the same words"):
            desk.apply()
        assert revision_of(desk.article).number == 1
    else:
        assert "x" in desk.apply().text


def test_a_long_one_clashes_with_each_inside_it() -> None:
    desk = Desk("Head\n\nIt was cold and wet.")
    long = desk.suggest("was cold and wet", "x")
    short, last = desk.suggest("was", "y"), desk.suggest("wet", "z")
    desk.agree(long, short, last)
    with pytest.raises(Conflict, match=f"{long.pk} and {short.pk} "):
        desk.apply()
    take_back_correction(desk.checker, short)
    with pytest.raises(Conflict, match=f"{long.pk} and {last.pk} "):
        desk.apply()


def test_what_the_reporter_has_reworded_can_only_be_taken_back() -> None:
    desk = Desk("Head\n\nIt was cold. It rained.")
    gone, kept = desk.suggest("cold", "mild"), desk.suggest("rained", "poured")
    revisions.revise(desk.author, desk.article, 1, "Head\n\nToday it was hot. It rained.")
    for correction in (gone, kept):
        correction.refresh_from_db()
    assert (gone.revision.number, kept.revision.number) == (1, 2)
    with pytest.raises(Conflict, match="A later revision edited these words"):
        desk.agree(gone)
    desk.agree(kept)
    take_back_correction(desk.checker, Correction.objects.get(pk=gone.pk))
    assert desk.apply().text == "Head\n\nToday it was hot. It poured."


def test_quotation_marks_that_the_reporter_sets_as_suggested() -> None:
    desk = Desk('Head\n\nIt was "cold".')
    correction = desk.suggest('"cold"', "“cold”")
    revisions.revise(desk.author, desk.article, 1, "Head\n\nIt was “cold”.")
    correction.refresh_from_db()
    assert correction.revision.number == 1
