import pytest

from claims.proposer.checkable import is_boilerplate, is_checkable


@pytest.mark.parametrize(
    "line",
    [
        "Source link", "By admin", "By Ann Lee", "By Ann Lee in Oslo", "Leave a Reply",
        "Your email address will not be published.", "Required fields are marked *",
        "Advertisement", "Read more: Trams return to Bergen", "Sign up for our newsletter",
        "Sign in to continue", "Skip to main content", "Image source, Tram Pictures",
        "Here are five things we learned", "Follow us on the usual channels",
        "Photo: Ann Lee", "© The Daily Tram", "Why?", "…",
    ],
)  # fmt: skip
def test_what_stands_around_an_article_is_furniture(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Trams return to Bergen", "Prices fell.", "By Monday all trams were back.",
        "Sign-ups for the scheme doubled.", "The photo: a forgery, police say.",
        "Comments by the mayor angered unions.", "Они вернулись вчера.",
    ],
)  # fmt: skip
def test_what_an_article_says_is_not(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    "clause",
    [
        "Good evening to everybody.", "Thank you very much.", "Let me be clear.",
        "Who pays for this?", "¿Quién paga?", "谁付钱？", "I believe in the people of this city.",
        "We should do better.", "You know how it is.", "That is the point.",
        "I am proud of this city.", "Time will tell.", "Much depends on the weather.",
        "Thank you, Mr Speaker.", "God bless the United States.", "More of that later.",
        "There is more to say.", "We should all be kinder to one another.", "It was a lovely film.",
        "Perhaps he was right.", "Please vote.", "Happy birthday, Anna!", "It is time to act.",
        "They deserve better.", "Did you know?", "Who spoke on condition of anonymity.",
        "In other news:",
    ],
)  # fmt: skip
def test_greetings_questions_and_bare_views_hold_nothing_to_check(clause: str) -> None:
    assert not is_checkable(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "I believe that crime fell by a third.", "We should not forget that Bergen lost 400 jobs.",
        "Did you know that fares have doubled?", "Who paid the $3 million?",
        "You closed the hospital.", "That is the largest cut in a decade.",
        "The plant emits sulphur.", "It's raining.", "Thank you for the 20 trams you built.",
        "The city is broke.", "Die Preise sind gestiegen.",
    ],
)  # fmt: skip
def test_a_view_with_substance_can_be_checked(clause: str) -> None:
    assert is_checkable(clause)
