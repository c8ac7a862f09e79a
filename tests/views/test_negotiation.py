"""Queries and corrections on their pages: asked, answered, settled, applied."""

import pytest

from claims.choices import CorrectionState
from claims.models import Article, Correction, Query, SignOff, User
from claims.roles import Role
from claims.services import articles, negotiation
from claims.services.revisions import revise
from tests.factories import make_article, make_claim, make_person, revision_of
from tests.views.browsing import PLAIN_AND_HTMX, page_of, read, refusals_in, send, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> User:
    return make_person(Role.REPORTER)


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


@pytest.fixture
def editor() -> User:
    return make_person(Role.EDITOR)


@pytest.fixture
def article(author: User) -> Article:
    return make_article(author)


@pytest.fixture
def correction(article: Article, checker: User) -> Correction:
    revision = revision_of(article)
    start = revision.text.index("cold")
    return negotiation.suggest_correction(checker, revision, start, start + 4, "mild", "It was.")


def acts(article: Article, person: User) -> list[str]:
    """What the page offers a person to do with the corrections."""
    page = read(signed_in(person), f"/articles/{article.pk}/corrections/")
    addresses = [form.attrs.get("action", "") for form in page.all("form")]
    return [address.split("/")[-2] for address in addresses if "/corrections/" in address]


@PLAIN_AND_HTMX
def test_a_query_goes_from_a_claim_to_the_reporter_and_back(
    article: Article, author: User, checker: User, htmx: bool
) -> None:
    claim = make_claim(article)
    client = signed_in(checker)
    bench = read(client, f"{article.get_absolute_url()}?claim={claim.pk}")
    form = bench.one("form", action=f"/articles/{article.pk}/queries/ask/")
    refused = send(client, form, question=" ", htmx=htmx)
    assert refused.status_code == 422
    assert "Type the question" in page_of(refused).text
    send(client, form, question="Who says so?", htmx=htmx)
    query = Query.objects.get()
    assert (query.claim, query.asked_by) == (claim, checker)
    reporter = signed_in(author)
    assert "1 query" in read(reporter, "/").text
    page = read(reporter, f"/articles/{article.pk}/queries/")
    assert "Who says so?" in read(client, claim.get_absolute_url()).text
    answer = page.one("form", action=f"/queries/{query.pk}/answer/")
    assert send(reporter, answer, answer="").status_code == 422
    send(reporter, answer, answer="The ministry.")
    assert "The ministry." in read(client, f"/articles/{article.pk}/queries/").text
    assert "Waiting for your answer" not in read(reporter, "/").text


@PLAIN_AND_HTMX
def test_a_correction_is_suggested_from_a_sentence(
    article: Article, checker: User, htmx: bool
) -> None:
    client = signed_in(checker)
    start = revision_of(article).text.index("It was a cold")
    bench = read(client, f"{article.get_absolute_url()}?sentence={start}")
    form = bench.one("form", action=f"/articles/{article.pk}/corrections/suggest/")
    refused = send(client, form, words="cold", new_words="cold", reason="So.", htmx=htmx)
    assert refused.status_code == 422
    assert "the words that stand there" in page_of(refused).text
    assert page_of(refused).one("form", action=form.attrs["action"]).fields["reason"] == "So."
    send(client, form, words="cold", new_words="mild", reason="It was.", htmx=htmx)
    found = Correction.objects.get()
    assert (found.exact, found.words, found.state) == ("cold", "mild", CorrectionState.SUGGESTED)


def test_each_is_offered_what_is_theirs(
    article: Article, author: User, checker: User, editor: User, correction: Correction
) -> None:
    assert acts(article, author) == ["agree", "counter", "decline"]
    assert acts(article, checker) == ["take-back"]
    assert acts(article, editor) == []
    negotiation.decline_correction(author, correction, "It was cold.")
    assert acts(article, editor) == ["rule"]
    assert "1 to be ruled on" in read(signed_in(editor), "/").text
    assert "to be ruled on" not in read(signed_in(checker), "/").text
    assert "Corrections to settle" not in read(signed_in(author), "/").text
    assert acts(article, author) == []
    negotiation.rule_correction(editor, correction, "upheld", "I was there.")
    assert acts(article, checker) == ["apply"]
    assert acts(article, editor) == ["apply", "take-back"]  # What an editor upheld.


