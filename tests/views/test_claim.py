"""A claim's wording, evidence and passages, as a person changes them on its page."""

from typing import Any

import pytest
from django.contrib.auth.models import Group

from claims.choices import Kind, Stage
from claims.models import Claim, Claimant, Evidence, Source, User
from claims.roles import Role
from claims.services import claims
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_person,
    make_source,
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


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


def closed_claim() -> Claim:
    return bring_to(Stage.CLOSED, make_claim(), make_person(Role.CHECKER), make_person(Role.EDITOR))


def change(claim: Claim, person: User, verb: str, htmx: bool = False, **typed: Any) -> Element:
    """Fill in a form of the claim's page and send it; the page that follows."""
    client = signed_in(person)
    page = read(client, claim.get_absolute_url() + ("amend/" if verb == "amend" else ""))
    answer = send(client, page.one("form", action=address_of(claim, verb)), htmx, **typed)
    if htmx:
        assert answer.status_code == 200
        return page_of(answer)
    assert answer.status_code == 302
    return read(client, answer["Location"])


def refuse(claim: Claim, person: User, verb: str, status: int, **typed: Any) -> list[Element]:
    """The form as it comes back, on a whole page and by htmx; nothing has changed."""
    before = Claim.objects.values().get(pk=claim.pk)
    events = claim.events.count()
    typed, client, forms = {"version": claim.version} | typed, signed_in(person), []
    for headers in [None, HTMX]:
        answer = client.post(address_of(claim, verb), typed, headers=headers)
        assert answer.status_code == status
        assert (b"<html" in answer.content) is (headers is None)
        assert Claim.objects.values().get(pk=claim.pk) == before
        assert claim.events.count() == events
        forms.append(page_of(answer).one("form", action=address_of(claim, verb)))
    return forms


def address_of(claim: Claim, verb: str) -> str:
    return f"{claim.get_absolute_url()}{verb}/"


# The wording


def said(**changes: str) -> dict[str, str]:
    return {"statement": "It is so.", "kind": "event", "claimant_kind": "person"} | changes


@PLAIN_AND_HTMX
def test_amend_a_claim(checker: User, htmx: bool) -> None:
    claim = make_claim(claimant=make_claimant(), occasion="A speech")
    typed = said(
        statement="  Moscow\n moved  troops. ", said_on="2022-01-20", claimant="The Kremlin"
    )
    page = change(claim, checker, "amend", htmx, **typed)
    claim.refresh_from_db()
    assert (claim.statement, claim.kind) == ("Moscow moved troops.", Kind.EVENT)
    assert (claim.claimant.name, claim.claimant.kind) == ("The Kremlin", "person")
    assert (str(claim.said_on), claim.occasion) == ("2022-01-20", "A speech")
    assert toast_in(page) == f"You amended claim {claim.pk}"
    assert page.one(class_="statement").text == "Moscow moved troops."
    assert not page.one(id="toast").all("form")  # Amending is no step that undo takes back.


def test_the_form_to_amend_holds_what_the_claim_says(checker: User) -> None:
    claim = make_claim(claimant=make_claimant(name="NATO"), occasion="A speech")
    page = read(signed_in(checker), address_of(claim, "amend"))
    fields = page.one("form", action=address_of(claim, "amend")).fields
    assert (fields["statement"], fields["kind"]) == (claim.statement, "figure")
    assert (fields["claimant"], fields["claimant_kind"]) == ("NATO", "organisation")
    assert fields["occasion"] == "A speech"


@PLAIN_AND_HTMX
def test_to_save_what_is_as_it_was_changes_nothing(checker: User, htmx: bool) -> None:
    claim = closed_claim()
    version, events = claim.version, claim.events.count()
    page = change(claim, checker, "amend", htmx)
    claim.refresh_from_db()
    assert (claim.stage, claim.version) == (Stage.CLOSED, version)
    assert claim.events.count() == events
    assert toast_in(page) == "There was nothing to change"


