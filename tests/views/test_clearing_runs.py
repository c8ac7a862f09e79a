"""Several sentences are cleared at once from the workbench, and taken back at once."""

from typing import Any

import pytest
from django.test import Client

from claims.choices import Verb
from claims.models import User
from claims.roles import Role
from tests.factories import make_article, make_person, revision_of
from tests.views.browsing import (
    PLAIN_AND_HTMX,
    Element,
    page_of,
    read,
    refusals_in,
    send,
    signed_in,
    toast_in,
)

pytestmark = pytest.mark.django_db

LIST = {"list": "sentences"}


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


def after(client: Client, answer: Any, htmx: bool) -> Element:
    if htmx:
        assert answer.status_code == 200
        return page_of(answer)
    assert answer.status_code == 302
    page: Element = read(client, answer["Location"])
    return page


@PLAIN_AND_HTMX
def test_a_selection_is_cleared_and_taken_back(checker: User, htmx: bool) -> None:
    article = make_article()
    text, client = revision_of(article).text, signed_in(checker)
    base, query = article.get_absolute_url(), {"start": 0, "end": text.index("It was") + 6}
    form = read(client, base, query).one("form", action=f"{base}clear-run/")
    assert form.one("button").text == "Nothing to check in these 3 unread sentences n"
    page = after(client, send(client, form, htmx), htmx)
    assert toast_in(page) == "3 sentences hold nothing to check"
    assert "2 of 5 sentences unread" in page.one(id="strip").text
    assert article.events.filter(verb=Verb.CLEAR, actor=checker).count() == 3

    undo = page.one(id="toast").one("form")
    page = after(client, send(client, undo, htmx), htmx)
    assert toast_in(page) == "3 sentences are unread again"
    assert "5 of 5 sentences unread" in page.one(id="strip").text
    page = after(client, send(client, undo, htmx), htmx)
    assert toast_in(page) == "There was nothing to change"


@PLAIN_AND_HTMX
def test_from_one_sentence_to_another(checker: User, htmx: bool) -> None:
    article = make_article()
    client, base = signed_in(checker), article.get_absolute_url()
    form = read(client, base, LIST).one("form", class_="clear-run")
    starts, ends = (select.all("option") for select in form.all("select"))
    span = {"start": starts[1].attrs["value"], "end": ends[3].attrs["value"]}
    page = after(client, send(client, form, htmx, **span), htmx)
    assert toast_in(page) == "3 sentences hold nothing to check"
    left = read(client, base, LIST).one("form", class_="clear-run").all("select")[0].texts("option")
    assert left == ["Alliance readies for conflict", "Talks follow in Geneva on Monday."]


@PLAIN_AND_HTMX
@pytest.mark.parametrize(("start", "end"), [("9", "2"), ("1", "5"), ("x", ""), ("", "9" * 40)])
def test_where_no_sentence_lies_nothing_is_cleared(
    checker: User, start: str, end: str, htmx: bool
) -> None:
    article, client = make_article(), signed_in(checker)
    form = read(client, article.get_absolute_url(), LIST).one("form", class_="clear-run")
    answer = send(client, form, htmx, start=start, end=end)
    assert answer.status_code == 422
    assert refusals_in(page_of(answer)) == ["No unread sentence lies whole in these words."]
    assert not revision_of(article).clearances.exists()


def test_who_handed_in_is_offered_no_run() -> None:
    editor = make_person(Role.EDITOR)
    article = make_article(editor)
    client, base = signed_in(editor), article.get_absolute_url()
    page = read(client, base, {"start": 0, "end": 999})
    assert not page.all("form", action=f"{base}clear-run/")
    answer = client.post(f"{base}clear-run/", {"start": 0, "end": 999})
    assert answer.status_code == 403
    assert not revision_of(article).clearances.exists()


def test_nobody_takes_back_the_run_of_another(checker: User) -> None:
    article = make_article()
    client, base = signed_in(checker), article.get_absolute_url()
    form = read(client, base, LIST).one("form", class_="clear-run")
    assert send(client, form, start=0, end=9999).status_code == 302
    other = signed_in(make_person(Role.EDITOR))
    assert other.post(f"{base}revoke-clearances/", {"first": 0, "last": 9**9}).status_code == 302
    assert revision_of(article).clearances.count() == 5
