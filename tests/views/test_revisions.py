"""The next revision: compared before it is stored, and each as it stood."""

import pytest
from django.test import Client

from claims import workflow
from claims.choices import ImportStage, Stage, Verb
from claims.models import Article, Claim, Import, Passage, Revision, User
from claims.roles import Role
from claims.services import revisions
from tests.factories import (
    TEXT,
    bring_to,
    make_article,
    make_claim,
    make_person,
    make_proposal,
    revision_of,
)
from tests.views.browsing import PLAIN_AND_HTMX, page_of, read, refusals_in, send, signed_in
from tests.work import work

pytestmark = pytest.mark.django_db

CHANGED = TEXT.replace("100,000", "120,000")


@pytest.fixture
def editor() -> User:
    return make_person(Role.EDITOR)


@pytest.fixture
def article() -> Article:
    return make_article(make_person(Role.REPORTER), url="https://example.org/story")


@pytest.fixture
def claim(article: Article) -> Claim:
    claim = make_claim(article, "about 100,000 troops")
    return bring_to(Stage.CLOSED, claim, make_person(Role.CHECKER), make_person(Role.EDITOR))


def compare(client: Client, article: Article, text: str):
    form = read(client, f"/articles/{article.pk}/revisions/new/").one("form", id="revision")
    return send(client, form, text=text)


def test_a_text_is_compared_before_it_is_stored(article: Article, claim: Claim) -> None:
    client = signed_in(article.handed_in_by)
    answer = compare(client, article, CHANGED)
    assert answer.status_code == 200
    page = page_of(answer)
    assert "120,000" in page.texts("ins")
    assert "100,000" in page.texts("del")
    assert f"Claim {claim.pk}" in page.text
    assert "1 sentence is to be read anew" in page.text
    assert Revision.objects.count() == 1
    form = page.one("form", id="revision")
    stored = send(client, form, store="1")
    assert stored["Location"] == article.get_absolute_url()
    assert revision_of(article).text == CHANGED
    assert Claim.objects.get(pk=claim.pk).stage == Stage.OPEN
    bench = read(client, article.get_absolute_url())
    assert "Revision 2 is stored" in bench.one(class_="notice").text
    assert bench.texts("mark", data_status="open")
    assert not bench.all(hx_get=f"{article.get_absolute_url()}proposing/")  # A short text.


def test_a_statement_from_before_other_words_is_offered_for_amending(
    article: Article, claim: Claim, editor: User
) -> None:
    offer, client = "other words for this claim now", signed_in(editor)
    assert offer not in read(client, claim.get_absolute_url()).text
    revisions.revise(editor, article, 1, CHANGED)
    page = read(client, claim.get_absolute_url())
    assert offer in page.text
    assert page.texts("a", href=f"/claims/{claim.pk}/amend/") == ["Edit", "amend it"]
    reporter = read(signed_in(article.handed_in_by), claim.get_absolute_url())
    assert offer in reporter.text
    assert not reporter.all("a", href=f"/claims/{claim.pk}/amend/")
    revisions.revise(editor, article, 2, f"{CHANGED}\n\nAnother sentence.")
    assert offer in read(client, claim.get_absolute_url()).text
    form = read(client, f"/claims/{claim.pk}/amend/").one("form", data_amend="")
    send(client, form, statement="There are about 120,000 troops.")
    assert offer not in read(client, claim.get_absolute_url()).text


def test_each_revision_is_read_as_it_stood(article: Article, claim: Claim, editor: User) -> None:
    revisions.revise(editor, article, 1, CHANGED)
    client = signed_in(editor)
    rows = read(client, f"/articles/{article.pk}/revisions/").texts("a", class_="title")
    assert [row[:2] for row in rows] == ["2.", "1."]
    first = read(client, f"/articles/{article.pk}/revisions/1/")
    assert first.texts("mark", data_status="verified") == ["about 100,000 troops"]
    second = read(client, f"/articles/{article.pk}/revisions/2/")
    assert second.texts("mark", data_status="open") == ["about 120,000 troops"]
    assert second.texts("ins")[0] == "120,000"
    rows = second.one(class_="one").all("p")
    changed = [row for row in rows if row.all("ins") or row.all("del")]
    assert changed == [row for row in rows if row.attrs["data-row"] != "kept"]
    assert client.get(f"/articles/{article.pk}/revisions/3/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": TEXT}, "word for word"),
        ({"text": ""}, "required"),
        ({"text": "a\0b"}, "NUL"),
        ({"text": "x" * 500_001}, "at most 500000"),
        ({"seen": "x"}, "whole number"),
    ],
)
def test_what_is_no_next_revision(article: Article, typed: dict[str, str], sentence: str) -> None:
    client = signed_in(article.handed_in_by)
    answer = client.post(
        f"/articles/{article.pk}/revisions/new/",
        {"seen": "1", "text": CHANGED, "store": "1"} | typed,
    )
    assert answer.status_code == 422
    form = page_of(answer).one("form", id="revision")
    assert any(sentence in said for said in refusals_in(form)), refusals_in(form)
    assert form.fields["text"] == typed.get("text", CHANGED)
    assert Revision.objects.count() == 1


