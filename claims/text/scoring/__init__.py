"""How check-worthy a sentence is."""

from claims.text.scoring.scorer import Scorer, score_of

__all__ = ["Scorer", "score_of"]
