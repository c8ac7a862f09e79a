"""Figures of a text."""

from claims.text.figures.finding import Figure, figures_in

__all__ = ["Figure", "figures_in"]
