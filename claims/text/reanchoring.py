"""Re-anchoring: where the passages of one revision are in the next.

- placed: the same words, in the same order, with the same marks. Quotation marks and dashes may
  have another style, and white space another length; nothing else may differ.
- changed: edited words, whose likeness to those before is 0.4 or more.
- lost: neither.

Nothing is placed on other words: a letter, a figure or a “not” makes it changed. A passage begins
and ends with whole words, so “3 people” is not found in “13 people”; one that begins inside a
word is placed where the whole word is the same.

A `range` is of words here: of the old text for a passage, of the new text for a place.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from claims.text.alignment import (
    NOWHERE,
    SENTENCE_TO_FOLLOW,
    WORDS_TO_FOLLOW,
    Alignment,
    aligned,
    common,
    revision_words_of,
)
from claims.text.sentences import Span

# A word that replaced another counts by its letters, where at least half of them stayed.
WORD_ALIKE = 0.5
_LONGEST_WORD = 1000  # Letters; what is longer is no word, and slow to compare.


_CONTEXT = 8  # Words on each side whose way shows where a passage went.
SHIFTS_TRIED = 3
ALIKE_ENOUGH = 0.4  # Below this ratio nobody would call it the same passage.
STOPS = frozenset(".,;:!?)]")
REPLACED_AT_MOST = 40  # Words that can replace one passage of which no word is left.


class PlacingState(StrEnum):
    PLACED = "placed"
    CHANGED = "changed"
    LOST = "lost"


@dataclass(frozen=True)
class Placing:
    """Where a passage is now; `span` is None where it is lost.

    `ratio` is the `likeness` of its words then and now, 0 to 1: 1.0 where it is placed, 0.0 where
    it is lost.
    """

    state: PlacingState
    span: Span | None
    ratio: float


LOST = Placing(PlacingState.LOST, None, 0.0)


def reanchored(old: str, new: str, passages: Sequence[Span]) -> list[Placing]:
    """Where each of `passages`, spans of `old`, is in `new`, in the order given.

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


def placing_of(alignment: Alignment, span: Span) -> Placing:
    """Where the passage at `span` of the old text is in the new one."""
    passage = alignment.old.touched_by(span)
    if not passage:
        return LOST
    shifts = [*_shifts(alignment, passage, _CONTEXT), *_shifts(alignment, passage, 0)]
    for shift in shifts:
        place = range(passage.start + shift, passage.stop + shift)
        if _same_words(alignment, passage, place) and _at_home(alignment, passage, place):
            return _placing_at(alignment, span, passage, place)
    found = _edited(alignment, passage, shifts)
    return _placing_at(alignment, span, passage, found) if found else LOST


def _placing_at(alignment: Alignment, span: Span, passage: range, place: range) -> Placing:
    if _same_words(alignment, passage, place):
        return Placing(PlacingState.PLACED, _same_span(alignment, span, passage, place), 1.0)
    words = Span(alignment.new.starts[place[0]], alignment.new.ends[place[-1]])
    return Placing(PlacingState.CHANGED, words, _ratio(alignment, passage, place))


def _shifts(alignment: Alignment, passage: range, context: int) -> list[int]:
    """How far the passage and `context` words around it went; what most of their letters say."""
    to, words = alignment.to, alignment.old.words
    votes: Counter[int] = Counter()
    for word in range(max(0, passage.start - context), min(len(words), passage.stop + context)):
        if to[word] != NOWHERE:
            votes[to[word] - word] += len(words[word])
    return [shift for shift, _ in votes.most_common(SHIFTS_TRIED)]


def _same_words(alignment: Alignment, passage: range, place: range) -> bool:
    """Whether the same words and marks are at `place`, with white space between the same ones."""
    old, new = alignment.old, alignment.new
    if place.start < 0 or place.stop > len(new.words) or old.among(passage) != new.among(place):
        return False
    ours = old.text[old.starts[passage[0]] : old.ends[passage[-1]]]
    theirs = new.text[new.starts[place[0]] : new.ends[place[-1]]]
    # Most are simply equal. What else can differ is the style of marks, and white space.
    return ours == theirs or old.spaces(passage) == new.spaces(place)


