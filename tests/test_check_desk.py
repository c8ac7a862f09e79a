"""`manage.py check_desk` finds a desk whole that lives by its rules, and names each broken one."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from claims import workflow
from claims.choices import Stage, Verb
from claims.management.commands.check_desk import AS_CORRECTED, sql_rules
from claims.models import Claim, Passage, Source, User
from claims.selectors.sign_off import open_items
from claims.services import articles, negotiation, sign_off, sources
from claims.services.claims import amend_claim, confirm_passage, place_passage
from claims.workflow import Inputs
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_evidence,
    make_person,
    make_proposal,
    make_source,
    revision_of,
    rolled_back,
    submit,
)

pytestmark = pytest.mark.django_db

# For each rule by what it says, a statement that breaks it.
BREAKS = {
    "A sentence is cleared once": (
        'INSERT INTO claims_clearance (revision_id, start, "end", cleared_by_id, cleared_at)'
        ' SELECT revision_id, start + 1, "end", cleared_by_id, now() FROM claims_clearance'
    ),
    "A claim is at the stage that its last event led to; without one it is a proposal": (
        "UPDATE claims_claim SET stage = 'open', assignee_id = NULL WHERE stage = 'checking'"
    ),
    "An event of a claim sets out from the stage that the one before led to": (
        "DELETE FROM claims_event WHERE verb = 'take' AND id NOT IN (SELECT undoes_id FROM"
        " claims_event WHERE undoes_id IS NOT NULL)"
    ),
    "An event goes a way that the table allows its verb": (
        "UPDATE claims_event SET verb = 'approve' WHERE verb = 'take'"
    ),
    "An undo takes back the step before it, of the same claim and person": (
        "UPDATE claims_event SET undoes_id = (SELECT min(id) FROM claims_event) WHERE verb = 'undo'"
        " AND undoes_id = (SELECT max(undoes_id) FROM claims_event)"
    ),
    "Who approved is who took the last approval": (
        "UPDATE claims_claim SET approved_by_id = (SELECT max(id) FROM claims_user) WHERE"
        " stage = 'closed'"
    ),
    "A passage that reads as judged was judged by the standing verdict in these words": (
        "UPDATE claims_passage SET judgement_id = (SELECT max(id) FROM claims_event)"
        " WHERE judgement_id IS NOT NULL"
    ),
    "A verdict has a rationale and evidence or, when unverifiable, what was tried": (
        "DELETE FROM claims_evidence"
    ),
    "Nobody took, submitted or approved a claim of an article that they handed in": (
        "UPDATE claims_article SET handed_in_by_id = (SELECT max(actor_id) FROM claims_event"
        " WHERE verb = 'approve')"
    ),
    "Nobody confirmed a passage of an article that they handed in": (
        "UPDATE claims_article SET handed_in_by_id = (SELECT max(actor_id) FROM claims_event"
        " WHERE verb = 'confirm')"
    ),
    "Nobody was given a claim of an article that they had handed in": (
        "UPDATE claims_article SET handed_in_by_id = (SELECT max(assignee_id) FROM"
        " claims_claim WHERE stage = 'checking')"
    ),
    "A claim stands in an article": "DELETE FROM claims_passage",
    "A verdict was given on the claim as it reads": (
        "UPDATE claims_claim SET statement = statement || ' Not.'"
    ),
    "The digests of an event are those of its wording": (
        "UPDATE claims_event SET wording = jsonb_set(wording, '{statement,text}', '\"Other\"')"
        " WHERE wording ? 'statement'"
    ),
    "Nobody cleared a sentence of an article that they handed in": (
        "UPDATE claims_article SET handed_in_by_id = (SELECT max(cleared_by_id) FROM"
        " claims_clearance)"
    ),
    "Nobody signed off an article that they handed in": (
        "UPDATE claims_article SET handed_in_by_id = (SELECT max(signed_by_id) FROM claims_signoff)"
    ),
    "Each item that a sign-off let stand was ruled on before, and says who ruled": (
        "UPDATE claims_ruling SET reason = 'Another reason.'"
    ),
    "What was signed off, and that it was withdrawn, is in the history as it stands": (
        "UPDATE claims_signoff SET open_items = '[]'"
    ),
    "An article is published where its last event on that says so": (
        "UPDATE claims_article SET published_at = NULL, published_revision_id = NULL"
    ),
    "A past passage is of a revision that another followed": (
        "UPDATE claims_pastpassage SET revision_id = (SELECT max(id) FROM claims_revision)"
    ),
    "Nobody ruled in an article that they handed in": (
        "UPDATE claims_article SET handed_in_by_id = (SELECT max(ruled_by_id) FROM claims_ruling)"
    ),
    "A passage knows the words around it": "UPDATE claims_passage SET suffix = 'other words'",
    "A confidential source is named nowhere but in its identity": (
        "UPDATE claims_evidence SET note = 'As rosa miller said.' WHERE source_id IN"
        " (SELECT source_id FROM claims_confidentialidentity)"
    ),
    "An identity has a reader": "DELETE FROM claims_identityaccess",
    "No source relies on itself through others": (
        "UPDATE claims_source SET relies_on_id = (SELECT id FROM claims_source WHERE relies_on_id"
        " IS NOT NULL) WHERE title = 'The agency'"
    ),
    "A correction is applied in the revision after the one that it is of": (
        "UPDATE claims_correction SET applied_in_id = revision_id WHERE state = 'applied'"
    ),
    "Where corrections were applied, the text is what they make of the one before": (
        "UPDATE claims_correction SET words = '' WHERE state = 'applied'"
    ),
    "A correction is where its last event brought it": (
        "UPDATE claims_correction SET state = 'accepted' WHERE state = 'overruled'"
    ),
    "Nobody upheld or overruled a correction that they had suggested": (
        "UPDATE claims_correction SET suggested_by_id = (SELECT ruled_by_id FROM claims_ruling"
        " WHERE decision = 'overruled')"
    ),
    "What was upheld or overruled has its ruling": (
        "UPDATE claims_ruling SET correction_id = NULL"
    ),
}


def names_of_rules() -> list[str]:
    return [*(said for said, _, _ in sql_rules()), AS_CORRECTED]


def lines_of_check() -> tuple[list[str], bool]:
    """What the command prints, and whether it succeeds."""
    out = StringIO()
    try:
        call_command("check_desk", stdout=out)
    except CommandError:
        return out.getvalue().splitlines(), False
    return out.getvalue().splitlines(), True


@contextmanager
def without_triggers() -> Iterator[None]:
    """What is written here is not checked by the database, and is taken back at the end."""
    with rolled_back():
        connection.check_constraints()  # What waits for a check would keep a table from altering.
        with connection.cursor() as cursor:
            for table in ["event", "passage", "pastpassage", "revision", "ruling", "signoff"]:
                cursor.execute(f"ALTER TABLE claims_{table} DISABLE TRIGGER USER")
        yield


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def checker() -> User:
    return make_person("Checker")


@pytest.fixture
def editor() -> User:
    return make_person("Editor")


@pytest.fixture
def desk(checker: User, editor: User) -> Claim:
    """Claims at every stage, with histories as a busy day leaves them. Gives the closed one."""
    article = make_article()
    make_proposal(article)
    for stage in [Stage.OPEN, Stage.CHECKING, Stage.APPROVAL, Stage.DISMISSED]:
        bring_to(stage, make_claim(article), checker, editor)
    closed = bring_to(Stage.CLOSED, make_claim(article), checker, editor)
    for confirmed in [True, False]:
        passage = place_elsewhere(closed, checker)
        if confirmed:
            confirm_passage(editor, closed, closed.version, passage)
    articles.clear_sentence(checker, revision_of(article), 0, 29)
    agency = make_source(title="The agency")
    make_evidence(make_claim(article), source=make_source(relies_on=agency))
    hidden = sources.add_confidential_source(checker, Source(kind="person"), "Rosa Miller", "")
    make_evidence(make_claim(article), source=hidden, note="Told us so.")
    assigned = make_claim(article)
    workflow.advance(assigned, Verb.ASSIGN, editor, assigned.version, Inputs(assignee=checker))
    workflow.undo(assigned, editor, assigned.version)
    workflow.advance(assigned, Verb.ASSIGN, editor, assigned.version, Inputs(assignee=checker))
    stale = bring_to(Stage.CLOSED, make_claim(article), checker, editor)
    amend_claim(checker, stale, stale.version, statement="Another statement.")
    sign_another(editor)
    correct_another(checker, editor)
    return closed


def correct_another(checker: User, editor: User) -> None:
    """An article of which one correction was applied, another overruled, with a claim beside."""
    author = make_person("Reporter")
    article = make_article(author)
    make_claim(article)
    revision = revision_of(article)
    applied, overruled = [
        negotiation.suggest_correction(checker, revision, start, start + 8, "A 😀", "It is one.")
        for start in (0, 19)
    ]
    negotiation.agree_correction(author, applied)
    negotiation.decline_correction(author, overruled, "It was none.")
    negotiation.rule_correction(editor, overruled, "overruled", "It was none.")
    negotiation.apply_corrections(author, article, 1, [applied.pk])


def sign_another(editor: User) -> None:
    """An article that nobody has read, signed off by a ruling, twice, and published."""
    article = make_article(text="Only a headline")
    (item,) = open_items(article, editor)
    sign_off.rule_item(editor, article, item.item, item.key, "stands", "It says nothing.")
    sign_off.sign_off(editor, article, 1)
    sign_off.withdraw_sign_off(editor, article, 1, "Signed too soon.")
    sign_off.sign_off(editor, article, 1)
    sign_off.publish_article(editor, article)


def place_elsewhere(claim: Claim, person: User) -> Passage:
    revision = revision_of(make_article())
    place_passage(person, claim, claim.version, revision, 0, 8)
    return claim.passages.latest("pk")


def test_a_desk_that_lives_by_its_rules_is_whole(desk: Claim) -> None:
    assert lines_of_check() == ([f"ok      {rule}" for rule in names_of_rules()], True)


def test_an_empty_desk_is_whole() -> None:
    assert lines_of_check()[1]


def test_each_broken_rule_is_named(desk: Claim, subtests: pytest.Subtests) -> None:
    assert set(BREAKS) == set(names_of_rules())
    for name, statement in BREAKS.items():
        with subtests.test(name), without_triggers():
            run(statement)
            lines, whole = lines_of_check()
            assert any(line.startswith(f"BROKEN  {name}: ") for line in lines)
            assert not whole


def test_who_a_confidential_source_is_is_not_printed(desk: Claim) -> None:
    with without_triggers():
        run("UPDATE claims_source SET is_confidential = false WHERE is_confidential")
        lines, _ = lines_of_check()
    (broken,) = [line for line in lines if line.startswith("BROKEN")]
    assert "named nowhere" in broken
    assert "osa" not in broken


def test_the_broken_rows_are_named_and_the_others_counted(desk: Claim) -> None:
    article = make_article()
    claims = [make_claim(article) for _ in range(12)]
    with without_triggers():
        run("UPDATE claims_passage SET suffix = 'x' WHERE revision_id = (SELECT id FROM"
            f" claims_revision WHERE article_id = {article.pk})")  # fmt: skip
        lines, _ = lines_of_check()
        ids = [str(claim.passages.get().pk) for claim in claims]
    broken = [line for line in lines if line.startswith("BROKEN")]
    assert broken == [
        f"BROKEN  A passage knows the words around it: passages {', '.join(ids[:10])} and 2 more"
    ]


def test_a_verdict_that_was_undone_and_given_again_is_whole(checker: User, editor: User) -> None:
    claim = bring_to(Stage.CHECKING, make_claim(), checker, editor)
    make_evidence(claim)
    submit(claim, checker)
    workflow.undo(claim, checker, claim.version)
    amend_claim(checker, claim, claim.version, statement="As it was meant.")
    submit(claim, checker)
    workflow.advance(claim, Verb.APPROVE, editor, claim.version)
    workflow.undo(claim, editor, claim.version)
    assert lines_of_check()[1]
    workflow.advance(claim, Verb.APPROVE, make_person("Editor"), claim.version)
    assert lines_of_check()[1]


@pytest.mark.parametrize("then_undo", [True, False])
def test_a_reopened_claim_is_whole(then_undo: bool, checker: User, editor: User) -> None:
    claim = bring_to(Stage.CLOSED, make_claim(), checker, editor)
    workflow.advance(claim, Verb.REOPEN, checker, claim.version, Inputs(note="New."))
    if then_undo:
        workflow.undo(claim, checker, claim.version)
        assert claim.stage == Stage.CLOSED
    else:
        place_elsewhere(claim, checker)
        bring_to(Stage.CLOSED, claim, editor, make_person("Editor"))
    assert lines_of_check()[1]


@pytest.mark.parametrize("stage", [Stage.APPROVAL, Stage.CLOSED])
def test_a_claim_that_went_stale_and_was_judged_anew_is_whole(
    stage: Stage, checker: User, editor: User
) -> None:
    claim = bring_to(stage, make_claim(), checker, editor)
    amend_claim(editor, claim, claim.version, statement="Another statement.")
    assert lines_of_check()[1]
    if claim.stage == Stage.OPEN:
        workflow.advance(claim, Verb.TAKE, checker, claim.version)
    submit(claim, checker)
    assert lines_of_check()[1]


def test_a_passage_placed_later_in_the_own_article_of_who_judged_is_whole(
    checker: User, editor: User
) -> None:
    own = revision_of(make_article(handed_in_by=checker))
    claim = bring_to(Stage.CHECKING, make_claim(), checker, editor)
    place_passage(editor, claim, claim.version, own, 0, 8)
    make_evidence(claim)
    submit(claim, editor)  # The checker may not any more.
    assert lines_of_check()[1]
    closed = bring_to(Stage.CLOSED, make_claim(), checker, editor)
    place_passage(editor, closed, closed.version, own, 0, 8)
    assert lines_of_check()[1]
