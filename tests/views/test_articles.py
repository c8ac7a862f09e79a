"""What is known of an article, as people amend it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from claims.choices import Verb
from claims.models import Article, User
from claims.roles import Role
from claims.services import articles
from tests.factories import make_article, make_person, revision_of
from tests.views.browsing import Element, page_of, read, refusals_in, send, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


@pytest.fixture
def article() -> Article:
    return make_article(outlet="Wire", byline="A. Writer", published_on="2022-01-22")


def form_in(page: Element, article: Article) -> Element:
    form = page.one("form", class_="form", method="post")
    form.attrs.setdefault("action", f"{article.get_absolute_url()}amend/")
    return form


def amend(client: Client, article: Article, **typed: Any) -> Any:
    page = read(client, f"{article.get_absolute_url()}amend/")
    return send(client, form_in(page, article), **typed)


def test_every_page_of_an_article_leads_to_the_others(checker: User, article: Article) -> None:
    client, base = signed_in(checker), article.get_absolute_url()
    names = ["revisions", "quotations", "queries", "corrections", "sign-off", "packet"]
    pages = [f"{base}{name}/" for name in names]
    for path in pages:
        links = read(client, path).one("nav", aria_label="This article").all("a")
        assert [link.attrs["href"] for link in links] == pages
        assert [link.attrs["href"] for link in links if "aria-current" in link.attrs] == [path]


def test_what_is_typed_is_stored_and_in_the_history(checker: User, article: Article) -> None:
    client = signed_in(checker)
    bench = read(client, article.get_absolute_url())
    assert bench.one("a", href=f"{article.get_absolute_url()}amend/").text == "Amend"
    typed = {
        "byline": "B. Writer",
        "published_on": "2022-01-23",
        "deadline": "2022-01-24T18:00",
        "url": "https://example.org/story?utm_source=x",
    }
    answer = amend(client, article, **typed)
    assert answer["Location"] == article.get_absolute_url()
    kept = Article.objects.get()
    assert (kept.outlet, kept.byline, kept.url) == (
        "Wire",
        "B. Writer",
        "https://example.org/story",
    )
    assert kept.deadline.isoformat() == "2022-01-24T18:00:00+00:00"
    event = article.events.latest("pk")
    assert (event.verb, event.actor) == (Verb.AMEND_ARTICLE, checker)
    assert event.before == {
        "byline": "A. Writer",
        "published_on": "2022-01-22",
        "deadline": None,
        "url": "",
    }
    assert "B. Writer" in read(client, article.get_absolute_url()).text


def test_what_is_missing_is_said_and_what_was_typed_stays(checker: User, article: Article) -> None:
    make_article(url="https://example.org/taken")
    client = signed_in(checker)
    for typed, said in [
        ({"outlet": " "}, "Say where it runs."),
        ({"deadline": "1066-10-14T09:00"}, "Give a year from 1900 to 2199."),
        ({"url": "ftp://example.org/"}, "http"),
        ({"url": "https://example.org/taken#top"}, "has this address already."),
    ]:
        answer = amend(client, article, byline="Mine", **typed)
        assert answer.status_code == 422
        assert said in refusals_in(page_of(answer))[0]
        assert form_in(page_of(answer), article).fields["byline"] == "Mine"
    assert Article.objects.get(pk=article.pk).byline == "A. Writer"


def test_of_two_who_change_one_field_the_second_is_told(checker: User, article: Article) -> None:
    client = signed_in(checker)
    form = form_in(read(client, f"{article.get_absolute_url()}amend/"), article)
    other = Article.objects.get()
    articles.amend_article(make_person(Role.EDITOR), other, byline="C. Writer", outlet="Herald")
    answer = send(client, form, byline="Mine")
    assert answer.status_code == 409
    (told,) = refusals_in(page_of(answer))
    assert "Byline “C. Writer”" in told
    assert "Herald" not in told
    shown = form_in(page_of(answer), article)
    assert shown.fields["byline"] == "Mine"
    assert send(client, shown).status_code == 302
    kept = Article.objects.get()
    assert (kept.byline, kept.outlet) == ("Mine", "Herald")


def test_a_deadline_with_seconds_is_changed_by_who_changes_it(checker: User) -> None:
    deadline = datetime(2022, 1, 24, 18, 0, 59, 7, UTC)
    article, client = make_article(deadline=deadline), signed_in(checker)
    assert amend(client, article, byline="B. Writer").status_code == 302
    assert article.events.latest("pk").before == {"byline": ""}
    assert Article.objects.get().deadline == deadline
    assert amend(client, article, deadline="2022-01-24T19:30").status_code == 302
    assert Article.objects.get().deadline == datetime(2022, 1, 24, 19, 30, tzinfo=UTC)


def test_in_another_language_sentences_that_are_none_are_unread(checker: User) -> None:
    article = make_article(text="Head\n\nEr kam am 3. Mai. Sie ging.", language="de")
    revision = revision_of(article)
    start = revision.text.index("Er kam")
    end = start + len("Er kam am 3. Mai.")
    articles.clear_sentence(checker, revision, start, end)
    amend(signed_in(checker), article, language="en")
    assert not revision.clearances.exists()


def test_who_handed_it_in_amends_nothing(article: Article) -> None:
    client, address = signed_in(article.handed_in_by), article.get_absolute_url()
    assert not read(client, address).all("a", href=f"{address}amend/")
    assert client.get(f"{address}amend/").status_code == 403
    assert client.post(f"{address}amend/", {"outlet": "Mine"}).status_code == 403
