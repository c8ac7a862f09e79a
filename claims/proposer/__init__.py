"""Finds the claims of a text. The setting PROPOSER names `propose`; nothing imports it."""

from claims.proposer.finding import propose

__all__ = ["propose"]
