"""What the machine proposes for a text: found, typed, ascribed and worded as a person would."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import ClaimantKind, Kind
from claims.proposals import Proposal
from claims.proposer import propose
from claims.proposer.finding import proposer_with
from claims.text.passages import place_of
from tests.text.strategies import STEADY, copy

SATURDAY = date(2022, 1, 22)
FIXTURES = Path(__file__).parents[2] / "fixtures"


def words_of(text: str, proposals: list[Proposal]) -> list[str]:
    return [text[p.span.start : p.span.end] for p in proposals]


def kinds_of(text: str) -> list[tuple[Kind, str]]:
    proposals = propose(text, SATURDAY)
    return [(p.kind, w) for p, w in zip(proposals, words_of(text, proposals), strict=True)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ministry spent about $3.5 million on trams.", Kind.FIGURE),
        ("“Nobody asked us about the trams,” said Ann Lee.", Kind.QUOTATION),
        ("The mayor denies any plan to sell the trams.", Kind.DENIAL),
        ("The mayor rejected claims that trams were unsafe.", Kind.DENIAL),
        ("Unions demanded that the council reopen the line.", Kind.DEMAND),
        ("The union called on the council to reopen the line.", Kind.DEMAND),
        ("Unions accused the mayor of lying to voters.", Kind.ACCUSATION),
        ("The mayor promised to reopen the line.", Kind.COMMITMENT),
        ("Moscow has threatened to close the border.", Kind.COMMITMENT),
        ("The mayor warned of cuts if the council voted no.", Kind.COMMITMENT),
        ("“We will reopen the line,” said the mayor.", Kind.COMMITMENT),
        ("The council expects fares to double.", Kind.PREDICTION),
        ("Fares will fall.", Kind.PREDICTION),
        ("The council meets on Monday.", Kind.EVENT),
        ("The council is to vote on the plan.", Kind.EVENT),
        ("A fire destroyed the depot.", Kind.EVENT),
        ("The law requires trams to stop at every crossing.", Kind.LAW),
        ("It is illegal to cross the line.", Kind.LAW),
        ("The mayor says trams belong to the past.", Kind.POSITION),
        ("The union opposes the sale.", Kind.POSITION),
        ("Bergen is a city in Norway.", Kind.BACKGROUND),
        ("The first trams ran in 1897.", Kind.BACKGROUND),
    ],
)
def test_the_kind_of_an_assertion(text: str, kind: Kind) -> None:
    assert kinds_of(text) == [(kind, text.rstrip("."))]


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("But, in May, fares fell!", "in May, fares fell"),
        ("- Fares fell by half.", "Fares fell by half"),
        ("-5 degrees were measured in Oslo.", "-5 degrees were measured in Oslo"),
        (".5 per cent of trams were late.", ".5 per cent of trams were late"),
        ("The depot opens at 9 a.m.", "The depot opens at 9 a.m."),
        ("It lies in the U.S.", "It lies in the U.S."),
        ("“Fares fell,” said Ann Lee.", "“Fares fell,” said Ann Lee"),
    ],
)
def test_the_span_is_tight(text: str, exact: str) -> None:
    assert words_of(text, propose(text, SATURDAY))[0] == exact


def test_a_sentence_of_two_assertions_gives_two_proposals() -> None:
    assert kinds_of("Fares fell by 5 percent in May, but the mayor denied a cut in service.") == [
        (Kind.FIGURE, "Fares fell by 5 percent in May"),
        (Kind.DENIAL, "the mayor denied a cut in service"),
    ]


def test_who_speaks_belongs_to_what_is_said() -> None:
    text = "In a post on Friday, Ann Lee wrote: “Nobody asked us about the trams.”"
    assert [word for _, word in kinds_of(text)] == [text]
    assert kinds_of("Ann Lee went on: “It works.” That was on Friday.")[0] == (
        Kind.QUOTATION,
        "Ann Lee went on: “It works.”",
    )


def test_things_demanded_are_checked_one_by_one() -> None:
    found = kinds_of("The union wants Bergen included, and a refund of all fares.")
    assert found[1] == (Kind.DEMAND, "a refund of all fares")


def test_each_figure_of_a_clause_can_be_checked() -> None:
    text = "The city bought 20 trams for $3 million in May."
    proposals = propose(text, SATURDAY)
    assert [p.kind for p in proposals] == [Kind.FIGURE, Kind.FIGURE]
    assert [p.figure.low for p in proposals if p.figure] == [20, 3_000_000]


def test_a_figure_that_is_known_already_is_none_to_check() -> None:
    assert kinds_of("The two sides met on Monday.") == [(Kind.EVENT, "The two sides met on Monday")]


def test_what_only_describes_is_an_assertion_beside_the_main_one() -> None:
    found = kinds_of("On Monday the 30-member council meets the mayor, Ann Lee.")
    assert found[0] == (Kind.EVENT, "On Monday the 30-member council meets the mayor, Ann Lee")
    assert [kind for kind, _ in found[1:]] == [Kind.FIGURE]


@pytest.mark.parametrize(
    "text",
    [
        "", " \n\n", "…", "Good morning.", "Thank you all for coming.", "Who pays?", "I think so.",
        "Source link", "Read more: trams return", "Sat. Jan 22nd, 2022", "We should do better.",
    ],
)  # fmt: skip
def test_what_asserts_nothing_gives_no_proposal(text: str) -> None:
    assert propose(text, SATURDAY) == []


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        ("Fares fell.", [None]),
        (
            "Ann Lee, the mayor, denied any cuts. She said that fares fell.",
            ["Ann Lee", None, "Ann Lee"],
        ),
        ("Fares fell, a senior official said, and trams were sold.", ["a senior official"] * 2),
        ("“It works,” said Ann Lee. “We tried it for years.”", ["Ann Lee", "Ann Lee"]),
    ],
)
def test_who_makes_a_claim(text: str, claimants: list[str | None]) -> None:
    assert [proposal.claimant for proposal in propose(text, SATURDAY)] == claimants


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ben Adler met Carl Stone in Oslo. Adler blamed Stone for walking out. Stone denied it."
            " “I never left the room,” he said.",
            [
                (Kind.EVENT, None),
                (Kind.ACCUSATION, "Ben Adler"),
                (Kind.DENIAL, "Carl Stone"),
                (Kind.QUOTATION, "Carl Stone"),
            ],
        ),
        (
            "Lindhal AG cut 900 jobs. The company said orders had collapsed. It expects sales to"
            " fall by a fifth. The union called the cuts “a betrayal”. They have promised to act.",
            [
                (Kind.FIGURE, None),
                (Kind.POSITION, "Lindhal AG"),
                (Kind.PREDICTION, "Lindhal AG"),
                (Kind.QUOTATION, "the union"),
                (Kind.COMMITMENT, "the union"),
            ],
        ),
        (
            "A senior official at the port said cranes would stop by March. The official, who asked"
            " not to be named, said layoffs were planned. Asked about pay, the official said no.",
            [
                (Kind.PREDICTION, "a senior official at the port"),
                (Kind.POSITION, "a senior official at the port"),
            ],
        ),
        (
            "OSLO (Norpress) - The plant employs 600 people and the company denies any sale.",
            [(Kind.FIGURE, None), (Kind.DENIAL, "the company")],
        ),
        (
            "Ann Lee denies wrongdoing, vows to appeal",
            [(Kind.DENIAL, "Ann Lee"), (Kind.COMMITMENT, "Ann Lee")],
        ),
    ],
)
def test_a_short_article(text: str, found: list[tuple[Kind, str | None]]) -> None:
    assert [(p.kind, p.claimant) for p in propose(text, SATURDAY)][: len(found)] == found


def test_an_office_is_proposed_once_however_it_is_worded() -> None:
    text = "Oslo Mayor Ann Lee left. Ann Lee, the mayor of Oslo, came back."
    assert [p.kind for p in propose(text, SATURDAY)].count(Kind.NAME) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ann Lee denied any cuts to fares.", ClaimantKind.PERSON),
        ("Mr Obu denied any cuts. Obu left.", ClaimantKind.PERSON),
        ("Lindhal AG denied any cuts.", ClaimantKind.ORGANISATION),
        ("The Transport Ministry denied any cuts.", ClaimantKind.ORGANISATION),
        ("A senior official denied any cuts.", ClaimantKind.UNNAMED),
        ("It rained.", None),
    ],
)
def test_what_a_claimant_is(text: str, kind: ClaimantKind | None) -> None:
    assert propose(text, SATURDAY)[0].claimant_kind is kind


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [
        ("de", "Die Preise fielen um 5 Prozent. Wer zahlt das?", [Kind.FIGURE]),
        ("it", "I prezzi sono scesi.", [Kind.EVENT]),
        ("fr", "Le maire a démissionné lundi dernier.", [Kind.EVENT]),
    ],
)
def test_other_languages_give_less_but_give(language: str, text: str, kinds: list[Kind]) -> None:
    proposals = propose(text, SATURDAY, language)
    assert [proposal.kind for proposal in proposals] == kinds


@pytest.mark.parametrize(
    ("language", "text", "statement"),
    [
        ("de", "Also fielen die Preise um 5 Prozent!", "Also fielen die Preise um 5 Prozent."),
        ("de", "„Wir haben 20 Wagen“, sagte Lee.", "„Wir haben 20 Wagen“, sagte Lee."),
        ("fr", "Or, les prix ont baissé.", "Or, les prix ont baissé."),
        ("zh", "他们买了20辆车。", "他们买了20辆车."),
        ("xx", "So 20 baz.", "So 20 baz."),
    ],
)
def test_statements_in_other_languages_are_the_copy_s_own_words(
    language: str, text: str, statement: str
) -> None:
    assert [p.statement for p in propose(text, SATURDAY, language)] == [statement]


def test_dates_are_read_from_the_day_of_publication() -> None:
    [proposal] = propose("The council will meet on Monday.", SATURDAY)
    assert [dated.first for dated in proposal.dates] == [date(2022, 1, 24)]
    assert propose("Jan. 22, 2022\n\nThe council will meet on Monday.")[-1].dates[0].first == date(
        2022, 1, 24
    )


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The mayor denied any cuts.", "a denial: “denied”"),
        ("The city lost about 400 jobs.", "a figure: “about 400 jobs”"),
        ("“It works,” Ann Lee told the Daily Herald.", "said by Ann Lee: “told the Daily Herald”"),
        ("The council will meet on Monday.", "when: “Monday” read as 24 January 2022"),
        ("Ann Lee, a former mayor of Oslo, won.", "a name or office: “Ann Lee, a former mayor of"),
    ],
)
def test_an_editor_is_told_what_led_to_a_proposal(text: str, cue: str) -> None:
    cues = [found for proposal in propose(text, SATURDAY) for found in proposal.cues]
    assert any(found.startswith(cue) for found in cues), cues


def test_the_score_of_the_sentence_orders_and_removes_nothing() -> None:
    text = "Fares fell. The mayor denied it."
    for score in (0.0, 0.5, 1.0):
        proposals = proposer_with(lambda sentence, score=score: score)(text, SATURDAY, "en")
        assert len(proposals) == 2
        assert all(abs(p.score - score) < 0.2 and 0 <= p.score <= 1 for p in proposals)
    first, second = proposer_with(lambda sentence: float("denied" in sentence))(text, None, "en")
    assert first.score < second.score


# What assertions are made of, to be thrown together.
PIECES = [
    "Ann Lee ", "the mayor ", "its chief, Ann Lee, ", "Lee, 45, ", "he said, ", "said ", "denied ",
    "told Oslo to pay ", "or face ", "which fell, ", "as it fell, ", "calling it ", "citing ",
    "reports that ", "Oslo’s demands for ", "principles: ", "has ", "will ", "“We will ", "and ",
    "but ", "if ", "5% ", "$3 million ", "30-member ", "in 2014 ", "on Friday ", "“no” ", "''",
    "a country it invaded in 2014 ", ", ", ". ", ": ", "; ", "\r\n", "\ud800", "\0",
]  # fmt: skip
throng = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=[])).map("".join)


@given(
    throng | copy,
    st.sampled_from([None, SATURDAY, date.min, date.max]),
    st.sampled_from(["en", "de", "zh"]),
)
@STEADY
def test_any_text_gives_proposals_that_lie_in_it(
    text: str, published_on: date | None, language: str
) -> None:
    proposals = propose(text, published_on, language)
    assert proposals == sorted(proposals, key=lambda p: (p.span.start, -p.span.end))
    for proposal in proposals:
        assert 0 <= proposal.span.start < proposal.span.end <= len(text)
        assert text[proposal.span.start : proposal.span.end].strip()
        assert 0 <= proposal.score <= 1
        assert proposal.cues
        assert (proposal.claimant is None) == (proposal.claimant_kind is None)
        assert 0 < len(proposal.statement) <= 1_000
        assert "\n" not in proposal.statement
        assert proposal.statement.endswith(".")
        held = [*proposal.dates, *([proposal.figure] if proposal.figure else [])]
        assert all(proposal.span.contains(part.span) for part in held)


# ---- The sample article, beside what a person found in it.
DESK = json.loads((FIXTURES / "sample_desk.json").read_text())
ARTICLE = (FIXTURES / "sample_article.txt").read_text()
# As the copy calls those whom the desk's list names in full.
AS_CALLED = {
    "Russia": "Moscow",
    "United States": "Washington",
    "United States officials": "officials",
    "United States, European Union and partners": (
        "the United States, the European Union and other partners"
    ),
}


@pytest.fixture(scope="module")
def found() -> list[tuple[dict[str, Any], list[Proposal]]]:
    """Each claim of the desk, with the proposals that overlap one of its passages."""
    proposals = propose(ARTICLE, date.fromisoformat(DESK["article"]["published_on"]))
    found = []
    for claim in DESK["claims"]:
        places = [place_of(p["exact"], ARTICLE, p["occurrence"]) for p in claim["passages"]]
        overlapping = [p for p in proposals if any(p.span.overlaps(place) for place in places)]
        found.append((claim, overlapping))
    return found


def is_called(claimant: str | None, name: str | None) -> bool:
    if claimant is None or name is None:
        return claimant is name
    return claimant.lower() in (
        name.lower(),
        f"the {name.lower()}",
        AS_CALLED.get(name, "").lower(),
    )


def test_the_sample_article_is_read_as_a_person_read_it(
    found: list[tuple[dict[str, Any], list[Proposal]]],
) -> None:
    missed = [claim["statement"] for claim, proposals in found if not proposals]
    assert missed == []
    mistyped = [
        claim["statement"]
        for claim, proposals in found
        if not any(p.kind == claim["kind"] for p in proposals)
    ]
    assert mistyped == []
    misascribed = [
        claim["statement"]
        for claim, proposals in found
        if not any(
            p.kind == claim["kind"] and is_called(p.claimant, claim["claimant"]) for p in proposals
        )
    ]
    assert len(misascribed) <= len(found) // 10, misascribed
