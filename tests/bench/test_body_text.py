import gzip
import json
from pathlib import Path

import pytest

from tests.bench.body_text import Bodies, Score, measure
from tests.documents.files import page

PROSE = "The minister said on Monday that the talks in Geneva would go on for another week."
BODY = f"<article><p>{PROSE}</p><p>{PROSE} Or two.</p><p>Leave a Reply</p></article>"


def test_segments_that_must_and_must_not_be_found_are_counted(tmp_path: Path) -> None:
    row = {"url": "", "with": ["minister said", "Or two"], "without": ["Leave a Reply", "never"]}
    (tmp_path / "pages").mkdir()
    (tmp_path / "segments.json").write_text(json.dumps({"a": row, "empty": row}))
    (tmp_path / "pages/a.html.gz").write_bytes(gzip.compress(page(BODY).encode()))
    (tmp_path / "pages/empty.html.gz").write_bytes(gzip.compress(page("").encode()))
    assert measure(tmp_path) == Bodies(
        pages=2, ours=Score(precision=1.0, recall=0.5), trafilatura=Score(2 / 3, 0.5)
    )


def test_f1_is_the_harmonic_mean() -> None:
    assert Score(precision=0.5, recall=1.0).f1 == pytest.approx(2 / 3)
    assert Score(precision=0.0, recall=0.0).f1 == 0.0
