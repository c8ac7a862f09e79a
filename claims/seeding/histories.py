"""What has happened to a claim: each step as workflow.advance would store it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from random import Random
from typing import Any

from claims import workflow
from claims.choices import Stage, Stance, Verb, Verdict
from claims.models import Claim, Claimant, Event, Evidence, Passage, Revision, User
from claims.seeding.copying import Rows
from claims.seeding.prose import SentenceClaim
from claims.seeding.sources import SeededSource
from claims.text.passages import anchor_at

PAUSE = timedelta(minutes=7)
STANCES = [Stance.SUPPORTS, Stance.SUPPORTS, Stance.DISPUTES, Stance.CONTEXT]
QUOTED = 0.7  # Of the evidence from sources that were captured.


class History:
    """A claim on its way; every method stores an event, the next a few minutes later."""

    def __init__(
        self,
        rows: Rows,
        claimed: SentenceClaim,
        claimant: Claimant | None,
        score: float,
        revision: Revision,
        start: int,
        at: datetime,
    ) -> None:
        """Proposed for the sentence that begins at `start` of the revision."""
        article = revision.article
        anchor = anchor_at(revision.text, start + claimed.start, start + claimed.end)
        self.rows, self.at = rows, at
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
            first_article_id=article.pk,
            due=article.deadline,
            **claimed.figure,
        )
        self.passage = rows.add(
            Passage,
            claim_id=self.claim.pk,
            article_id=article.pk,
            revision_id=revision.pk,
            placed_at=at,
            **asdict(anchor),
        )
        self._record(Verb.PROPOSE, None, "", claimed.kind.value)

    def bring_to(
        self,
        stage: Stage,
        verdict: Verdict,
        checker: User,
        editor: User,
        sources: Sequence[SeededSource],
        random: Random,
    ) -> None:
        """From the proposal on through every step that leads to `stage`."""
        if stage is Stage.DISMISSED:
            self._step(Verb.DISMISS, checker, note="Nothing to check here.")
        if stage in {Stage.PROPOSED, Stage.DISMISSED}:
            return
        self._step(Verb.ACCEPT, checker, accepted_by_id=checker.pk)
        if stage is Stage.OPEN:
            return
        self._step(Verb.TAKE, checker, assignee_id=checker.pk)
        for captured in sources:
            self._add_evidence(checker, captured, random)
        if stage is Stage.CHECKING:
            return
        self._submit(checker, verdict)
        if stage is Stage.CLOSED:
            self._step(Verb.APPROVE, editor, approved_by_id=editor.pk)

    def _add_evidence(self, person: User, captured: SeededSource, random: Random) -> None:
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

    def _submit(self, person: User, verdict: Verdict) -> None:
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
        self.passage.judgement_id = event.pk
        for item in self.evidence:
            item.judgement_id = event.pk

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
            workflow.wording(claim, [self.passage], self.evidence),
            claim_id=claim.pk,
            from_stage=from_stage,
            to_stage=claim.stage,
            verdict=claim.verdict if before else "",
            before=before or {},
        )
