"""Claims that a machine finds in a text."""

from claims.text.proposals.finding import Proposal, Proposer, propose, proposer_with

__all__ = ["Proposal", "Proposer", "propose", "proposer_with"]
