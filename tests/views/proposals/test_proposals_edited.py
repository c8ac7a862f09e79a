"""A proposal edited before it is accepted; figure and dates of any claim."""

from typing import Any

import pytest
from django.test import Client

from claims import workflow
from claims.choices import Kind, Stage, Verb
from claims.models import Article, Claim, User
from claims.roles import Role
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_person,
    make_proposal,
)
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
from tests.views.proposals import FIGURE, MONDAY, after, form_for

pytestmark = pytest.mark.django_db


# Edited before it is accepted


def edit_form(client: Client, article: Article, claim: Claim) -> Element:
    address = f"/claims/{claim.pk}/amend/?article={article.pk}"
    return form_for(read(client, address), claim, "accept-as-said")


@PLAIN_AND_HTMX
def test_a_proposal_is_accepted_as_edited(
    checker: User, article: Article, proposals: list[Claim], htmx: bool
) -> None:
    client, claim = signed_in(checker), proposals[1]
    form = edit_form(client, article, claim)
    assert form.fields["words"] == "about 100,000 troops"
    typed = {
        "statement": "Moscow moved troops.",
        "kind": "event",
        "claimant": "NATO",
        "claimant_kind": "organisation",
        "words": "moved about 100,000 troops to areas",
        "figure_text": "about 100,000",
        "figure_low": "100,000",
        "figure_high": "100000",
        "figure_unit": "troops",
        "figure_qualifier": "about",
        "dates-0-text": "Monday",
        "dates-0-first": "2022-01-24",
    }
    page = after(client, send(client, form, htmx, **typed), htmx)
    assert page.one(class_="claim").attrs["data-claim"] == str(proposals[2].pk)
    assert toast_in(page) == f"You accepted claim {claim.pk}"
    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.stage, claim.accepted_by, claim.kind) == (Stage.OPEN, checker, Kind.EVENT)
    assert (claim.claimant.name, claim.figure_low, claim.figure_high) == ("NATO", 100_000, 100_000)
    assert claim.dates == [
        {"text": "Monday", "from": "2022-01-24", "to": None, "reading": f"set by {checker}"}
    ]
    assert claim.passages.get().exact == "moved about 100,000 troops to areas"


def test_or_saved_and_left_proposed(
    checker: User, article: Article, proposals: list[Claim]
) -> None:
    client, claim = signed_in(checker), proposals[1]
    form = edit_form(client, article, claim)
    (save,) = [b for b in form.all("button") if b.text == "Save, leave proposed"]
    assert save.attrs["formaction"] == f"/claims/{claim.pk}/amend/"
    form.attrs["action"] = save.attrs["formaction"]
    page = after(client, send(client, form, True, statement="Troops.", words="troops"), True)
    assert toast_in(page) == f"You amended claim {claim.pk}"
    assert page.one(class_="claim").attrs["data-claim"] == str(claim.pk)
    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.stage, claim.statement) == (Stage.PROPOSED, "Troops.")
    assert claim.passages.get().exact == "troops"


def test_words_that_stand_twice_are_left_where_they_are(checker: User) -> None:
    article = make_article(text="Head\n\nTroops here, and troops there, are troops. Other troops.")
    claim, client = make_proposal(article, "troops"), signed_in(checker)
    form = edit_form(client, article, claim)
    answer = send(client, form, True, words="are troops")
    assert answer.status_code == 200
    assert claim.passages.get().exact == "are troops"
    second = make_proposal(article, "troops")
    start = second.passages.get().start
    assert send(client, edit_form(client, article, second), True).status_code == 200
    assert second.passages.get().start == start


