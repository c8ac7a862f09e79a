"""Copy that is here already: by its text, its address, its file, its owner."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.models import Article, Import, User
from claims.roles import Role
from tests.factories import make_article, make_person
from tests.views.browsing import page_of, read, refusals_in, send, signed_in
from tests.views.imports import TEXT, ask, look_at, the_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter() -> User:
    return make_person(Role.REPORTER)


@pytest.mark.parametrize(
    "wrapped", ["{}", "\ufeff\r\n{}\r\n ", "{}\n\nShare this\n\nLeave a Reply"]
)
def test_the_same_text_again_opens_the_article_that_stands(reporter: User, wrapped: str) -> None:
    article = make_article(reporter, TEXT)
    answer = ask(signed_in(reporter), text=wrapped.format(TEXT))
    assert (answer.status_code, answer["Location"]) == (302, article.get_absolute_url())
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["https://example.org/story", "https://EXAMPLE.org/story?utm_source=x#top",
     "example.org/story"],
)  # fmt: skip
def test_the_same_address_again_opens_the_article_that_stands(reporter: User, address: str) -> None:
    article = make_article(reporter, TEXT, url="https://example.org/story")
    answer = ask(signed_in(reporter), address=address)
    assert (answer.status_code, answer["Location"]) == (302, article.get_absolute_url())


def test_anothers_copy_is_not_shown_to_a_reporter(reporter: User) -> None:
    article = make_article(make_person(Role.REPORTER), TEXT)
    answer = ask(signed_in(reporter), text=TEXT)
    assert answer.status_code == 409
    assert refusals_in(page_of(answer)) == [
        "This copy is on the desk already: another person handed it in."
    ]
    assert str(article.get_absolute_url()) not in answer.content.decode()


def test_what_another_brings_in_is_not_there(reporter: User) -> None:
    client = signed_in(reporter)
    location = ask(client, text=TEXT)["Location"]
    other = signed_in(make_person(Role.EDITOR))
    assert other.get(location).status_code == 404
    assert other.post(location + "finish/").status_code == 404
    assert other.post(location + "retry/").status_code == 404


def test_another_text_at_a_standing_address_is_not_lost(reporter: User) -> None:
    make_article(reporter, "Another text.", url="https://example.org/story")
    client = signed_in(reporter)
    form = the_form(look_at(client, text=TEXT))
    answer = send(client, form, outlet="The Wire", url="https://example.org/story")
    assert answer.status_code == 422
    form = the_form(page_of(answer))
    assert "Another article has this address" in refusals_in(form)[0]
    assert form.fields["text"] == TEXT
    send(client, form, url="")
    assert Article.objects.count() == 2


def test_anothers_copy_by_file_is_on_the_desk_already(reporter: User) -> None:
    article = make_article(make_person(Role.REPORTER), TEXT)
    client = signed_in(reporter)
    form = the_form(look_at(client, file=SimpleUploadedFile("a.txt", TEXT.encode())))
    answer = send(client, form, outlet="The Wire")
    assert answer.status_code == 409
    assert "another person handed it in" in refusals_in(the_form(page_of(answer)))[0]
    assert the_form(page_of(answer)).fields["text"] == TEXT
    assert Article.objects.get() == article


def test_ones_own_copy_by_file_opens_the_article_that_stands(reporter: User) -> None:
    article = make_article(reporter, TEXT)
    client = signed_in(reporter)
    form = the_form(look_at(client, file=SimpleUploadedFile("a.txt", TEXT.encode())))
    answer = send(client, form, outlet="The Wire")
    assert answer["Location"] == article.get_absolute_url()
    assert "here already" in read(client, answer["Location"]).one(class_="notice").text


def test_the_address_beside_pasted_copy_is_where_it_was_found(reporter: User) -> None:
    client = signed_in(reporter)
    address = "https://EXAMPLE.org/story?utm_source=x#top"
    form = the_form(look_at(client, text=TEXT, address=address))
    assert form.fields["url"] == "https://example.org/story"
    send(client, form, outlet="The Wire")
    assert Article.objects.get().url == "https://example.org/story"
