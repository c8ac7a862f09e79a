"""Making a claim of words in the text, and placing one that stands already."""

from typing import Any

import pytest
from django.http import HttpResponse

from claims.choices import Stage, Verb
from claims.models import Article, Claim, Claimant, Event, Passage, User
from claims.roles import Role
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_claimant,
    make_person,
    revision_of,
)
from tests.views.browsing import (
    HTMX,
    PLAIN_AND_HTMX,
    Element,
    page_of,
    read,
    refusals_in,
    send,
    signed_in,
    text_in,
    toast_in,
)

pytestmark = pytest.mark.django_db


TEXT = """Smiles 😀 at the border

“We don’t want war,” said Putin. Troops — 100,000 of them — wait.

Troops wait, and “we don’t want war”. An e\u0301clat follows."""
SAYS = {"statement": "Putin said no.", "kind": "quotation", "claimant_kind": "person"}


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


@pytest.fixture
def article() -> Article:
    return make_article(text=TEXT)


def selected(article: Article, person: User, words: str) -> Element:
    """The form beside the text after these words were selected in it."""
    start = revision_of(article).text.index(words)
    address = f"{article.get_absolute_url()}?start={start}&end={start + len(words)}"
    return read(signed_in(person), address).one("form", action=address_of(article))


def address_of(article: Article, verb: str = "claims") -> str:
    return f"{article.get_absolute_url()}{verb}/"


def post(
    article: Article, person: User, verb: str = "claims", htmx: bool = False, **typed: Any
) -> HttpResponse:
    fields = {"article": article.pk} | (SAYS if verb == "claims" else {}) | typed
    headers = HTMX if htmx else None
    return signed_in(person).post(address_of(article, verb), fields, headers=headers)


def refuse(article: Article, person: User, verb: str, **typed: Any) -> list[Element]:
    """The form as it comes back, on a whole page and by htmx; nothing of it is stored."""
    models = [Claim, Claimant, Passage, Event]
    before = [model.objects.count() for model in models]
    forms = []
    for htmx in [False, True]:
        answer = post(article, person, verb, htmx, **typed)
        assert answer.status_code == 422
        assert (b"<html" in answer.content) is not htmx
        assert "HX-Request" in answer["Vary"]
        assert [model.objects.count() for model in models] == before
        forms.append(page_of(answer).one("form", action=address_of(article, verb)))
    return forms


@PLAIN_AND_HTMX
@pytest.mark.parametrize("words", ["Smiles 😀", "Putin. Troops — 100", "border\n\n“We", "éclat"])
def test_make_a_claim_of_a_selection(
    article: Article, checker: User, words: str, htmx: bool
) -> None:
    client = signed_in(checker)
    answer = send(client, selected(article, checker, words), htmx, **SAYS)
    claim = Claim.objects.get()
    passage = claim.passages.get()
    assert passage.exact == words
    assert revision_of(article).text[passage.start : passage.end] == words
    assert (claim.statement, claim.stage) == ("Putin said no.", Stage.OPEN)
    assert (claim.accepted_by, passage.placed_by) == (checker, checker)
    if htmx:
        page = page_of(answer)
    else:
        done = claim.events.get().pk
        assert answer["Location"] == f"/articles/{article.pk}/?claim={claim.pk}&done={done}"
        page = read(client, answer["Location"])
    assert toast_in(page) == f"You made claim {claim.pk}"
    assert page.one(class_="claim").attrs["data-claim"] == str(claim.pk)
    marks = text_in(page).all("mark", data_claim=str(claim.pk))
    assert {mark.attrs["data-status"] for mark in marks} == {"open"}
    assert "1 open" in page.one(id="strip").text


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        ("said Putin", "said Putin"),
        ("  said\nPutin ", "said Putin"),
        ("Troops - 100,000", "Troops — 100,000"),
        ("“We don't want war,\"", "“We don’t want war,”"),
        ("e\u0301clat", "éclat"),
        ("😀 at", "😀 at"),
    ],
)
def test_make_a_claim_of_typed_words(
    article: Article, checker: User, words: str, exact: str
) -> None:
    assert post(article, checker, words=words).status_code == 302
    assert Passage.objects.get().exact == exact


def test_words_that_stand_twice_are_asked_about(article: Article, checker: User) -> None:
    for form in refuse(article, checker, "claims", words="Troops", claimant="Putin"):
        assert refusals_in(form) == ["The words occur 2 times: say which."]
        assert form.fields["statement"] == "Putin said no."
        assert (form.fields["words"], form.fields["claimant"]) == ("Troops", "Putin")
        send(signed_in(checker), form, occurrence="2")
        passage = Passage.objects.latest("pk")
        assert passage.start == revision_of(article).text.rindex("Troops")
        assert Claimant.objects.get().name == "Putin"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"words": ""}, "Select the words in the text, or type them here."),
        ({"words": " \n "}, "Select the words in the text, or type them here."),
        ({"words": "", "start": "0", "end": "6"}, "Select the words in the text"),
        ({"words": "peace"}, "These words are not in the text."),
        ({"words": "peace", "start": "0", "end": "6"}, "These words are not in the text."),
        ({"words": "Troops", "occurrence": "3"}, "The words occur only 2 times."),
        ({"words": "Troops", "occurrence": "0"}, "greater than or equal to 1"),
        ({"words": "Troops", "occurrence": "x"}, "whole number"),
        ({"words": "Putin", "start": "x"}, "whole number"),
        ({"words": "Putin", "start": "-1", "end": "-2"}, "greater than or equal to"),
        ({"words": "a\0b"}, "NUL"),
        ({"words": "Putin", "statement": ""}, "required"),
        ({"words": "Putin", "statement": "a\0b"}, "NUL"),
        ({"words": "Putin", "statement": "x" * 1001}, "at most 1000"),
        ({"words": "Putin", "kind": ""}, "required"),
        ({"words": "Putin", "claimant": "x" * 201}, "at most 200"),
        ({"words": "x" * 100_000}, "These words are not in the text."),
    ],
)
def test_what_is_refused_is_said_and_nothing_of_it_stored(
    article: Article, checker: User, typed: dict[str, str], sentence: str
) -> None:
    typed = {"claimant": "A new claimant", "occasion": "A speech"} | typed
    for form in refuse(article, checker, "claims", **typed):
        assert any(sentence in said for said in refusals_in(form)), refusals_in(form)
        assert form.fields["occasion"] == "A speech"
        assert form.fields["claimant"] == typed["claimant"]
        assert form.fields["words"].strip() == typed["words"].strip()


