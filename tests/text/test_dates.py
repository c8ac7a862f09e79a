from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.dates import DateMention, dateline_of, dates_in
from claims.text.sentences import sentences_of
from tests.text.strategies import STEADY, copy

SATURDAY = date(2022, 1, 22)


def read(text: str, dateline: date | None = SATURDAY) -> list[DateMention]:
    return dates_in(text, sentences_of(text, "en"), dateline)


def found(text: str, dateline: date | None = SATURDAY) -> list[tuple[str, str]]:
    """The words of each date and its ends: a day, first..last, or an end left open."""
    return [(text[d.span.start : d.span.end], _ends(d)) for d in read(text, dateline)]


def _ends(dated: DateMention) -> str:
    first, last = dated.first or "", dated.last or ""
    return f"{first}" if first == last else f"{first}..{last}"


def only(text: str, dateline: date | None = SATURDAY) -> tuple[str, str]:
    (dated,) = found(text, dateline)
    return dated


@pytest.mark.parametrize(
    ("text", "words", "ends"),
    [
        ("Signed on 22 January 2022.", "22 January 2022", "2022-01-22"),
        ("Signed Jan. 22nd, 2022.", "Jan. 22nd, 2022", "2022-01-22"),
        ("Signed on Sat. Jan 22nd, 2022", "Sat. Jan 22nd, 2022", "2022-01-22"),
        ("Signed on the 5th of May, 2021.", "5th of May, 2021", "2021-05-05"),
        ("Signed 2022-01-22.", "2022-01-22", "2022-01-22"),
        ("Signed 2.1.2022.", "2.1.2022", "2022-01-02"),
        ("Signed in MARCH 2020.", "MARCH 2020", "2020-03-01..2020-03-31"),
        ("Signed in January of last year.", "January of last year", "2021-01-01..2021-01-31"),
        ("Am 22. Januar 2022 kam er.", "22. Januar 2022", "2022-01-22"),
        ("Llegó el 5 de enero de 2022.", "5 de enero de 2022", "2022-01-05"),
        ("Он приехал 5 января 2022 г.", "5 января 2022", "2022-01-05"),
        ("他2022年1月5日来了。", "2022年1月5日", "2022-01-05"),
    ],
)
def test_days_and_months(text: str, words: str, ends: str) -> None:
    assert only(text) == (words, ends)


@pytest.mark.parametrize(
    ("written", "ends", "reading"),
    [
        ("03/04/2021", "2021-04-03", "day before month"),
        ("22/01/2022", "2022-01-22", "day before month"),
        ("01/22/2022", "2022-01-22", "month before day"),
        ("Friday, 22 January 2022", "2022-01-22", "as written, but that day is a Saturday"),
        ("Saturday, 22 January 2022", "2022-01-22", "as written"),
    ],
)
def test_the_reading_tells_what_an_editor_must_know(written: str, ends: str, reading: str) -> None:
    (dated,) = read(f"It was signed on {written}.")
    assert (_ends(dated), dated.reading) == (ends, reading)


@pytest.mark.parametrize(
    ("text", "words", "ends"),
    [
        ("It rose in 2014.", "2014", "2014-01-01..2014-12-31"),
        ("The 2014 annexation of the port.", "2014", "2014-01-01..2014-12-31"),
        ("The election (2016) was lost.", "2016", "2016-01-01..2016-12-31"),
        ("The mayor’s 2019 memoir.", "2019", "2019-01-01..2019-12-31"),
        ("Prices of the 1990s.", "1990s", "1990-01-01..1999-12-31"),
        ("Prices of the '90s.", "'90s", "1990-01-01..1999-12-31"),
        ("Prices of the early ’80s.", "early ’80s", "1980-01-01..1983-04-30"),
        ("A house of the 19th century.", "19th century", "1801-01-01..1900-12-31"),
        ("It fell in mid-2021.", "mid-2021", "2021-05-01..2021-08-31"),
        ("It fell in early 2022.", "early 2022", "2022-01-01..2022-04-30"),
        ("It fell in late January.", "late January", "2022-01-21..2022-01-31"),
        ("It fell at the end of 2021.", "end of 2021", "2021-09-01..2021-12-31"),
        ("It fell late last month.", "late last month", "2021-12-21..2021-12-31"),
        ("It fell in spring 2021.", "spring 2021", "2021-03-01..2021-05-31"),
        ("It fell in the winter of 2020.", "winter of 2020", "2020-12-01..2021-02-28"),
        ("It fell last summer.", "last summer", "2021-06-01..2021-08-31"),
        ("It fell in Q3 2021.", "Q3 2021", "2021-07-01..2021-09-30"),
        ("It fell in the third quarter.", "third quarter", "2021-07-01..2021-09-30"),
        ("The first half of 2021 was bad.", "first half of 2021", "2021-01-01..2021-06-30"),
        ("It shut on Christmas Day.", "Christmas Day", "2021-12-25"),
        ("It shut on New Year's Eve.", "New Year's Eve", "2021-12-31"),
        ("He marched in May Day parades.", "May Day", "2021-05-01"),
        ("It shut over Christmas.", "Christmas", "2021-12-25"),
        ("He won the 2018 World Cup.", "2018", "2018-01-01..2018-12-31"),
        ("Compared with 2019 it is low.", "2019", "2019-01-01..2019-12-31"),
        ("The budget for fiscal 2021.", "2021", "2021-01-01..2021-12-31"),
        ("It fell in autumn.", "autumn", "2021-09-01..2021-11-30"),
        ("It fell in the last quarter of 2020.", "last quarter of 2020", "2020-10-01..2020-12-31"),
    ],
)
def test_years_and_parts_of_them(text: str, words: str, ends: str) -> None:
    assert only(text) == (words, ends)


