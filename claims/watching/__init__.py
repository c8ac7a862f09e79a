"""The watch: addresses of sources are looked at again, and what became of them has consequences.

docs/watch.md says when, how politely, and what follows.
"""

from claims.watching.politeness import Pace
from claims.watching.rounds import watch

__all__ = ["Pace", "watch"]