def _same_span(alignment: Alignment, span: Span, passage: range, place: range) -> Span:
    """The span at `place` that takes in what `span` does: parts of words, and white space."""
    old, new = alignment.old, alignment.new
    old_start, old_end = old.starts[passage[0]], old.ends[passage[-1]]
    start = new.starts[place[0]] + max(0, span.start - old_start)
    end = new.ends[place[-1]] - max(0, old_end - span.end)
    before, after = old.text[span.start : old_start], old.text[old_end : span.end]
    return Span(
        start - len(before) if new.text.endswith(before, 0, start) else start,
        end + len(after) if new.text.startswith(after, end) else end,
    )


def _at_home(alignment: Alignment, passage: range, place: range) -> bool:
    """Whether equal words are this passage, not only another of the same few words.

    A whole sentence is, and so are eight words: nobody writes the same twice. Fewer are where their
    sentence is still around them: “100,000” of a sentence that was struck is not the “100,000” of
    another one.
    """
    whole = alignment.old.sentences_around(passage) == passage
    enough = SENTENCE_TO_FOLLOW if whole else WORDS_TO_FOLLOW
    return len(passage) >= enough or _sentences_alike(alignment, passage, place)


def _sentences_alike(alignment: Alignment, passage: range, place: range) -> bool:
    """Whether the old sentence is like the new one, without what came there from others."""
    old, new, back = alignment.old, alignment.new, alignment.back
    sentence = old.sentences_around(passage)
    own = [
        new.words[word]
        for word in new.sentences_around(place)
        if word in place or back[word] == NOWHERE or back[word] in sentence
    ]
    return likeness(old.among(sentence), own) >= ALIKE_ENOUGH


def _edited(alignment: Alignment, passage: range, shifts: list[int]) -> range | None:
    """What the passage has become, if that is like enough."""
    among: dict[int, range] = {}
    for shift in shifts:
        if all(abs(shift - tried) > _CONTEXT for tried in among):
            among[shift] = _among_its_words(alignment, passage, shift)
    for found in (among.values(), _instead_of_it(alignment, passage)):
        places = [_without_stops(alignment, passage, place) for place in found]
        ratios = {place: _ratio(alignment, passage, place) for place in places if place}
        like = [place for place, ratio in ratios.items() if ratio >= ALIKE_ENOUGH]
        alive = [place for place in like if _sentences_alike(alignment, passage, place)]
        if alive:
            return max(alive, key=lambda place: (ratios[place], -place.start))
    return None


def _without_stops(alignment: Alignment, passage: range, place: range) -> range:
    """`place` without stops at an end where the passage has no mark."""
    old, new = alignment.old.words, alignment.new.words
    while place and old[passage[0]][0].isalnum() and new[place[0]] in STOPS:
        place = place[1:]
    while place and old[passage[-1]][0].isalnum() and new[place[-1]] in STOPS:
        place = place[:-1]
    return place


def _ratio(alignment: Alignment, passage: range, place: range) -> float:
    return likeness(alignment.old.among(passage), alignment.new.among(place))


def _among_its_words(alignment: Alignment, passage: range, shift: int) -> range:
    """The new words about `shift` away that are likest to the passage; empty where none are."""
    old, new = alignment.old, alignment.new
    reach = len(passage) + _CONTEXT
    start, stop = passage.start + shift - reach, passage.stop + shift + reach
    free = [
        word
        for word in range(max(0, start), min(len(new.words), stop))
        if not _is_of_another(alignment, passage, word)
    ]
    ours = old.among(passage)
    pairs = [(at, free[found]) for at, found in common(ours, [new.words[n] for n in free])]
    if not pairs:
        return range(0)
    pairs = _likest(ours, new.words, pairs)
    tight = range(pairs[0][1], pairs[-1][1] + 1)
    missing = ours[: pairs[0][0]], ours[pairs[-1][0] + 1 :]
    wide = range(
        _widened(alignment, passage, tight[0], -1, missing[0]),
        _widened(alignment, passage, tight[-1], 1, missing[1]) + 1,
    )
    return wide if _ratio(alignment, passage, wide) >= ALIKE_ENOUGH else tight


