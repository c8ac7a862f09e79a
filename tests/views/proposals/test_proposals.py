"""Proposals in the workbench: shown, accepted, dismissed, merged, found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from claims import workflow
from claims.choices import Kind, Stage, Verb
from claims.models import Article, Claim, User
from claims.proposals import Proposal
from claims.roles import Role
from claims.services.proposals import propose_requested
from claims.text.sentences import Span
from claims.views.panels import NOTHING_TO_CHECK
from claims.workflow import Inputs
from tests.factories import (
    TEXT,
    bring_to,
    make_article,
    make_claim,
    make_claimant,
    make_person,
    make_proposal,
)
from tests.views.browsing import (
    HTMX,
    PLAIN_AND_HTMX,
    page_of,
    read,
    refusals_in,
    send,
    signed_in,
    text_in,
    toast_in,
)
from tests.views.proposals import FIGURE, MONDAY, after, form_for, overview, panel_of, stages

pytestmark = pytest.mark.django_db


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
        assert toast_in(page) == f"You {Verb(verb).past.format(it=f'claim {claim.pk}')}"
        if following:
            assert page.one(class_="claim").attrs["data-claim"] == str(following.pk)
            current = {
                m.attrs["data-claim"]
                for m in text_in(page).all("mark")
                if "aria-current" in m.attrs
            }
            # In what a step changed of the text no other claim is marked as the one in view.
            assert current == (set() if htmx else {str(following.pk)})
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
    assert toast_in(page) == f"You placed a passage of claim {standing.pk}"
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


@PLAIN_AND_HTMX
def test_a_long_text_is_read_by_a_task_and_the_workbench_asks_how_far_it_is(
    checker: User, settings: Settings, htmx: bool
) -> None:
    settings.PROPOSER = f"{__name__}.finds_the_troops"
    article = make_article(text=TEXT + "\n\nIt was so." * 6000)
    client, address = signed_in(checker), article.get_absolute_url()
    send(client, overview(client, article).one("form", action=f"{address}propose/"), htmx)
    assert not Claim.objects.exists()
    (asks,) = read(client, address).all(hx_get=f"{address}proposing/")
    assert "this text are being made" in asks.text
    assert client.get(f"{address}proposing/", headers=HTMX).status_code == 204
    propose_requested(article.pk)
    parts = page_of(client.get(f"{address}proposing/", headers=HTMX))
    assert "1 proposed" in parts.one(id="strip").text
    assert parts.texts("mark") == ["100,000 troops"]
    assert "1 proposal" in parts.one(id="overview").text
    assert not parts.all(hx_get=f"{address}proposing/")


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
    assert counts[2] <= 11
