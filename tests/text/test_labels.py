"""Numbers that count nothing, and counts that look like them."""

import pytest

from claims.text.figures import figures_in


@pytest.mark.parametrize(
    "text",
    [
        "In 2014 it began.", "the 2016 elections", "the 1990s", "in 2019-20", "back in ’92",
        "nineteen forty-five", "on 22 January", "Jan. 22nd", "January 22 and 23", "22-24 January",
        "2022-01-22", "22/01/2022", "22.01.2022", "5 p.m. today", "between 5 and 6 p.m.", "17:30",
         "5.30pm",
        "at 0800 GMT", "two weeks ago", "three days later",
        "the first meeting", "a third meeting", "the second half of it", "the twenty-first of them",
        "One of them left.", "no one left", "the one we saw", "one day he left",
         "The two were friends.",
        "no casualties", "several people", "a few towns", "many towns", "a series",
         "zero tolerance",
        "The G7 met.", "an F-16 jet", "COVID-19 cases", "MH17 fell", "Article 5 obligations",
         "since 9/11",
        "on Channel 4", "Resolution 1441", "Route 66", "Room 12", "at number 10", "version 3.2.1",
         "phase two",
        "grades 3, 5 and 8", "Apollo 11", "The Group of Seven met.", "in Seven Sisters Road",
         "3D films",
        "12 High Street", "London SW1A 1AA", "call 020 7946 0018", "+44 20 7946 0018", "555-1234",
        "as shown [12]", "as shown (3)", "1. The text", "won 3-1", "passed 52-48",
        "Oslo beat Bergen 2–0.", "lost 1-3 on Saturday", "Bergen 0–2 Oslo", "voted 48-52 on it",
        "a 1-3 defeat", "passed it 48 to 52", "a 50-50 chance",
        "open 24/7", "see https://example.org/12/34", "agent 007", "#5 on the list", "1" * 20,
        "the number 7 bus", "on page 5 of the notes", "at junction 12",
    ],
)  # fmt: skip
def test_labels_are_no_figures(text: str) -> None:
    assert figures_in(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1500 jobs went", "jobs"), ("more than 2000 troops", "troops"),
        ("It fell 2000 km away.", "km"),
        ("gave Ukraine 12 tanks", "tanks"), ("at least one person", "person"),
        ("one per cent", "per cent"),
        ("One man died.", "man"), ("zero casualties", "casualties"),
    ],
)  # fmt: skip
def test_counts_that_look_like_labels(text: str, unit: str) -> None:
    assert [figure.unit for figure in figures_in(text)] == [unit]
