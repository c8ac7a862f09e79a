import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.proposer.measuring.claimworthiness import measured
from claims.proposer.measuring.training import LabelledSentence, trained, written
from claims.proposer.scoring.scorer import GROUNDS, WEIGHTS, score_of, scorer_from
from claims.proposer.scoring.word_classes import CLASSES, ENDINGS, FUNCTION_WORDS
from tests.text.strategies import STEADY, copy


@pytest.mark.parametrize(
    ("checkable", "idle"),
    [
        ("The city spent $4.2 million on snow ploughs in 2019.", "What a beautiful city this is!"),
        ("Crime fell by 12 percent last year.", "We must all do more about crime."),
        ("She voted against the farm bill twice.", "I hope she enjoys the farm."),
        ("Nearly half of our nurses left the hospital in March.", "Thank you, nurses, thank you."),
        ("The company cut 300 jobs after the merger.", "Do you want to keep your job?"),
        ("The treaty was signed in Oslo in 1994.", "Peace is a dream worth having."),
        ("Unemployment has doubled since the governor took office.", "Good evening, Governor."),
        ("We will build 500 new schools by next June.", "Let us never give up on our children."),
    ],
)
def test_what_can_be_checked_scores_above_what_cannot(checkable, idle):
    assert score_of(checkable) > score_of(idle) + 0.3


def test_figures_dates_and_deeds_each_raise_the_score():
    ladder = [
        "I think roads matter.",
        "The county repaired roads.",
        "The county repaired 40 miles of roads.",
        "The county repaired 40 miles of roads in 2016 for $9 million.",
    ]
    scores = [score_of(sentence) for sentence in ladder]
    assert scores == sorted(scores)
    assert scores[-1] - scores[0] > 0.5


@pytest.mark.parametrize("nothing", ["", " \n", "…", "— “” —", "\0", "\ud800", "😀"])
def test_no_words_score_nothing(nothing):
    assert score_of(nothing) == 0


@STEADY
@given(copy | st.text(st.characters(), max_size=60))
def test_any_text_has_a_score_from_0_to_1(text):
    assert 0 <= score_of(text) <= 1


def test_a_curly_apostrophe_is_an_apostrophe():
    assert score_of("They didn’t vote in 2014.") == score_of("They didn't vote in 2014.")


def test_the_weights_name_their_source_and_licence():
    file = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert "10.5281/zenodo.3609356" in file["learned from"]
    assert "Arslan" in file["learned from"]
    assert "CC BY 4.0" in file["licence"]


def test_a_word_is_in_one_class():
    words = Counter(word for words in CLASSES.values() for word in words.split())
    assert [word for word, times in words.items() if times > 1] == []
    assert not words.keys() & set(FUNCTION_WORDS.split())


def test_every_ground_is_a_class():
    not_by_word = {"year", "number", "name", "acronym", "?", "!", *ENDINGS.values()}
    assert GROUNDS.keys() <= CLASSES.keys() | not_by_word


TOWNS = ["Aarhus", "Bergen", "Cork", "Dundee", "Esbjerg", "Faro", "Ghent", "Hull"]
LESSON = [
    LabelledSentence(sentence, worthy, group=str(at % 4))
    for at, town in enumerate(TOWNS)
    for sentence, worthy in [
        (f"In {town} the zeppelin landed.", True),
        (f"In {town} a marmalade smiled.", False),
    ]
]


def test_training_learns_which_words_tell():
    scorer = trained(LESSON)
    assert scorer.score("The zeppelin landed.") > scorer.score("A marmalade smiled.")
    assert scorer.words["zeppelin"] > 0 > scorer.words["marmalade"]
    assert "hull" not in scorer.words  # Seen twice, once on either side.


def test_training_on_the_same_rows_gives_the_same_weights():
    assert trained(LESSON) == trained(LESSON)


def test_a_scorer_comes_back_from_its_file():
    scorer = trained(LESSON)
    assert scorer_from(written(scorer, {"about": "a lesson"})) == scorer


def figures_of(tmp_path, debates, speeches):
    lines = [json.dumps({"text": row.sentence, "label": int(row.worthy)}) for row in debates]
    (tmp_path / "debates.jsonl").write_text("\n".join(lines) + "\n")
    rows = [f"{row.group}\t{row.sentence}\t{row.worthy:d}\tC1" for row in speeches]
    header = "speech\tsentence\tgolden\tcategory"
    (tmp_path / "speeches.tsv").write_text("\n".join([header, *rows]) + "\n")
    return measured(tmp_path / "debates.jsonl", tmp_path / "speeches.tsv").by_sentence


def test_measuring_finds_what_the_other_folds_teach(tmp_path):
    figures = figures_of(tmp_path, debates=LESSON, speeches=LESSON)
    for judged in (figures.claimbuster, figures.policlaim, figures.policlaim_claimbuster_cut):
        assert (judged.precision, judged.average_precision) == (1, 1)
        assert judged.recall >= 0.75


def test_measuring_counts_what_is_wrong(tmp_path):
    upside_down = [replace(row, worthy=not row.worthy) for row in LESSON]
    judged = figures_of(tmp_path, debates=LESSON, speeches=upside_down).policlaim
    # Nothing beats saying yes to everything, and half of that is wrong.
    assert (judged.precision, judged.recall, judged.f1) == (0.5, 1, pytest.approx(2 / 3))
    assert judged.average_precision < 0.5
