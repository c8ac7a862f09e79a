"""Taking and assigning many claims at once, from the queue."""

from typing import Any
from urllib.parse import urljoin

import pytest
from django.http import HttpResponse

from claims.choices import Stage
from claims.models import Claim, User
from claims.models.claims import CLAIM_CHANGED
from claims.roles import Role
from tests.factories import bring_to, make_article, make_claim, make_claims, make_person
from tests.views.browsing import HTMX, PLAIN_AND_HTMX, Element, page_of, read, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


@pytest.fixture
def mixed(checker: User) -> dict[str, Claim]:
    """Two claims that can be taken, and three that cannot."""
    editor = make_person(Role.EDITOR)
    article = make_article()
    own = make_claim(make_article(checker, "My own story\n\nTen planes flew."), "Ten planes")
    return {
        "open": make_claim(article),
        "checking": bring_to(Stage.CHECKING, make_claim(article), editor, editor),
        "own": own,
        "approval": bring_to(Stage.APPROVAL, make_claim(article), editor, editor),
        "dismissed": bring_to(Stage.DISMISSED, make_claim(article), editor, editor),
    }


def post(
    person: User, verb: str, claims: list[Any], htmx: bool = False, **typed: Any
) -> HttpResponse:
    """Tick claims in the queue and press a button of the row above them."""
    client = signed_in(person)
    form = read(client, "/claims/?stage=all").one("form", class_="queue")
    fields = form.fields | typed | {"claim": [getattr(c, "pk", c) for c in claims]}
    return client.post(f"/claims/{verb}/", fields, headers=HTMX if htmx else None)


def report_in(page: Element) -> tuple[str, dict[str, str]]:
    """The report's headline, and the reason beside each refused claim."""
    report = page.one(class_="report")
    refused = ((row.all("a")[0].text, row.text.split(": ", 1)[1]) for row in report.all("li"))
    return report.all("p")[0].text, dict(refused)


@PLAIN_AND_HTMX
def test_take_many(checker: User, mixed: dict[str, Claim], htmx: bool) -> None:
    answer = post(checker, "take", list(mixed.values()), htmx)
    assert answer.status_code == 200
    assert "HX-Request" in answer["Vary"]
    assert (b"<html" in answer.content) is not htmx
    page = page_of(answer)
    headline, refused = report_in(page)
    assert headline == "2 claims taken, 3 refused."
    assert page.one("ul", class_="rows").text.count(f"with {checker}") == 2  # As it is now.
    names = {f"Claim {claim.pk}": name for name, claim in mixed.items()}
    reasons = {names[claim]: reason for claim, reason in refused.items()}
    assert reasons.keys() == {"own", "approval", "dismissed"}
    assert reasons["own"].startswith("You handed in the article")
    assert reasons["approval"].startswith("This claim is awaiting approval")
    assert reasons["dismissed"].startswith("This claim is dismissed")
    assert set(Claim.objects.filter(stage=Stage.CHECKING, assignee=checker)) == {
        mixed["open"],
        mixed["checking"],
    }


@PLAIN_AND_HTMX
def test_assign_many(checker: User, mixed: dict[str, Claim], htmx: bool) -> None:
    editor = make_person(Role.EDITOR)
    claims = [mixed["open"], mixed["own"]]
    page = page_of(post(editor, "assign", claims, htmx, assignee=checker.pk))
    headline, refused = report_in(page)
    assert headline == "1 claim assigned, 1 refused."
    assert refused == {
        f"Claim {mixed['own'].pk}": f"{checker} handed in the article: another person has to "
        "judge its claims."
    }
    assert Claim.objects.get(pk=mixed["open"].pk).assignee == checker
    assert Claim.objects.get(pk=mixed["own"].pk).assignee is None


def test_all_of_them(checker: User) -> None:
    claims = [make_claim(article) for article in [make_article()] * 2]
    headline, refused = report_in(page_of(post(checker, "take", claims)))
    assert (headline, refused) == ("2 claims taken.", {})


