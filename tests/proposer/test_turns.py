"""What stands before the words of a text and is none of them: labels of speakers, datelines."""

from datetime import date

import pytest

from claims.choices import Kind
from claims.proposer import propose

SATURDAY = date(2022, 1, 22)

INTERVIEW = """Ann Lee, the mayor of Oslo, met the Herald.

Herald: Will you close the line?

Lee: No. We spent $5 million on it, and it carries 2,000 people a day. I denied any cuts.

Q: Fares rose by 5% in May. Why?

A: We sold 20 trams."""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            INTERVIEW,
            [
                (
                    "Ann Lee",
                    "We spent $5 million on it",
                    "Ann Lee said: We spent $5 million on it.",
                ),
                (
                    "Ann Lee",
                    "it carries 2,000 people a day",
                    "Ann Lee said: it carries 2,000 people a day.",
                ),
                ("Ann Lee", "I denied any cuts", "Ann Lee said: I denied any cuts."),
                (None, "Fares rose by 5% in May", "Fares rose by 5% in May."),
                (None, "We sold 20 trams", "We sold 20 trams."),
            ],
        ),
        (
            "Smith: We sent 300 troops.",
            [("Smith", "We sent 300 troops", "Smith said: We sent 300 troops.")],
        ),
        (
            "THE PRESIDENT: Did you know? We created 20 jobs.",
            [("THE PRESIDENT", "We created 20 jobs", "THE PRESIDENT said: We created 20 jobs.")],
        ),
        (
            "Smith: Lee said that trams were sold. You know it.",
            [("Lee", "Lee said that trams were sold", "Lee said that trams were sold.")],
        ),
        (
            "Oslo: 20 trams were sold.",
            [(None, "Oslo: 20 trams were sold", "Oslo: 20 trams were sold.")],
        ),
        (
            "Note: I own 20 shares.",
            [(None, "Note: I own 20 shares", "Note: I own 20 shares.")],
        ),
        (
            "Lee: “We will cut fares.”",
            [("Lee", "Lee: “We will cut fares.”", "Lee said: “We will cut fares”.")],
        ),
    ],
)
def test_the_labels_of_an_interview_tell_who_speaks(
    text: str, found: list[tuple[str | None, str, str]]
) -> None:
    proposals = propose(text, SATURDAY)
    told = [p for p in proposals if p.kind is not Kind.NAME][-len(found) :]
    assert [(p.claimant, text[p.span.start : p.span.end], p.statement) for p in told] == found


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO (Norpress) -", "PARIS, May 3 —", "KYIV, Ukraine, Jan. 26 (Norpress) -",
        "Northport, 3 March 2023 —", "New Haven, Ohio, March 3 (Norpress) –",
    ],
)  # fmt: skip
def test_a_dateline_is_no_part_of_what_is_told(dateline: str) -> None:
    text = f"{dateline} It rained. Trams stood still."
    proposals = propose(text, SATURDAY)
    assert [text[p.span.start : p.span.end] for p in proposals] == [
        "It rained",
        "Trams stood still",
    ]
    assert [p.statement for p in proposals] == ["It rained.", "Trams stood still."]
    assert [p.dates for p in proposals] == [(), ()]


def test_a_day_at_the_head_of_a_sentence_is_no_dateline() -> None:
    text = "On Monday, 3 March 2023 — the council met."
    assert propose(text)[0].dates[0].first == date(2023, 3, 3)
