"""How much of two runs of words is the same."""

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from claims.text.reanchoring.aligning import common

# A word that replaced another counts by its letters, where at least half of them stayed.
WORD_ALIKE = 0.5
_LONGEST_WORD = 1000  # Letters; what is longer is no word, and slow to compare.


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Twice the letters in common by the letters of both, 0 to 1: 1.0 for equal words.

    It is the normalised Indel similarity of the words in order, each word weighed by its letters.
    Where words replaced others, each pair counts by its own Indel similarity, if that is WORD_ALIKE
    or more; so do all of them together where there are more on one side. By letters alone, any two
    English sentences come to about 0.4.
    """
    if one == other:
        return 1.0
    letters = sum(map(len, one)) + sum(map(len, other))
    shared = 0.0
    done = their_done = 0
    for at, their_at in [*common(one, other), (len(one), len(other))]:
        gone, come = one[done:at], other[their_done:their_at]
        if len(gone) != len(come):
            gone, come = ["".join(gone)], ["".join(come)]
        shared += sum(map(_shared_letters, gone, come))
        if at < len(one):
            shared += 2 * len(one[at])
        done, their_done = at + 1, their_at + 1
    return shared / letters if letters else 0.0


def _shared_letters(old: str, new: str) -> float:
    if max(len(old), len(new)) > _LONGEST_WORD:
        return 0.0
    alike = Indel.normalized_similarity(old, new)
    return alike * (len(old) + len(new)) if alike >= WORD_ALIKE else 0.0
