"""What has happened to a claim: each step as workflow.advance would store it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from random import Random
from typing import Any

from claims import workflow
from claims.choices import Stage, Stance, Verb, Verdict
from claims.models import Article, Claim, Claimant, Event, Evidence, Passage, Revision, User
from claims.seeding.copying import Rows
from claims.seeding.prose import Claimed
from claims.seeding.sources import Captured
from claims.text.passages import anchor_at

PAUSE = timedelta(minutes=7)
STANCES = [Stance.SUPPORTS, Stance.SUPPORTS, Stance.DISPUTES, Stance.CONTEXT]
QUOTED = 0.7  # Of the evidence from sources that were captured.


class History:
    """A claim on its way; every method stores an event, the next a few minutes later."""

    def __init__(
        self, rows: Rows, claimed: Claimed, claimant: Claimant | None, score: float, at: datetime
    ) -> None:
        self.rows = rows
        self.at = at
        self.passages: list[Passage] = []
        self.evidence: list[Evidence] = []
        self.claim = rows.add(
            Claim,
            statement=claimed.statement,
            kind=claimed.kind,
            claimant=claimant,
            cues=[claimed.kind.value],
            score=score,
            search_config="english",
            stage=Stage.PROPOSED,
            created_at=at,
            changed_at=at,
            **claimed.figure,
        )

    def place(self, article: Article, revision: Revision, start: int, end: int) -> None:
        """A passage, without an event of its own."""
        self.claim.first_article_id, self.claim.due = article.pk, article.deadline
        self.passages.append(
            self.rows.add(
                Passage,
                claim_id=self.claim.pk,
                article_id=article.pk,
                revision_id=revision.pk,
                placed_at=self.at,
                **asdict(anchor_at(revision.text, start, end)),
            )
        )

    def propose(self) -> None:
        self._record(Verb.PROPOSE, None, "", note="; ".join(self.claim.cues))

    def accept(self, person: User) -> None:
        self._step(Verb.ACCEPT, person, accepted_by_id=person.pk)

    def dismiss(self, person: User) -> None:
        self._step(Verb.DISMISS, person, note="Nothing to check here.", assignee_id=None)

    def take(self, person: User) -> None:
        self._step(Verb.TAKE, person, assignee_id=person.pk)

    def add_evidence(self, person: User, captured: Captured, random: Random) -> None:
        is_quoted = captured.sentences and random.random() < QUOTED
        item = self.rows.add(
            Evidence,
            claim_id=self.claim.pk,
            source=captured.source,
            stance=random.choice(STANCES),
            quote=captured.quote(self.rows, random) if is_quoted else "",
            locator=f"page {random.randint(1, 90)}",
            added_by_id=person.pk,
            added_at=self.at,
        )
        self.evidence.append(item)
        self._change()
        self._record(Verb.ADD_EVIDENCE, person, self.claim.stage, note=str(item))

    def submit(self, person: User, verdict: Verdict) -> None:
        rationale = f"The sources bear on it; read together it is {verdict.label.lower()}."
        tried = "The archive, the register and the press office."
        event = self._step(
            Verb.SUBMIT,
            person,
            note=rationale,
            verdict=verdict.value,
            rationale=rationale,
            tried=tried if verdict is Verdict.UNVERIFIABLE else "",
            submitted_by_id=person.pk,
        )
        self.claim.submission_id = event.pk
        for passage in self.passages:
            passage.judgement_id = event.pk
        for item in self.evidence:
            item.judgement_id = event.pk

    def approve(self, person: User) -> None:
        self._step(Verb.APPROVE, person, approved_by_id=person.pk)

    def _step(self, verb: Verb, person: User, note: str = "", **changes: Any) -> Event:
        claim = self.claim
        before = {name: getattr(claim, name) for name in workflow.STEP_FIELDS}
        for name, value in changes.items():
            setattr(claim, name, value)
        claim.stage = workflow.TRANSITIONS[verb].target.value
        self._change()
        return self._record(verb, person, before["stage"], note, before)

    def _change(self) -> None:
        self.claim.version += 1
        self.claim.changed_at = self.at

    def _record(
        self,
        verb: Verb,
        person: User | None,
        from_stage: str,
        note: str = "",
        before: dict[str, Any] | None = None,
    ) -> Event:
        claim, at = self.claim, self.at
        self.at += PAUSE
        return self.rows.add_event(
            person,
            at,
            verb,
            note,
            workflow.wording(claim, self.passages, self.evidence),
            claim_id=claim.pk,
            from_stage=from_stage,
            to_stage=claim.stage,
            verdict=claim.verdict if before else "",
            before=before or {},
        )


def bring_to(
    stage: Stage,
    verdict: Verdict,
    history: History,
    checker: User,
    editor: User,
    sources: Sequence[Captured],
    random: Random,
) -> None:
    """From the proposal on through every step that leads to `stage`."""
    if stage is Stage.DISMISSED:
        history.dismiss(checker)
    if stage in {Stage.PROPOSED, Stage.DISMISSED}:
        return
    history.accept(checker)
    if stage is Stage.OPEN:
        return
    history.take(checker)
    for captured in sources:
        history.add_evidence(checker, captured, random)
    if stage is Stage.CHECKING:
        return
    history.submit(checker, verdict)
    if stage is Stage.CLOSED:
        history.approve(editor)
