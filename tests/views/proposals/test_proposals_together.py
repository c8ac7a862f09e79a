"""All of an article's proposals above a score, accepted at once and taken back."""

import pytest

from claims.models import Article, Claim, User
from claims.roles import Role
from tests.factories import (
    make_person,
    make_proposal,
)
from tests.views.browsing import (
    PLAIN_AND_HTMX,
    page_of,
    refusals_in,
    send,
    signed_in,
    toast_in,
)
from tests.views.proposals import after, overview, stages

pytestmark = pytest.mark.django_db


@PLAIN_AND_HTMX
def test_accept_all_above_a_score_and_take_it_back(
    checker: User, article: Article, htmx: bool
) -> None:
    scores = {"Alliance": 0.95, "Moscow": 0.7, "Kremlin": 0.5, "Geneva": 0.1}
    proposals = [make_proposal(article, word, score=s) for word, s in scores.items()]
    client, base = signed_in(checker), article.get_absolute_url()
    form = overview(client, article).one("form", action=f"{base}accept-proposals/")
    assert form.texts("option") == [
        "score ≥ 90 % (1)",
        "score ≥ 80 % (1)",
        "score ≥ 70 % (2)",
        "score ≥ 60 % (2)",
        "score ≥ 50 % (3)",
        "any score (4)",
    ]
    assert form.fields["score"] == "70"
    page = after(client, send(client, form, htmx), htmx)
    assert toast_in(page) == "2 proposals accepted; their sentences stay unread"
    assert stages(*proposals) == ["open", "open", "proposed", "proposed"]
    assert "5 of 5 sentences unread" in page.one(id="strip").text
    assert "2 open" in page.one(id="strip").text

    undo = page.one("form", action=f"{base}undo-proposals/")
    page = after(client, send(client, undo, htmx), htmx)
    assert toast_in(page) == "2 claims proposed again"
    assert stages(*proposals) == ["proposed"] * 4
    page = after(client, send(client, undo, htmx), htmx)
    assert toast_in(page) == "Too late to undo"
    assert not page.all("form", action=f"{base}undo-proposals/")


@PLAIN_AND_HTMX
@pytest.mark.parametrize("score", ["", "x", "-1", "101", "9" * 40, "0.5", "90"])
def test_what_accepts_nothing(
    checker: User, article: Article, proposals: list[Claim], score: str, htmx: bool
) -> None:
    client = signed_in(checker)
    form = overview(client, article).one(
        "form", action=f"{article.get_absolute_url()}accept-proposals/"
    )
    answer = send(client, form, htmx, score=score)
    assert answer.status_code == 422
    (sentence,) = refusals_in(page_of(answer))
    assert "score" in sentence
    assert stages(*proposals) == ["proposed"] * 3


def test_only_one_s_own_steps_are_undone(
    checker: User, article: Article, proposals: list[Claim]
) -> None:
    base = article.get_absolute_url()
    form = overview(signed_in(checker), article).one("form", action=f"{base}accept-proposals/")
    page = page_of(send(signed_in(checker), form, True))
    undo = page.one("form", action=f"{base}undo-proposals/")
    for typed in [{}, {"first": "x"}, {"last": "9" * 30}, {"first": "0", "last": "9" * 18}]:
        other = signed_in(make_person(Role.EDITOR))
        assert toast_in(page_of(send(other, undo, True, **typed))) == "Too late to undo"
    assert stages(*proposals) == ["open"] * 3
