import gzip
import json
from pathlib import Path

import pytest

from tests.bench.quotations import measured, measured_speed

TEXTS = [
    "“We do not want another long war here,” Ana Ruiz said on Monday. All is well.",
    "“It rained all through the week before,” Tom Berg said. Peru has a coast.",
]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for text in TEXTS:
            attribution = {"content": [[0, text.index("”") + 1]]}
            lines.write(json.dumps({"text": text, "attributions": [attribution]}) + "\n")
    return path


def test_quotations_are_tried_as_they_stand_and_changed(articles: Path) -> None:
    figures = measured(articles)
    assert (figures.quotations, figures.with_negation) == (2, 1)
    assert (figures.exact_in_place, figures.absent_elsewhere) == (1, 1)
    assert (figures.changed_word_named, figures.dropped_word_named) == (1, 1)
    assert (figures.unfair_without_negation, figures.unfair_with_not_added) == (1, 1)


def test_times_are_taken_beside_the_yardstick(articles: Path) -> None:
    speed = measured_speed(articles)
    assert min(speed.exact, speed.altered, speed.absent, speed.yardstick) > 0
    assert speed.altered_in_prepared > 0