@PLAIN_AND_HTMX
def test_to_reword_a_judged_claim_sends_it_back(checker: User, htmx: bool) -> None:
    claim = closed_claim()
    page = change(claim, checker, "amend", htmx, statement="Moscow moved 90,000 troops.")
    claim.refresh_from_db()
    assert (claim.stage, claim.verdict) == (Stage.OPEN, "")
    assert toast_in(page) == f"You amended claim {claim.pk}"
    assert f"{checker} changed the statement." in page.one(class_="log").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (said(statement=""), "required"),
        (said(statement=" \n"), "required"),
        (said(statement="x" * 1001), "at most 1000"),
        (said(statement="a\0b"), "NUL"),
        (said(kind=""), "required"),
        (said(kind="rumour"), "valid choice"),
        (said(claimant="x" * 201), "at most 200"),
        (said(claimant="The Kremlin", claimant_kind="state"), "valid choice"),
        (said(said_on="2022-02-30"), "valid date"),
        (said(said_on="tomorrow"), "valid date"),
        (said(occasion="x" * 301), "at most 300"),
    ],
)
def test_what_a_claim_cannot_say(checker: User, typed: dict[str, str], sentence: str) -> None:
    claim = make_claim()
    for form in refuse(claim, checker, "amend", 422, **typed):
        assert any(sentence in found for found in refusals_in(form)), refusals_in(form)
        for name in typed.keys() & {"statement", "occasion"}:
            assert form.fields[name].strip() == typed[name].strip()
    assert not Claimant.objects.exists()


def test_what_was_typed_stays_when_another_amended_first(checker: User) -> None:
    claim = make_claim()
    seen = claim.version
    claims.amend_claim(make_person(Role.EDITOR), claim, seen, statement="Theirs.")
    typed = said(statement="Mine.", claimant="Nobody yet")
    for form in refuse(claim, checker, "amend", 409, version=seen, **typed):
        assert form.fields["statement"] == "Mine."
        assert form.fields["version"] == str(claim.version)
    assert not Claimant.objects.exists()


# Evidence


def brought(**changes: str) -> dict[str, str]:
    return {"source": "https://example.org/a", "title": "A count", "stance": "disputes"} | changes


@PLAIN_AND_HTMX
def test_evidence_with_a_new_address(checker: User, htmx: bool) -> None:
    claim = make_claim()
    typed = brought(
        quote="90,000", locator="p. 3", note="By satellite", publisher="Maxar",
        published_on="2022-01-05",
    )  # fmt: skip
    page = change(claim, checker, "evidence", htmx, **typed)
    source = Source.objects.get()
    assert (source.url, source.title) == ("https://example.org/a", "A count")
    assert (source.publisher, str(source.published_on)) == ("Maxar", "2022-01-05")
    evidence = claim.evidence.get()
    assert (evidence.stance, evidence.quote) == ("disputes", "90,000")
    assert (evidence.locator, evidence.note) == ("p. 3", "By satellite")
    assert evidence.added_by == checker
    assert toast_in(page) == f"You added evidence to claim {claim.pk}"
    assert "A count" in page.one(class_="evidence").text


def test_words_without_a_limit_may_be_long(checker: User) -> None:
    claim, words = make_claim(), "é “😀” " * 20_000 + "end"
    page = change(claim, checker, "evidence", quote=words, note=words, **brought())
    assert claim.evidence.get().quote == words
    assert page.one("blockquote").raw == words


@pytest.mark.parametrize("typed", ["https://example.org/a", "a COUNT"])
def test_evidence_from_a_known_source(checker: User, typed: str) -> None:
    source = make_source(title="A count", url="https://example.org/a")
    claim = make_claim()
    change(claim, checker, "evidence", source=typed, title="", stance="context")
    assert Source.objects.get() == claim.evidence.get().source == source


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (brought(source="Unheard of"), "No source here has this address, number or title"),
        (brought(source="Two of a kind"), "Several sources have this title: type the number"),
        (brought(source=""), "required"),
        (brought(source="http://"), "valid URL"),
        (brought(source="javascript://example.org/%0aalert(1)"), "valid URL"),
        (brought(source="https://exa mple.org"), "valid URL"),
        (brought(source="https://example.org/" + "x" * 1000), "at most 1000"),
        (brought(source="https://example.org/\0"), "NUL"),
        (brought(title="x" * 501), "at most 500"),
        (brought(quote="a\0b"), "NUL"),
        (brought(stance="perhaps"), "valid choice"),
        (brought(stance=""), "required"),
        (brought(locator="x" * 201), "at most 200"),
        (brought(published_on="2022-13-01"), "valid date"),
    ],
)
def test_what_is_no_evidence(checker: User, typed: dict[str, str], sentence: str) -> None:
    for _ in range(2):
        make_source(title="Two of a kind")
    for form in refuse(make_claim(), checker, "evidence", 422, note="What I saw.", **typed):
        assert any(sentence in found for found in refusals_in(form)), refusals_in(form)
        assert form.fields["note"] == "What I saw."
        assert form.fields["source"] == typed["source"]
    assert (Source.objects.count(), Evidence.objects.count()) == (2, 0)


