"""The figures on revisions count what they say."""

import gzip
import json
from pathlib import Path

from tests.bench import revisions

FIRE = "The fire began in the cellar at noon."
STRIKE = "Zürich, 1. Mai: Streik!"
RAIN = "It rained on the whole of the coast."


def test_followed_and_lost_sentences_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "versions.jsonl.gz"
    articles = [
        {"versions": [f"{FIRE}\n{STRIKE}", f"{RAIN}\n{FIRE}", FIRE]},
        {"versions": [f"{RAIN}", f"{RAIN.replace('coast', 'shore')}"]},
        {"versions": [FIRE]},
    ]
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(article) + "\n" for article in articles)
    found = revisions.measured(path)
    assert found.pairs == 3
    assert found.once_in_both == 2
    assert found.followed == 1.0
    assert found.far >= 1
    assert found.far_lost == 1.0
    assert found.on_other_words == 0
    assert found.seconds > 0
    assert found.yardstick > 0


def test_a_file_without_revisions_gives_no_shares(tmp_path: Path) -> None:
    path = tmp_path / "versions.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"versions": [FIRE]}) + "\n")
    found = revisions.measured(path)
    assert (found.pairs, found.followed, found.far_lost) == (0, 0.0, 0.0)