@pytest.mark.parametrize(
    ("text", "words", "ends"),
    [
        ("Mayor 2014-2016.", "2014-2016", "2014-01-01..2016-12-31"),
        ("Mayor in 2014–16.", "2014–16", "2014-01-01..2016-12-31"),
        ("It will run from 2024 to 2026.", "2024 to 2026", "2024-01-01..2026-12-31"),
        ("Shut between May and July.", "May and July", "2021-05-01..2021-07-31"),
        ("Shut from May to July 2021.", "May to July 2021", "2021-05-01..2021-07-31"),
        ("Shut 10-12 January.", "10-12 January", "2022-01-10..2022-01-12"),
        ("Shut January 10-12, 2021.", "January 10-12, 2021", "2021-01-10..2021-01-12"),
        (
            "Shut from 30 December to 3 January 2022.",
            "30 December to 3 January 2022",
            "2021-12-30..2022-01-03",
        ),
        ("It was shut Friday to Monday.", "Friday to Monday", "2022-01-14..2022-01-17"),
    ],
)
def test_spans_of_time(text: str, words: str, ends: str) -> None:
    assert only(text) == (words, ends)


@pytest.mark.parametrize(
    ("text", "words", "ends"),
    [
        ("He has ruled since 2014.", "2014", "2014-01-01..2022-01-22"),
        ("He has ruled since the 1990s.", "1990s", "1990-01-01..2022-01-22"),
        ("It must end by 2030.", "2030", "..2030-12-31"),
        ("It must end by Friday.", "Friday", "..2022-01-28"),
        ("It has until Friday.", "Friday", "..2022-01-28"),
        ("It has until 2025.", "2025", "..2025-12-31"),
        ("It must end before 2025.", "2025", "..2024-12-31"),
        ("It must end before Monday.", "Monday", "..2022-01-23"),
        ("It must end before 3 March 2023.", "3 March 2023", "..2023-03-02"),
        ("It must end before midnight on Friday.", "Friday", "..2022-01-28"),
        ("It ends before the end of the year.", "end of the year", "..2022-12-31"),
        ("It was closed after 2021.", "2021", "2022-01-01.."),
        ("It will end after March.", "March", "2022-04-01.."),
        ("It will apply from 1 May 2023.", "1 May 2023", "2023-05-01.."),
        ("A photograph from 1 May 2013 was shown.", "1 May 2013", "2013-05-01"),
        ("Nothing has moved since the 2014 vote.", "2014", "2014-01-01..2014-12-31"),
        ("He left after Monday’s vote.", "Monday", "2022-01-17"),
        ("He has until midnight on Friday to reply.", "Friday", "..2022-01-28"),
        ("He left shortly after midnight on Friday.", "Friday", "2022-01-21"),
        ("It is the worst attack since Monday.", "Monday", "2022-01-17..2022-01-22"),
        ("The committee will report by May.", "May", "..2022-05-31"),
        ("The bridge will close after May.", "May", "2022-06-01.."),
    ],
)
def test_a_preposition_opens_an_end(text: str, words: str, ends: str) -> None:
    assert only(text) == (words, ends)


