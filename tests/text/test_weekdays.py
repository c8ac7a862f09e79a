from datetime import date

import pytest

from claims.text.dates import dates_in
from claims.text.sentences import sentences_of

SATURDAY = date(2022, 1, 22)
BEFORE, AFTER = "2022-01-17", "2022-01-24"


def day_of(text: str, dateline: date = SATURDAY) -> str:
    (dated,) = dates_in(text, sentences_of(text, "en"), dateline)
    assert dated.first == dated.last
    return f"{dated.first}"


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("He went on Monday.", BEFORE),
        ("He will go on Monday.", AFTER),
        ("He said he will go on Monday.", AFTER),
        ("He will go soon, he said on Monday.", BEFORE),
        ("He said on Monday that he will go.", BEFORE),
        ("On Monday the court ruled.", BEFORE),
        ("On Monday the court will rule.", AFTER),
        ("The hearing is due on Monday.", AFTER),
        ("Trains stopped on Monday due to the storm.", BEFORE),
        ("The envoy is to fly home on Monday.", AFTER),
        ("A second round is to be held on Monday.", AFTER),
        ("He plans a visit on Monday.", AFTER),
        ("The hearing was scheduled for Monday.", AFTER),
        ("The remark comes ahead of talks with the union on Monday.", AFTER),
        ("It comes ahead of talks, followed by a vote on Monday.", AFTER),
        ("Talks begin on Monday in Oslo.", AFTER),
        ("Minister to meet farmers on Monday", AFTER),
        ("The rules won’t change on Monday.", AFTER),
        ("He spoke last Monday.", BEFORE),
        ("He will speak next Monday.", AFTER),
        ("He spoke this past Monday.", BEFORE),
        ("The ban comes into force on Monday.", AFTER),
        ("The summit runs until a dinner on Monday.", AFTER),
        ("The vote is on Monday.", AFTER),
        ("The king is visiting Oslo on Monday.", AFTER),
        ("Police are searching for clues to a theft on Monday.", BEFORE),
        ("The match may be replayed on Monday.", AFTER),
        ("She may have left on Monday.", BEFORE),
        ("He could not be reached on Monday.", BEFORE),
        ("A vote is likely on Monday.", AFTER),
        ("A hearing is set for Monday.", AFTER),
        ("A truce was agreed in the early hours of Monday.", BEFORE),
        ("Officials said talks on Monday will focus on grain.", AFTER),
        ("Ahead of a meeting on Monday, he was hopeful.", AFTER),
        ("The museum was open on Monday.", BEFORE),
        ("A strike this Monday", AFTER),
    ],
)
def test_tense_decides_which_monday(text: str, monday: str) -> None:
    assert day_of(text) == monday


def test_a_weekday_may_be_the_datelines_own() -> None:
    monday = date(2022, 1, 17)
    assert day_of("He resigned on Monday.", monday) == "2022-01-17"
    assert day_of("He will resign on Monday.", monday) == "2022-01-17"
    assert day_of("He resigned last Monday.", monday) == "2022-01-10"
    assert day_of("He will resign next Monday.", monday) == "2022-01-24"
