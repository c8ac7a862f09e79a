import pytest
from hypothesis import given

from claims.proposer.clauses import Link, clauses_of
from claims.text.quotes import quotations_in
from claims.text.sentences import Span, sentences_of
from tests.text.strategies import STEADY, copy

MAIN, MEANWHILE, PREDICATE, RELATIVE, PARTICIPLE = Link


def cut(sentence: str) -> list[tuple[Link, str]]:
    quoted = [quotation.span for quotation in quotations_in(sentence)]
    clauses = clauses_of(sentence, Span(0, len(sentence)), quoted)
    return [(c.link, sentence[c.span.start : c.span.end]) for c in clauses]


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        (
            "The mayor cut fares, and ridership rose by a third.",
            ["The mayor cut fares", "ridership rose by a third."],
        ),
        (
            "Fares fell by half; the council paid the rest.",
            ["Fares fell by half", "the council paid the rest."],
        ),
        ("Fares fell but they are still too high.", ["Fares fell but they are still too high."]),
        (
            "Fares fell by half but they are still too high.",
            ["Fares fell by half", "they are still too high."],
        ),
        ("Fares did not fall because of it.", ["Fares did not fall because of it."]),
        (
            "The trams were not sold because they were old.",
            ["The trams were not sold because they were old."],
        ),
        (
            "The old trams were sold because the city lacked spare parts.",
            ["The old trams were sold", "the city lacked spare parts."],
        ),
        (
            "While the mayor cut fares, the council raised taxes.",
            ["While the mayor cut fares", "the council raised taxes."],
        ),
        (
            "The mayor and her deputy cut fares in May.",
            ["The mayor and her deputy cut fares in May."],
        ),
        (
            "Unions want higher pay, shorter hours and a say in planning.",
            ["Unions want higher pay, shorter hours and a say in planning."],
        ),
        (
            "They sold as many as 40 trams to Oslo last year.",
            ["They sold as many as 40 trams to Oslo last year."],
        ),
        (
            "“Fares fell, and nobody noticed,” she said.",
            ["“Fares fell, and nobody noticed,” she said."],
        ),
        (
            "Die Stadt senkte die Preise, und niemand hat es bemerkt.",
            ["Die Stadt senkte die Preise, und niemand hat es bemerkt."],
        ),
    ],
)
def test_a_clause_has_its_own_subject_and_verb(sentence: str, clauses: list[str]) -> None:
    assert cut(sentence) == [(MAIN, clause) for clause in clauses]


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        (
            "The city bought 20 trams last year but has used only six.",
            [(MAIN, "The city bought 20 trams last year"), (PREDICATE, "has used only six.")],
        ),
        (
            "The tram line, which opened in 1902, carries 9,000 people a day.",
            [
                (MAIN, "The tram line, which opened in 1902, carries 9,000 people a day."),
                (RELATIVE, "which opened in 1902"),
            ],
        ),
        (
            "The council closed the line in May, citing the cost of repairs.",
            [
                (MAIN, "The council closed the line in May"),
                (PARTICIPLE, "citing the cost of repairs."),
            ],
        ),
        (
            "The line closed in May, stranding 9,000 people, when a bridge collapsed.",
            [
                (MAIN, "The line closed in May"),
                (PARTICIPLE, "stranding 9,000 people"),
                (RELATIVE, "when a bridge collapsed."),
            ],
        ),
        (
            "Fares fell in some towns, including Bergen and Trondheim.",
            [(MAIN, "Fares fell in some towns, including Bergen and Trondheim.")],
        ),
        (
            "The mayor, speaking in Oslo on Friday, cut fares.",
            [(MAIN, "The mayor, speaking in Oslo on Friday, cut fares.")],
        ),
    ],
)
def test_how_a_clause_hangs_on_the_one_before(
    sentence: str, clauses: list[tuple[Link, str]]
) -> None:
    assert cut(sentence) == clauses


@given(copy)
@STEADY
def test_clauses_lie_in_their_sentence_and_leave_no_word_out(text: str) -> None:
    quoted = [quotation.span for quotation in quotations_in(text) if quotation.depth == 0]
    for sentence in sentences_of(text, "en"):
        clauses = clauses_of(text, sentence, quoted)
        assert all(sentence.contains(clause.span) for clause in clauses)
        assert clauses[0].span.start == sentence.start
        assert max(clause.span.end for clause in clauses) == sentence.end
