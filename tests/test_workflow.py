"""The truth table: every stage, verb, role and tie of a person to a claim, from the desk's rules.

The rules are written out again here, from the design and not from the code.
"""

from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from claims import workflow
from claims.choices import Kind, Stance, Verb
from claims.errors import Refused
from claims.models import Article, Claim, Event, Evidence, Passage, Revision, User
from claims.models.next_keys import next_key
from claims.text.passages import digest_of
from claims.workflow import Inputs
from tests.factories import make_person, make_source

# verb: from stages, to stage, who
TABLE = {
    "accept": (["proposed"], "open", "the desk"),
    "dismiss": (["proposed", "open", "checking"], "dismissed", "the desk"),
    "take": (["open", "checking"], "checking", "the desk"),
    "assign": (["open", "checking"], "checking", "the desk"),
    "release": (["checking"], "open", "its assignee or an editor"),
    "submit": (["checking"], "approval", "its assignee or an editor"),
    "withdraw": (["approval"], "checking", "who submitted of the desk"),
    "approve": (["approval"], "closed", "an editor who did not submit"),
    "send_back": (["approval"], "checking", "an editor"),
    "reopen": (["closed", "dismissed"], "open", "the desk"),
}
NOT_WHO_HANDED_IN = ["take", "submit", "approve"]
STAGES = ["proposed", "open", "checking", "approval", "closed", "dismissed"]
ROLES = [None, "Reporter", "Checker", "Editor"]

# What the acting person may be to a claim at each stage, beside a stranger: its 'assignee', who
# 'submitted' it, who did the 'last' thing to it. A proposal is nobody's.
TIES = {
    "proposed": [""],
    "open": ["", "last"],
    "checking": ["", "assignee", "assignee last"],
    "approval": ["", "assignee", "submitted last", "assignee submitted last"],
    "closed": ["", "assignee", "submitted", "last", "assignee submitted"],
    "dismissed": ["", "last"],
}
# What was last done to the test's claim at each stage, and the stage before it: undo goes there.
LAST = {
    "open": ("make", ""),
    "checking": ("take", "open"),
    "approval": ("submit", "checking"),
    "closed": ("approve", "approval"),
    "dismissed": ("dismiss", "open"),
}


class Cell(NamedTuple):
    stage: str
    verb: str
    role: str | None
    ties: str
    handed_in: bool


def cells_of(stage: str, verb: str) -> list[Cell]:
    return [
        Cell(stage, verb, role, ties, handed_in)
        for role, ties, handed_in in product(ROLES, TIES[stage], [True, False])
    ]


def name_of(role: str | None, handed_in: bool) -> str:
    return f"{role} who {'handed it in' if handed_in else 'did not hand it in'}"


class Outcome(NamedTuple):
    refusal: str
    stage: str
    events: list[tuple[str, str, str, str]]  # verb, from, to, the actor's name
    row_changed: bool


def expected(cell: Cell) -> Outcome:
    verb, stage = cell.verb, cell.stage
    refused = Outcome("NotPermitted", stage, [], False)
    if verb == "go_stale":
        return refused  # The system's own step, whoever asks for it.
    if verb == "undo":
        # Who has lost the role that the step took does not undo it.
        who = "an editor" if stage == "closed" else "the desk"
        if "last" not in cell.ties or not is_one_of(who, cell):
            return refused
        target = "" if stage == "open" else LAST[stage][1]  # To be made is no step.
    else:
        sources, target, who = TABLE[verb]
        if not is_one_of(who, cell) or (cell.handed_in and verb in NOT_WHO_HANDED_IN):
            return refused
        target = target if stage in sources else ""
    if not target:
        return Outcome("Conflict", stage, [], False)
    return Outcome("", target, [(verb, stage, target, name_of(cell.role, cell.handed_in))], True)


def is_one_of(who: str, cell: Cell) -> bool:
    desk, editor = cell.role in {"Checker", "Editor"}, cell.role == "Editor"
    return {
        "the desk": desk,
        # Who has left the desk since is no longer anybody's checker.
        "its assignee or an editor": editor or (desk and "assignee" in cell.ties),
        # Nor may who has left it withdraw what they submitted.
        "who submitted of the desk": desk and "submitted" in cell.ties,
        "an editor who did not submit": editor and "submitted" not in cell.ties,
        "an editor": editor,
    }[who]


