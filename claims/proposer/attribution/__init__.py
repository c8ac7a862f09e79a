"""Who says what in a text."""

from claims.proposer.attribution.finding import Attribution, attributions_in

__all__ = ["Attribution", "attributions_in"]