@PLAIN_AND_HTMX
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"statement": ""}, "required"),
        ({"words": ""}, "Select the words in the text"),
        ({"words": "peace"}, "These words are not in the text."),
        ({"words": "a"}, "occur"),
        ({"figure_low": "many"}, "Enter a number"),
        ({"figure_low": "1,5"}, "Enter a number"),
        ({"figure_low": "100.000"}, "can be read in two ways"),
        ({"statement": "\u200b \ufeff"}, "required"),
        ({"dates-TOTAL_FORMS": "99"}, "at most 50"),
        ({"figure_low": "1"}, "A figure has its words, a number from or to, and how it binds."),
        ({"figure_low": "9" * 40}, "digits"),
        ({"figure_text": "x" * 301}, "at most 300"),
        ({"dates-0-first": "2022-01-24"}, "Give the words of the date"),
        ({"dates-0-text": "x", "dates-0-first": "soon"}, "valid date"),
        (
            {"dates-0-text": "x", "dates-0-first": "2022-01-24", "dates-0-last": "2022-01-23"},
            "from the earlier day to the later",
        ),
        ({"dates-0-text": "a\0b"}, "NUL"),
        ({"dates-TOTAL_FORMS": "x"}, "whole number"),
    ],
)
def test_what_cannot_be_accepted_so(
    checker: User,
    article: Article,
    proposals: list[Claim],
    typed: dict[str, str],
    sentence: str,
    htmx: bool,
) -> None:
    client, claim = signed_in(checker), proposals[1]
    typed = {"occasion": "A speech"} | typed
    answer = send(client, edit_form(client, article, claim), htmx, **typed)
    assert answer.status_code == 422
    form = form_for(page_of(answer), claim, "accept-as-said")
    assert any(sentence in said for said in refusals_in(form)), refusals_in(form)
    for name in typed.keys() - {"dates-TOTAL_FORMS"}:
        assert form.fields[name] == typed[name]
    now = Claim.objects.get(pk=claim.pk)
    assert (now.stage, now.version) == (Stage.PROPOSED, claim.version)


def test_what_was_typed_stays_when_another_accepted_first(
    checker: User, article: Article, proposals: list[Claim]
) -> None:
    client, claim = signed_in(checker), proposals[1]
    form = edit_form(client, article, claim)
    workflow.advance(claim, Verb.ACCEPT, make_person(Role.EDITOR), claim.version)
    answer = send(client, form, True, statement="Mine.")
    assert answer.status_code == 409
    assert form_for(page_of(answer), claim, "amend").fields["statement"] == "Mine."


# Figure and dates of any claim


def amend(client: Client, claim: Claim, **typed: Any) -> Any:
    page = read(client, f"/claims/{claim.pk}/amend/")
    return send(client, form_for(page, claim, "amend"), **typed)


def test_the_form_holds_figure_and_dates(checker: User, article: Article) -> None:
    claim = make_claim(article, dates=[MONDAY], **FIGURE)
    page = read(signed_in(checker), f"/claims/{claim.pk}/amend/")
    form = form_for(page, claim, "amend")
    assert [d.one("summary").text for d in form.all("details") if "open" in d.attrs] == [
        "Figure",
        "Dates",
    ]
    assert form.fields["figure_low"] == "100,000"
    assert form.fields["dates-0-first"] == "2022-01-24"
    assert (form.fields["dates-1-text"], form.fields["dates-1-first"]) == ("", "")
    version = claim.version
    assert amend(signed_in(checker), claim).status_code == 302
    claim.refresh_from_db()
    assert (claim.version, claim.dates) == (version, [MONDAY])


def test_a_row_that_is_emptied_is_removed(checker: User, article: Article) -> None:
    claim = make_claim(article, dates=[MONDAY, MONDAY | {"text": "next Monday"}])
    empty = {"dates-0-text": "", "dates-0-first": "", "dates-0-last": ""}
    amend(signed_in(checker), claim, **empty)
    claim.refresh_from_db()
    assert claim.dates == [MONDAY | {"text": "next Monday"}]


def test_without_its_rows_a_form_leaves_the_dates(checker: User, article: Article) -> None:
    claim = make_claim(article, dates=[MONDAY])
    typed = {"statement": "So.", "kind": "event", "claimant_kind": "person"}
    signed_in(checker).post(f"/claims/{claim.pk}/amend/", typed | {"version": claim.version})
    claim.refresh_from_db()
    assert (claim.statement, claim.dates) == ("So.", [MONDAY])


def test_another_figure_sends_a_judged_claim_back(checker: User, article: Article) -> None:
    claim = make_claim(article, **FIGURE)
    bring_to(Stage.CLOSED, claim, checker, make_person(Role.EDITOR))
    amend(signed_in(checker), claim, figure_high="120 000")
    claim.refresh_from_db()
    assert (claim.stage, claim.figure_high) == (Stage.OPEN, 120_000)