@pytest.mark.django_db
@pytest.mark.parametrize("verb", [*TABLE, "undo", "go_stale"])
@pytest.mark.parametrize("stage", STAGES)
def test_truth_table(stage: str, verb: str) -> None:
    cells = cells_of(stage, verb)
    assert Desk().outcomes(cells) == {cell: expected(cell) for cell in cells}


@pytest.mark.django_db
@pytest.mark.parametrize("stage", STAGES)
def test_page_offers_the_steps_of_the_table_and_no_others(stage: str) -> None:
    desk, cells = Desk(), cells_of(stage, "")
    offered = {
        cell: workflow.open_steps(claim, desk.acting(cell))
        for cell, claim in desk.make_claims(cells).items()
    }
    assert offered == {
        cell: {verb for verb in TABLE if not expected(cell._replace(verb=verb)).refusal}
        for cell in cells
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("stage", "target"), [("approval", "checking"), ("closed", "open")])
def test_the_system_sends_back_what_was_judged(stage: str, target: str) -> None:
    claim = Desk().make_claim_at(stage)
    event = workflow.go_stale(claim, "The wording changed.")
    assert event is not None
    assert (event.verb, event.from_stage, event.to_stage) == ("go_stale", stage, target)
    assert (event.actor, event.note) == (None, "The wording changed.")
    assert Claim.objects.get(pk=claim.pk).stage == target


@pytest.mark.django_db
@pytest.mark.parametrize("stage", ["proposed", "open", "checking", "dismissed"])
def test_the_system_leaves_what_was_not_judged(stage: str) -> None:
    claim = Desk().make_claim_at(stage)
    before = Claim.objects.values().get(pk=claim.pk)
    assert workflow.go_stale(claim, "The wording changed.") is None
    assert Claim.objects.values().get(pk=claim.pk) == before
    assert not claim.events.filter(verb="go_stale").exists()


def test_the_drawn_workflow_is_up_to_date() -> None:
    call_command("draw_workflow", check=True)


def test_a_drawn_workflow_that_is_out_of_date_is_refused(
    settings: Settings, tmp_path: Path
) -> None:
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match="out of date"):
        call_command("draw_workflow", check=True)
    call_command("draw_workflow")
    call_command("draw_workflow", check=True)
    page = tmp_path / "docs" / "workflow.md"
    assert "approval --> closed: approve\n" in page.read_text()
    page.write_text(page.read_text().replace("open", "shut"))
    with pytest.raises(CommandError, match="out of date"):
        call_command("draw_workflow", check=True)