def test_another_revision_came_in_meanwhile(article: Article, editor: User) -> None:
    client = signed_in(article.handed_in_by)
    form = page_of(compare(client, article, CHANGED)).one("form", id="revision")
    revisions.revise(editor, article, 1, TEXT + " More.")
    answer = send(client, form, store="1")
    assert answer.status_code == 409
    form = page_of(answer).one("form", id="revision")
    assert "Revision 2 came in meanwhile" in refusals_in(form)[0]
    assert form.fields["text"] == CHANGED
    assert send(client, form, store="1").status_code == 302  # It was compared with that one.


def test_who_may_not_revise(article: Article) -> None:
    address = f"/articles/{article.pk}/revisions/new/"
    assert signed_in(make_person(Role.REPORTER)).get(address).status_code == 404
    assert signed_in(make_person(is_superuser=True)).get(address).status_code == 200


def test_an_import_of_a_known_address_offers_it(article: Article) -> None:
    client = signed_in(article.handed_in_by)
    location = client.post("/articles/new/", {"text": CHANGED, "address": article.url})["Location"]
    if location == article.get_absolute_url():  # The address stands already.
        pytest.fail("The new text was lost.")
    offer = read(client, location).one(
        "a", href=f"/articles/{article.pk}/revisions/new/?import={Import.objects.get().pk}"
    )
    page = read(client, offer.attrs["href"])
    assert "120,000" in page.texts("ins")
    send(client, page.one("form", id="revision"), store="1")
    assert revision_of(article).text == CHANGED
    copy = Import.objects.get()
    assert (copy.stage, copy.article) == (ImportStage.DONE, article)


def test_the_next_revision_is_imported(article: Article) -> None:
    client = signed_in(article.handed_in_by)
    address = f"/articles/{article.pk}/revisions/import/"
    form = read(client, address).one("form", class_="form")
    assert form.fields["address"] == article.url
    location = client.post(address, {"text": CHANGED})["Location"]
    work()
    onward = client.get(location)["Location"]
    assert onward.startswith(f"/articles/{article.pk}/revisions/new/?import=")
    assert "120,000" in read(client, onward).texts("ins")


@PLAIN_AND_HTMX
def test_a_lost_passage_is_placed_or_retired(
    article: Article, claim: Claim, editor: User, htmx: bool
) -> None:
    revisions.revise(
        editor,
        article,
        1,
        TEXT.replace("Moscow has moved about 100,000 troops to areas near its border. ", ""),
    )
    client = signed_in(editor)
    bench = read(client, article.get_absolute_url())
    assert "Lost in a revision: 1" in bench.text
    panel = read(client, claim.get_absolute_url())
    assert "lost in the last revision" in panel.text
    passage = Passage.objects.lost().get()
    place = panel.one("form", action=f"/passages/{passage.pk}/place/")
    missing = send(client, place, words="not there at all", htmx=htmx)
    assert missing.status_code == 422
    assert "are not in the text" in page_of(missing).text
    send(client, place, words="any plan to invade", htmx=htmx)
    assert claim.passages.get().exact == "any plan to invade"
    assert not Passage.objects.lost().exists()


def test_lost_words_that_the_machine_found_are_placed_by_a_person(
    article: Article, editor: User
) -> None:
    checker = make_person(Role.CHECKER)
    claim = make_proposal(article, "about 100,000 troops")
    workflow.advance(claim, Verb.ACCEPT, checker, claim.version)
    revisions.revise(editor, article, 1, "Head\n\nSome 90,000 soldiers stand there.")
    passage = Passage.objects.lost().get(claim=claim)
    assert passage.placed_by is None
    claim.refresh_from_db()
    now = revision_of(article)
    revisions.place_lost(checker, claim, claim.version, passage, now, 6, 26)
    placed = claim.passages.get()
    assert (placed.exact, placed.placed_by) == ("Some 90,000 soldiers", checker)


def test_a_lost_passage_is_retired(article: Article, claim: Claim, editor: User) -> None:
    revisions.revise(editor, article, 1, "Other words")
    client = signed_in(editor)
    passage = Passage.objects.lost().get()
    panel = read(client, claim.get_absolute_url())
    send(client, panel.one("form", action=f"/passages/{passage.pk}/retire/"))
    assert "Lost in a revision" not in read(client, article.get_absolute_url()).text
