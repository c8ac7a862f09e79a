"""Every address, and what each kind of person gets there."""

from copy import copy

import pytest
from django.urls import reverse

from claims import urls
from claims.roles import Role
from tests.factories import make_person, rolled_back
from tests.views.browsing import signed_in
from tests.views.whole_desk import Desk, make_desk

pytestmark = pytest.mark.django_db

PEOPLE = ["anonymous", "no role", "handed in", "reporter", "checker", "editor", "admin"]

# Who gets what, in the order of PEOPLE.
PAGES = {
    "desk": "302 200 200 200 200 200 200",
    "go": "302 200 200 200 200 200 200",
    "articles": "302 200 200 200 200 200 200",
    "article-new": "302 200 200 200 200 200 200",
    "import": "302 404 404 404 404 200 404",
    "article": "302 404 200 404 200 200 200",
    "article-amend": "302 404 403 404 200 200 200",
    "article-sign-off": "302 404 200 404 200 200 200",
    "article-packet": "302 404 200 404 200 200 200",
    "packet": "302 404 404 404 404 200 404",
    "packet-file": "302 404 404 404 404 200 404",
    "article-proposing": "302 404 200 404 200 200 200",
    "article-quotations": "302 404 200 404 200 200 200",
    "article-revisions": "302 404 200 404 200 200 200",
    "article-queries": "302 404 200 404 200 200 200",
    "article-corrections": "302 404 200 404 200 200 200",
    "revision": "302 404 200 404 200 200 200",
    "revision-new": "302 404 200 404 200 200 200",
    "revision-import": "302 404 200 404 200 200 200",
    "claims": "302 200 200 200 200 200 200",
    "claim": "302 404 200 404 200 200 200",
    "claim-amend": "302 404 403 404 200 200 200",
    "claim-assign": "302 404 200 404 200 200 200",
    "event-wording": "302 404 200 404 200 200 200",
    "sources": "302 200 200 200 200 200 200",
    "source-new": "302 403 403 403 200 200 200",
    "source-known": "302 200 200 200 200 200 200",
    "source-titles": "302 200 200 200 200 200 200",
    "source-amend": "302 404 403 404 200 200 200",
    "source": "302 404 200 404 200 200 200",
    "source-capturing": "302 404 200 404 200 200 200",
    "source-add-snapshot": "302 404 403 404 200 200 200",
    "snapshot": "302 404 200 404 200 200 200",
    "snapshot-file": "302 404 200 404 200 200 200",
    "headlines": "302 200 200 200 200 200 200",
    "outlets": "302 200 200 200 200 200 200",
    "claimants": "302 200 200 200 200 200 200",
    "claimant-names": "302 200 200 200 200 200 200",
    "claimant": "302 404 200 404 200 200 200",
    "account": "302 200 200 200 200 200 200",
    "password": "302 200 200 200 200 200 200",
    "login": "200 200 200 200 200 200 200",
    "healthz": "200 200 200 200 200 200 200",
}

