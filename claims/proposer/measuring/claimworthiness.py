"""How well the score tells sentences worth a check from others, on two published sets.

On ClaimBuster, a scorer and the cut above which a sentence counts as worthy are learned from three
folds, and the fourth is judged. On PoliClaim, the scorer is learned from all of ClaimBuster, and a
speech is judged by the cut that suits the other speeches, or the one that suits ClaimBuster.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from claims.proposer.finding import proposer_with
from claims.proposer.measuring.training import LabelledSentence, trained
from claims.proposer.scoring import Scorer

FOLDS = 4

Judge = Callable[[str], float]


@dataclass(frozen=True)
class Scores:
    """Of 1. `average_precision` is over all cuts, the other figures are for the chosen ones."""

    precision: float
    recall: float
    f1: float
    average_precision: float


@dataclass(frozen=True)
class Figures:
    """`policlaim_claimbuster_cut`: PoliClaim, with the cut that suits ClaimBuster."""

    claimbuster: Scores
    policlaim: Scores
    policlaim_claimbuster_cut: Scores


@dataclass(frozen=True)
class Claimworthiness:
    """A sentence judged by its own score; by the score of its best proposal, 0 without any."""

    by_sentence: Figures
    by_best_proposal: Figures


@dataclass(frozen=True)
class _Scored:
    score: float
    worthy: bool
    group: str


def measured(claimbuster_path: Path, policlaim_path: Path) -> Claimworthiness:
    """The figures on the files of claimbuster() and policlaim(); takes about a minute."""
    debates, speeches = claimbuster(claimbuster_path), policlaim(policlaim_path)
    scorer = trained(debates)
    scorers = {fold: trained(rows) for fold, rows in _others(debates).items()}

    def figures(judge_by: Callable[[Scorer], Judge]) -> Figures:
        judges = {fold: judge_by(each) for fold, each in scorers.items()}
        judge = judge_by(scorer)
        in_debates = [
            _Scored(judges[row.group](row.sentence), row.worthy, row.group) for row in debates
        ]
        in_speeches = [_Scored(judge(row.sentence), row.worthy, row.group) for row in speeches]
        debate_cut = _best_cut(in_debates)
        return Figures(
            claimbuster=_judged(in_debates, _cuts(in_debates)),
            policlaim=_judged(in_speeches, _cuts(in_speeches)),
            policlaim_claimbuster_cut=_judged(
                in_speeches, {each.group: debate_cut for each in in_speeches}
            ),
        )

    return Claimworthiness(
        by_sentence=figures(lambda scorer: scorer.score),
        by_best_proposal=figures(_by_best_proposal),
    )


def claimbuster(path: Path) -> list[LabelledSentence]:
    """JSON lines of {text, label}, dealt into folds that have equal shares of either label."""
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    rows.sort(key=lambda row: row["label"])
    return [
        LabelledSentence(row["text"], row["label"] == 1, str(at % FOLDS))
        for at, row in enumerate(rows)
    ]


def policlaim(path: Path) -> list[LabelledSentence]:
    """Tab-separated lines under a header: speech, sentence, 1 or 0, and more; by speech."""
    lines = path.read_text(encoding="utf-8").split("\n")[1:]
    fields = [line.split("\t") for line in lines if line]
    return [
        LabelledSentence(sentence, label == "1", speech) for speech, sentence, label, *_ in fields
    ]


def _by_best_proposal(scorer: Scorer) -> Judge:
    propose = proposer_with(scorer.score)
    return lambda sentence: max((p.score for p in propose(sentence, None, "en")), default=0.0)


def _others[Row: (LabelledSentence, _Scored)](rows: Sequence[Row]) -> dict[str, list[Row]]:
    """For each group the rows that are not in it."""
    groups = {row.group for row in rows}
    return {group: [row for row in rows if row.group != group] for group in groups}


def _cuts(scored: Sequence[_Scored]) -> dict[str, float]:
    """For each group the cut that suits the other groups best."""
    return {group: _best_cut(others) for group, others in _others(scored).items()}


def _best_cut(scored: Sequence[_Scored]) -> float:
    """The score from which on to say worthy, for the highest F1."""
    ranked = _ranked(scored)
    right = accumulate(each.worthy for each in ranked)
    worthy = sum(each.worthy for each in ranked)
    f1 = [2 * hits / (rank + worthy) for rank, hits in enumerate(right, 1)]
    return ranked[f1.index(max(f1))].score


def _ranked(scored: Sequence[_Scored]) -> list[_Scored]:
    """Highest first; where scores are equal, luck is not on our side."""
    return sorted(scored, key=lambda each: (-each.score, each.worthy))


def _judged(scored: Sequence[_Scored], cuts: dict[str, float]) -> Scores:
    said = sum(each.score >= cuts[each.group] for each in scored)
    right = sum(each.score >= cuts[each.group] for each in scored if each.worthy)
    worthy = sum(each.worthy for each in scored)
    return Scores(
        precision=right / said if said else 0.0,
        recall=right / worthy,
        f1=2 * right / (said + worthy),
        average_precision=_average_precision(scored),
    )


def _average_precision(scored: Sequence[_Scored]) -> float:
    ranked = _ranked(scored)
    right = accumulate(each.worthy for each in ranked)
    precisions = [
        hits / rank
        for rank, (hits, each) in enumerate(zip(right, ranked, strict=True), 1)
        if each.worthy
    ]
    return sum(precisions) / len(precisions)
