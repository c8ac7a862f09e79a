import gzip
import json

import pytest

from claims.proposer.measuring.attributions import measured

TEXT = "“We won,” Ana Ruiz said. “It rained,” Tom Berg said. All is well. Peru has a coast."


def span_of(words):
    start = TEXT.index(words)
    return [start, start + len(words)]


def attribution(content, source):
    return {"content": [span_of(content)], "source": [span_of(source)], "cue": []}


@pytest.fixture
def annotated(tmp_path):
    def write(*attributions):
        path = tmp_path / "articles.jsonl.gz"
        with gzip.open(path, "wt", encoding="utf-8") as lines:
            lines.write(json.dumps({"text": TEXT, "attributions": attributions}) + "\n")
        return path

    return write


def test_what_is_read_as_annotated_is_right(annotated):
    figures = measured(
        annotated(attribution("“We won,”", "Ana Ruiz"), attribution("“It rained,”", "Tom Berg"))
    )
    assert (figures.articles, figures.direct) == (1, 2)
    assert (figures.direct_f1, figures.direct_covered, figures.speaker_right) == (1, 1, 1)
    assert (figures.sentence_recall, figures.sentence_precision) == (1, 1)
    assert figures.seconds_per_1000_words > 0


def test_what_is_missed_or_said_by_another_counts(annotated):
    figures = measured(
        annotated(
            attribution("“We won,”", "Tom Berg"),
            attribution("“It rained,”", "Tom Berg"),
            attribution("All is well", "Peru"),
        )
    )
    assert figures.direct_covered == 1
    assert figures.speaker_right == 0.5
    assert figures.sentence_recall == pytest.approx(2 / 3)
    assert figures.sentence_precision == 1