class Desk:
    """The people, and rows inserted at any stage: also such as the steps would never lead to."""

    def __init__(self) -> None:
        self.checker, self.editor = make_person("Checker"), make_person("Editor")
        self.reporter = make_person("Reporter")
        pairs = list(product(ROLES, [True, False]))
        users = User.objects.bulk_create(User(username=name_of(*pair)) for pair in pairs)
        self.people = dict(zip(pairs, users, strict=True))
        groups = {role: Group.objects.get_or_create(name=role)[0] for role in ROLES if role}
        User.groups.through.objects.bulk_create(
            User.groups.through(user=user, group=groups[role])
            for (role, _), user in self.people.items()
            if role
        )
        # All that any step needs, so that only the table decides.
        self.inputs = Inputs("false", "It is not so.", "", "A reason.", make_person("Checker"))

    def acting(self, cell: Cell) -> User:
        return self.people[cell.role, cell.handed_in]

    def outcomes(self, cells: list[Cell]) -> dict[Cell, Outcome]:
        """What the database holds after each cell's acting person has tried the cell's verb."""
        claims = self.make_claims(cells)
        before = {row["id"]: row for row in Claim.objects.values()}
        known = set(Event.objects.values_list("pk", flat=True))
        refusals = {cell: self.refusal(cell, claims[cell]) for cell in cells}
        after = {row["id"]: row for row in Claim.objects.values()}
        made = defaultdict(list)
        for event in Event.objects.exclude(pk__in=known).select_related("actor"):
            actor = event.actor.username if event.actor else ""
            made[event.claim_id].append((event.verb, event.from_stage, event.to_stage, actor))
        return {
            cell: Outcome(
                refusals[cell],
                after[claim.pk]["stage"],
                made[claim.pk],
                after[claim.pk] != before[claim.pk],
            )
            for cell, claim in claims.items()
        }

    def refusal(self, cell: Cell, claim: Claim) -> str:
        try:
            if cell.verb == "undo":
                workflow.undo(claim, self.acting(cell), claim.version)
            else:
                verb = Verb(cell.verb)
                workflow.advance(claim, verb, self.acting(cell), claim.version, self.inputs)
        except Refused as raised:
            return type(raised).__name__
        return ""

    def make_claim_at(self, stage: str) -> Claim:
        return self.make_claims([Cell(stage, "", None, "", False)]).popitem()[1]

    def make_claims(self, cells: list[Cell]) -> dict[Cell, Claim]:
        claims = Claim.objects.bulk_create(self.claim(cell) for cell in cells)
        articles = Article.objects.bulk_create(
            Article(
                outlet="x",
                handed_in_by=self.acting(cell) if cell.handed_in else self.reporter,
                current_revision_id=0,  # Checked at the commit only: it is written below.
            )
            for cell in cells
        )
        revisions = Revision.objects.bulk_create(
            Revision(article=article, number=1, text="Said.", created_by=self.reporter)
            for article in articles
        )
        for revision in revisions:
            revision.article.current_revision = revision
        Article.objects.bulk_update(articles, ["current_revision"])
        Passage.objects.bulk_create(
            Passage(
                claim=claim, article=revision.article, revision=revision,
                start=0, end=4, exact="Said", digest=digest_of("Said"),
            )
            for claim, revision in zip(claims, revisions, strict=True)
        )  # fmt: skip
        Claim.objects.update_places([claim.pk for claim in claims])
        source = make_source()
        Evidence.objects.bulk_create(
            Evidence(claim=claim, source=source, stance=Stance.SUPPORTS, added_by=self.checker)
            for claim in claims
        )
        Event.objects.bulk_create(
            Event(
                pk=claim.submission_id, claim=claim, actor=claim.submitted_by, verb="submit",
                from_stage="checking", to_stage="approval", verdict=claim.verdict,
            )
            for claim in claims
            if claim.submission_id
        )  # fmt: skip
        Event.objects.bulk_create(
            self.last_event(cell, claim)
            for cell, claim in zip(cells, claims, strict=True)
            if cell.stage in LAST
        )
        return dict(zip(cells, claims, strict=True))

    def claim(self, cell: Cell) -> Claim:
        claim = Claim(statement="It was said.", kind=Kind.QUOTATION, stage=cell.stage)
        acting = self.acting(cell)
        if cell.stage in {"checking", "approval", "closed"}:
            claim.assignee = acting if "assignee" in cell.ties else self.checker
        if cell.stage in {"approval", "closed"}:
            claim.verdict = "verified"
            claim.submitted_by = acting if "submitted" in cell.ties else self.checker
            claim.submission_id = next_key(Event)
        if cell.stage == "closed":
            claim.approved_by = acting if "last" in cell.ties else self.editor
        return claim

    def last_event(self, cell: Cell, claim: Claim) -> Event:
        verb, before = LAST[cell.stage]
        actor = self.acting(cell) if "last" in cell.ties else self.editor
        names = ["verdict", "submitted_by_id", "submission_id", "assignee_id"]
        row = {name: getattr(claim, name) for name in names}
        if verb != "approve":
            row |= {"verdict": "", "submitted_by_id": None, "submission_id": None}
        if verb in {"take", "dismiss"}:
            row |= {"assignee_id": None}
        row |= {"stage": before, "approved_by_id": None}
        return Event(
            claim=claim, actor=actor, verb=verb, from_stage=before, to_stage=cell.stage, before=row
        )
