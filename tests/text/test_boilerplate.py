import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text.boilerplate import byline_of, without_boilerplate, without_date_line
from tests.text.strategies import STEADY, copy

PROSE = "The minister said on Monday that talks would go on for another week."


@pytest.mark.parametrize(
    "line",
    [
        "Share on Facebook",
        "SHARE THIS ARTICLE",
        "Share",
        "Click to share on Twitter (Opens in new window)",
        "Print this page",
        "Source link",
        "By admin",
        "Posted by admin",
        "Leave a Reply",
        "Leave a Reply Cancel reply",
        "Your email address will not be published. Required fields are marked *",
        "Required fields are marked *",
        "Save my name, email, and website in this browser for the next time I comment.",
        "12 Comments",
        "No comments yet",
        "Comments are closed.",
        "We use cookies to give you the best experience on our website.",
        "This site uses cookies. By continuing you accept our privacy policy.",
        "By continuing to use this site, you agree to our terms of service.",
        "Accept all cookies",
        "Read more:",
        "Read more »",
        "READ MORE: Five things we know about the talks",
        "Read also",
        "Lesen Sie auch: Was wir wissen",
        "À lire aussi",
        "Advertisement",
        "[ADVERTISEMENT]",
        "- Advertisement -",
        "Story continues below advertisement",
        "Anzeige",
        "Sign up for our newsletter",
        "Sign up to our free Morning Briefing newsletter for the day’s top stories.",
        "Subscribe now",
        "Get the best of our reporting delivered to your inbox every morning!",
        "Follow us on Facebook, X and Instagram",
        "Follow Anna Example on Twitter @annaexample",
        "© 2022 The Example Times",
        "Copyright 2022 The Example Times. All rights reserved.",
        "(c) 2022 Example",
        "All rights reserved.",
        "5 min read",
        "Filed under: Politics, Europe",
        "Tags: talks, Geneva",
        "Skip to content",
        "Back to top ↑".removesuffix(" ↑"),
        "  • Share on WhatsApp  ",
    ],
)
def test_lines_of_the_site_go(line: str) -> None:
    assert without_boilerplate(f"Headline\n\n{PROSE}\n\n{line}\n\n{PROSE}") == (
        f"Headline\n\n{PROSE}\n\n{PROSE}"
    )
    assert without_boilerplate(f"{line}\n\n{PROSE}\n\n{line}\n") == PROSE


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell by 3 percent.",
        "Share of renewables rises to 52 percent",
        "Tweet by the president sets off a diplomatic row",
        "“No comment.”",
        "No comment",
        "Comment is free, but facts are sacred.",
        "Source: Federal Statistical Office",
        "“We use cookies to follow readers, and they accept it,” the publisher said.",
        "We use cookies to track readers, the publisher told parliament.",
        "Leave a reply on the desk, she told him, and go.",
        "Read more books, the minister told schools.",
        "See also the report of 2019, which found the opposite.",
        "Advertisement revenue fell by a third",
        "Copyright law was changed in 2019.",
        "Follow the money on Facebook, investigators say",
        "Like Obama on Twitter, the senator writes at night",
        "Sign up for military service has doubled since March, the army said.",
        "Subscribe to the theory or not, it explains the figures.",
        "Subscribers rose to 1.2 million.",
        "Photo: Anna Example/Agency",
        "More on Monday’s talks: the ministers meet again at noon.",
        "By continuing the war, you agree to lose it, he said.",
        "Trending upward: prices since March",
        "5 minutes later the alarm went off.",
        "Related costs rose by a tenth, the report says.",
        "Anzeige gegen den Minister erstattet",
        "- 4,000 troops were moved in January",
    ],
)
def test_lines_of_copy_stay(line: str) -> None:
    text = f"{line}\n\n{PROSE}\n\n{line}\n\n{PROSE}"
    assert without_boilerplate(text) == text


@pytest.mark.parametrize(
    ("byline", "who"),
    [
        ("By Anna Example", "Anna Example"),
        ("BY ANNA EXAMPLE", "ANNA EXAMPLE"),
        ("By Anna van Example and Ben O’Other", "Anna van Example and Ben O’Other"),
        ("By Anna J. Example, Staff Writer", "Anna J. Example, Staff Writer"),
        ("By Anna Example in New York", "Anna Example"),
        ("  By Łucja Éxample | Agency ", "Łucja Éxample | Agency"),
        ("By Staff Reporter", "Staff Reporter"),
        ("Von Anna von Example", "Anna von Example"),
        ("Par Anna Example", "Anna Example"),
        ("Por Anna Example", "Anna Example"),
        ("Door Anna van Example", "Anna van Example"),
        ("Автор: Анна Іваненко", "Анна Іваненко"),
        ("Автори: Анна Іваненко та Бен Інший", "Анна Іваненко та Бен Інший"),
        ("Von Anna von der Example und Ben Other", "Anna von der Example und Ben Other"),
        ("Por Anna de la Example y Ben Other", "Anna de la Example y Ben Other"),
    ],
)
def test_a_byline_under_the_headline_goes(byline: str, who: str) -> None:
    assert byline_of(f"Talks go on\n\n{byline}\n\n{PROSE}") == who
    assert byline_of(f"Skip to content\nTalks\nThey go on\n{byline}\n{PROSE}") == who
    assert without_boilerplate(f"Talks go on\n\n{byline}\n\n{PROSE}") == f"Talks go on\n\n{PROSE}"
    assert (
        without_boilerplate(f"Talks\nThey go on\n{byline}\n{PROSE}")
        == f"Talks\nThey go on\n{PROSE}"
    )


