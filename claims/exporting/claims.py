"""The claims of a packet, with how they were judged and the evidence for it."""

from collections.abc import Mapping, Sequence

from claims.choices import Kind, Stage, Verb, Verdict
from claims.exporting.formatting import describe, moment, plain_value
from claims.exporting.schema import (
    HistoryLine,
    JudgedWording,
    PacketClaim,
    PacketEvidence,
    PacketPassage,
    QuotationCheck,
)
from claims.models import Claim, Comparison, Event, Passage, Snapshot, User
from claims.selectors.evidence import EvidenceAssessment, EvidenceRow, weighed_all
from claims.selectors.history import describe_event, history_for


def packet_claims(
    claims: Sequence[Claim],
    reader: User,
    passages: Mapping[int, Sequence[Passage]],
    snapshots: dict[int, Snapshot],
) -> list[PacketClaim]:
    """`passages` are each claim's in this article, `snapshots` what the file shows of sources."""
    evidence = weighed_all(claims, reader)
    return [
        _packet_claim(
            claim,
            history_for(reader, claim)[::-1],
            passages[claim.pk],
            evidence[claim.pk],
            snapshots,
        )
        for claim in claims
    ]


def _packet_claim(
    claim: Claim,
    events: Sequence[Event],
    passages: Sequence[Passage],
    evidence: EvidenceAssessment,
    snapshots: dict[int, Snapshot],
) -> PacketClaim:
    verdict = Verdict.get(claim.verdict)
    submission = next((e for e in events if e.pk == claim.submission_id), None)
    approval = _last(events, Verb.APPROVE) if claim.stage == Stage.CLOSED else None
    return describe(
        PacketClaim,
        claim,
        number=claim.pk,
        kind=Kind.label_of(claim.kind),
        figure=claim.figure,
        status=claim.status.value,
        status_label=claim.status.label,
        meaning=verdict.meaning if verdict else "",
        rationale=claim.rationale if claim.verdict else "",
        tried=claim.tried if claim.verdict else "",
        submitted_by=plain_value(submission.actor) if submission else "",
        submitted_at=moment(submission.at) if submission else "",
        approved_by=plain_value(approval.actor) if approval else "",
        approved_at=moment(approval.at) if approval else "",
        judged=_judged_wording(submission, passages) if submission else None,
        passages=[_passage(passage) for passage in passages],
        evidence=[_evidence(row, snapshots) for side in evidence.sides for row in side.rows],
        sources=evidence.sources,
        independent=evidence.independent,
        history=[_history_line(event) for event in events],
    )


def quotation_check(
    comparison: Comparison | None, snapshots: dict[int, Snapshot]
) -> QuotationCheck | None:
    """Of a copy that stays out of the file, only how the check came out."""
    if comparison is None:
        return None
    snapshot = snapshots.get(comparison.snapshot_id)
    # One that was made just now has its names in another order than one read from the database.
    changes = [dict(sorted(change.items())) for change in comparison.changes]
    return QuotationCheck(
        state=comparison.state,
        ratio=comparison.ratio,
        changes=changes if snapshot else [],
        nearest=comparison.nearest if snapshot else "",
        source=snapshot.source_id if snapshot else None,
        snapshot=snapshot.pk if snapshot else None,
        sha256=snapshot.stored.sha256 if snapshot else "",
    )


def _last(events: Sequence[Event], verb: Verb) -> Event | None:
    return next((event for event in reversed(events) if event.verb == verb), None)


def _judged_wording(submission: Event, passages: Sequence[Passage]) -> JudgedWording:
    """Of the passages that were judged, those of this article: the file is of no other."""
    statement = submission.wording["statement"]
    articles = {passage.article_id for passage in passages}
    return JudgedWording(
        statement=statement["text"],
        sha256=statement["sha256"],
        passages=[
            {"words": passage["exact"], "sha256": passage["sha256"]}
            for passage in submission.wording["passages"]
            if passage["article"] in articles
        ],
    )


def _passage(passage: Passage) -> PacketPassage:
    return describe(
        PacketPassage,
        passage,
        revision=passage.revision.number,
        words=passage.exact,
        sha256=passage.digest,
        was=passage.former,
    )


def _evidence(row: EvidenceRow, snapshots: dict[int, Snapshot]) -> PacketEvidence:
    return describe(
        PacketEvidence,
        row.evidence,
        source=row.evidence.source_id,
        merits=row.merits,
        is_gone=row.is_gone,
        check=quotation_check(row.comparison, snapshots),
    )


def _history_line(event: Event) -> HistoryLine:
    by = str(event.actor or "ClaimTrack")
    return describe(HistoryLine, event, by=by, deed=describe_event(event))
