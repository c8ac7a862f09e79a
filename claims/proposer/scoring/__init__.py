"""How check-worthy a sentence is."""

from claims.proposer.scoring.scorer import Scorer, score_of

__all__ = ["Scorer", "score_of"]