@pytest.mark.parametrize(
    "text",
    [
        f"By Anna Example\n\n{PROSE}",  # Perhaps it is the headline.
        f"Talks go on\n\nBy The Numbers\n\n{PROSE}",
        f"Talks go on\n\nBy Friday they were over.\n\n{PROSE}",
        f"Talks go on\n\nBy Friday\n\n{PROSE}",
        f"Talks go on\n\nBy Anna Example, 22 January 2022\n\n{PROSE}",
        f"Talks go on\n\nVon Anfang an war es so.\n\n{PROSE}",
        f"Talks go on\n\nPar ailleurs\n\n{PROSE}",
        f"Talks go on\n\nPor fin\n\n{PROSE}",
        f"Talks go on\n\nBy the time they met, it was over\n\n{PROSE}",
        f"Talks go on\n\nBy Tuesday Night\n\n{PROSE}",
        f"Talks go on\n\nBy Anna Example, who was there\n\n{PROSE}",
        f"Talks go on\n\nPar écrit ou Par Oral\n\n{PROSE}",
        f"Talks go on\n\nАвтор проєкту пояснив задум\n\n{PROSE}",
        f"Talks go on\n\nАвтор: невідомий досі\n\n{PROSE}",
        f"{PROSE}\n" * 4 + "By Anna Example",
    ],
)
def test_what_is_no_byline_under_the_headline_stays(text: str) -> None:
    assert without_boilerplate(text) == text
    assert byline_of(text) == ""


@pytest.mark.parametrize(
    "heading",
    ["Related articles", "You may also like", "RELATED:", "More from Politics", "Most read"],
)
def test_headlines_of_other_articles_at_the_end_go(heading: str) -> None:
    tail = f"{heading}\n\nFive things we know about the talks\n\nWill prices rise again?"
    assert without_boilerplate(f"{PROSE}\n\n{tail}").split("\n")[0] == PROSE
    assert "Five things" not in without_boilerplate(f"{PROSE}\n\nRelated stories\n\n{tail}")


def test_prose_below_such_a_heading_stays_with_it() -> None:
    text = f"{PROSE}\n\nRelated topics\n\nA headline\n\n{PROSE}\n\nA last line"
    assert without_boilerplate(text) == text


def test_a_copied_web_page_keeps_its_copy_alone() -> None:
    pasted = (
        f"Skip to content\n\nTalks go on\n\nBy Anna Example\n5 min read\n\n{PROSE}\n\n"
        f"Advertisement\n\n{PROSE}\n\n\nSource link\n\nBy admin\n\nLeave a Reply\n\n"
        "Your email address will not be published. Required fields are marked *"
    )
    assert without_boilerplate(pasted) == f"Talks go on\n\n{PROSE}\n\n{PROSE}"


@pytest.mark.parametrize(
    "line",
    [
        "Sat. Jan 22nd, 2022",
        "January 22, 2022",
        "22 January 2022",
        "Saturday, 22 January 2022",
        "2022-01-22",
        "Published: 22 January 2022",
        "Last updated on January 22, 2022",
    ],
)
def test_a_line_that_is_a_date_goes(line: str) -> None:
    assert without_date_line(f"{line}\n\n\n{PROSE}\n\n{PROSE}") == f"{PROSE}\n\n{PROSE}"
    assert without_date_line(f"Talks go on\n{line}\n\n{PROSE}") == f"Talks go on\n\n{PROSE}"


@pytest.mark.parametrize(
    "text",
    [
        "Jan. 6 committee subpoenas the former president\n\n" + PROSE,
        "2022: a year of talks\n\n" + PROSE,
        "GENEVA, Jan. 22, 2022 (Agency) — " + PROSE,
        "On 22 January 2022 it began\n\n" + PROSE,
        "1984\n\n" + PROSE,
        "Monday\n\n" + PROSE,
        "a\nb\nc\n22 January 2022\n\n" + PROSE,  # Too far down to be the article's own.
        "2022 2022 2022 2022 2022 2022 2022 2022 2022 2022 2022 2022 2022 2022 x",
        "",
    ],
)
def test_a_line_that_is_more_or_less_than_a_date_stays(text: str) -> None:
    assert without_date_line(text) == text


lines = st.sampled_from(
    ["Share on Facebook", "Related articles", "Related", "A headline", PROSE, "", " ", "By admin",
     "By Anna Example", "© 2022", "Read more: x", "22 January 2022"]
) | copy  # fmt: skip


@STEADY
@given(st.lists(lines, max_size=12).map("\n".join))
def test_what_stays_are_lines_in_order_and_a_second_time_all(text: str) -> None:
    kept = without_boilerplate(text)
    rest = iter(text.split("\n"))
    assert all(line in rest for line in kept.split("\n") if line)
    assert without_boilerplate(kept) == kept
    assert [line for line in text.split("\n") if line == PROSE] == [
        line for line in kept.split("\n") if line == PROSE
    ]


@STEADY
@given(st.text(st.characters(), max_size=80))
def test_any_text_at_all_is_taken(text: str) -> None:
    assert len(without_date_line(without_boilerplate(text))) <= len(text)
