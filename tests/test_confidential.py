"""Who a confidential source is: for those listed on it, on no other page, list, log or message."""

import logging
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from claims import urls
from claims.choices import CaptureWay, Stage
from claims.documents.sources import CapturedDocument
from claims.errors import Conflict
from claims.models import (
    ConfidentialIdentity,
    IdentityAccess,
    IdentityAccessLog,
    Snapshot,
    Source,
    User,
)
from claims.roles import Role
from claims.services import packets, snapshots, sources
from tests.admin_pages import fill
from tests.factories import make_evidence, make_person, make_source, rolled_back
from tests.views.browsing import page_of, read, refusals_in, send, signed_in
from tests.views.whole_desk import Desk, make_desk

pytestmark = pytest.mark.django_db

WHO = {"name": "Quillon Ferrowvane", "contact": "+44 20 7946 0991", "note": "Keeps bees, Otterby."}
SECRETS = ["quillon", "ferrowvane", "20 7946", "otterby"]  # Numbers of rows reach 7946.
SEARCHED = ["Quillon", "ferrowvan", "Otterby", "0991"]
NOWHERE = "Xylophonq"  # A search for it finds nothing either.
TOKEN = re.compile(r'(csrfmiddlewaretoken" value=)"\w+"')


def assert_tells_nothing(said: str, where: object) -> None:
    found = [secret for secret in SECRETS if secret in said.lower()]
    assert not found, (where, found)


def log_everything(caplog: pytest.LogCaptureFixture) -> None:
    """But how each variable that a template does not find was looked for: that takes minutes."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, logger="django.template")


def words_of(answer: HttpResponse) -> str:
    """All that goes out: the body, the headers, the cookies."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{body.decode(errors='replace')}\n{answer.headers}\n{answer.cookies}"


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def listed() -> User:
    return make_person(Role.CHECKER)


@pytest.fixture
def hidden(desk: Desk, listed: User) -> Source:
    """A confidential source as a person types it, brought to bear on the open claim."""
    typed = {"kind": "person", "terms": "background", "is_confidential": "on", **WHO}
    answer = signed_in(listed).post("/sources/new/", typed)
    source = Source.objects.latest("pk")
    assert answer["Location"] == source.get_absolute_url()
    claim = desk.claims[Stage.OPEN]
    claim.refresh_from_db()
    make_evidence(claim, listed, source=source, quote="Three thousand came, they said.")
    make_source(title="A second-hand report", relies_on=source)
    return source


def addresses(desk: Desk, hidden: Source) -> list[str]:
    """Every address of the site, for the rows that hang together with the hidden source."""
    evidence = hidden.evidence.get()
    rows: dict[str, Any] = {
        "articles": desk.article,
        "claims": evidence.claim,
        "claimants": evidence.claim.claimant,
        "events": evidence.claim.events.first(),
        "evidence": evidence,
        "imports": desk.people["editor"].imports.get(),
        "packets": packets.ask_packet(desk.people["editor"], desk.article, "json", False),
        "passages": evidence.claim.passages.first(),
        "queries": desk.article.queries.get(),
        "corrections": desk.article.corrections.get(),
        "snapshots": hidden.snapshots.first(),
        "sources": hidden,
    }
    found = []
    for pattern in urls.urlpatterns:
        route = f"/{pattern.pattern}"
        noun = route.split("/")[1]
        if "<" in route and (row := rows[noun]):
            found.append(re.sub(r"<\w+:\w+>", "1", route.replace("<int:pk>", str(row.pk))))
        elif "<" not in route:
            found.append(route)
    return found


