"""Sources: one for each address, no circles, confidential ones unnamed; and their snapshots."""

import hashlib
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import storages
from django.db import IntegrityError, connection, transaction

from claims.choices import CaptureWay, CheckOutcome, SnapshotOutcome, SourceState, Terms
from claims.documents.sources import CapturedDocument
from claims.errors import Conflict, Incomplete, InvalidInput, NotPermitted
from claims.models import (
    Claim,
    ConfidentialIdentity,
    IdentityAccess,
    IdentityAccessLog,
    Snapshot,
    Source,
    StoredFile,
    User,
)
from claims.permissions import visible_snapshots
from claims.services import snapshots, sources
from tests.factories import make_article, make_claim, make_evidence, make_person, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def checker() -> User:
    return make_person("Checker")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a/b",
        "http://www.example.org/a/b/",
        "https://EXAMPLE.org:443/a/b?utm_source=x&fbclid=y#top",
        "https://example.org./a/%62/",
    ],
)
def test_an_address_in_another_spelling_is_the_same_source(checker: User, url: str) -> None:
    source = make_source(url="https://example.org/a/b")
    assert sources.source_at(checker, url, "Another", "", None) == source
    with pytest.raises(InvalidInput, match="already there"):
        sources.add_source(checker, Source(title="Another", url=url))
    other = make_source()
    with pytest.raises(InvalidInput, match="already there"):
        sources.amend_source(checker, other, url=url)


def test_another_page_is_another_source(checker: User) -> None:
    source = make_source(url="https://example.org/a?page=1")
    for url in ["https://example.org/a?page=2", "https://example.org/A?page=1"]:
        assert sources.source_at(checker, url, "Another", "", None) != source


def test_no_source_relies_on_itself_through_others(checker: User) -> None:
    first, second, third = make_source(), make_source(), make_source()
    sources.amend_source(checker, first, relies_on=second)
    sources.amend_source(checker, second, relies_on=third)
    for again in (first, second, third):
        with pytest.raises(Incomplete) as refusal:
            sources.amend_source(checker, third, relies_on=again)
        assert refusal.value.field == "relies_on"


def make_confidential(actor: User, **fields: Any) -> Source:
    source = Source(kind="person", terms=Terms.BACKGROUND, note="Works at the mill.", **fields)
    return sources.add_confidential_source(actor, source, "Rosa Miller", "+44 20 7946 0000")


