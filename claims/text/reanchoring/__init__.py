"""Re-anchoring: where the passages of one revision stand in the next.

- placed: the same words, in the same order, with the same marks. Quotation marks and dashes may
  have another style, and white space another length; nothing else may differ.
- changed: edited words, whose likeness to those before is 0.4 or more.
- lost: neither.

Nothing is placed on other words: a letter, a figure or a “not” makes it changed. A passage begins
and ends with whole words, so “3 people” does not stand in “13 people”; one that begins inside a
word is placed where the whole word is the same.
"""

from collections.abc import Sequence

from claims.text.reanchoring.aligning import aligned
from claims.text.reanchoring.placing import LOST, Placing, PlacingState, placing_of
from claims.text.reanchoring.words import revision_words_of
from claims.text.sentences import Span

__all__ = ["LOST", "Placing", "PlacingState", "reanchored", "unchanged"]


def reanchored(old: str, new: str, passages: Sequence[Span]) -> list[Placing]:
    """Where each of `passages`, spans of `old`, stands in `new`, in the order given.

    Raises ValueError where one is empty or lies outside of `old`.
    """
    for passage in passages:
        if not 0 <= passage.start < passage.end <= len(old):
            raise ValueError("The passage lies outside the text.")
    if old == new:
        return [Placing(PlacingState.PLACED, passage, 1.0) for passage in passages]
    alignment = aligned(revision_words_of(old), revision_words_of(new))
    return [placing_of(alignment, passage) for passage in passages]


def unchanged(
    old: str, new: str, sentences: Sequence[Span], new_sentences: Sequence[Span]
) -> list[Span | None]:
    """For each of `sentences` of `old`, the one of `new_sentences` that has the same words.

    None where its words were edited, struck, or made part of another sentence: who cleared the
    sentence has not read that one.
    """
    free = set(new_sentences)
    found: list[Span | None] = []
    for placing in reanchored(old, new, sentences):
        is_whole = placing.state is PlacingState.PLACED and placing.span in free
        found.append(placing.span if is_whole else None)
        free.discard(placing.span or Span(0, 0))  # Of two equal sentences one may be struck.
    return found
