"""The statement of a proposal: one neutral sentence that stands alone."""

import pytest

from claims.proposer import propose
from claims.proposer.wording import as_sentence, past_of, without_connective


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("But fares fell.", "Fares fell."),
        ("On the contrary, the city also lost 400 jobs!", "The city lost 400 jobs."),
        ("Ann Lee resigned. She warned of cuts.", "Ann Lee warned of cuts."),
        ("“It works,” Ann Lee told reporters.", "Ann Lee said: “It works”."),
        ('"It works," said Ann Lee, the mayor.', "Ann Lee said: “It works”."),
        ("The fares, Ann Lee said, fell.", "Ann Lee said that the fares fell."),
        ("Fares could fall again, Ann Lee said.", "Ann Lee said: Fares could fall again."),
        ("Ann Lee spoke, calling the plan “a lie”.", "Ann Lee called the plan “a lie”."),
        ("Ann Lee cut fares but denied it later.", "Ann Lee denied it later."),
        ("The line, which opened in 1902, closed.", "The line, which opened in 1902, closed."),
        # Marks stand round nothing but what somebody quotes.
        (
            "The union left its talks on a city it annexed in 2014.",
            "The article speaks of a city it annexed in 2014.",
        ),
        ("Fares fell, leading to 400 job cuts.", "The article says: leading to 400 job cuts."),
        ("It met on the eve of a vote.", "The article says: on the eve of a vote."),
        ("Fares fell in May, when it lost 400 jobs.", "It lost 400 jobs."),
        (
            "Ann Lee said the plan, which cost “a lot of money”, failed.",
            "Ann Lee spoke of “a lot of money”.",
        ),
        # A verb that two clauses share is in the statements of both.
        (
            "Fares could be cut, Ann Lee said, and the lines reopened.",
            "Ann Lee said that the lines could be reopened.",
        ),
        ("The line will be closed, and the mayor resigned.", "The mayor resigned."),
        ("A\tfire  destroyed\u00a0it", "A fire destroyed it."),
    ],
)
def test_it_is_neutral_and_stands_alone(text: str, statement: str) -> None:
    assert statement in [proposal.statement for proposal in propose(text)]


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("“Fares fell", "Fares fell."),
        ("Fares fell,”", "Fares fell."),
        ("Fares fell “", "Fares fell."),
        ("» Fares fell «", "» Fares fell «."),
        ("‘Fares fell", "Fares fell."),
        ("(Fares fell", "Fares fell."),
        ('"Fares" fell"', '"Fares" fell.'),
        ("Fares “fell”", "Fares “fell”."),
        ("„Fares“", "„Fares“."),
        ("The drivers’", "The drivers’."),
        ("“Fares (in May) fell”", "“Fares (in May) fell”."),
        ("“" * 3 + "Fares fell" + "”" * 2, "““Fares fell””."),
    ],
)
def test_a_mark_at_an_end_has_its_other_half(words: str, statement: str) -> None:
    assert as_sentence(words) == statement


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "The city bought 20 trams for $3 million in May, and 40 buses.",
            [
                "The city bought 20 trams for $3 million in May, and 40 buses.",
                "$3 million: The city bought 20 trams for $3 million in May, and 40 buses.",
                "40 buses: The city bought 20 trams for $3 million in May, and 40 buses.",
            ],
        ),
        (
            "It sold 5 trams in May and 5 trams in June.",
            [
                "It sold 5 trams in May and 5 trams in June.",
                "5 trams: It sold 5 trams in May and 5 trams in June.",
            ],
        ),
    ],
)
def test_each_figure_of_a_sentence_has_a_statement_of_its_own(
    text: str, statements: list[str]
) -> None:
    assert [proposal.statement for proposal in propose(text)] == statements


def test_a_statement_is_never_too_long() -> None:
    statement = as_sentence("word " * 400)
    assert len(statement) == 1_000
    assert statement.endswith("….")


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("However, it fell", "it fell"),
        ("And so, for example, it fell", "it fell"),
        ("Instead of falling it rose", "Instead of falling it rose"),
        ("Rather than fall it rose", "Rather than fall it rose"),
        ("Sofia fell", "Sofia fell"),
        ("But", "But"),
    ],
)
def test_connectives_go(words: str, rest: str) -> None:
    assert without_connective(words) == rest


@pytest.mark.parametrize(
    ("verb", "past"),
    [("call", "called"), ("say", "said"), ("deny", "denied"), ("urge", "urged")],
)
def test_the_past_of_a_verb_of_saying(verb: str, past: str) -> None:
    assert past_of(verb) == past
    assert past_of(f"{verb} for") == f"{past} for"