@pytest.mark.parametrize(
    ("start", "end"), [("0", "6"), ("5", "5"), ("9", "3"), ("0", "9" * 30), ("9" * 30, "9" * 30)]
)
def test_the_typed_words_win_over_the_selection(
    article: Article, checker: User, start: str, end: str
) -> None:
    assert post(article, checker, words="said Putin", start=start, end=end).status_code == 302
    assert Passage.objects.get().exact == "said Putin"


def test_the_second_of_two_is_selected_and_not_asked_about(article: Article, checker: User) -> None:
    start = revision_of(article).text.rindex("Troops")
    post(article, checker, words="Troops", start=start, end=start + len("Troops"))
    assert Passage.objects.get().start == start


def test_a_new_claimant_is_stored_and_a_known_one_taken(article: Article, checker: User) -> None:
    known = make_claimant(name="Vladimir Putin", kind="person")
    post(article, checker, words="said", claimant="vladimir putin", claimant_kind="organisation")
    post(article, checker, words="said", claimant="The Kremlin", claimant_kind="organisation")
    post(article, checker, words="said", claimant=" ")
    first, second, third = Claim.objects.all()
    assert (first.claimant, third.claimant) == (known, None)
    assert (second.claimant.name, second.claimant.kind) == ("The Kremlin", "organisation")
    assert Claimant.objects.count() == 2


@PLAIN_AND_HTMX
def test_a_reporter_makes_no_claim(article: Article, htmx: bool) -> None:
    reporter = article.handed_in_by
    answer = post(article, reporter, htmx=htmx, words="said", claimant="New")
    assert answer.status_code == 403
    page = page_of(answer)
    assert refusals_in(page) == ["Only checkers and editors enter data."]
    form = page.one("form", action=f"/articles/{article.pk}/claims/")
    assert form.fields["claimant"] == "New"  # They may have been a checker when they typed it.
    assert not Claim.objects.exists()
    assert not Claimant.objects.exists()


# A claim that stands already


@PLAIN_AND_HTMX
def test_place_a_claim_that_stands_already(article: Article, checker: User, htmx: bool) -> None:
    claim = make_claim()
    make_claim(article, "said Putin")  # An article with claims offers the form.
    client = signed_in(checker)
    start = revision_of(article).text.index("100,000")
    page = read(client, f"{article.get_absolute_url()}?start={start}&end={start + 7}")
    form = page.one("form", action=address_of(article, "passages"))
    answer = send(client, form, htmx, claim=str(claim.pk))
    placed = claim.passages.get(article=article)
    assert (placed.exact, placed.start) == ("100,000", start)
    assert placed.placed_by == checker
    page = page_of(answer) if htmx else read(client, answer["Location"])
    assert toast_in(page) == f"You placed a passage of claim {claim.pk}"
    assert page.one(class_="claim").attrs["data-claim"] == str(claim.pk)
    assert claim.events.latest("pk").verb == Verb.PLACE


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"claim": ""}, "required"),
        ({"claim": "x"}, "whole number"),
        ({"claim": "0"}, "greater than or equal to 1"),
        ({"claim": "999999"}, "There is no claim of this number."),
        ({"claim": "9" * 30}, "There is no claim of this number."),
        ({"words": "peace"}, "These words are not in the text."),
        ({"words": "Troops"}, "The words occur 2 times: say which."),
        ({"words": "said"}, "already"),
    ],
)
def test_what_cannot_be_placed(
    article: Article, checker: User, typed: dict[str, str], sentence: str
) -> None:
    claim = make_claim(article, "said")
    typed = {"claim": str(claim.pk), "words": "100,000"} | typed
    for form in refuse(article, checker, "passages", **typed):
        assert any(sentence in said for said in refusals_in(form)), refusals_in(form)
        assert (form.fields["claim"], form.fields["words"]) == (typed["claim"], typed["words"])
    assert claim.passages.count() == 1


@PLAIN_AND_HTMX
def test_a_dismissed_claim_is_placed_nowhere(article: Article, checker: User, htmx: bool) -> None:
    claim = bring_to(Stage.DISMISSED, make_claim(article, "said"), checker, checker)
    answer = post(article, checker, "passages", htmx, claim=claim.pk, words="100,000")
    page = page_of(answer)
    assert answer.status_code == 409
    (sentence,) = page.texts(class_="refusal")
    assert sentence.startswith("This claim is dismissed")
    assert page.one("form", action=address_of(article, "passages")).fields["words"] == "100,000"
    assert claim.passages.count() == 1