def _is_of_another(alignment: Alignment, passage: range, word: int) -> bool:
    """Whether a new word and one beside it stood side by side outside of the passage."""
    back = alignment.back
    was = back[word]
    if was == NOWHERE or was in passage:
        return False
    return any(
        0 <= word + step < len(back)
        and back[word + step] == was + step != NOWHERE
        and was + step not in passage
        for step in (-1, 1)
    )


def _likest(
    ours: list[str], theirs: list[str], pairs: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """`pairs` without those at its ends that are too far off to be of the passage."""
    letters = sum(map(len, ours))
    for _ in range(2):  # First its end, then, turned around, its start.
        kept, best, shared, spread = 0, 0.0, 0, 0
        before = pairs[0][1]
        for count, (at, place) in enumerate(pairs, start=1):
            low, high = sorted((before, place))
            spread += sum(map(len, theirs[low + 1 : high])) + len(theirs[place])
            shared += len(ours[at])
            before = place
            if shared / (letters + spread) > best:
                kept, best = count, shared / (letters + spread)
        pairs = pairs[:kept][::-1]
    return pairs


def _widened(
    alignment: Alignment, passage: range, outermost: int, step: int, missing: list[str]
) -> int:
    """The outermost new word, going by `step`, that replaces words `missing` at this end.

    It goes on to the word that followed the passage, or to the end of the sentence where the
    passage ended with one; where neither shows, over as many words as are missing.
    """
    old, new = alignment.old, alignment.new
    sentence = new.sentences_around(range(outermost, outermost + 1))
    edge = passage.stop if step > 0 else passage.start
    around = range(edge, edge + _CONTEXT) if step > 0 else range(edge - _CONTEXT, edge)
    neighbours = {alignment.to[n] for n in around if 0 <= n < len(old.words)} - {NOWHERE}
    ahead = range(outermost + step, sentence.stop if step > 0 else sentence.start - 1, step)
    if not old.is_edge(edge) and not any(word in ahead for word in neighbours):
        ahead = ahead[: len(missing)]
    widened = outermost
    for word in ahead:
        if word in neighbours or _is_of_another(alignment, passage, word):
            break
        widened = word
    passed = new.words[min(widened, outermost + 1) : max(widened + 1, outermost)]
    real = any(word[0].isalnum() for word in missing)
    only_marks = not any(word[0].isalnum() for word in passed)
    return widened if missing and (real or only_marks) else outermost


def _instead_of_it(alignment: Alignment, passage: range) -> Iterator[range]:
    """What is between the passage's neighbours: all of it, or the part likest to it."""
    new, to = alignment.new, alignment.to
    start, stop = passage.start, passage.stop
    while start > 0 and to[start - 1] == NOWHERE and passage.start - start < _CONTEXT:
        start -= 1
    while stop < len(to) and to[stop] == NOWHERE and stop - passage.stop < _CONTEXT:
        stop += 1
    before = to[start - 1] if start else -1
    after = to[stop] if stop < len(to) else len(new.words)
    between = range(before + 1, after)
    if (
        (start and before == NOWHERE)
        or after == NOWHERE
        or not 0 < len(between) <= REPLACED_AT_MOST
    ):
        return
    if range(start, stop) == passage:
        yield between
    width = min(len(passage), len(between))
    parts = [range(n, n + width) for n in range(between.start, between.stop - width + 1)]
    yield max(parts, key=lambda part: _ratio(alignment, passage, part))


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
