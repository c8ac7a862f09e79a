"""Whether a quotation stands in its source word for word, and what it changed if not."""

from claims.text.quote_checking.checking import check
from claims.text.quote_checking.finding import Source, prepared
from claims.text.quote_checking.results import Change, ChangeOp, Check, QuoteState

__all__ = ["Change", "ChangeOp", "Check", "QuoteState", "Source", "check", "prepared"]
