import pytest

from claims.text.sentences import Span
from claims.text.tense import Tense, tense_at


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("The court ruled HERE.", Tense.PAST),
        ("The court will rule HERE.", Tense.FUTURE),
        ("The court has already ruled HERE.", Tense.PAST),
        ("The verdict will be read HERE.", Tense.FUTURE),
        ("HERE the verdict was read.", Tense.PAST),
        ("The rules, which took years, will change HERE.", Tense.FUTURE),
        ("The rules that will change HERE took years.", Tense.FUTURE),
        ("The rules will change, the ministry said HERE.", Tense.PAST),
        ("The ministry said that the rules HERE will change.", Tense.FUTURE),
        ("They need a hundred indeed HERE.", Tense.UNCLEAR),
        ("Rain HERE", Tense.UNCLEAR),
        ("Ministry to cut grants HERE", Tense.FUTURE),
    ],
)
def test_the_verb_that_governs_a_date(sentence: str, tense: Tense) -> None:
    text = f"It rained. {sentence} It will rain."
    whole = Span(11, 11 + len(sentence))
    here = text.index("HERE")
    assert tense_at(text, whole, Span(here, here + 4)) is tense