# Posted with all that the verb needs: 302 leads back to the article or the claim.
VERBS = {
    # First, for a step can be undone for a minute.
    "claim-undo": "302 404 403 404 302 403 403",
    "article-new": "302 403 302 302 302 302 302",
    "article-amend": "302 404 403 404 302 302 302",
    "import-finish": "302 404 404 404 404 302 404",
    "import-retry": "302 404 404 404 404 302 404",
    "article-make-claim": "302 404 403 404 302 302 302",
    "article-place-claim": "302 404 403 404 302 302 302",
    "article-clear": "302 404 403 404 302 302 403",
    "article-revoke-clearance": "302 404 403 404 302 302 403",
    "article-clear-run": "302 404 403 404 302 302 403",
    "article-revoke-clearances": "302 404 403 404 302 302 403",
    "article-rule": "302 404 403 404 403 302 403",
    # Refused while much is open.
    "article-sign": "302 404 403 404 403 422 403",
    "article-ask": "302 404 403 404 302 302 302",
    "query-answer": "302 404 302 404 403 403 403",
    "article-suggest": "302 404 403 404 302 302 302",
    "correction-agree": "302 404 302 404 403 403 403",
    "correction-counter": "302 404 302 404 403 403 403",
    "correction-decline": "302 404 302 404 403 403 403",
    "correction-take-back": "302 404 403 404 302 403 403",
    # The author has not spoken yet; nothing is agreed; nothing is signed.
    "correction-rule": "302 404 403 404 403 409 403",
    "article-apply": "302 404 409 404 409 409 409",
    "article-withdraw": "302 404 403 404 403 409 403",
    "article-publish": "302 404 403 404 403 409 403",
    "article-unpublish": "302 404 403 404 403 409 403",
    "article-packet": "302 404 302 404 302 302 302",
    "article-propose": "302 404 403 404 302 302 302",
    "article-accept-proposals": "302 404 403 404 302 302 403",
    "article-undo-proposals": "302 404 302 404 302 302 302",
    "claims-take": "302 403 403 403 200 200 403",
    "claims-assign": "302 403 403 403 200 200 403",
    "claim-accept": "302 404 403 404 302 302 403",
    "claim-dismiss": "302 404 403 404 302 302 403",
    "claim-take": "302 404 403 404 302 302 403",
    "claim-assign": "302 404 403 404 302 302 403",
    "claim-release": "302 404 403 404 302 302 403",
    "claim-submit": "302 404 403 404 302 302 403",
    "claim-withdraw": "302 404 403 404 302 403 403",
    "claim-approve": "302 404 403 404 403 302 403",
    "claim-send-back": "302 404 403 404 403 302 403",
    "claim-reopen": "302 404 403 404 302 302 403",
    "claim-amend": "302 404 403 404 302 302 302",
    "claim-accept-as-said": "302 404 403 404 302 302 403",
    "claim-merge": "302 404 403 404 302 302 403",
    "claim-add-evidence": "302 404 403 404 302 302 302",
    "evidence-remove": "302 404 403 404 302 302 302",
    "passage-confirm": "302 404 403 404 403 302 403",
    "passage-remove": "302 404 403 404 302 302 302",
    # It stands: there is nothing lost to be dealt with.
    "passage-place": "302 404 403 404 409 409 409",
    "passage-retire": "302 404 403 404 409 409 403",
    "revision-new": "302 404 200 404 200 200 200",
    "revision-import": "302 404 302 404 302 302 302",
    "source-new": "302 403 403 403 302 302 302",
    "source-amend": "302 404 403 404 302 302 302",
    "source-capture": "302 404 403 404 302 302 302",
    "source-add-snapshot": "302 404 403 404 302 302 302",
    "snapshot-archive": "302 404 403 404 302 302 302",
    "source-disclose": "302 404 403 404 403 403 403",
    "source-access": "302 404 403 404 403 403 403",
    # Nobody is listed on it: it is not confidential.
    "source-access-revoke": "302 404 404 404 404 404 404",
    "account": "302 302 302 302 302 302 302",
    "logout": "302 302 302 302 302 302 302",
}


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def codes(desk: Desk, name: str, method: str) -> str:
    """What everybody gets, each on the same desk."""
    found = []
    address, typed = desk.url(name), desk.typed(name)
    for client in desk.clients:
        cookies = copy(client.cookies)
        with rolled_back():
            answer = getattr(client, method)(address, typed)
        client.cookies = cookies  # Signed in as before, whatever the answer said.
        found.append(str(answer.status_code))
    return " ".join(found)


def test_the_table_has_every_address() -> None:
    names = {pattern.name for pattern in urls.urlpatterns}
    assert names == PAGES.keys() | VERBS.keys()


def test_pages(desk: Desk) -> None:
    assert {name: codes(desk, name, "get") for name in PAGES} == PAGES


def test_pages_answer_head_as_they_answer_get(desk: Desk) -> None:
    client = signed_in(desk.people["editor"])
    editor = PEOPLE.index("editor")
    answers = {name: client.head(desk.url(name)) for name in PAGES}
    assert {name: str(answer.status_code) for name, answer in answers.items()} == {
        name: got.split()[editor] for name, got in PAGES.items()
    }
    assert not any(b"".join(answer) for answer in answers.values())


def test_verbs(desk: Desk) -> None:
    assert {name: codes(desk, name, "post") for name in VERBS} == VERBS


def test_a_verb_is_no_page(desk: Desk) -> None:
    client, nobody = signed_in(desk.people["editor"]), signed_in()
    for name in VERBS.keys() - PAGES.keys():
        assert client.get(desk.url(name)).status_code == 405, name
        assert nobody.get(desk.url(name)).status_code == 302, name


def test_a_page_that_only_shows_takes_nothing(desk: Desk) -> None:
    client = signed_in(desk.people["editor"])
    for name in PAGES.keys() - VERBS.keys() - {"login", "password"}:
        for method in ["post", "put", "delete", "patch"]:
            assert getattr(client, method)(desk.url(name)).status_code == 405, name


def test_who_is_not_signed_in_is_led_back_after_it(desk: Desk) -> None:
    answer = signed_in().get(reverse("claims"), {"q": "troops"})
    assert answer["Location"] == "/accounts/login/?next=/claims/%3Fq%3Dtroops"


@pytest.mark.parametrize("noun", ["articles", "claims", "sources", "claimants"])
def test_what_is_not_there(noun: str) -> None:
    client = signed_in(make_person(Role.EDITOR))
    for pk in ["0", "999999999", "9" * 30, "9" * 5000]:
        assert client.get(f"/{noun}/{pk}/").status_code == 404, pk