@pytest.mark.parametrize(
    ("verb", "ticked", "typed", "sentence"),
    [
        ("take", False, {}, "Tick the claims first."),
        ("assign", False, {"assignee": "checker"}, "Tick the claims first."),
        ("assign", True, {}, "Choose who is to check them."),
        ("assign", True, {"assignee": "reporter"}, "Choose who is to check them."),
        ("assign", True, {"assignee": "x"}, "Choose who is to check them."),
    ],
)
def test_what_is_missing(verb: str, ticked: bool, typed: dict[str, str], sentence: str) -> None:
    claim, editor = make_claim(), make_person(Role.EDITOR)
    people = {"checker": make_person(Role.CHECKER), "reporter": make_person(Role.REPORTER)}
    chosen = {name: people[who].pk if who in people else who for name, who in typed.items()}
    for htmx in [False, True]:
        answer = post(editor, verb, [claim] * ticked, htmx, **chosen)
        assert answer.status_code == 422
        page = page_of(answer)
        assert page.texts(class_="refusal") == [sentence]
        ticks = page.all("input", name="claim")
        assert ["checked" in tick.attrs for tick in ticks] == [ticked]
    assert Claim.objects.get(pk=claim.pk).stage == Stage.OPEN


def test_a_claim_that_another_changed_meanwhile_is_refused(checker: User) -> None:
    stale, fresh = make_claim(), make_claim()
    client = signed_in(checker)
    fields = read(client, "/claims/").one("form", class_="queue").fields
    bring_to(Stage.CHECKING, stale, make_person(Role.CHECKER), checker)
    answer = client.post("/claims/take/", fields | {"claim": [stale.pk, fresh.pk]})
    headline, refused = report_in(page_of(answer))
    assert headline == "1 claim taken, 1 refused."
    assert refused == {f"Claim {stale.pk}": CLAIM_CHANGED}
    answer = client.post("/claims/take/", {"claim": [stale.pk]})  # What was seen is not said.
    assert report_in(page_of(answer))[0] == "0 claims taken, 1 refused."


def test_rubbish_for_a_claim(checker: User) -> None:
    for rubbish in ["x", "-1", "", "0", "9" * 18, "9" * 30, "9" * 5000, "٣", "²"]:
        headline, _ = report_in(page_of(post(checker, "take", [make_claim(), rubbish])))
        assert headline == "1 claim taken.", rubbish


def test_the_filters_stay(checker: User) -> None:
    article = make_article()
    figure, event = make_claim(article), make_claim(article, kind="event")
    client = signed_in(checker)
    form = read(client, "/claims/?kind=event&q=copy").one("form", class_="queue")
    assert form.fields["filters"] == "q=copy&kind=event"
    answer = client.post("/claims/take/", form.fields | {"claim": [event.pk]})
    page = page_of(answer)
    assert page.one("form", id="filters").fields["kind"] == "event"
    assert page.one("form", id="filters").fields["q"] == "copy"
    assert [a.attrs["href"] for a in page.all("a", class_="title")] == [
        f"/articles/{article.pk}/?claim={event.pk}"
    ]
    assert Claim.objects.get(pk=figure.pk).stage == Stage.OPEN


def test_the_page_of_the_list_stays(checker: User) -> None:
    made = make_claims(make_article(), 52)
    client = signed_in(checker)
    following = read(client, "/claims/").one("a", rel="next").attrs["href"]
    form = read(client, urljoin("/claims/", following)).one("form", class_="queue")
    page = page_of(client.post("/claims/take/", form.fields | {"claim": [made[-1].pk]}))
    assert report_in(page)[0] == "1 claim taken."
    boxes = [box.attrs["value"] for box in page.all("input", name="claim")]
    assert boxes == [str(claim.pk) for claim in made[50:]]


@pytest.mark.parametrize("filters", ["kind=rumour", "%00", "q=%00", "a" * 5000, "&=&", "after=x"])
def test_rubbish_for_filters(checker: User, filters: str) -> None:
    claim = make_claim()
    answer = post(checker, "take", [claim], filters=filters)
    assert answer.status_code == 200
    assert Claim.objects.get(pk=claim.pk).assignee == checker


def test_who_checks_no_claims_sees_no_boxes() -> None:
    reporter = make_person(Role.REPORTER)
    claim = make_claim(make_article(reporter))
    page = read(signed_in(reporter), "/claims/")
    assert f"Claim {claim.pk}" in page.text
    assert not page.all("input", name="claim")
    answer = post(reporter, "take", [claim])
    assert (answer.status_code, page_of(answer).texts(class_="refusal")) == (
        403,
        ["Only checkers and editors check claims."],
    )
