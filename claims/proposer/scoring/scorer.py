"""How check-worthy a sentence is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log1p, sqrt, tanh
from pathlib import Path

from claims.proposer.scoring.features import Features, features_of

WEIGHTS = Path(__file__).with_name("weights.json")

# What a checkable assertion is made of, and what speaks against one: points for a word of the
# class. The weights, learned from debates, tell what is worth a check; these points tell what can
# be checked at all, be it said in a debate, a speech or an article.
GROUNDS = {
    "number": 2.0,
    "year": 2.0,
    "magnitude": 1.5,
    "numeral": 1.5,
    "percent": 1.5,
    "month": 1.2,
    "money": 1.0,
    "past": 0.8,
    "period": 0.7,
    "amount": 0.3,
    "now": 0.3,
    "comparison": 0.2,
    "changed": 1.2,
    "did": 1.0,
    "said": 1.0,
    "pledge": 0.9,
    "-ed": 0.8,
    "was": 0.7,
    "done": 0.6,
    "works": 0.6,
    "change": 0.4,
    "have": 0.3,
    "-ing": 0.2,
    "acronym": 1.0,
    "name": 1.0,
    "body": 0.9,
    "economy": 0.7,
    "matter": 0.7,
    "rule": 0.7,
    "person": 0.6,
    "he": 0.4,
    "-s": 0.3,
    "-tion": 0.2,
    "who": 0.2,
    "?": -1.2,
    "norm": -1.2,
    "!": -0.7,
    "perhaps": -0.7,
    "value": -0.7,
    "praise": -0.6,
    "asking": -0.5,
    "opinion": -0.5,
    "vague": -0.5,
    "it": -0.3,
    "you": -0.3,
    "not": -0.2,
    "they": -0.1,
}
LENGTH_GROUNDS = 1.2
LONG_SENTENCE = 25
ENOUGH_GROUNDS = 6.0

# In log-odds: what a point lacking costs; where the score is 0.5; how far off it is 0.27 or 0.73.
# With these, copy is spread over the whole scale.
LACKING = 0.8
MIDDLE = -3.0
SPREAD = 2.0

# In a file of weights, the features of one weight, in hundredths, stand together, bars between.
BAR = "|"


@dataclass(frozen=True)
class Scorer:
    """Weights by feature, in log-odds; a feature without one counts for nothing.

    `words`, `pieces` and `patterns` are for those of Features, `amounts` for amounts_of them.
    The sum starts at `base`.
    """

    words: Mapping[str, float]
    pieces: Mapping[str, float]
    patterns: Mapping[str, float]
    amounts: Mapping[str, float]
    base: float

    def score(self, sentence: str) -> float:
        """0 to 1: the likelier a fact-checker wants this sentence checked, the higher."""
        features = features_of(sentence)
        if not features.length:
            return 0.0
        amounts = amounts_of(features)
        log_odds = (
            self.base
            + _sum(self.words, features.words)
            + _sum(self.pieces, features.pieces)
            + _sum(self.patterns, features.patterns)
            + sum(self.amounts.get(name, 0.0) * amount for name, amount in amounts.items())
            - LACKING * max(ENOUGH_GROUNDS - _grounds(amounts, features.length), 0.0)
        )
        return (1 + tanh((log_odds - MIDDLE) / SPREAD / 2)) / 2


def score_of(sentence: str) -> float:
    """0 to 1: the likelier a fact-checker wants this sentence checked, the higher."""
    return _shipped().score(sentence)


@cache
def _shipped() -> Scorer:
    return scorer_from(WEIGHTS.read_text(encoding="utf-8"))


def scorer_from(written: str) -> Scorer:
    """The scorer of a file of weights."""
    file = json.loads(written)

    def weights(family: str) -> dict[str, float]:
        return {
            feature: int(hundredths) / 100
            for hundredths, features in file[family].items()
            for feature in features.split(BAR)
        }

    return Scorer(
        weights("words"), weights("pieces"), weights("patterns"), file["amounts"], file["base"]
    )


def share_of(found: list[str]) -> float:
    """What each of the features found counts: in a long sentence, each tells less."""
    return 1 / sqrt(len(found) or 1)


def amounts_of(features: Features) -> dict[str, float]:
    """How much there is of each class of words, and of the sentence.

    The second word of a class counts less than the first, the fourth not at all.
    """
    amounts = {name: sqrt(min(count, 3)) for name, count in features.classes.items()}
    amounts["length"] = log1p(features.length)
    amounts["letters"] = features.letters / (features.length or 1)
    return amounts


def _sum(weights: Mapping[str, float], found: list[str]) -> float:
    get = weights.get
    return sum([get(feature, 0.0) for feature in found]) * share_of(found)


def _grounds(amounts: Mapping[str, float], length: int) -> float:
    points = sum(GROUNDS.get(name, 0.0) * amount for name, amount in amounts.items())
    return points + LENGTH_GROUNDS * log1p(min(length, LONG_SENTENCE))
