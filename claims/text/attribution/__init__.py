"""Who says what in a text."""

from claims.text.attribution.finding import Attribution, attributions_in

__all__ = ["Attribution", "attributions_in"]