def admin_addresses() -> Iterator[str]:
    yield from ["/admin/", "/admin/claims/", "/admin/password_change/", "/admin/no-such/"]
    for model, model_admin in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield from [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        for pk in model._default_manager.order_by("-pk").values_list("pk", flat=True)[:3]:
            for page in ["change", "history", "delete"]:
                yield reverse(f"{name}_{page}", args=[pk])
        for field in model_admin.autocomplete_fields:
            yield autocomplete_of(model, field)


def autocomplete_of(model: Any, field: str) -> str:
    options = model._meta
    asked = {
        "app_label": options.app_label, "model_name": options.model_name, "field_name": field,
    }  # fmt: skip
    return reverse("admin:autocomplete", query=asked)


SEARCHES = [
    "/sources/?q=", "/sources/?tag=", "/sources/?kind=", "/go/?q=", "/claims/?stage=all&q=",
    "/claims/?claimant=", "/articles/?q=", "/claimants/?q=", "/sources/titles/?source=",
    "/sources/titles/?relies_on=", "/sources/known/?source=", "/claimants/names/?claimant=",
]  # fmt: skip


def admin_searches() -> Iterator[str]:
    for model, model_admin in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        yield reverse(name) + "?q="
        for field in model_admin.autocomplete_fields:
            yield autocomplete_of(model, field) + "&term="


def keep_a_copy(hidden: Source, listed: User) -> Snapshot:
    """Copies of a confidential source name it, and are for who is listed."""
    text = f"Three thousand came, {WHO['name']} said. {WHO['note']}"
    copy = CapturedDocument(text.encode(), "text/plain", CaptureWay.PASTED, text=text)
    snapshot = snapshots.store_snapshot(listed, hidden, copy)
    # Who is listed looks first: what is compared then is for nobody else.
    assert "Quillon" in words_of(signed_in(listed).get(snapshot.get_absolute_url()))
    for evidence in hidden.evidence.all():
        signed_in(listed).get(evidence.claim.get_absolute_url())
    return snapshot


def holding(cookies: SimpleCookie) -> Client:
    """A browser that is signed in already: to sign in takes longer than many a page."""
    client = signed_in()
    client.cookies.update(cookies)
    return client


def test_no_page_tells_who_is_not_listed(
    desk: Desk, hidden: Source, listed: User, caplog: pytest.LogCaptureFixture
) -> None:
    log_everything(caplog)
    keep_a_copy(hidden, listed)
    pages = [*addresses(desk, hidden), *admin_addresses()]
    for who, person in desk.people.items():
        cookies = signed_in(person).cookies
        for address in pages:
            with rolled_back():
                answer = holding(cookies).get(address)
                assert_tells_nothing(words_of(answer), (who, address))
    assert_tells_nothing(caplog.text, "log")


def test_no_refusal_tells_who_is_not_listed(
    desk: Desk, hidden: Source, listed: User, caplog: pytest.LogCaptureFixture
) -> None:
    """Every form, empty and filled in: what is refused, what is done, and what is shown then."""
    log_everything(caplog)
    keep_a_copy(hidden, listed)
    readings = IdentityAccessLog.objects.count()
    filled = desk.typed("source-new") | {
        "source": hidden.title, "relies_on": hidden.title, "title": hidden.title, "url": "nowhere",
        "version": hidden.evidence.get().claim.version,
    }  # fmt: skip
    filled_in_admin = filled | {"source": hidden.pk, "relies_on": hidden.pk}
    pages = [(address, filled) for address in addresses(desk, hidden)]
    forms = [a for a in admin_addresses() if a.endswith(("/add/", "/change/"))]
    pages += [(address, filled_in_admin) for address in forms]
    for who, person in desk.people.items():
        cookies = signed_in(person).cookies
        for address, filled_in in pages:
            for typed in [{}, filled_in] if who in {"checker", "editor"} else [filled_in]:
                with rolled_back():
                    answer = holding(cookies).post(address, typed, follow=True)
                    assert answer.status_code in {200, 400, 403, 404, 405, 409, 422, 429}
                    assert_tells_nothing(words_of(answer), (who, address))
                    assert IdentityAccessLog.objects.count() == readings
    assert_tells_nothing(caplog.text, "log")


def test_no_search_finds_it_by_who_it_is(desk: Desk, hidden: Source, listed: User) -> None:
    """A search says what it says of a word that is nowhere."""
    keep_a_copy(hidden, listed)
    for who, person in [*desk.people.items(), ("listed", listed)]:
        client = signed_in(person)
        for search in [*SEARCHES, *admin_searches()]:
            expected = found_by(client, search, NOWHERE)
            for words in SEARCHED:
                assert found_by(client, search, words) == expected, (who, search, words)


def found_by(client: Client, search: str, words: str) -> tuple[int, str]:
    answer = client.get(search + words)
    text = answer.content.decode()
    return answer.status_code, TOKEN.sub(r"\1", text).replace(words, "").replace(words.lower(), "")


def test_everybody_who_sees_the_claim_sees_its_number_for_a_name(
    desk: Desk, hidden: Source
) -> None:
    name = f"Confidential source {hidden.pk}"
    claim = hidden.evidence.get().claim
    for who in ["handed in", "checker", "editor", "admin"]:
        client = signed_in(desk.people[who])
        pages = [claim.get_absolute_url(), hidden.get_absolute_url(), "/sources/"]
        pages += [f"/sources/?q={name}", f"/go/?q={name}", f"/sources/titles/?source={name}"]
        for address in pages:
            assert name in words_of(client.get(address)), (who, address)
    change = reverse("admin:claims_source_change", args=[hidden.pk])
    for address in [change, reverse("admin:claims_source_changelist")]:
        assert name in words_of(signed_in(desk.people["admin"]).get(address))


def test_nothing_but_its_identity_holds_it(desk: Desk, hidden: Source, listed: User) -> None:
    client = signed_in(listed)
    client.post(f"{hidden.get_absolute_url()}disclose/")
    client.post(f"{hidden.get_absolute_url()}access/", {"person": desk.people["editor"].pk})
    root = signed_in(desk.people["admin"])
    fill(root, reverse("admin:claims_source_change", args=[hidden.pk]), retired="on")
    hidden.refresh_from_db()
    assert hidden.retired
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - {
            ConfidentialIdentity._meta.db_table
        }:
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
            for (row,) in cursor.fetchall():
                assert_tells_nothing(row, table)
    for session in Session.objects.all():
        assert_tells_nothing(str(session.get_decoded()), "session")


def test_no_command_tells(hidden: Source, tmp_path: Path) -> None:
    copy = tmp_path / "story.txt"
    copy.write_text("A story\n\nThree thousand people came on Monday.")
    out = StringIO()
    call_command("check_desk", stdout=out, stderr=out)
    call_command("import_article", str(copy), stdout=out, stderr=out)
    assert "A confidential source is named nowhere" in out.getvalue()
    assert_tells_nothing(out.getvalue(), "commands")


def test_what_is_typed_of_it_comes_back_to_who_typed_it_alone(
    listed: User, caplog: pytest.LogCaptureFixture
) -> None:
    log_everything(caplog)
    typed = {"kind": "person", "is_confidential": "on", "title": "A title", **WHO}
    answer = signed_in(listed).post("/sources/new/", typed)
    assert answer.status_code == 422
    page = page_of(answer)
    assert refusals_in(page) == ["Leave this empty: it could name a confidential source."]
    assert page.one("form", class_="form").fields["name"] == WHO["name"]
    assert "no-store" in answer["Cache-Control"]
    assert_tells_nothing(caplog.text, "log")
    assert not Source.objects.exists()


# Who is listed


def test_who_is_listed_sees_it_by_asking_alone_and_each_reading_is_logged(
    desk: Desk, hidden: Source, listed: User, caplog: pytest.LogCaptureFixture
) -> None:
    log_everything(caplog)
    client, address = signed_in(listed), hidden.get_absolute_url()
    for page in addresses(desk, hidden):
        assert_tells_nothing(words_of(client.get(page)), page)
    assert client.get(f"{address}disclose/").status_code == 405
    for number in [1, 2]:
        answer = client.post(f"{address}disclose/")
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        for said in WHO.values():
            assert said in page_of(answer).text
        assert [d.person for d in IdentityAccessLog.objects.all()] == [listed] * number
    assert_tells_nothing(words_of(client.get(address)), "the page afterwards")
    assert_tells_nothing(caplog.text, "log")


def test_who_is_listed_lets_another_know(desk: Desk, hidden: Source, listed: User) -> None:
    editor, address = desk.people["editor"], hidden.get_absolute_url()
    other, client = signed_in(editor), signed_in(listed)
    page = read(other, address)
    assert "Only those listed here may know" in page.text
    assert str(listed) in page.text
    assert not page.all("form", action=f"{address}disclose/")
    assert "Readings" not in page.text
    for verb, typed in [("disclose", {}), ("access", {"person": editor.pk})]:
        answer = other.post(f"{address}{verb}/", typed)
        assert answer.status_code == 403
        assert page_of(answer).one("p", class_="refusal").text.startswith("Only those listed")
    for person in [desk.people["reporter"].pk, listed.pk, "", "x"]:
        answer = client.post(f"{address}access/", {"person": person})
        assert answer.status_code == 422
        assert refusals_in(page_of(answer))
    assert client.post(f"{address}access/", {"person": editor.pk})["Location"] == address
    assert read(other, address).all("form", action=f"{address}disclose/")
    assert WHO["name"] in page_of(other.post(f"{address}disclose/")).text
    assert f"let in by {listed}" in read(client, address).text
    assert [d.person for d in IdentityAccessLog.objects.all()] == [editor]


def test_who_is_listed_takes_another_off(desk: Desk, hidden: Source, listed: User) -> None:
    editor, address = desk.people["editor"], hidden.get_absolute_url()
    other, client = signed_in(editor), signed_in(listed)
    own = IdentityAccess.objects.get()
    removal = f"{address}access/{own.pk}/revoke/"
    assert other.post(removal).status_code == 403
    assert not read(client, address).all("form", action=removal)  # Nobody else is listed.
    assert client.post(removal).status_code == 409
    sources.grant_access(listed, hidden, editor)
    other.post(f"{address}disclose/")
    theirs = IdentityAccess.objects.get(person=editor)
    send(client, read(client, address).one("form", action=f"{address}access/{theirs.pk}/revoke/"))
    assert other.post(f"{address}disclose/").status_code == 403
    assert f"{editor}, until {listed} took them off the list" in read(client, address).text
    assert "took them off" not in read(other, address).text
    assert client.post(f"{address}access/{theirs.pk}/revoke/").status_code == 404


def test_no_answer_to_who_is_listed_holds_what_a_copy_says_unless_it_is_logged(
    desk: Desk, hidden: Source, listed: User
) -> None:
    words = "Nobody was hurt at all on the bridge that day"
    copy = CapturedDocument(words.encode(), "text/plain", CaptureWay.PASTED, text=words)
    snapshot = snapshots.store_snapshot(listed, hidden, copy)
    evidence = hidden.evidence.get()
    evidence.quote = "Nobody, he was told, had come"
    evidence.save()
    client = signed_in(listed)
    archive = f"{snapshot.get_absolute_url()}archive/"
    asked = [(client.get, page, {}) for page in addresses(desk, hidden)]
    for act, page, typed in [*asked, (client.post, archive, {"archive_url": "ftp://x"})]:
        readings = IdentityAccessLog.objects.count()
        answer = act(page, typed)
        if "hurt at all on the bridge" in words_of(answer):
            assert IdentityAccessLog.objects.count() == readings + 1, page
            assert "no-store" in answer["Cache-Control"], page


def test_who_is_left_on_a_list_can_let_others_in(desk: Desk, hidden: Source, listed: User) -> None:
    editor = desk.people["editor"]
    sources.grant_access(listed, hidden, editor)
    editor.is_active = False
    editor.save()
    with pytest.raises(Conflict, match="let another in first"):
        sources.revoke_access(listed, IdentityAccess.objects.get(person=listed))


def test_its_row_is_not_amended(desk: Desk, hidden: Source, listed: User) -> None:
    client, address = signed_in(listed), hidden.get_absolute_url()
    assert not read(client, address).all("a", href=f"{address}amend/")
    typed = {"kind": "person", "title": "Somebody"}
    for answer in [client.get(f"{address}amend/"), client.post(f"{address}amend/", typed)]:
        assert answer.status_code == 409
        assert "confidential" in page_of(answer).one("p", class_="refusal").text
    change = reverse("admin:claims_source_change", args=[hidden.pk])
    signed_in(desk.people["admin"]).post(change, typed | {"note": "Rosa"})
    hidden.refresh_from_db()
    assert (hidden.title, hidden.note) == (f"Confidential source {hidden.pk}", "")


def test_the_admin_has_no_page_for_who_it_is() -> None:
    shown = {model._meta.model_name for model in admin.site._registry}
    assert shown.isdisjoint(
        {"confidentialidentity", "identityaccess", "identityaccesslog", "snapshot"}
    )
