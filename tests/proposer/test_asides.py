import pytest

from claims.choices import Kind
from claims.proposer.asides import asides_in
from claims.text.sentences import Span


def found(sentence: str) -> list[tuple[Kind, str]]:
    asides = asides_in(sentence, Span(0, len(sentence)))
    return [(aside.kind, sentence[aside.span.start : aside.span.end]) for aside in asides]


@pytest.mark.parametrize(
    ("sentence", "phrase", "statement"),
    [
        (
            "Its chief executive, Ann Lee, resigned.",
            "Its chief executive, Ann Lee",
            "",
        ),
        (
            "The head of the port, Ann Lee, resigned.",
            "The head of the port, Ann Lee",
            "Ann Lee is the head of the port",
        ),
        (
            "Norway's chief negotiator, Ann Lee, resigned.",
            "Norway's chief negotiator, Ann Lee",
            "Ann Lee is Norway's chief negotiator",
        ),
        (
            "Ann Lee, a former mayor of Oslo, resigned.",
            "Ann Lee, a former mayor of Oslo",
            "Ann Lee is a former mayor of Oslo",
        ),
        ("They met Oslo Mayor Ann Lee’s aides.", "Oslo Mayor Ann Lee", "Ann Lee is Oslo Mayor"),
        ("President Ann Lee resigned.", "President Ann Lee", "Ann Lee is president"),
        ("Ann Lee, 45, resigned.", "Ann Lee, 45", "Ann Lee is 45 years old"),
        (
            "The former Norwegian prime minister resigned.",
            "The former Norwegian prime minister",
            "",
        ),
    ],
)
def test_offices_and_ages(sentence: str, phrase: str, statement: str) -> None:
    [aside] = asides_in(sentence, Span(0, len(sentence)))
    assert aside.kind is Kind.NAME
    assert sentence[aside.span.start : aside.span.end] == phrase
    assert aside.statement == statement


@pytest.mark.parametrize(
    ("sentence", "kind", "phrase"),
    [
        (
            "It borders a state that it attacked in 1998.",
            Kind.BACKGROUND,
            "a state that it attacked in 1998",
        ),
        (
            "She dismissed press reports that she might go, and left.",
            Kind.EVENT,
            "press reports that she might go",
        ),
        (
            "It cited the principle of treating members alike.",
            Kind.LAW,
            "principle of treating members alike",
        ),
        ("He spoke of Oslo’s demands for new trams.", Kind.DEMAND, "Oslo’s demands for new trams"),
        ("It condemned their illegal land grab.", Kind.ACCUSATION, "their illegal land grab"),
    ],
)
def test_what_is_said_in_passing(sentence: str, kind: Kind, phrase: str) -> None:
    assert found(sentence) == [(kind, phrase)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Both, the official added, are dear.",
        "In Geneva, the minister said nothing.",
        "The mayor resigned in 2014.",
        "When Ann left, the mayor laughed.",
        "Reporters asked for demands in writing.",
    ],
)
def test_nothing_in_passing(sentence: str) -> None:
    assert found(sentence) == []