@pytest.mark.parametrize(
    ("text", "words", "ends"),
    [
        ("He spoke today.", "today", "2022-01-22"),
        ("He spoke yesterday.", "yesterday", "2022-01-21"),
        ("He speaks tomorrow.", "tomorrow", "2022-01-23"),
        ("He spoke this morning.", "this morning", "2022-01-22"),
        ("He spoke last night.", "last night", "2022-01-21"),
        ("It burned overnight.", "overnight", "2022-01-21..2022-01-22"),
        ("He spoke this week.", "this week", "2022-01-17..2022-01-23"),
        ("He spoke last week.", "last week", "2022-01-10..2022-01-16"),
        ("He speaks next month.", "next month", "2022-02-01..2022-02-28"),
        ("He spoke last year.", "last year", "2021-01-01..2021-12-31"),
        ("He spoke last weekend.", "last weekend", "2022-01-15..2022-01-16"),
        ("He speaks next weekend.", "next weekend", "2022-01-29..2022-01-30"),
        ("He spoke on Monday last week.", "Monday last week", "2022-01-10"),
        ("They vote on Friday of next week.", "Friday of next week", "2022-01-28"),
        ("He spoke earlier this month.", "earlier this month", "2022-01-01..2022-01-22"),
        ("He speaks later this year.", "later this year", "2022-01-22..2022-12-31"),
        ("It grew in recent months.", "recent months", "2021-10-22..2022-01-22"),
        ("It grew over the past five years.", "past five years", "2017-01-22..2022-01-22"),
        ("It grew in the last three months.", "last three months", "2021-10-22..2022-01-22"),
        ("It grew in the past year.", "past year", "2021-01-22..2022-01-22"),
        ("It will grow in the coming weeks.", "coming weeks", "2022-01-22..2022-02-12"),
        ("It fell three days ago.", "three days ago", "2022-01-19"),
        ("It fell 36 hours ago.", "36 hours ago", "2022-01-20"),
        ("It fell two weeks ago.", "two weeks ago", "2022-01-03..2022-01-09"),
        ("It fell a month ago.", "a month ago", "2021-12-01..2021-12-31"),
        ("It fell twenty-two years ago.", "twenty-two years ago", "2000-01-01..2000-12-31"),
        ("It fell seventy-two years ago.", "seventy-two years ago", "1950-01-01..1950-12-31"),
        ("It must pay within 30 days.", "30 days", "2022-01-22..2022-02-21"),
        ("It will pay in two days.", "two days", "2022-01-24"),
        ("The vote is two months away.", "two months away", "2022-03-01..2022-03-31"),
    ],
)
def test_counted_from_the_dateline(text: str, words: str, ends: str) -> None:
    assert only(text) == (words, ends)


def test_readings_name_the_dateline_and_own_up_to_what_the_text_leaves_open() -> None:
    (monday,) = read("The talks will begin on Monday.")
    assert monday.reading == "Monday after the dateline, Sat 22 January 2022"
    (months,) = read("It grew in recent months.")
    assert months.reading == (
        "about 3 months (the text gives no number) up to the dateline, Sat 22 January 2022"
    )
    (unclear,) = read("Nobody there on Monday.")
    assert unclear.reading.endswith("the tense is unclear, read as past")


def test_years_earlier_and_later_count_from_the_date_before_in_the_sentence() -> None:
    assert found("In 2010 he won and five years later he lost.")[1:] == [
        ("five years later", "2015-01-01..2015-12-31")
    ]
    (dated,) = read("Five years earlier he had lost.")
    assert (dated.first, dated.last) == (None, None)
    assert "counted from something elsewhere" in dated.reading


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("He resigned on 10 January.", "2022-01-10"),
        ("He resigned on 10 February.", "2021-02-10"),
        ("He will resign on 10 February.", "2022-02-10"),
        ("He will resign on 10 January.", "2023-01-10"),
        ("He said the 10 February vote was rigged.", "2022-02-10"),
        ("It will shut on 29 February.", "2024-02-29"),
        ("He arrives Tuesday, Jan. 10.", "2023-01-10"),
        ("It was a mistake to meet them in July.", "2021-07-01..2021-07-31"),
        ("He resigned in November.", "2021-11-01..2021-11-30"),
        ("December’s jobs report is due.", "2021-12-01..2021-12-31"),
        ("He will resign in November.", "2022-11-01..2022-11-30"),
    ],
)
def test_dates_without_their_year(text: str, ends: str) -> None:
    assert only(text)[1] == ends


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said that May must go; he may, too.",
        "They march on. The March for Life went on.",
        "The Sun and the Sunday Times said so. So did the Monday Club on Black Friday.",
        "USA Today was first. Trending Today USA.",
        "Every Monday he swims.",
        "The strike is to last two weeks; it will last three days.",
        "Mrs May said the deal backed by May was dead.",
        "2014 soldiers and 2,014 officers came; it cost $2014 and 1999 euros.",
        "Of 2000 people, in 2000 homes, by 1600 votes.",
        "The fall of the city; in the fall of the city.",
        "For centuries and for decades they fought, now and recently, since the Second World War.",
        "On the eve of the talks he had a 10-year-old Version 1.2.2.",
        "The third quarter of the match. The first half was dull.",
        "A five-year plan of two weeks, 60 hours a week, $500 a month.",
        "He walked 10-12 miles; call 2014 555.",
        "It lasted the last two weeks of the war.",
        "She had been ill within 30 days.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


