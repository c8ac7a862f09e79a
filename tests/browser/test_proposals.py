"""Proposals by keyboard, one after the other; and all of it without script."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from claims.choices import Stage
from claims.models import Article, Claim
from claims.roles import Role
from tests.browser.actions import focus_is_kept, focused, press, toast
from tests.browser.everybody import hindrances
from tests.browser.test_pages import LONG
from tests.factories import make_article, make_claim, make_claimant, make_person, make_proposal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

PLACES = ["Alliance readies", "about 100,000 troops", "denies any plan", "Talks follow"]


@pytest.fixture
def person():
    return make_person(Role.CHECKER)


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def proposals(article):
    return [make_proposal(article, words, cues=["A figure."]) for words in PLACES]


def shows(page: Page, claim: Claim) -> None:
    """Panel, text and address are about this claim."""
    expect(page.locator("#panel [data-panel-focus]")).to_have_text(f"Claim {claim.pk}")
    expect(page.locator("mark[aria-current]")).to_have_attribute("data-claim", str(claim.pk))
    assert page.url.endswith(f"?claim={claim.pk}")


def stages(*claims: Claim) -> list[str]:
    return [Claim.objects.get(pk=claim.pk).stage for claim in claims]


def test_y_and_x_go_through_the_text_and_z_goes_back(
    sign_in, person, article, proposals, complaints
):
    first, second, third, last = proposals
    page = sign_in(person, f"/articles/{article.pk}/")
    press(page, "j")
    shows(page, first)
    press(page, "y")
    shows(page, second)
    assert toast(page) == f"You accepted claim {first.pk}"
    focus_is_kept(page)
    press(page, "x")
    shows(page, third)
    assert toast(page) == f"You dismissed claim {second.pk}"
    focus_is_kept(page)
    press(page, "z")
    shows(page, second)
    assert stages(first, second, third) == ["open", "proposed", "proposed"]
    focus_is_kept(page)
    press(page, "x")
    shows(page, third)
    press(page, "y")
    shows(page, last)
    press(page, "y")
    expect(page.locator("#panel h2").first).to_have_text("3 claims")
    expect(page.locator("#panel")).to_contain_text("Dismissed: 1")
    assert page.url.endswith(f"/articles/{article.pk}/")
    assert stages(*proposals) == ["open", "dismissed", "open", "open"]
    assert second.events.latest("pk").note == "Nothing to check here."
    focus_is_kept(page)
    assert complaints == []


def test_the_next_proposal_comes_into_view(sign_in, person):
    text = "Head\n\n" + "\n\n".join(f"Line {n} of the copy." for n in range(80))
    article = make_article(text=text)
    near, far = (make_proposal(article, words) for words in ["Line 1 of", "Line 70 of"])
    page = sign_in(person, f"/articles/{article.pk}/?claim={near.pk}", reduced_motion="reduce")
    press(page, "y")
    shows(page, far)
    expect(page.locator(f"mark[data-claim='{far.pk}']")).to_be_in_viewport()


def test_another_reason_is_chosen_by_a_click(sign_in, person, article, proposals):
    page = sign_in(person, f"/articles/{article.pk}/?claim={proposals[0].pk}")
    page.get_by_role("button", name="Opinion").click()
    shows(page, proposals[1])
    assert proposals[0].events.latest("pk").note == "Opinion."
    page.get_by_label("Why it is no claim to check").fill("Said by nobody.")
    press(page, "Escape", "x")
    shows(page, proposals[2])
    assert proposals[1].events.latest("pk").note == "Said by nobody."


def test_enter_edits_a_proposal_before_it_is_accepted(
    sign_in, person, article, proposals, complaints
):
    claim = proposals[1]
    page = sign_in(person, f"/articles/{article.pk}/")
    press(page, "j")
    shows(page, proposals[0])
    press(page, "j")
    shows(page, claim)
    press(page, "Enter")
    expect(page.get_by_label("Statement")).to_be_focused()
    page.get_by_label("Statement").fill("Moscow moved about 100,000 troops.")
    page.get_by_label("Words in the text").fill("moved about 100,000 troops to areas")
    press(page, "Control+Enter")
    shows(page, proposals[2])
    expect(page.locator(f"mark[data-claim='{claim.pk}']")).to_have_text(
        "moved about 100,000 troops to areas"
    )
    claim.refresh_from_db()
    assert (claim.stage, claim.accepted_by) == (Stage.OPEN, person)
    assert claim.statement == "Moscow moved about 100,000 troops."

    press(page, "Enter")  # From the heading, where the step has left the focus.
    expect(page.get_by_label("Statement")).to_be_focused()
    page.get_by_label("Words in the text").fill("not in the copy")
    press(page, "Control+Enter")
    expect(page.get_by_label("Words in the text")).to_be_focused()
    expect(page.locator(".errorlist")).to_have_text("These words are not in the text.")
    page.get_by_label("Words in the text").fill("denies any plan")
    page.get_by_role("button", name="Save, leave proposed").click()
    shows(page, proposals[2])
    assert toast(page) == "There was nothing to change"
    assert complaints == []


def test_enter_on_an_accepted_claim_goes_into_its_panel(sign_in, person, article):
    claim = make_claim(article)
    page = sign_in(person, f"/articles/{article.pk}/")
    press(page, "j")
    shows(page, claim)
    press(page, "Enter")
    assert focused(page) == "H2"


def test_x_on_an_accepted_claim_asks_for_the_reason(sign_in, person, article):
    claim = make_claim(article)
    page = sign_in(person, f"/articles/{article.pk}/?claim={claim.pk}")
    press(page, "x")
    expect(page.get_by_label("Why it is no claim to check")).to_be_focused()
    assert stages(claim) == ["open"]


@pytest.mark.parametrize("width", [360, 1440])
def test_accept_all_and_take_it_back(width, sign_in, person, article, proposals, complaints):
    for n in range(30):
        make_claim(article, "cold morning", statement=f"It was cold, {n}.")
    page = sign_in(person, f"/articles/{article.pk}/", width=width)
    page.get_by_role("button", name="Accept all").click()
    expect(page.locator("#strip")).to_contain_text("34 open")
    assert toast(page) == "4 proposals accepted; their sentences stay unread"
    expect(page.locator("#strip")).to_contain_text("4 of 5 sentences unread")
    expect(page.get_by_role("button", name="Undo")).to_be_in_viewport()
    focus_is_kept(page)
    press(page, "z")
    expect(page.locator("#strip")).to_contain_text("4 proposed")
    assert stages(*proposals) == ["proposed"] * 4
    focus_is_kept(page)
    assert complaints == []


def test_everything_works_without_script(sign_in, person, article, proposals):
    standing = make_claim(statement="The copy says denies any plan.")
    first, second, *_ = proposals
    page = sign_in(person, f"/articles/{article.pk}/?claim={first.pk}", java_script_enabled=False)
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("[data-toast]")).to_contain_text(f"You accepted claim {first.pk}")
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Statement").fill("Moscow moved troops.")
    page.get_by_role("button", name="Save, leave proposed").click()
    expect(page.locator(".statement")).to_have_text("Moscow moved troops.")
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Words in the text").fill("100,000 troops")
    page.get_by_role("button", name="Accept as edited").click()
    expect(page.locator(".repeated")).to_contain_text(f"Nearly repeats claim {standing.pk}")
    page.get_by_role("button", name="It is the same claim").click()
    expect(page.locator("[data-toast]")).to_contain_text(
        f"You placed a passage of claim {standing.pk}"
    )
    page.get_by_role("button", name="Not what it says").click()
    expect(page.locator("#panel h2").first).to_have_text("3 claims")
    page.get_by_text("Dismissed: 2").click()
    expect(page.locator("#panel")).to_contain_text("Not what it says.")
    page.get_by_role("button", name="Find claims").click()
    expect(page.locator(".notice")).to_have_text("4 new proposals.")
    assert stages(*proposals) == ["open", "open", "dismissed", "dismissed"]
    assert second.passages.get().exact == "100,000 troops"


def test_proposals_that_come_in_disturb_nobody_who_types(sign_in, person, article, complaints):
    claim = make_claim(article, PLACES[0], person)
    Article.objects.update(proposing_since=timezone.now())
    page = sign_in(person, f"{article.get_absolute_url()}?claim={claim.pk}")
    press(page, "e")
    page.locator("input[name=source]").fill("A report")
    make_proposal(article, PLACES[1])
    Article.objects.update(proposing_since=None)
    expect(page.locator("#strip")).to_contain_text("1 proposed")
    assert focused(page) == "source"
    assert toast(page) == "Proposals are made"
    assert complaints == []


def test_proposals_fit_and_can_be_used_by_everybody(sign_in, person, live_server, complaints):
    article = make_article(text=f"Head\n\n{LONG} troops. About 100,000 of them.")
    make_claim(article, "100,000", statement=f"{LONG} {LONG}.")
    claim = make_proposal(
        article,
        f"{LONG} troops",
        statement=f"{LONG} {LONG}.",
        claimant=make_claimant(name=LONG[:140]),
        figure_text=LONG,
        figure_low=10**20,
        figure_unit=LONG[:100],
        figure_qualifier="at least",
        dates=[{"text": LONG, "from": "2022-01-24", "to": None, "reading": LONG}],
        cues=[LONG, "A figure."],
    )
    base = f"/articles/{article.pk}/"
    page = sign_in(person, base)
    faults = []
    for path in [
        base,
        f"{base}?claim={claim.pk}",
        f"/claims/{claim.pk}/",
        f"/claims/{claim.pk}/amend/?article={article.pk}",
    ]:
        page.goto(live_server.url + path)
        faults += hindrances(page)
    assert faults == []
    assert complaints == []