def test_evidence_typed_while_another_changed_the_claim(checker: User) -> None:
    claim = make_claim()
    seen = claim.version
    make_evidence(claim)
    for form in refuse(claim, checker, "evidence", 409, version=seen, **brought()):
        assert form.fields["source"] == "https://example.org/a"
        assert form.fields["title"] == "A count"
    assert Source.objects.count() == 1  # The other's.


def test_evidence_typed_by_who_may_not_any_more(checker: User) -> None:
    claim = make_claim(make_article(checker))
    client = signed_in(checker)
    form = read(client, claim.get_absolute_url()).one("form", action=address_of(claim, "evidence"))
    checker.groups.set([Group.objects.get(name=Role.REPORTER)])
    answer = send(client, form, htmx=True, **brought(quote="They stand there."))
    assert answer.status_code == 403
    page = page_of(answer)
    assert page.one("form", action=address_of(claim, "evidence")).fields["quote"] == (
        "They stand there."
    )


@PLAIN_AND_HTMX
def test_to_remove_evidence_of_a_verdict_sends_the_claim_back(checker: User, htmx: bool) -> None:
    claim = closed_claim()
    client, evidence = signed_in(checker), claim.evidence.get()
    page = read(client, claim.get_absolute_url())
    answer = send(client, page.one("form", action=f"/evidence/{evidence.pk}/remove/"), htmx)
    page = page_of(answer) if htmx else read(client, answer["Location"])
    claim.refresh_from_db()
    assert (claim.stage, claim.evidence.exists()) == (Stage.OPEN, False)
    assert toast_in(page) == f"You removed evidence from claim {claim.pk}"
    assert client.post(f"/evidence/{evidence.pk}/remove/").status_code == 404


# Passages


@PLAIN_AND_HTMX
def test_a_passage_not_judged_is_shown_and_confirmed(checker: User, htmx: bool) -> None:
    claim, editor = closed_claim(), make_person(Role.EDITOR)
    article = make_article(text="Another story\n\nSome 100,000 troops stand there.")
    end = len("Another story\n\nSome 100,000")
    claims.place_passage(checker, claim, claim.version, revision_of(article), 15, end)
    passage = claim.passages.latest("pk")
    client = signed_in(editor)
    address = f"{article.get_absolute_url()}?claim={claim.pk}"
    page = read(client, address)
    assert page.texts(class_="flag") == ["not judged"]
    label = text_in(page).one("a", class_="ref").attrs["aria-label"]
    assert label.endswith("not judged here")
    checkers = read(signed_in(checker), address)  # Who placed it: another has to confirm it.
    assert checkers.texts(class_="flag") == ["not judged"]
    assert not checkers.all("form", action=f"/passages/{passage.pk}/confirm/")

    form = page.one("form", action=f"/passages/{passage.pk}/confirm/")
    answer = send(client, form, htmx)
    page = page_of(answer) if htmx else read(client, answer["Location"])
    assert toast_in(page) == f"You confirmed a passage of claim {claim.pk}"
    assert not page.texts(class_="flag")
    assert send(client, form, htmx).status_code == 409


@PLAIN_AND_HTMX
def test_take_a_passage_away(checker: User, htmx: bool) -> None:
    claim = make_claim()
    first = claim.passages.get()
    assert not read(signed_in(checker), claim.get_absolute_url()).all(
        "form", action=f"/passages/{first.pk}/remove/"
    )
    claims.place_passage(checker, claim, claim.version, first.revision, 0, 8)
    second = claim.passages.latest("pk")
    client = signed_in(checker)
    page = read(client, claim.get_absolute_url())
    answer = send(client, page.one("form", action=f"/passages/{second.pk}/remove/"), htmx)
    page = page_of(answer) if htmx else read(client, answer["Location"])
    assert toast_in(page) == f"You took away a passage of claim {claim.pk}"
    assert claim.passages.get() == first
    answer = client.post(f"/passages/{first.pk}/remove/", {"version": claim.version + 1})
    assert answer.status_code == 409
    assert claim.passages.get() == first
