"""How well the import finds the article in a web page, beside trafilatura alone."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trafilatura

from claims.documents.articles import read_copy
from claims.errors import Unreadable


@dataclass(frozen=True)
class Score:
    """Of the segments that a page must give and must not give: shares, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Bodies:
    pages: int
    ours: Score
    trafilatura: Score


def measure(folder: Path) -> Bodies:
    """Scores over `folder`: segments.json by page, and each page in pages/<id>.html.gz."""
    rows = json.loads((folder / "segments.json").read_text(encoding="utf-8"))
    pages = {
        key: gzip.decompress((folder / "pages" / f"{key}.html.gz").read_bytes()) for key in rows
    }

    def score_of(text_of: Callable[[str], str]) -> Score:
        return _score([(text_of(key), row) for key, row in rows.items()])

    return Bodies(
        pages=len(rows),
        ours=score_of(lambda key: _imported(pages[key], rows[key]["url"])),
        trafilatura=score_of(lambda key: trafilatura.extract(pages[key]) or ""),
    )


def _imported(page: bytes, url: str) -> str:
    try:
        return read_copy("page.html", page, "", url).text
    except Unreadable:
        return ""


def _score(texts: list[tuple[str, dict[str, Any]]]) -> Score:
    found = sum(segment in text for text, row in texts for segment in row["with"])
    wrong = sum(segment in text for text, row in texts for segment in row["without"])
    wanted = sum(len(row["with"]) for _, row in texts)
    return Score(precision=found / (found + wrong) if found else 0.0, recall=found / wanted)