def everything_but_identities() -> str:
    """Every row of every table of the desk but the one that names confidential sources."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            if table != ConfidentialIdentity._meta.db_table:
                cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
                rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)


def test_nothing_but_its_identity_names_a_confidential_source(checker: User) -> None:
    source = make_confidential(checker)
    make_evidence(make_claim(), source=source)
    assert source.title == f"Confidential source {source.pk}"
    whole = everything_but_identities()
    assert source.title in whole
    for secret in ["Rosa Miller", "20 7946", "the mill"]:
        assert secret not in whole


@pytest.mark.parametrize(
    "named",
    [{"title": "Rosa Miller"}, {"publisher": "The mill"}, {"author": "Rosa"}, {"note": "Rosa"},
     {"contact": "Rosa"}, {"tags": ["rosa"]}, {"asked_whom": "Rosa"}, {"answer": "Rosa"}],
)  # fmt: skip
def test_the_database_refuses_a_name_outside_the_identity(
    checker: User, named: dict[str, Any]
) -> None:
    source = make_confidential(checker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.filter(pk=source.pk).update(**named)
    with pytest.raises(Conflict):
        sources.amend_source(checker, source, **named)


def test_who_is_listed_reads_it_and_each_reading_is_logged(checker: User) -> None:
    source, editor = make_confidential(checker), make_person("Editor")
    with pytest.raises(NotPermitted):
        sources.disclose(editor, source)
    with pytest.raises(NotPermitted):
        sources.grant_access(editor, source, editor)
    root = make_person(is_superuser=True)
    with pytest.raises(NotPermitted):
        sources.disclose(root, source)
    assert not IdentityAccessLog.objects.exists()
    sources.grant_access(checker, source, editor)
    for person in (checker, editor, editor):
        assert sources.disclose(person, source).name == "Rosa Miller"
    readings = IdentityAccessLog.objects.order_by("pk").values_list("person", flat=True)
    assert list(readings) == [checker.pk, editor.pk, editor.pk]
    with pytest.raises(InvalidInput, match="already"):
        sources.grant_access(checker, source, editor)
    with pytest.raises(Conflict):
        sources.grant_access(checker, source, make_person("Reporter"))


def test_who_is_taken_off_the_list_reads_it_no_more(checker: User) -> None:
    source, editor = make_confidential(checker), make_person("Editor")
    first = IdentityAccess.objects.get()
    with pytest.raises(Conflict, match="Nobody else who is listed"):
        sources.revoke_access(checker, first)
    sources.grant_access(checker, source, editor)
    sources.disclose(editor, source)
    sources.revoke_access(editor, first)
    with pytest.raises(NotPermitted):
        sources.disclose(checker, source)
    with pytest.raises(NotPermitted):
        sources.grant_access(checker, source, checker)
    sources.grant_access(editor, source, checker)
    assert sources.disclose(checker, source).name == "Rosa Miller"
    removed = IdentityAccess.objects.get(pk=first.pk)  # The list remembers who was on it.
    assert (removed.person, removed.revoked_by) == (checker, editor)
    assert IdentityAccessLog.objects.filter(person=editor).exists()


def captured(content: bytes = b"Three thousand came.", **fields: Any) -> CapturedDocument:
    text = content.decode()
    return CapturedDocument(content, "text/plain", CaptureWay.PASTED, **{"text": text} | fields)


def test_a_snapshot_keeps_the_bytes_once(checker: User) -> None:
    first, second = make_source(), make_source()
    one = snapshots.store_snapshot(checker, first, captured())
    assert snapshots.store_snapshot(checker, first, captured()) == one
    other = snapshots.store_snapshot(None, second, captured())
    assert one.stored == other.stored == StoredFile.objects.get()
    assert one.stored.sha256 == hashlib.sha256(b"Three thousand came.").hexdigest()
    with one.stored.open() as kept:
        assert kept.read() == b"Three thousand came."
    assert storages["snapshots"].listdir(one.stored.sha256[:2])[1] == [one.stored.sha256]


def test_a_snapshot_never_changes_but_for_its_archive(checker: User) -> None:
    snapshot = snapshots.store_snapshot(checker, make_source(), captured())
    snapshots.name_archive(checker, snapshot, "https://archive.example/1")
    with pytest.raises(InvalidInput):
        snapshots.name_archive(checker, snapshot, "javascript:alert(1)")
    same = Snapshot.objects.filter(pk=snapshot.pk)
    for change in ({"text": "Other"}, {"note": "Other"}, {"captured_by": None}):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            same.update(**change)
    for rows in (same, StoredFile.objects.all(), looks(snapshot)):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()


def looks(snapshot: Snapshot) -> Any:
    snapshots.record_check(snapshot.source, CheckOutcome.CAPTURED, snapshot=snapshot)
    return snapshot.source.checks.all()


def test_a_snapshot_that_was_read_has_a_text(checker: User) -> None:
    with pytest.raises(InvalidInput):
        snapshots.store_snapshot(checker, make_source(), captured(text=""))
    picture = captured(text="", outcome=SnapshotOutcome.NO_TEXT)
    assert snapshots.store_snapshot(checker, make_source(), picture).text == ""


def test_only_who_is_listed_keeps_copies_of_a_confidential_source(checker: User) -> None:
    source = make_confidential(checker)
    with pytest.raises(NotPermitted):
        snapshots.store_snapshot(make_person("Editor"), source, captured())
    snapshots.store_snapshot(checker, source, captured())


def test_a_look_ends_the_waiting(checker: User) -> None:
    source = make_source()
    sources.ask_capture(checker, source)
    assert source.capture_asked_at
    snapshots.record_check(source, CheckOutcome.UNREACHABLE, "It does not answer.")
    source.refresh_from_db()
    assert source.capture_asked_at is None
    assert source.checked_at
    with pytest.raises(Conflict, match="no address"):
        sources.ask_capture(checker, make_source(url=""))


def test_a_circle_is_not_closed_by_who_read_before_the_other_wrote(checker: User) -> None:
    one, other = make_source(), make_source()
    read_before = Source.objects.get(pk=other.pk)
    sources.amend_source(checker, other, relies_on=one)
    with pytest.raises(Incomplete, match="relies on this one"):
        sources.amend_source(checker, one, relies_on=read_before)


def test_a_source_brought_twice_to_one_claim_is_amended_once(checker: User) -> None:
    claim, source = make_claim(), make_source()
    for quote in ("Three thousand came.", "Nobody counted."):
        make_evidence(claim, source=source, quote=quote)
    events = claim.events.count()
    sources.amend_source(checker, source, url="https://example.org/moved")
    assert claim.events.count() == events + 1


def test_what_a_page_says_of_itself_fills_in_what_is_not_known(checker: User) -> None:
    claim = make_claim()
    source = sources.source_at(checker, "https://example.org/a", "", "The Post", None)
    make_evidence(claim, source=source)
    version = Claim.objects.get(pk=claim.pk).version
    sources.fill_in_source(source, title="A count", publisher="Another", author="", language="en")
    source.refresh_from_db()
    assert (source.title, source.publisher, source.language) == ("A count", "The Post", "en")
    assert Claim.objects.get(pk=claim.pk).version == version
    sources.fill_in_source(source, title="Another")
    assert Source.objects.get().title == "A count"


def test_what_is_typed_beside_a_known_address_fills_it_in(checker: User) -> None:
    source = make_source(url="https://example.org/a", title="https://example.org/a")
    sources.source_at(checker, "http://www.example.org/a/", "A count", "The Post", None)
    source.refresh_from_db()
    assert (source.title, source.publisher) == ("A count", "The Post")


def test_copies_are_not_for_who_has_left_the_desk(checker: User) -> None:
    source = make_confidential(checker)
    snapshot = snapshots.store_snapshot(checker, source, captured())
    assert visible_snapshots(checker).get() == snapshot
    checker.groups.set([Group.objects.get_or_create(name="Reporter")[0]])
    again = User.objects.get(pk=checker.pk)
    make_evidence(make_claim(make_article(again)), source=source)
    assert not visible_snapshots(again).exists()
    with pytest.raises(NotPermitted):
        sources.disclose(again, source)


def test_the_state_of_a_source_is_what_its_checks_found(checker: User) -> None:
    source = make_source()
    first = snapshots.record_check(source, CheckOutcome.GONE)
    for outcome in (CheckOutcome.UNREACHABLE, CheckOutcome.GONE):
        snapshots.record_check(source, outcome)
    source.refresh_from_db()
    assert (source.state, source.state_since) == (SourceState.GONE, first.at)
    old = source.url
    sources.amend_source(checker, source, url="https://other.example/")
    assert (source.state, source.state_since) == ("", None)
    sources.amend_source(checker, source, url=old)
    assert (source.state, source.state_since) == (SourceState.GONE, first.at)
    snapshots.record_check(source, CheckOutcome.SAME)
    assert (source.state, source.state_since) == ("", None)


@pytest.mark.parametrize(
    "written",
    [
        "UPDATE claims_source SET state = '', state_since = NULL WHERE id = %s",
        "UPDATE claims_source SET state = 'moved' WHERE id = %s",
        "UPDATE claims_source SET state_since = now() - interval '1 day' WHERE id = %s",
        "INSERT INTO claims_sourcecheck (source_id, outcome, note, address_key, moved_to)"
        " SELECT id, 'same', '', address_key, '' FROM claims_source WHERE id = %s",
    ],
)
def test_the_database_refuses_a_state_that_the_checks_do_not_give(written: str) -> None:
    source = make_source()
    snapshots.record_check(source, CheckOutcome.GONE)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="not what its checks found"), transaction.atomic():
            cursor.execute(written, [source.pk])
