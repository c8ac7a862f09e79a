"""Dates of a text."""

from claims.text.dates.finding import Dated, dateline_of, dates_in

__all__ = ["Dated", "dateline_of", "dates_in"]
