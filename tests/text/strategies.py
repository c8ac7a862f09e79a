"""Text as it comes in: any Unicode that can be stored, thick with what news copy is made of."""

from hypothesis import settings
from hypothesis import strategies as st

# The same examples on every machine, and no time limit on a busy one.
STEADY = settings(deadline=None, derandomize=True, database=None, max_examples=100)

NEWSY = [
    "Mr. ", "Ms. ", "U.S. ", "5 p.m. ", "Monday", "No. 10 ", "Jan. 20", "1.2 ", "$100,000", "Kyiv",
    "said", "He ", "he ", ". ", ". . . ", "… ", "...", "? ", "! ", "?!", ".", ",", ":", " ", "  ",
    "“", "”", "‘", "’", '"', "'", "«", "»", "„", "-", "–", "—", "(", ")", "[", "]",
    "\n", "\n\n", "\t", "\u00a0", "\u2028", "\x0b", "\u200b", "\ufeff",
    "😀", "👩‍👩‍👧", "🇺🇦", "e\u0301", "\u0301", "ß", "İ", "שלום", "عربي. ", "。", "说", "हिन्दी। ",
]  # fmt: skip

anything = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
copy = st.lists(st.sampled_from(NEWSY) | anything, max_size=40).map("".join)


@st.composite
def copy_with_cut(draw: st.DrawFn) -> tuple[str, int, int]:
    """Copy, and the start and end of a cut from it that holds more than white space."""
    text = draw(copy.filter(str.strip))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return text, 0, len(text)
    return text, start, end
