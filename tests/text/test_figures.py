"""The figures of a text, as a checker would write them down."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import Qualifier
from claims.text.figures import Figure, figures_in
from tests.text.strategies import STEADY, copy

ABOUT, AT_LEAST, AT_MOST, EXACTLY = Qualifier
Number = int | float | None


def shown(text: str) -> list[tuple[str, Number, Number, str, Qualifier]]:
    return [
        (text[f.span.start : f.span.end], f.low, f.high, f.unit, f.qualifier)
        for f in figures_in(text)
    ]


def only(text: str) -> Figure:
    figures = figures_in(text)
    assert len(figures) == 1, shown(text)
    return figures[0]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit", "qualifier"),
    [
        ("Sent about 90,000 troops there.", "about 90,000 troops", 90000, 90000, "troops", ABOUT),
        ("It grew between 3 and 5 per cent.", "between 3 and 5 per cent", 3, 5, "per cent",
         EXACTLY),
        ("Then a third of voters left.", "a third of voters", 0.3333, 0.3333, "share of voters",
         EXACTLY),
        ("It cost $1.2bn then.", "$1.2bn", 1_200_000_000, 1_200_000_000, "USD", EXACTLY),
        ("There dozens of people fled.", "dozens of people", 24, None, "people", AT_LEAST),
        ("In at least 12 towns.", "at least 12 towns", 12, None, "towns", AT_LEAST),
        ("It took up to 30 days.", "up to 30 days", None, 30, "days", AT_MOST),
        ("The 30-member club met.", "30-member", 30, 30, "members", EXACTLY),
        ("It pumps 4.5 million barrels of oil a day.", "4.5 million barrels of oil a day",
         4_500_000, 4_500_000, "barrels of oil a day", EXACTLY),
        ("Some 2,000 US soldiers arrived.", "Some 2,000 US soldiers", 2000, 2000, "US soldiers",
         ABOUT),
        ("A man aged 45 fell.", "aged 45", 45, 45, "years old", EXACTLY),
        ("They were aged between 18 and 35.", "aged between 18 and 35", 18, 35, "years old",
         EXACTLY),
        ("Ann Wren, 61, agreed.", "61", 61, 61, "years old", EXACTLY),
        ("Sales more than doubled.", "more than doubled", 2, None, "times", AT_LEAST),
        ("Exactly 112 ballots were spoilt.", "Exactly 112 ballots", 112, 112, "ballots", EXACTLY),
        ("It was just over 4 km.", "just over 4 km", 4, None, "km", AT_LEAST),
        ("Spent well under £2m.", "well under £2m", None, 2_000_000, "GBP", AT_MOST),
        ("Children under 12 go free.", "under 12", None, 12, "years old", AT_MOST),
        ("For men over 50 kilos.", "over 50 kilos", 50, None, "kilos", AT_LEAST),
        ("For those under the age of 30.", "under the age of 30", None, 30, "years old", AT_MOST),
        ("Teenagers between the ages of 13 and 17 use it.", "between the ages of 13 and 17",
         13, 17, "years old", EXACTLY),
        ("They must be 18 or older.", "18 or older", 18, None, "years old", AT_LEAST),
        ("Ten of the victims were children.", "Ten of the victims", 10, 10, "victims", EXACTLY),
        ("Many thousands of birds died.", "Many thousands of birds", 2000, None, "birds",
         AT_LEAST),
        ("It kills 11 in every 100,000 people.", "11 in every 100,000 people", 0.00011, 0.00011,
         "share of people", EXACTLY),
        ("It cost 10 dollars and 50 cents.", "10 dollars and 50 cents", 10.5, 10.5, "USD",
         EXACTLY),
        ("It fell to minus 12C.", "minus 12C", -12, -12, "C", EXACTLY),
        ("The $300-a-night hotel.", "$300-a-night", 300, 300, "USD a night", EXACTLY),
        ("The army got 31 Abrams tanks.", "31 Abrams tanks", 31, 31, "Abrams tanks", EXACTLY),
        ("One woman hurt, police say.", "One woman", 1, 1, "woman", EXACTLY),
        ("In March 12 people left.", "12 people", 12, 12, "people", EXACTLY),
    ],
)  # fmt: skip
def test_a_figure_with_its_words(
    text: str, words: str, low: Number, high: Number, unit: str, qualifier: Qualifier
) -> None:
    assert shown(text) == [(words, low, high, unit, qualifier)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,000.50 tonnes", 1000.5), ("1.000,50 tonnes", 1000.5), ("1.000.000 tonnes", 1_000_000),
        ("100.000 tonnes", 100_000), ("1 000 000 tonnes", 1_000_000),
        ("1\u202f000\u00a0000 tonnes", 1_000_000), ("1'000'000 tonnes", 1_000_000),
        ("12,34,567 tonnes", 1_234_567), ("3,7 Prozent", 3.7), ("-3.2 per cent", -3.2),
        ("−3.2 per cent", -3.2), (".5 per cent", 0.5), ("٣٤٥ tonnes", 345),
        ("١٬٠٠٠٫٥ tonnes", 1000.5),
        ("３００ tonnes", 300), ("3.5m tonnes", 3_500_000), ("3.5 m tonnes", 3_500_000),
        ("20k tonnes", 20_000), ("1.2 billion tonnes", 1_200_000_000),
        ("5 tn tonnes", 5_000_000_000_000), ("2 lakh tonnes", 200_000),
        ("3 crore tonnes", 30_000_000),
        ("5 Millionen Tonnen", 5_000_000), ("10万", 100_000), ("2½ tonnes", 2.5),
        ("2 1/2 tonnes", 2.5),
        ("a thousand million tonnes", 1_000_000_000), ("2.3 million tonnes", 2_300_000),
    ],
)  # fmt: skip
def test_numbers_in_digits(text: str, value: Number) -> None:
    assert only(text).low == value
    assert only(text).high == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two", 2), ("forty-two", 42), ("forty two", 42), ("a hundred", 100), ("zero", 0),
        ("a hundred and five", 105), ("one hundred and twenty thousand", 120_000),
        ("twelve hundred", 1200), ("two million three hundred thousand", 2_300_000),
        ("a million four hundred thousand", 1_400_000), ("three and a half million", 3_500_000),
        ("a million and a half", 1_500_000), ("half a million", 500_000),
        ("a quarter of a million", 250_000), ("six trillion", 6_000_000_000_000), ("a dozen", 12),
        ("two dozen", 24), ("half a dozen", 6), ("a couple of", 2), ("a couple of hundred", 200),
        ("a pair of", 2),
    ],
)  # fmt: skip
def test_numbers_in_words(text: str, value: int) -> None:
    figure = only(f"They sank {text} ships.")
    assert (figure.low, figure.high, figure.unit) == (value, value, "ships")


def test_a_second_number_is_no_part_of_the_first() -> None:
    assert [f.low for f in figures_in("He paid a million two times.")] == [1_000_000, 2]
    assert [f.low for f in figures_in("One million, two others.")] == [1_000_000, 2]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("dozens of ships", 24), ("scores of ships", 40), ("hundreds of ships", 200),
        ("thousands of ships", 2000), ("tens of thousands of ships", 20_000),
        ("hundreds of thousands of ships", 200_000), ("millions of ships", 2_000_000),
        ("several hundred ships", 200), ("a few thousand ships", 2000),
    ],
)  # fmt: skip
def test_vague_numbers_are_open(text: str, low: int) -> None:
    figure = only(f"They sank {text}.")
    assert (figure.low, figure.high, figure.unit) == (low, None, "ships")
    assert figure.qualifier is AT_LEAST


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("a third of the voters", 0.3333, "share of voters"),
        ("half of all voters", 0.5, "share of voters"),
        ("half the voters", 0.5, "share of voters"),
        ("two-thirds of voters", 0.6667, "share of voters"),
        ("a two-thirds majority", 0.6667, "majority"),
        ("one in five voters", 0.2, "share of voters"),
        ("nine out of ten voters", 0.9, "share of voters"),
        ("1/2 of voters", 0.5, "share of voters"),
        ("cut by half", 0.5, "share"), ("by a third.", 0.3333, "share"),
        ("half an hour", 0.5, "hour"),
        ("three-quarters of a mile", 0.75, "mile"),
        ("half a percentage point", 0.5, "percentage points"),
    ],
)  # fmt: skip
def test_parts_of_a_whole(text: str, value: float, unit: str) -> None:
    figure = only(text)
    assert (figure.low, figure.high, figure.unit) == (value, value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("£20m", 20_000_000, "GBP"), ("€5", 5, "EUR"), ("¥500", 500, "JPY"),
        ("US$3 million", 3_000_000, "USD"),
        ("A$5", 5, "AUD"), ("C$6.50", 6.5, "CAD"), ("Rs 500 crore", 5_000_000_000, "INR"),
        ("₽100", 100, "RUB"), ("100 €", 100, "EUR"), ("CHF 300", 300, "CHF"),
        ("300 CHF", 300, "CHF"),
        ("5 million dollars", 5_000_000, "USD"), ("90 roubles", 90, "RUB"),
        ("30 Canadian dollars", 30, "CAD"),
        ("20p", 0.2, "GBP"), ("50 cents a litre", 0.5, "USD a litre"),
        ("$50 a barrel", 50, "USD a barrel"),
        ("$15/hour", 15, "USD/hour"), ("10 pounds", 10, "GBP"), ("a 200-pound dog", 200, "pounds"),
        ("weighs 20 pounds", 20, "pounds"),
    ],
)  # fmt: skip
def test_money(text: str, value: Number, unit: str) -> None:
    figure = only(text)
    assert (figure.low, figure.high, figure.unit) == (value, value, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("3%", "per cent"), ("3 percent", "per cent"), ("3 pct", "per cent"),
        ("3 per cent", "per cent"),
        ("3٪", "per cent"), ("3 percentage points", "percentage points"),
        ("3 basis points", "basis points"),
        ("3 per cent a year", "per cent a year"), ("3km", "km"), ("3 km/h", "km/h"),
        ("3 kg of rice", "kg"),
        ("20°C", "°C"), ("20C", "C"), ("20 degrees Celsius", "degrees Celsius"),
        ("a 100m race", "m"),
        ("3 tonnes of grain", "tonnes of grain"), ("45-year-old", "years old"),
        ("45 years old", "years old"),
        ("45 years in office", "years"), ("30 member states", "member states"),
        ("12 injured", "injured"),
        ("12 injured soldiers", "injured soldiers"), ("30 weapons systems", "weapons systems"),
        ("40 people died", "people"), ("4 cases per 100,000 people", "cases per 100,000 people"),
        ("20,000 more jobs", "jobs"), ("three times as many", "times"), ("a twofold rise", "times"),
        ("rose to 45 yesterday", ""), ("killed 45 before dawn", ""), ("12, they said", ""),
        ("15 years’ service", "years"), ("Two women and a dog", "women"),
        ("a six-foot wall", "feet"), ("a 27-country bloc", "countries"),
        ("a six-inch nail", "inches"),
        ("a five-day visit", "days"), ("a 7.1-magnitude quake", "magnitude"),
        ("a 40-strong team", ""), ("5.2pc of them", "per cent"),
        ("50 micrograms per cubic metre", "micrograms per cubic metre"),
        ("30 tonnes of rice worth a lot", "tonnes of rice"), ("42 hit a tree", ""),
    ],
)  # fmt: skip
def test_units(text: str, unit: str) -> None:
    assert only(text).unit == unit


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        *((f"{words} 40 jobs", 40, 40, ABOUT) for words in
          ("about", "around", "roughly", "some", "approximately", "nearly", "almost", "close to",
           "an estimated", "~")),
        *((f"{words} 40 jobs", 40, None, AT_LEAST) for words in
          ("at least", "more than", "over", "in excess of", "no fewer than", "upwards of",
           "no less than")),
        *((f"{words} 40 jobs", None, 40, AT_MOST) for words in
          ("at most", "up to", "as many as", "no more than", "fewer than", "less than", "under",
           "below",
           "a maximum of", "not more than")),
        ("40-odd jobs", 40, 40, ABOUT), ("40 jobs or so", 40, 40, ABOUT),
        ("40+ jobs", 40, None, AT_LEAST),
        ("40 or more jobs", 40, None, AT_LEAST), ("40 jobs or fewer", None, 40, AT_MOST),
        ("just 40 jobs", 40, 40, EXACTLY),
    ],
)  # fmt: skip
def test_qualifiers(text: str, low: Number, high: Number, qualifier: Qualifier) -> None:
    figure = only(text)
    assert (figure.low, figure.high, figure.qualifier) == (low, high, qualifier)
    assert figure.unit == "jobs"


def test_over_a_time_is_within_it_unless_it_lasted() -> None:
    assert only("They rebuilt it over 10 years.").qualifier is EXACTLY
    assert only("The war lasted over 10 years.").qualifier is AT_LEAST


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("from 3 to 5 days", "from 3 to 5 days", 3, 5, "days"),
        ("3-5 days", "3-5 days", 3, 5, "days"),
        ("3–5 days", "3–5 days", 3, 5, "days"), ("3 to 5 days", "3 to 5 days", 3, 5, "days"),
        ("10 or 12 days", "10 or 12 days", 10, 12, "days"),
        ("two or three days", "two or three days", 2, 3, "days"),
        ("lost 3-5 seats", "3-5 seats", 3, 5, "seats"),
        ("$2-3bn", "$2-3bn", 2_000_000_000, 3_000_000_000, "USD"),
        ("$2bn-$3bn", "$2bn-$3bn", 2_000_000_000, 3_000_000_000, "USD"),
        ("10% to 12%", "10% to 12%", 10, 12, "per cent"),
        ("3 km to 5 km", "3 km to 5 km", 3, 5, "km"),
        ("900 to 1 million days", "900 to 1 million days", 900, 1_000_000, "days"),
        ("a 5- to 10-year term", "5- to 10-year", 5, 10, "years"),
        ("between two thousand and three thousand days",
         "between two thousand and three thousand days",
         2000, 3000, "days"),
        ("18 to 24-year-olds", "18 to 24-year-olds", 18, 24, "years old"),
        ("12- to 15-year-olds", "12- to 15-year-olds", 12, 15, "years old"),
        ("a quarter to a third of crops", "a quarter to a third of crops", 0.25, 0.3333,
         "share of crops"),
        ("from 3 per cent to 5", "from 3 per cent to 5", 3, 5, "per cent"),
        ("two or three cents", "two or three cents", 0.02, 0.03, "USD"),
    ],
)  # fmt: skip
def test_ranges(text: str, words: str, low: int, high: int, unit: str) -> None:
    assert shown(text) == [(words, low, high, unit, EXACTLY)]


@pytest.mark.parametrize(
    "text",
    [
        "It rose from 2 per cent to 3 per cent.",
        "It rose from 2 to 3 per cent.",
        "It rose 2 per cent to 3 per cent.",
        "It took them up from 2 to 3 per cent.",
    ],
)
def test_a_change_is_two_figures(text: str) -> None:
    assert [(f.low, f.high, f.unit) for f in figures_in(text)] == [
        (2, 2, "per cent"),
        (3, 3, "per cent"),
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("by 51 votes to 49", [("51 votes", 51, "votes"), ("49", 49, "votes")]),
        ("12 of the 27 states", [("12", 12, "states"), ("27 states", 27, "states")]),
        ("8 of his last 10 fights", [("8", 8, "fights"), ("10 fights", 10, "fights")]),
        ("cut from 12 years to eight", [("12 years", 12, "years"), ("eight", 8, "years")]),
        ("rose by $2bn to $9bn", [("$2bn", 2_000_000_000, "USD"), ("$9bn", 9_000_000_000, "USD")]),
        ("gave $5 to 10 people", [("$5", 5, "USD"), ("10 people", 10, "people")]),
        ("$5 and 10 cows", [("$5", 5, "USD"), ("10 cows", 10, "cows")]),
        ("£5 or $7", [("£5", 5, "GBP"), ("$7", 7, "USD")]),
    ],
)  # fmt: skip
def test_two_numbers_that_are_no_range(text: str, figures: list[tuple[str, int, str]]) -> None:
    assert [(words, low, unit) for words, low, _, unit, _ in shown(text)] == figures


NEWS = """Sun. March 6th, 2033

The 27-nation bloc has sent about 40,000 troops to the border since 2031, and two ministers
resigned on 4 March. A third of its 12 brigades, up to 9,500 soldiers, will stay for a week of
drills at a cost of €1.4bn, 12 per cent more than in 2032.
"""


def test_the_figures_of_an_article() -> None:
    assert [words for words, *_ in shown(NEWS)] == [
        "27-nation", "about 40,000 troops", "two ministers", "A third", "12 brigades",
        "up to 9,500 soldiers", "€1.4bn", "12 per cent",
    ]  # fmt: skip


awkward = copy | st.text() | st.text("0123456789.,-/ $%½٣onetwhudradmil", max_size=60)


@STEADY
@given(awkward)
def test_any_text_gives_ordered_plain_figures(text: str) -> None:
    position = 0
    for figure in figures_in(text):
        assert position <= figure.span.start < figure.span.end <= len(text)
        position = figure.span.end
        bounds = [bound for bound in (figure.low, figure.high) if bound is not None]
        assert bounds == sorted(bounds)
        assert bounds
        assert all(type(bound) in {int, float} and math.isfinite(bound) for bound in bounds)
        assert figure.unit == figure.unit.strip()
        json.dumps(bounds, allow_nan=False)