def test_a_number_of_people_is_no_day_of_the_month() -> None:
    assert found("In January 20 people died.") == [("January", "2022-01-01..2022-01-31")]
    assert found("In May 20 people died.", date(2022, 6, 1)) == [("May", "2022-05-01..2022-05-31")]


@pytest.mark.parametrize(
    "text",
    ["on Monday", "last year", "in recent months", "in January", "10 January", "two days ago"],
)
def test_without_a_dateline_the_reading_says_so(text: str) -> None:
    (dated,) = read(f"It came {text}.", None)
    assert (dated.first, dated.last) == (None, None)
    assert dated.reading.endswith("”: no dateline to read it from")


def test_without_a_dateline_absolute_dates_stand() -> None:
    assert found("Since 2014, and on 3 May 2020.", None) == [
        ("2014", "2014-01-01.."),
        ("3 May 2020", "2020-05-03"),
    ]


@pytest.mark.parametrize(
    "text",
    ["30 February 2022", "31 September", "30/02/2022", "99999999999 years ago", "30. Februar 2022"],
)
def test_a_day_that_the_calendar_lacks(text: str) -> None:
    (dated,) = read(f"It came {text}.")
    assert (dated.first, dated.last) == (None, None)
    assert dated.reading == f"“{text}”: there is no such day"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sat. Jan 22nd, 2022\n\nThe alliance has warned.", SATURDAY),
        ("A headline\n\nPublished 22 January 2022\nText", SATURDAY),
        ("A headline\nBy Jane Doe | January 22, 2022 at 10:15 a.m. EST\n", SATURDAY),
        ("Updated: 22 January 2022, 10:00 GMT", SATURDAY),
        ("2022-01-22", SATURDAY),
        ("2022-01-22T10:00:00Z", SATURDAY),
        ("OSLO, 22 January 2022 (Agency) — The talks began.", SATURDAY),
        ("OSLO (Agency), Jan. 22, 2022 - The talks began.", SATURDAY),
        ("Oslo, 22 January 2022 — The council bought trams.", SATURDAY),
        ("OSLO, Norway, Jan. 22, 2022 (Agency) - The talks began.", SATURDAY),
        ("On a cold day, 22 January 2022 — a Saturday — it rained.", None),
        ("22. Januar 2022\nText", SATURDAY),
        ("GENEVA, Jan. 10 (Agency) - The talks began.", None),
        ("January 2022", None),
        ("On 22 January 2022 it rained.", None),
        ("The vote: 22 January 2022", None),
        ("What happened after 22 January 2022", None),
        ("line\n" * 20 + "22 January 2022", None),
        ("", None),
    ],
)
def test_dateline(text: str, expected: date | None) -> None:
    assert dateline_of(text) == expected


PIECES = [
    "Monday", "on Monday", "Sat. ", "May", "Jan. ", "30 February ", "2014", "1999 ", "22nd, ", "10",
    "the ", "last ", "next ", "past ", "recent ", "weeks", "month", "years ago", "a century ago",
    "early ", "mid-", "end of the ", "weekend", "Q3 ", "third quarter", "spring ", "between ",
    " and ", " to ", "-", "–", "since ", "by ", "until ", "after ", "from ", "will ", "said ",
    "in ", "of ", "’90s", "1990s", "19th century", "2022-13-45", "29/02/2023", "9" * 20,
    "999999999999 years ago", "later", "Christmas Eve", "New Year's Day", "Boxing Eve", "today",
    "10 years later", "within 0 days", "9999-12-31", "hours ago", "twenty-", "٢٠٢٢-٠١-٢٢",
]  # fmt: skip
dated_copy = st.lists(st.sampled_from(PIECES) | copy, max_size=30).map(" ".join) | st.lists(
    st.sampled_from(PIECES), max_size=40
).map("".join)


@STEADY
@given(dated_copy, st.none() | st.dates())
def test_any_text_gives_dates_in_order_and_apart(text: str, dateline: date | None) -> None:
    dates = read(text, dateline)
    for dated in dates:
        assert 0 <= dated.span.start < dated.span.end <= len(text)
        assert dated.reading
        assert dated.first is None or dated.last is None or dated.first <= dated.last
    for one, following in pairwise(dates):
        assert one.span.end <= following.span.start
    assert dateline_of(text) is None or dateline_of(text) in {d.first for d in dates}


@pytest.mark.parametrize("dateline", [date.min, date.max])
def test_the_ends_of_the_calendar(dateline: date) -> None:
    for piece in PIECES:
        read(f"It came {piece} last week, next decade, after Monday, in winter.", dateline)


@pytest.mark.parametrize("text", ["\ud800 Monday \0", "\udfff" * 3 + " 2022-01-22"])
def test_what_cannot_be_stored_can_still_be_read(text: str) -> None:
    assert len(dates_in(text, [], SATURDAY)) == 1
