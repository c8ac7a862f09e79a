"""Who enters the admin, what its lists show, and how people, sources and claimants are kept."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.choices import ClaimantKind, Stage
from claims.models import (
    Article,
    Claim,
    Claimant,
    Event,
    Evidence,
    Source,
    User,
)
from claims.roles import Role
from claims.services import articles
from claims.text.sentences import sentences_of
from tests.admin_pages import (
    Form,
    change_url,
    client_of,
    closed_claim,
    fill,
    offered,
    send,
    staff,
    url,
)
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_claims,
    make_evidence,
    make_person,
    make_source,
    revision_of,
)

pytestmark = pytest.mark.django_db

MODELS = [Article, Claim, Claimant, Event, Evidence, Source, User]
WITHOUT_ADD = [Claim, Event, Evidence]


@pytest.fixture
def root() -> Client:
    return client_of(staff(None, is_superuser=True))


@pytest.fixture
def checker() -> User:
    return staff(Role.CHECKER)


@pytest.fixture
def desk(checker: User) -> Client:
    return client_of(checker)


def fill_desk(rows: int) -> None:
    """`rows` of every model, no two of which share what they point at."""
    for number in range(rows):
        reporter = make_person(Role.REPORTER, first_name=f"Rita {number}")
        article = make_article(reporter, outlet=f"Wire {number}")
        claimant = Claimant.objects.create(name=f"Who {number}", kind=ClaimantKind.PERSON)
        claim = make_claim(article, claimant=claimant)
        bring_to(Stage.CHECKING, claim, make_person(Role.CHECKER), make_person(Role.EDITOR))
        make_evidence(claim)
        revision = revision_of(article)
        sentence = sentences_of(revision.text, article.language)[-1]
        articles.clear_sentence(make_person(Role.CHECKER), revision, sentence.start, sentence.end)


def queries_of_list(client: Client, model: Any, rows: int) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url("changelist", model))
    assert len(response.context["cl"].result_list) >= rows
    return len(queries)


class TestWhoEnters:
    @pytest.mark.parametrize("model", MODELS)
    def test_every_page_answers_for_a_superuser(self, root: Client, model: Any) -> None:
        fill_desk(1)
        row = model.objects.first()
        assert root.get(url("changelist", model)).status_code == 200
        assert root.get(change_url(row)).status_code == 200
        assert root.get(url("history", model, row.pk)).status_code == 200
        adds = 403 if model in WITHOUT_ADD else 200
        assert root.get(url("add", model)).status_code == adds

    @pytest.mark.parametrize("model", MODELS)
    def test_nobody_deletes_anything(self, root: Client, model: Any) -> None:
        fill_desk(1)
        row = model.objects.first()
        count = model.objects.count()
        assert root.get(url("delete", model, row.pk)).status_code == 403
        assert root.post(url("delete", model, row.pk), {"post": "yes"}).status_code == 403
        action = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
        root.post(url("changelist", model), action)
        assert model.objects.count() == count
        assert "Delete" not in root.get(change_url(row)).content.decode()

    def test_a_row_of_an_inline_cannot_be_deleted(self, desk: Client, checker: User) -> None:
        claim = make_claim(made_by=checker)
        make_evidence(claim, checker)
        fill(desk, change_url(claim), **{"evidence-0-DELETE": "on"})
        assert claim.evidence.count() == 1

    @pytest.mark.parametrize("model", MODELS)
    def test_a_reporter_sees_nothing_here(self, model: Any) -> None:
        fill_desk(1)
        reporter = client_of(make_person(Role.REPORTER))
        row = change_url(model.objects.first())
        for address in [url("changelist", model), row, url("add", model)]:
            response = reporter.get(address)
            assert response.status_code == 302
            assert "/admin/login/" in response.url

    @pytest.mark.parametrize("role", [Role.CHECKER, Role.EDITOR])
    def test_the_desk_enters_data_without_any_permission_of_django(self, role: str) -> None:
        client = client_of(staff(role))
        assert client.get(url("add", Article)).status_code == 200
        assert client.get(url("changelist", User)).status_code == 403

    def test_pages_obey_the_policy_against_inline_script(self, root: Client) -> None:
        claim = make_claim()
        response = root.get(change_url(claim))
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert "<style" not in response.content.decode()
        assert "<script>" not in response.content.decode()


class TestLists:
    def test_no_query_per_row(self, root: Client) -> None:
        fill_desk(3)
        with_3 = {model: queries_of_list(root, model, 3) for model in MODELS}
        fill_desk(12)
        with_15 = {model: queries_of_list(root, model, 15) for model in MODELS}
        assert with_15 == with_3

    def test_a_claim_is_found_by_statement_claimant_and_number(self, desk: Client) -> None:
        nato = Claimant.objects.create(name="NATO", kind=ClaimantKind.ORGANISATION)
        claim = make_claim(statement="Troops were moved.", claimant=nato)
        make_claim(words="Geneva", statement="Talks follow.")
        for words in ("troops", "nato", str(claim.pk)):
            found = desk.get(url("changelist", Claim), {"q": words}).context["cl"].result_list
            assert claim in found

    def test_the_list_of_claims_shows_status_and_headline(self, desk: Client) -> None:
        closed_claim()
        page = desk.get(url("changelist", Claim)).content.decode()
        assert "Verified" in page
        assert "Alliance readies for conflict" in page
        assert change_url(Article.objects.get()) in page

    def test_a_list_counts_to_a_thousand_and_no_further(self, desk: Client) -> None:
        article = make_article()
        make_claims(article, 1001)
        with CaptureQueriesContext(connection) as queries:
            page = desk.get(url("changelist", Claim), {"p": "20"}).content.decode()
        assert "The first 1000: search for more." in page
        counting = [query["sql"] for query in queries if "COUNT(" in query["sql"]]
        assert counting
        assert all("LIMIT 1000" in sql for sql in counting)

    def test_the_index_has_the_desks_tables_alone(self, root: Client) -> None:
        (app,) = root.get("/admin/").context["app_list"]
        names = [model["name"] for model in app["models"]]
        assert names == [
            "Articles", "Claimants", "Claims", "Events", "Evidence", "People", "Sources",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "address",
        [
            "claim/?stage__exact=nowhere", "claim/?p=0", "claim/?p=99999999999999999999",
            "claim/?q=99999999999999999999", "event/?claim=x", "event/?q=99999999999999999999",
            "event/?claim=99999999999999999999", "source/?rank__exact=%27", "claimant/add/?kind=x",
            "source/add/?relies_on=x", "source/add/?relies_on=99999999999999999999",
            "claim/x/change/", "claim/99999999999999999999/change/",
        ],
    )  # fmt: skip
    def test_an_odd_address_is_no_fault(self, desk: Client, address: str) -> None:
        make_claims(make_article(), 1)
        assert desk.get(f"/admin/claims/{address}", follow=True).status_code == 200

    @pytest.mark.parametrize(
        "address", ["claim/?created_at__year=9999", "event/?at__year=9", "source/?title=x"]
    )
    def test_a_list_takes_its_own_filters_alone(self, desk: Client, address: str) -> None:
        assert desk.get(f"/admin/claims/{address}").status_code == 400


class TestSourcesClaimantsPeople:
    def test_a_source_is_added_once(self, desk: Client) -> None:
        typed = {"title": "Report", "url": "https://example.org/report"}
        fill(desk, url("add", Source), **typed)
        page = fill(desk, url("add", Source), **typed).content.decode()
        assert "already there" in page
        assert Source.objects.count() == 1

    def test_a_race_for_the_same_address_is_told_and_not_a_crash(
        self, desk: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_source(url="https://example.org/report")
        monkeypatch.setattr(Source, "validate_constraints", lambda self, exclude=None: None)
        typed = {"title": "Report", "url": "https://example.org/report"}
        page = fill(desk, url("add", Source), **typed).content.decode()
        assert "The database refused this" in page
        assert Form(page).data["title"] == "Report"

    @pytest.mark.parametrize(
        ("model", "asked"), [(Claimant, (Claim, "claimant")), (Source, (Evidence, "source"))]
    )
    def test_what_is_retired_is_kept_but_no_longer_offered(
        self, desk: Client, model: Any, asked: tuple[Any, str]
    ) -> None:
        make_evidence(make_claim(claimant=Claimant.objects.create(name="N", kind="person")))
        row = model.objects.get()
        assert offered(desk, *asked) == [row.pk]
        fill(desk, change_url(row), retired="on")
        assert offered(desk, *asked) == []
        assert model.objects.get().retired

    def test_a_superuser_adds_a_person_and_gives_a_role(self, root: Client) -> None:
        group = Group.objects.get(name=Role.EDITOR)
        password = {"password1": "quietreading9", "password2": "quietreading9"}
        fill(root, url("add", User), username="edith", groups=group.pk, **password)  # fmt: skip
        person = User.objects.get(username="edith")
        assert person.roles == {Role.EDITOR}
        assert person.check_password("quietreading9")

    def test_who_leaves_the_desk_is_made_inactive(self, root: Client) -> None:
        person = make_person(Role.CHECKER)
        data = Form(root.get(change_url(person)).content.decode()).data
        del data["is_active"]
        send(root, change_url(person), data)
        person.refresh_from_db()
        assert not person.is_active
        assert person.roles == {Role.CHECKER}
