"""Proposals in the workbench: shown, accepted, edited, dismissed, merged, found."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from claims import workflow
from claims.choices import Kind, Role, Stage, Verb
from claims.models import Article, Claim, User
from claims.text.proposals import Proposal
from claims.text.sentences import Span
from claims.views.panels import NOTHING_TO_CHECK
from claims.workflow import Inputs
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_claimant,
    make_person,
    make_proposal,
)
from tests.views.browsing import (
    Element,
    page_of,
    read,
    refusals_in,
    send,
    signed_in,
    toast_in,
)

pytestmark = pytest.mark.django_db

PLAIN_AND_HTMX = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
FIGURE = {
    "figure_text": "some 100,000",
    "figure_low": 100_000,
    "figure_high": 100_000,
    "figure_unit": "troops",
    "figure_qualifier": "about",
}
MONDAY = {
    "text": "Monday",
    "from": "2022-01-24",
    "to": "2022-01-24",
    "reading": "the Monday after the dateline",
}


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


@pytest.fixture
def article() -> Article:
    return make_article()


@pytest.fixture
def proposals(article: Article) -> list[Claim]:
    """In the order of the text."""
    places = ["Alliance readies", "about 100,000 troops", "denies any plan"]
    return [make_proposal(article, words) for words in places]


def panel_of(client: Client, article: Article, claim: Claim) -> Element:
    return read(client, f"{article.get_absolute_url()}?claim={claim.pk}").one(id="panel")


def overview(client: Client, article: Article) -> Element:
    return read(client, article.get_absolute_url()).one(class_="overview")


def form_for(page: Element, claim: Claim, verb: str) -> Element:
    return page.one("form", action=f"/claims/{claim.pk}/{verb}/")


def after(client: Client, answer: Any, htmx: bool) -> Element:
    if htmx:
        assert (answer.status_code, b"<html" in answer.content) == (200, False)
        return page_of(answer)
    assert answer.status_code == 302
    return read(client, answer["Location"])


def stages(*claims: Claim) -> list[str]:
    return [Claim.objects.get(pk=claim.pk).stage for claim in claims]


# How it looks


def test_a_proposal_says_what_why_and_how_sure(checker: User, article: Article) -> None:
    claim = make_proposal(
        article,
        claimant=make_claimant(name="NATO"),
        dates=[MONDAY],
        cues=["A number with a unit.", "A verb of saying."],
        score=0.824,
        **FIGURE,
    )
    panel = panel_of(signed_in(checker), article, claim)
    assert panel.one(class_="statement").text == claim.statement
    assert "NATO" in panel.one(class_="claim").text
    assert panel.texts("dt") == ["Figure", "Monday"]
    assert panel.texts("dd") == [
        "about 100,000 troops “some 100,000”",
        "24 January 2022, the Monday after the dateline",
    ]
    assert panel.one("ul", class_="cues").texts("li") == claim.cues
    assert panel.one(class_="score").text == "score 82 %"
    assert not panel.texts("h3", class_="label")[0].startswith("Evidence")


def test_figure_and_dates_stay_when_it_is_accepted(checker: User, article: Article) -> None:
    claim = make_claim(article, dates=[MONDAY], **FIGURE)
    panel = panel_of(signed_in(checker), article, claim)
    assert panel.texts("dt") == ["Figure", "Monday"]
    assert not panel.all(class_="score")


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "unit", "words"),
    [
        ("100000", "100000", "exactly", "troops", "100,000 troops"),
        ("100000.5", "100000.5", "about", "", "about 100,000.5"),
        ("5", "7.25", "about", "per cent", "about 5 to 7.25 per cent"),
        ("3000", None, "at least", "people", "at least 3,000 people"),
        (None, "3000", "at most", "people", "at most 3,000 people"),
        ("3000", None, "exactly", "people", "3,000 or more people"),
        (None, "3000", "about", "people", "about 3,000 or less people"),
        ("0.000001", "0.000001", "exactly", "m", "0.000001 m"),
        ("-4", "-4", "exactly", "°C", "-4 °C"),
    ],
)
def test_a_figure_in_words(
    checker: User,
    article: Article,
    low: str | None,
    high: str | None,
    qualifier: str,
    unit: str,
    words: str,
) -> None:
    typed = FIGURE | {"figure_low": low, "figure_high": high, "figure_unit": unit}
    claim = make_proposal(article, **typed | {"figure_qualifier": qualifier})
    (shown,) = panel_of(signed_in(checker), article, claim).texts("dd")
    assert shown.removesuffix(" “some 100,000”") == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2022-01-24", "2022-01-24", "24 January 2022"),
        ("2022-01-24", "2022-02-06", "24 January 2022 to 6 February 2022"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2024-02-01", "2024-02-28", "1 February 2024 to 28 February 2024"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2021-01-01", "2022-01-31", "1 January 2021 to 31 January 2022"),
        ("2021-01-01", None, "from 1 January 2021"),
        (None, "9999-12-31", "until 31 December 9999"),
        ("9999-01-01", "9999-12-31", "9999"),
        (None, None, "no date"),
    ],
)
def test_a_date_in_words(
    checker: User, article: Article, first: str | None, last: str | None, words: str
) -> None:
    dates = [{"text": "then", "from": first, "to": last, "reading": ""}]
    claim = make_proposal(article, dates=dates)
    assert panel_of(signed_in(checker), article, claim).texts("dd") == [words]


def test_the_list_keeps_proposals_apart(
    checker: User, article: Article, proposals: list[Claim]
) -> None:
    claim = make_claim(article, "cold morning")
    page = overview(signed_in(checker), article)
    assert page.one("h2").text == "1 claim, 3 proposals"
    group = page.one("section", class_="proposals")
    assert [a.attrs["data-select"] for a in group.all("a")] == [str(c.pk) for c in proposals]
    assert "score 80 %" in group.text
    assert f"/claims/{claim.pk}/" not in {a.attrs["href"] for a in group.all("a")}


def test_a_reporter_sees_proposals_and_decides_nothing(
    article: Article, proposals: list[Claim]
) -> None:
    client = signed_in(article.handed_in_by)
    assert not overview(client, article).all("form")
    panel = panel_of(client, article, proposals[0])
    assert panel.one(class_="statement").text == proposals[0].statement
    assert not panel.all("form")


# One after the other


@PLAIN_AND_HTMX
@pytest.mark.parametrize("verb", ["accept", "dismiss"])
def test_each_step_goes_on_to_the_next_in_the_text(
    checker: User, article: Article, proposals: list[Claim], verb: str, htmx: bool
) -> None:
    client = signed_in(checker)
    first, second, third = proposals
    page = panel_of(client, article, second)
    for claim, following in [(second, third), (third, first), (first, None)]:
        answer = send(client, form_for(page, claim, verb), htmx)
        page = after(client, answer, htmx)
        assert toast_in(page) == f"Claim {claim.pk} {Verb(verb).past}"
        if following:
            assert page.one(class_="claim").attrs["data-claim"] == str(following.pk)
            current = {
                m.attrs["data-claim"]
                for m in page.one(id="text").all("mark")
                if "aria-current" in m.attrs
            }
            assert current == {str(following.pk)}
    assert page.one(class_="overview")
    target = {"accept": "open", "dismiss": "dismissed"}[verb]
    assert stages(*proposals) == [target] * 3

    page = after(client, send(client, page.one(id="toast").one("form"), htmx), htmx)
    assert page.one(class_="claim").attrs["data-claim"] == str(first.pk)
    assert stages(first) == ["proposed"]


def test_on_its_own_page_a_proposal_stays(checker: User, proposals: list[Claim]) -> None:
    client, claim = signed_in(checker), proposals[0]
    page = read(client, claim.get_absolute_url())
    page = after(client, send(client, form_for(page, claim, "accept")), False)
    assert page.one(class_="claim").attrs["data-claim"] == str(claim.pk)


def test_an_accepted_claim_that_is_dismissed_stays_in_view(
    checker: User, article: Article, proposals: list[Claim]
) -> None:
    client, claim = signed_in(checker), make_claim(article, "cold morning")
    form = form_for(panel_of(client, article, claim), claim, "dismiss")
    assert form.fields["note"] == ""
    page = after(client, send(client, form, True, note="None."), True)
    assert page.one(class_="claim").attrs["data-claim"] == str(claim.pk)


@pytest.mark.parametrize("reason", [None, "Opinion.", "My own reason."])
def test_a_reason_stands_there_already_and_can_be_another(
    checker: User, article: Article, proposals: list[Claim], reason: str | None
) -> None:
    client, claim = signed_in(checker), proposals[0]
    form = form_for(panel_of(client, article, claim), claim, "dismiss")
    quick = [b.attrs["value"] for b in form.all("button", name="note")]
    assert "Opinion." in quick
    send(client, form, **({"note": reason} if reason else {}))
    assert claim.events.latest("pk").note == (reason or NOTHING_TO_CHECK)


def test_the_reason_of_a_quick_button_wins(
    checker: User, article: Article, proposals: list[Claim]
) -> None:
    claim = proposals[0]
    note = [NOTHING_TO_CHECK, "Opinion."]  # As a browser sends the field and the button after it.
    typed = {"version": claim.version, "note": note}
    signed_in(checker).post(f"/claims/{claim.pk}/dismiss/", typed)
    assert claim.events.latest("pk").note == "Opinion."


def test_a_proposal_is_not_dismissed_without_a_reason(
    checker: User, article: Article, proposals: list[Claim]
) -> None:
    client, claim = signed_in(checker), proposals[0]
    form = form_for(panel_of(client, article, claim), claim, "dismiss")
    answer = send(client, form, True, note=" ")
    assert answer.status_code == 422
    assert refusals_in(page_of(answer)) == ["Give the reason."]


def test_another_was_quicker(checker: User, article: Article, proposals: list[Claim]) -> None:
    client, claim = signed_in(checker), proposals[0]
    form = form_for(panel_of(client, article, claim), claim, "accept")
    workflow.advance(claim, Verb.DISMISS, checker, claim.version, Inputs(note="None."))
    answer = send(client, form, True)
    assert answer.status_code == 409
    assert page_of(answer).one(class_="claim").attrs["data-claim"] == str(claim.pk)


# All at once


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


# Dismissed


def test_what_was_dismissed_stays_known(
    checker: User, article: Article, proposals: list[Claim]
) -> None:
    claim = proposals[1]
    workflow.advance(claim, Verb.DISMISS, checker, claim.version, Inputs(note="An opinion."))
    client = signed_in(checker)
    page = overview(client, article)
    (details,) = [d for d in page.all("details") if d.one("summary").text == "Dismissed: 1"]
    for words in [claim.statement, "An opinion.", str(checker)]:
        assert words in details.text
    assert details.one("a").attrs["data-select"] == str(claim.pk)
    form = form_for(panel_of(client, article, claim), claim, "reopen")
    page = after(client, send(client, form, note="It is one."), False)
    assert "Dismissed" not in overview(client, article).text
    assert stages(claim) == ["open"]


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
    assert toast_in(page) == f"Claim {claim.pk} accepted"
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
    assert save.attrs["formaction"] == save.attrs["hx-post"] == f"/claims/{claim.pk}/amend/"
    form.attrs["action"] = save.attrs["formaction"]
    page = after(client, send(client, form, True, statement="Troops.", words="troops"), True)
    assert toast_in(page) == f"Claim {claim.pk} amended"
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
        ({"words": "peace"}, "These words do not stand in the text."),
        ({"words": "a"}, "occur"),
        ({"figure_low": "many"}, "Enter a number"),
        ({"figure_low": "1,5"}, "Enter a number"),
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


# Repeated


SAID = "Moscow has moved about 100,000 troops to areas near its border."


@PLAIN_AND_HTMX
def test_a_proposal_that_repeats_a_claim_says_so(
    checker: User, article: Article, htmx: bool
) -> None:
    standing = make_claim(statement=SAID)
    bring_to(Stage.CLOSED, standing, checker, make_person(Role.EDITOR))
    proposal = make_proposal(article, statement=SAID.replace("has moved", "moved"))
    following = make_proposal(article, "denies any plan")
    client = signed_in(checker)
    panel = panel_of(client, article, proposal)
    notice = panel.one(class_="repeated")
    assert notice.text.startswith(f"Nearly repeats claim {standing.pk}: “{SAID}” Verified")
    assert f"/claims/{standing.pk}/" in {a.attrs["href"] for a in notice.all("a")}
    page = after(client, send(client, form_for(panel, proposal, "merge"), htmx), htmx)
    assert toast_in(page) == f"Claim {standing.pk} has a new passage"
    assert page.one(class_="claim").attrs["data-claim"] == str(following.pk)
    assert stages(proposal, standing) == ["dismissed", "closed"]
    assert standing.passages.filter(article=article).count() == 1
    assert not panel_of(client, article, following).all(class_="repeated")


@pytest.mark.parametrize(("into", "status"), [("", 409), ("x", 409), ("0", 409), ("999999", 404)])
def test_a_claim_that_is_not_there_is_repeated_by_none(
    checker: User, article: Article, into: str, status: int
) -> None:
    proposal = make_proposal(article)
    typed = {"into": into, "version": proposal.version}
    answer = signed_in(checker).post(f"/claims/{proposal.pk}/merge/", typed)
    assert answer.status_code == status
    assert stages(proposal) == ["proposed"]


# Found


def finds_the_troops(text: str, published_on: object, language: str) -> list[Proposal]:
    start = text.index("100,000 troops")
    span = Span(start, start + len("100,000 troops"))
    return [Proposal(span, f"Dateline {published_on}.", Kind.FIGURE, None, None, None, (), (), 0.9)]


@PLAIN_AND_HTMX
def test_find_claims(checker: User, settings: Settings, htmx: bool) -> None:
    settings.PROPOSER = f"{__name__}.finds_the_troops"
    article = make_article(published_on="2022-01-22")
    client = signed_in(checker)
    form = overview(client, article).one("form", action=f"{article.get_absolute_url()}propose/")
    page = after(client, send(client, form, htmx), htmx)
    assert toast_in(page) == "1 new proposal"
    assert "1 proposed" in page.one(id="strip").text
    assert "5 of 5 sentences unread" in page.one(id="strip").text
    claim = Claim.objects.get()
    assert claim.statement == "Dateline 2022-01-22."
    workflow.advance(claim, Verb.DISMISS, checker, 1, Inputs(note="None."))
    page = after(client, send(client, form, htmx), htmx)
    assert toast_in(page) == "Nothing new"
    assert Claim.objects.count() == 1


# Queries


def test_a_proposal_s_panel_takes_as_many_queries_for_thirty_as_for_three(
    checker: User, article: Article
) -> None:
    client, counts = signed_in(checker), []
    claim = make_proposal(article)
    for number in (3, 30):
        for _ in range(number):
            make_proposal(article, "cold morning")
            dismissed = make_proposal(article, "Geneva")
            workflow.advance(dismissed, Verb.DISMISS, checker, 1, Inputs(note="None."))
        for address in [f"{article.get_absolute_url()}?claim={claim.pk}", "/claims/"]:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(article.get_absolute_url()).status_code == 200
        counts.append(len(queries))
    assert counts[:3] == counts[3:]
    assert counts[0] <= 17
    assert counts[2] <= 10
