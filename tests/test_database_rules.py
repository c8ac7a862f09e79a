"""What the database refuses by itself, whoever writes to it: asked in SQL, past the app."""

from datetime import UTC, datetime
from hashlib import sha256
from itertools import permutations
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model, ProtectedError

from claims import workflow
from claims.choices import CaptureWay, Stage
from claims.documents.sources import CapturedDocument
from claims.models import Article, Claim, Event, SignOff, User
from claims.models.next_keys import next_key
from claims.services import articles, negotiation, revisions, snapshots
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_evidence,
    make_person,
    make_proposal,
    revision_of,
)

pytestmark = pytest.mark.django_db

STAGES = ["proposed", "open", "checking", "approval", "closed", "dismissed"]

# The rows of the workflow's table between two stages, and the undo of each.
STEPS = {
    ("proposed", "open"),  # accept
    ("proposed", "dismissed"),
    ("open", "dismissed"),
    ("checking", "dismissed"),
    ("open", "checking"),  # take, assign
    ("checking", "open"),  # release
    ("checking", "approval"),  # submit
    ("approval", "checking"),  # withdraw, send back, go stale
    ("approval", "closed"),  # approve
    ("closed", "open"),  # reopen, go stale
    ("dismissed", "open"),  # reopen
}
PAIRS = STEPS | {(target, source) for source, target in STEPS}


@pytest.fixture
def people() -> tuple[User, User]:
    return make_person("Checker"), make_person("Editor")


