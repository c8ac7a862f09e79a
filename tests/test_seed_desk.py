"""`manage.py seed_desk` fills an empty database with a desk that lives by its rules."""

from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection

from claims.choices import SourceState, Stage, Verdict
from claims.importing import sample_desk
from claims.models import Article, Claim, Clearance, Event, Passage, Snapshot, Source, User
from claims.seeding import desk
from claims.text.sentences import Span, sentences_of
from tests.factories import make_article, make_claim, rolled_back

pytestmark = pytest.mark.django_db

CLAIMS = 600


def contents() -> dict[str, list[tuple[Any, ...]]]:
    """What a reader would see of the desk, by table."""
    return {
        "articles": list(Article.objects.values_list("outlet", "deadline", "created_at")),
        "claims": list(Claim.objects.values_list("statement", "verdict", "assignee__username")),
        "passages": list(Passage.objects.order_by("pk").values_list("start", "end", "prefix")),
        "events": list(Event.objects.values_list("verb", "at", "note", "actor__username")),
        "snapshots": list(Snapshot.objects.values_list("url", "text", "captured_at")),
    }


def test_a_seeded_desk_lives_by_the_rules() -> None:
    desk.seed_desk(CLAIMS, seed=3)  # By this one a source is gone and another has moved.
    call_command("check_desk")
    assert Claim.objects.count() == CLAIMS
    assert set(Claim.objects.values_list("stage", flat=True)) == set(Stage)
    assert set(Claim.objects.values_list("verdict", flat=True)) == {"", *Verdict}
    for person in sample_desk.PEOPLE:
        assert authenticate(username=person, password=sample_desk.PASSWORD)
    check_texts()
    check_states()


def check_states() -> None:
    """Seeding disables the trigger that holds a source's state to its checks: here it is fired."""
    changed = Source.objects.exclude(state="")
    assert set(changed.values_list("state", flat=True)) == {SourceState.GONE, SourceState.MOVED}
    fire = "UPDATE claims_source SET state = state; SET CONSTRAINTS ALL IMMEDIATE"
    with connection.cursor() as cursor:
        cursor.execute(fire)
        cursor.execute("ALTER TABLE claims_source DISABLE TRIGGER USER")
        changed.update(state="", state_since=None)
        cursor.execute("ALTER TABLE claims_source ENABLE TRIGGER USER")
        with pytest.raises(IntegrityError, match="is not what its checks found"):
            cursor.execute(fire)


def check_texts() -> None:
    """What is cleared are sentences, and what was captured has its bytes."""
    for clearance in Clearance.objects.select_related("revision")[:200]:
        sentences = sentences_of(clearance.revision.text, "en")
        assert Span(clearance.start, clearance.end) in sentences
    snapshot = Snapshot.objects.select_related("stored").first()
    assert snapshot
    assert snapshot.stored.open().read().decode() == snapshot.text


def test_the_same_seed_makes_the_same_desk_and_another_another() -> None:
    made = []
    for seed in (1, 1, 2):
        with rolled_back():
            desk.seed_desk(100, seed)
            made.append(contents())
    first, again, other = made
    assert first == again
    assert all(first[table] != other[table] for table in first)


def test_rows_that_the_desk_stores_next_get_keys_of_their_own() -> None:
    desk.seed_desk(100)
    assert make_claim(make_article()).pk == 101


def test_it_fills_no_database_that_holds_something() -> None:
    User.objects.create_user("somebody")
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_desk", claims=10)
    assert not Claim.objects.exists()
