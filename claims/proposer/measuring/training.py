"""Weights for the score of check-worthiness, learned from sentences that people labelled.

Logistic regression with an L2 penalty, fitted by coordinate ascent on its dual (Shalev-Shwartz and
Zhang 2013): few rounds suffice, and plain Python does them in seconds, the same on every machine.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from operator import mul
from random import Random
from statistics import pstdev

from claims.proposer.scoring.features import features_of
from claims.proposer.scoring.scorer import BAR, Scorer, amounts_of, share_of

# In how many sentences a feature of a family must stand to be learned.
SEEN = {"base": 1, "words": 2, "pieces": 3, "patterns": 3, "amounts": 10}
ROUNDS = 15
STRENGTH = 0.2  # The inverse of the penalty.
BASE_SCALE = 10.0  # Large, so that the penalty hardly touches the base.
AMOUNT_SCALE = 0.2
LEAST_DEVIATION = 0.3  # An amount that hardly varies would count too much.
LEAST_WEIGHT = 0.15  # Smaller ones would swell the file by two thirds and change no figure.

type Feature = tuple[str, str]  # Its family and its name.


@dataclass(frozen=True)
class LabelledSentence:
    """A sentence; whether a person found it `worthy` of a check; the fold or speech it is in."""

    sentence: str
    worthy: bool
    group: str


@dataclass(frozen=True)
class Example:
    """The values that are not 0, by column; how far all of them reach; 1 for worthy, else -1."""

    columns: list[int]
    values: list[float]
    square: float
    sign: int


def trained(rows: Sequence[LabelledSentence]) -> Scorer:
    """What `rows` teach; the same rows in the same order teach the same."""
    found = [_found(row.sentence) for row in rows]
    scales = _scales(found)
    column_of = {feature: column for column, feature in enumerate(scales)}
    examples = []
    for row, values in zip(rows, found, strict=True):
        known = {column_of[f]: value * scales[f] for f, value in values.items() if f in scales}
        square = sum(value * value for value in known.values())
        examples.append(Example(list(known), list(known.values()), square, 1 if row.worthy else -1))
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for (family, name), weight in zip(scales, _fitted(examples, len(scales)), strict=True):
        weights[family][name] = weight * scales[family, name]
    return Scorer(
        words=_rounded(weights["words"]),
        pieces=_rounded(weights["pieces"]),
        patterns=_rounded(weights["patterns"]),
        amounts={name: round(weight, 4) for name, weight in weights["amounts"].items()},
        base=round(weights["base"][""], 4),
    )


def written(scorer: Scorer, about: Mapping[str, str]) -> str:
    """The file that scorer_from() reads; `about` says whence the weights come."""
    file = {**about, "base": scorer.base, "amounts": scorer.amounts}
    for family in ("words", "pieces", "patterns"):
        by_weight: dict[int, list[str]] = defaultdict(list)
        for name, weight in sorted(getattr(scorer, family).items()):
            by_weight[round(100 * weight)].append(name)
        file[family] = {str(key): BAR.join(by_weight[key]) for key in sorted(by_weight)}
    return json.dumps(file, ensure_ascii=False, indent=1) + "\n"


def _found(sentence: str) -> dict[Feature, float]:
    features = features_of(sentence)
    found = {("base", ""): 1.0}
    for family in ("words", "pieces", "patterns"):
        names = getattr(features, family)
        share = share_of(names)
        found.update(((family, name), share) for name in names)
    found.update((("amounts", name), amount) for name, amount in amounts_of(features).items())
    return found


def _scales(found: Sequence[Mapping[Feature, float]]) -> dict[Feature, float]:
    """What a value is multiplied by: a rare feature tells more, and all amounts tell alike."""
    seen = Counter(feature for values in found for feature in values)
    scales = {}
    for (family, name), count in seen.items():
        if count < SEEN[family]:
            continue
        if family == "base":
            scale = BASE_SCALE
        elif family == "amounts":
            deviation = pstdev(values.get((family, name), 0.0) for values in found)
            scale = AMOUNT_SCALE / max(deviation, LEAST_DEVIATION)
        else:
            scale = log(len(found) / (1 + count)) + 1
        scales[family, name] = scale
    return scales


def _fitted(examples: Sequence[Example], columns: int) -> list[float]:
    """The weight of each column."""
    weights = [0.0] * columns
    duals = [0.0] * len(examples)
    order = list(range(len(examples)))
    random = Random(0)  # noqa: S311 (the same order every time is what is wanted)
    for _ in range(ROUNDS):
        random.shuffle(order)
        for at in order:
            example = examples[at]
            margin = example.sign * sum(
                map(mul, map(weights.__getitem__, example.columns), example.values)
            )
            # A quarter: the steepest that the logistic function ever is.
            step = (1 / (1 + exp(margin)) - duals[at]) / (1 + STRENGTH * example.square / 4)
            duals[at] += step
            change = STRENGTH * example.sign * step
            for column, value in zip(example.columns, example.values, strict=True):
                weights[column] += change * value
    return weights


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {name: round(w, 2) for name, w in weights.items() if abs(w) >= LEAST_WEIGHT}
