"""Dates of a text."""

from claims.text.dates.finding import DateMention, dateline_of, dates_in

__all__ = ["DateMention", "dateline_of", "dates_in"]