def test_what_is_agreed_is_applied_as_the_next_revision(
    article: Article, author: User, editor: User, correction: Correction
) -> None:
    client = signed_in(author)
    address = f"/articles/{article.pk}/corrections/"
    page = read(client, address)
    assert page.texts("del") == ["cold"]
    assert page.texts("ins") == ["mild"]
    counter = page.one("form", action=f"/corrections/{correction.pk}/counter/")
    refused = send(client, counter, words="cold", reason="So.")
    assert refused.status_code == 422
    again = page_of(refused).one("form", action=counter.attrs["action"])
    assert refusals_in(again) == ["Type words other than those there and those suggested."]
    assert again.fields["reason"] == "So."
    send(client, page.one("form", action=f"/corrections/{correction.pk}/agree/"))
    page = read(client, address)
    answer = send(client, page.one("form", action=f"/articles/{article.pk}/corrections/apply/"))
    assert answer["Location"] == article.get_absolute_url()
    revision = revision_of(article)
    assert "a mild morning" in revision.text
    articles.clear_sentences(editor, revision, 0, len(revision.text))
    SignOff.objects.create(revision=revision, signed_by=editor)
    publisher = signed_in(editor)
    page = read(publisher, f"/articles/{article.pk}/sign-off/")
    send(publisher, page.one("form", action=f"/articles/{article.pk}/publish/"))
    assert "published" in read(client, address).text


def test_what_is_typed_stays_when_its_words_are_gone(
    article: Article, checker: User, editor: User
) -> None:
    claim = make_claim(article, "cold")
    client = signed_in(checker)
    bench = read(client, f"{article.get_absolute_url()}?claim={claim.pk}")
    address = f"/articles/{article.pk}/corrections/suggest/"
    text = revision_of(article).text
    revise(editor, article, 1, text.replace("It was a cold morning.", "Nothing."))
    form = bench.one("form", action=address)
    answer = send(client, form, htmx=True, new_words="mild", reason="It was.")
    assert answer.status_code == 422
    again = page_of(answer).one("form", action=address)
    assert refusals_in(again) == ["These words are not in the text."]
    assert [again.fields[name] for name in ["words", "new_words", "reason"]] == [
        *["cold", "mild", "It was."]
    ]


def test_a_press_too_late_is_told(article: Article, author: User, correction: Correction) -> None:
    client = signed_in(author)
    form = read(client, f"/articles/{article.pk}/corrections/").one(
        "form", action=f"/corrections/{correction.pk}/agree/"
    )
    negotiation.decline_correction(author, correction, "It was cold.")
    answer = send(client, form)
    assert answer.status_code == 409
    assert "has gone on since you opened it" in page_of(answer).text


def test_who_may_not(article: Article, correction: Correction) -> None:
    stranger = signed_in(make_person(Role.REPORTER))
    assert stranger.get(f"/articles/{article.pk}/corrections/").status_code == 404
    assert stranger.post(f"/corrections/{correction.pk}/agree/").status_code == 404
    desk, typed = signed_in(make_person(Role.EDITOR)), {"state": "suggested"}
    assert desk.post(f"/corrections/{correction.pk}/agree/", typed).status_code == 403


def test_the_queries_do_not_grow(
    article: Article, checker: User, django_assert_max_num_queries: object
) -> None:
    client = signed_in(checker)
    revision = revision_of(article)
    for n in range(20):
        negotiation.ask_query(checker, article, f"Question {n}?")
        negotiation.suggest_correction(checker, revision, 0, n + 1, "Other", "So.")
    with django_assert_max_num_queries(14):
        client.get(f"/articles/{article.pk}/corrections/")
    with django_assert_max_num_queries(10):
        client.get(f"/articles/{article.pk}/queries/")