def sql(statement: str, *params: object) -> None:
    """One statement, checked at once: also the foreign keys, which wait for the commit else."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement, params)


def refused(rule: str, statement: str, *params: object) -> None:
    with pytest.raises(IntegrityError, match=rule):
        sql(statement, *params)


COMPARISON = (
    'INSERT INTO claims_comparison (snapshot_id, digest, ratio, changes, start, "end", state)'
    " SELECT id, 'x', 1, '[]', {} FROM claims_snapshot"
)


def claim_at(stage: str, people: tuple[User, User]) -> Claim:
    """A claim inserted at a stage, with a submission that a verdict of its could rest on."""
    key = next_key(Event)
    claim = Claim(statement="It is so.", kind="figure", **columns_at(stage, people, key))
    claim.save()
    Event.objects.create(pk=key, claim=claim, actor=people[0], verb="submit", verdict="verified")
    return claim


def columns_at(stage: str, people: tuple[User, User], submission: int) -> dict[str, Any]:
    """What a row holds at a stage, so that nothing but the pair of stages can be refused."""
    checker, editor = (person.pk for person in people)
    judged, closed = stage in {"approval", "closed"}, stage == "closed"
    return {
        "stage": stage,
        "verdict": "verified" if judged else "",
        "submitted_by_id": checker if judged else None,
        "submission_id": submission if judged else None,
        "approved_by_id": editor if closed else None,
        "assignee_id": checker if judged or stage == "checking" else None,
    }


def update_claim(claim: Claim, **values: object) -> str:
    names = ", ".join(f"{name} = %s" for name in values)
    return f"UPDATE claims_claim SET {names} WHERE id = {claim.pk}"


def write(claim: Claim, **values: object) -> None:
    sql(update_claim(claim, **values), *values.values())


def write_refused(rule: str, claim: Claim, **values: object) -> None:
    refused(rule, update_claim(claim, **values), *values.values())


@pytest.mark.parametrize(("source", "target"), [*permutations(STAGES, 2)])
def test_stage_pairs(source: str, target: str, people: tuple[User, User]) -> None:
    claim = claim_at(source, people)  # Inserted at its stage: the rule is about changes.
    values = columns_at(target, people, claim.events.get().pk)
    if (source, target) in PAIRS:
        write(claim, **values)
    else:
        write_refused(f"cannot go from {source} to {target}", claim, **values)
    assert Claim.objects.get(pk=claim.pk).stage == (target if (source, target) in PAIRS else source)


@pytest.mark.parametrize("stage", STAGES)
def test_a_claim_may_stay_at_its_stage(stage: str, people: tuple[User, User]) -> None:
    claim = claim_at(stage, people)
    write(claim, **columns_at(stage, people, claim.events.get().pk))


def test_the_code_and_the_database_allow_the_same_pairs() -> None:
    rows = workflow.TRANSITIONS.values()
    steps = {(source, row.target) for row in rows for source in row.sources}
    steps |= set(workflow.STALE_TARGETS.items())
    undone = {(target, source) for source, target in steps}
    assert {(a, b) for a, b in steps | undone if a is not b} == PAIRS


@pytest.mark.parametrize(
    ("stage", "values", "rule"),
    [
        ("open", {"kind": "rumour"}, "claim_kind_known"),
        ("open", {"statement": ""}, "claim_stated"),
        ("open", {"stage": "checking"}, "claim_checked_by_someone"),
        ("checking", {"stage": "open"}, "claim_checked_by_someone"),
        ("checking", {"assignee_id": None}, "claim_checked_by_someone"),
        ("approval", {"assignee_id": None}, "claim_checked_by_someone"),
        ("approval", {"verdict": "true"}, "claim_verdict_known"),
        ("approval", {"verdict": ""}, "claim_judged_with_verdict"),
        ("approval", {"submitted_by_id": None}, "claim_judged_with_verdict"),
        ("approval", {"submission_id": None}, "claim_judged_with_verdict"),
        ("approval", {"submission_id": 0}, "is not that of submission"),
        ("approval", {"verdict": "false"}, "is not that of submission"),
        ("closed", {"rationale": "Because."}, "is not that of submission"),
        ("open", {"submission_id": 0}, "claim_judged_with_verdict"),
        ("approval", {"approved_by_id": "checker"}, "claim_closed_by_two_people"),
        ("approval", {"stage": "closed"}, "claim_closed_by_two_people"),
        ("closed", {"verdict": ""}, "claim_judged_with_verdict"),
        ("closed", {"submitted_by_id": None}, "claim_judged_with_verdict"),
        ("closed", {"approved_by_id": None}, "claim_closed_by_two_people"),
        ("closed", {"approved_by_id": "checker"}, "claim_closed_by_two_people"),
        ("proposed", {"verdict": "verified"}, "claim_judged_with_verdict"),
        ("open", {"verdict": "verified"}, "claim_judged_with_verdict"),
        ("open", {"submitted_by_id": "checker"}, "claim_judged_with_verdict"),
        ("checking", {"verdict": "false"}, "claim_judged_with_verdict"),
        ("checking", {"submitted_by_id": "checker"}, "claim_judged_with_verdict"),
        ("dismissed", {"verdict": "verified"}, "claim_judged_with_verdict"),
    ],
)
def test_claim_rules(
    stage: str, values: dict[str, Any], rule: str, people: tuple[User, User]
) -> None:
    claim = claim_at(stage, people)
    values = {name: people[0].pk if value == "checker" else value for name, value in values.items()}
    write_refused(rule, claim, **values)


def test_a_verdict_rests_on_a_submission_of_its_claim(people: tuple[User, User]) -> None:
    claim, other = claim_at("approval", people), claim_at("approval", people)
    write_refused("is not that of submission", claim, submission_id=other.submission_id)
    approval = Event.objects.create(
        claim=claim, actor=people[0], verb="approve", verdict="verified"
    )
    write_refused("is not that of submission", claim, submission_id=approval.pk)
    write(claim, submission_id=claim.submission_id)


def test_an_unknown_stage_is_refused_on_the_way_in_and_later() -> None:
    claim = make_claim()
    write_refused("cannot go from open to lost", claim, stage="lost")
    with pytest.raises(IntegrityError, match="claim_stage_known"):
        Claim(statement="It is so.", kind="figure", stage="lost").save()


def test_the_history_is_never_rewritten() -> None:
    claim = make_claim()
    event = claim.events.get()
    refused("UPDATE of claims_event", "UPDATE claims_event SET note = 'x' WHERE id = %s", event.pk)
    refused("DELETE of claims_event", "DELETE FROM claims_event WHERE id = %s", event.pk)
    refused("DELETE of claims_event", "DELETE FROM claims_event")
    assert claim.events.get() == event


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ("verb = 'guess'", "event_verb_known"),
        ("from_stage = 'lost'", "event_stages_known"),
        ("to_stage = 'lost'", "event_stages_known"),
        ("verdict = 'true'", "event_verdict_known"),
        ("claim_id = NULL, article_id = NULL", "event_about_something"),
        ("actor_id = NULL", "event_has_actor_unless_systems"),
        ("verb = 'go_stale'", "event_has_actor_unless_systems"),
        ("verb = 'undo'", "event_undo_of_a_step"),
        ("undoes_id = id", "event_undo_of_a_step"),
    ],
)
def test_event_rules(values: str, rule: str) -> None:
    make_claim()
    # Only without the trigger would the row's own rules be asked on a change.
    sql("ALTER TABLE claims_event DISABLE TRIGGER claims_event_stands")
    refused(rule, f"UPDATE claims_event SET {values} WHERE verb = 'make'")


def test_events_can_be_truncated() -> None:
    """Flushing a test database needs it."""
    make_claim()
    sql("TRUNCATE claims_event CASCADE")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM claims_event")
        assert cursor.fetchone() == (0,)


def test_a_revision_is_never_rewritten() -> None:
    revision = revision_of(make_article())
    refused("UPDATE of claims_revision", "UPDATE claims_revision SET text = 'x'")
    revision.refresh_from_db()
    assert revision.headline == "Alliance readies for conflict"


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ("exact = exact || '.'", "does not stand so"),
        ("start = start + 1", "does not stand so"),
        ("\"end\" = \"end\" - 1", "does not stand so"),
        ("start = start + 1, exact = substr(exact, 2)", "does not stand so"),  # The digest stayed.
        ("digest = repeat('0', 64)", "does not stand so"),
        ("digest = ''", "does not stand so"),
        ("article_id = article_id + 1", "does not stand so"),
        ("revision_id = revision_id + 1", "does not stand so"),
        ("start = start - 5, \"end\" = \"end\" - 5", "does not stand so"),
        ("start = -1", "passage_start_check|does not stand so"),
    ],
)  # fmt: skip
def test_a_passage_stands_in_its_text(values: str, rule: str) -> None:
    passage = make_claim().passages.get()
    refused(rule, f"UPDATE claims_passage SET {values} WHERE id = %s", passage.pk)


def test_a_passage_may_move_to_where_its_words_stand_again() -> None:
    text = "Yes, 😀 yes. Yes, 😀 yes."
    passage = make_claim(make_article(text=text), "😀 yes").passages.get()
    sql('UPDATE claims_passage SET start = start + 12, "end" = "end" + 12')
    passage.refresh_from_db()
    assert text[passage.start : passage.end] == "😀 yes"


def test_no_passage_is_empty() -> None:
    make_claim()
    refused(
        "passage_not_empty",
        "UPDATE claims_passage SET \"end\" = start, exact = '', digest = %s",
        sha256(b"").hexdigest(),
    )


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE claims_article SET language = 'xx'", "article_language_known"),
        ("UPDATE claims_article SET outlet = ''", "article_outlet_named"),
        ("UPDATE claims_evidence SET stance = 'against'", "evidence_stance_known"),
        ("UPDATE claims_source SET title = ''", "source_titled"),
        (
            "UPDATE claims_source SET url = '', address_key = 'example.org' WHERE url <> ''",
            "source_address_with_key",
        ),
        (
            "INSERT INTO claims_source SELECT again.* FROM claims_source source,"
            " jsonb_populate_record(source, jsonb_build_object('id', -source.id)) again",
            "source_address_once",
        ),
        *(
            (f"UPDATE claims_source SET {values}", "source_confidential_unnamed")
            for values in [
                "is_confidential = true",
                "title = 'Confidential source ' || id,"
                " url = '', address_key = '', is_confidential = true, tags = '{rosa}'",
            ]
        ),
        *(
            (COMPARISON.format(values), "comparison_placed_whole")
            for values in [
                "NULL, NULL, 'exact'",
                "NULL, 4, 'absent'",
                "4, NULL, 'absent'",
                "4, 4, 'altered'",
            ]
        ),
        (
            "INSERT INTO claims_claimant (name, new_name, kind, description, same_as, retired)"
            " VALUES ('NATO', '', 'alliance', '', '', false)",
            "claimant_kind_known",
        ),
        (
            "INSERT INTO claims_passage SELECT again.* FROM claims_passage passage,"
            " jsonb_populate_record(passage, jsonb_build_object('id', -passage.id)) again",
            "passage_once_a_claim",
        ),
    ],
)
def test_other_rows(statement: str, rule: str) -> None:
    evidence = make_evidence(make_claim())
    copy = CapturedDocument(b"So.", "text/plain", CaptureWay.PASTED, text="So.")
    snapshots.store_snapshot(None, evidence.source, copy)
    refused(rule, statement)


def claim_with_history(people: tuple[User, User]) -> tuple[Claim, Article]:
    article = make_article()
    return bring_to(Stage.CLOSED, make_claim(article), *people), article


@pytest.mark.parametrize("row", ["checker", "editor", "reporter", "claim", "article", "source"])
def test_rows_with_history_cannot_be_deleted(row: str, people: tuple[User, User]) -> None:
    claim, article = claim_with_history(people)
    rows: dict[str, Model] = {
        "checker": people[0],
        "editor": people[1],
        "reporter": article.handed_in_by,
        "claim": claim,
        "article": article,
        "source": claim.evidence.get().source,
    }
    with pytest.raises(ProtectedError):
        rows[row].delete()
    table = rows[row]._meta.db_table
    refused("foreign key", f"DELETE FROM {table} WHERE id = %s", rows[row].pk)
    assert type(rows[row]).objects.filter(pk=rows[row].pk).exists()


SIGNED = "UPDATE claims_signoff SET {}"
WITHDRAWN = "withdrawn_at = now(), withdrawn_by_id = signed_by_id, withdrawal_reason = 'Too soon.'"


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ("open_items = '[1]'", "never change"),
        ("signed_at = now()", "never change"),
        (f"{WITHDRAWN}, open_items = '[1]'", "never change"),
        (f"{WITHDRAWN}, signed_at = signed_at - interval '1 day'", "never change"),
        ("withdrawn_at = now(), withdrawn_by_id = signed_by_id", "withdrawn_by_someone"),
        ("withdrawn_at = now(), withdrawal_reason = 'Too soon.'", "withdrawn_by_someone"),
    ],
)
def test_what_was_signed_stands(values: str, rule: str) -> None:
    signed_off()
    refused(rule, SIGNED.format(values))
    refused("never change", "DELETE FROM claims_signoff")


def test_a_sign_off_is_withdrawn_once_and_the_next_stands_alone() -> None:
    revision = signed_off()
    refused("sign_off_stands_once", AGAIN, revision)
    sql(SIGNED.format(WITHDRAWN))
    refused("never change", SIGNED.format(WITHDRAWN))
    refused("never change", SIGNED.format("withdrawn_at = NULL, withdrawn_by_id = NULL"))
    sql(AGAIN, revision)
    refused("sign_off_stands_once", AGAIN, revision)


AGAIN = (
    "INSERT INTO claims_signoff (revision_id, signed_by_id, open_items, withdrawal_reason)"
    " SELECT %s, max(signed_by_id), '[]', '' FROM claims_signoff"
)


def test_the_current_revision_is_the_last_one_of_the_article() -> None:
    article, other = make_article(), make_article()
    reporter = article.handed_in_by
    first = article.current_revision
    last = revisions.revise(reporter, article, 1, "Second thoughts")
    elsewhere = revision_of(other)
    current = f"UPDATE claims_article SET current_revision_id = %s WHERE id = {article.pk}"
    refused("not its last one", current, first.pk)
    refused("article_current_revision_is_its_own|not its last one", current, elsewhere.pk)
    refused("null value", current, None)
    sql(current, last.pk)
    refused(
        "not its last one",
        "INSERT INTO claims_revision (article_id, number, text, created_by_id, created_at)"
        f" VALUES ({article.pk}, 3, 'Third thoughts', {reporter.pk}, now())",
    )
    published = "UPDATE claims_article SET published_at = %s, published_revision_id = %s"
    refused("article_published_revision_is_its_own", published, "2026-01-01", elsewhere.pk)
    refused("article_published_as_a_revision", published, "2026-01-01", None)
    refused("article_published_as_a_revision", published, None, elsewhere.pk)


def test_a_claim_stands_first_and_is_due_where_its_passages_say() -> None:
    article = make_article(deadline=datetime(2026, 5, 2, tzinfo=UTC))
    claim, other = make_claim(article), make_article()
    claim.refresh_from_db()
    assert (claim.first_article, claim.due) == (article, article.deadline)
    drifted = "does not stand first, or is not due"
    write_refused(drifted, claim, due="2026-05-01")
    write_refused(drifted, claim, due=None)
    write_refused(drifted, claim, first_article_id=other.pk)
    write_refused(drifted, claim, first_article_id=None)
    refused(drifted, "UPDATE claims_article SET deadline = NULL WHERE id = %s", article.pk)
    refused(drifted, "UPDATE claims_passage SET retired_by_id = placed_by_id")
    refused(drifted, "DELETE FROM claims_passage")
    write(claim, first_article_id=article.pk, due=article.deadline)


def test_a_claim_whose_words_are_lost_is_due_until_it_is_set_aside() -> None:
    article, checker = make_article(text="Head\n\nOne left. Two stay."), make_person("Checker")
    claim, proposal = make_claim(article, "One left"), make_proposal(article, "One left")
    revisions.revise(checker, article, 1, "Head\n\nTwo stay.")
    drifted = "does not stand first, or is not due"
    assert [c.first_article for c in Claim.objects.order_by("pk")] == [article, None]
    claim.refresh_from_db()
    write_refused(drifted, claim, stage="dismissed")
    write_refused(drifted, proposal, stage="open")


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE claims_correction SET start = start + 1", "does not stand so"),
        ("UPDATE claims_correction SET exact = 'other words'", "does not stand so"),
        ("UPDATE claims_correction SET answer = 'No.'", "correction_answered_by_someone"),
        ("UPDATE claims_correction SET answered_by_id = suggested_by_id", "answered_by_someone"),
        ('UPDATE claims_clearance SET "end" = 1000', "ends behind the text"),
        (
            'INSERT INTO claims_pastpassage (revision_id, claim_id, start, "end", status)'
            " SELECT revision_id, claim_id, start, 1000, 'open' FROM claims_passage",
            "ends behind the text",
        ),
        (
            'INSERT INTO claims_pastpassage (revision_id, claim_id, start, "end", status)'
            " SELECT revision_id, claim_id, start, \"end\", 'lost' FROM claims_passage",
            "past_passage_status_known",
        ),
        ('UPDATE claims_query SET "end" = NULL', "query_placed_whole"),
        ("UPDATE claims_article SET address_key = 'example.org/2'", "article_address_once"),
        ("UPDATE claims_article SET address_key = ''", "article_address_with_key"),
    ],
)
def test_what_is_placed_in_a_text_lies_in_it(statement: str, rule: str) -> None:
    article = make_article(url="https://example.org/1")
    make_article(url="https://example.org/2")
    checker = make_person("Checker")
    make_claim(article)
    revision = article.current_revision
    articles.clear_sentence(checker, revision, 0, 29)
    negotiation.suggest_correction(checker, revision, 0, 8, "Partners", "They are.")
    negotiation.ask_query(checker, article, "Which?", words="Alliance", start=0)
    refused(rule, statement)


def signed_off() -> int:
    """A revision that an editor signed off."""
    revision = revision_of(make_article())
    SignOff.objects.create(revision=revision, signed_by=make_person("Editor"))
    return revision.pk
