"""Gathers the fact-check file of an article, as one reader may see it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from django.db.models import Max, Q

from claims.choices import Decision, OpenItem, Stage, Verb
from claims.exporting.claims import packet_claims, quotation_check
from claims.exporting.contents import (
    FORMAT,
    Contents,
    Coverage,
    PacketArticle,
    PacketClearance,
    PacketCorrection,
    PacketQuery,
    PacketQuotation,
    PacketRevision,
    PacketRuling,
    PacketSignOff,
    Publication,
    QuotationCheck,
    TextRun,
    UncheckedClaim,
)
from claims.exporting.formatting import day, moment, name
from claims.exporting.sources import captured, origin, snapshots_for, sources_of
from claims.models import Article, Claim, Event, Passage, Ruling, SignOff, Source, User
from claims.permissions import check_can_see, visible_snapshots
from claims.selectors.evidence import gone_at
from claims.selectors.quotations import SUMMARY, QuotationRow, quotations_of, summary_of
from claims.selectors.sign_off import (
    publications_of,
    recorded_sign_offs,
    sign_offs_of,
)
from claims.selectors.workbench import DrawnRun, Workbench
from claims.text.passages import digest_of


def gather(article: Article, reader: User, names_confidential: bool) -> Contents:
    """The whole file of the current revision. The only place that redacts: what is made of it
    shows all that it holds.

    With `names_confidential` those confidential sources are named that list the reader, and each
    reading is logged. Raises NotPermitted.
    """
    check_can_see(reader, article)
    bench, sources = Workbench(article, reader), sources_of(article)
    snapshots = snapshots_for(reader, sources, names_confidential)
    passages = _passages(article)
    claims = packet_claims(bench.accepted, reader, passages, snapshots)
    former = packet_claims(_former(bench), reader, passages, snapshots)
    rows = quotations_of(article, reader)
    quotations = [_quoted(row, quotation_check(row.comparison, snapshots)) for row in rows]
    checks = [evidence.check for claim in [*claims, *former] for evidence in claim.evidence]
    checks += [quotation.check for quotation in quotations]
    signed, earlier = _sign_offs(bench)
    gone = gone_at(source.pk for source in sources)
    contents = Contents(
        format=FORMAT,
        article=_about(bench),
        sign_off=signed,
        lines=_lines(bench),
        coverage=_coverage(bench),
        claims=claims,
        former=former,
        proposals=[
            UncheckedClaim(claim.pk, claim.statement, "", "", "") for claim in bench.proposals
        ],
        dismissed=[
            UncheckedClaim(
                claim.pk, claim.statement, name(event.actor), moment(event.at), event.note
            )
            for event in bench.dismissals
            if (claim := event.claim)
        ],
        quotations_summary=summary_of(rows),
        quotations=quotations,
        queries=_queries(article),
        corrections=_corrections(article),
        rulings=[_ruled(ruling) for ruling in _rulings(article)],
        earlier_sign_offs=earlier,
        publications=_publications(article),
        revisions=_revisions(article),
        sources=[origin(s, reader, names_confidential, gone.get(s.pk)) for s in sources],
        snapshots=captured(snapshots, {check.snapshot for check in checks if check}),
    )
    dated = max([_last_event(article), _last_copy(reader, sources), *_moments(asdict(contents))])
    return replace(contents, article=replace(contents.article, dated=dated))


def _last_event(article: Article) -> str:
    """Of the article and of every claim that it made: those dismissed or proposed as well."""
    of_claims = Q(claim__in=Passage.objects.filter(article=article).values("claim"))
    events = Event.objects.filter(Q(article=article) | of_claims)
    return moment(events.aggregate(last=Max("at"))["last"])


def _last_copy(reader: User, sources: list[Source]) -> str:
    """Of those that quoted words were checked against, which the file may leave out."""
    copies = visible_snapshots(reader).filter(source__in=sources)
    return moment(copies.aggregate(last=Max("captured_at"))["last"])


def _moments(told: Any) -> Iterator[str]:
    """Whatever is called `at` or `..._at`; what is asked for by a time to come is not."""
    if isinstance(told, list):
        for item in told:
            yield from _moments(item)
    elif isinstance(told, dict):
        for called, item in told.items():
            if called == "at" or called.endswith("_at"):
                yield item
            else:
                yield from _moments(item)


def _passages(article: Article) -> dict[int, list[Passage]]:
    """Of each claim those in this article, in the order of the text."""
    found: defaultdict[int, list[Passage]] = defaultdict(list)
    passages = Passage.objects.filter(article=article).order_by("revision", "start", "pk")
    for passage in passages.select_related("article", "claim", "revision"):
        found[passage.claim_id].append(passage)
    return found


def _former(bench: Workbench) -> list[Claim]:
    """Claims that earlier revisions made and this one does not."""
    aside = [Stage.PROPOSED, Stage.DISMISSED]
    here = [claim.pk for claim in bench.claims]
    passages = Passage.objects.filter(article=bench.article).exclude(claim__in=here)
    found = Claim.objects.filter(pk__in=passages.values("claim")).exclude(stage__in=aside)
    return list(found.select_related("claimant", "assignee"))


def _quoted(row: QuotationRow, check: QuotationCheck | None) -> PacketQuotation:
    return PacketQuotation(
        words=row.words,
        state=row.state,
        state_label=SUMMARY[row.state],
        claims=[claim.pk for claim in row.claims],
        check=check,
    )


def _about(bench: Workbench) -> PacketArticle:
    """Without its date, which is that of all the rest."""
    article, revision = bench.article, bench.revision
    published = article.published_revision
    return PacketArticle(
        number=article.pk,
        headline=revision.headline,
        outlet=article.outlet,
        byline=article.byline,
        language=article.language,
        dateline=day(article.published_on),
        address=article.url,
        handed_in_by=name(article.handed_in_by),
        ran_at=moment(article.published_at),
        ran_revision=published.number if published else None,
        revision=revision.number,
        revision_at=moment(revision.created_at),
        dated="",
    )


def _sign_offs(bench: Workbench) -> tuple[PacketSignOff | None, list[PacketSignOff]]:
    """That of the current revision, and those that stand no more."""
    found = recorded_sign_offs(bench.article)
    current = bench.revision.sign_off
    earlier = [_signature(sign_off) for sign_off in found if sign_off != current]
    return _signature(current) if current else None, earlier


def _publications(article: Article) -> list[Publication]:
    return [
        Publication(
            is_published=event.verb == Verb.PUBLISH,
            by=name(event.actor),
            at=moment(event.at),
            reason=event.note,
        )
        for event in reversed(publications_of(article))
    ]


def _signature(sign_off: SignOff) -> PacketSignOff:
    over = [
        item
        | {"item": OpenItem.label_of(item["item"]), "decision": Decision.label_of(item["decision"])}
        for item in sign_off.open_items
    ]
    return PacketSignOff(
        revision=sign_off.revision.number,
        by=name(sign_off.signed_by),
        at=moment(sign_off.signed_at),
        over=over,
        withdrawn_by=name(sign_off.withdrawn_by),
        withdrawn_at=moment(sign_off.withdrawn_at),
        withdrawal_reason=sign_off.withdrawal_reason,
    )


def _lines(bench: Workbench) -> list[list[TextRun]]:
    return [
        [_run(run, part.state == "unread") for part in line.parts for run in part.runs]
        for line in bench.drawn
    ]


def _run(run: DrawnRun, is_unread: bool) -> TextRun:
    marks = [mark for mark in run.marks if mark.claim.stage != Stage.PROPOSED]
    return TextRun(
        words=run.text,
        claims=[mark.claim.pk for mark in marks],
        ends=[mark.claim.pk for mark in marks if mark.last],
        is_unread=is_unread,
    )


def _coverage(bench: Workbench) -> Coverage:
    cleared = bench.revision.clearances.select_related("cleared_by")
    return Coverage(
        sentences=len(bench.sentences),
        unread=[words for _, words in bench.unread_rows],
        cleared=[
            PacketClearance(bench.text[c.start : c.end], name(c.cleared_by), moment(c.cleared_at))
            for c in cleared
        ],
    )


def _queries(article: Article) -> list[PacketQuery]:
    return [
        PacketQuery(
            claim=query.claim_id,
            words=query.words,
            question=query.question,
            asked_by=name(query.asked_by),
            asked_at=moment(query.asked_at),
            answer=query.answer,
            answered_by=name(query.answered_by),
            answered_at=moment(query.answered_at),
        )
        for query in article.queries.select_related("asked_by", "answered_by")
    ]


def _rulings(article: Article) -> list[Ruling]:
    return list(article.rulings.select_related("ruled_by"))


def _ruled(ruling: Ruling) -> PacketRuling:
    return PacketRuling(
        item=OpenItem.label_of(ruling.item),
        about=ruling.about,
        claim=ruling.claim_id,
        decision=Decision.label_of(ruling.decision),
        reason=ruling.reason,
        by=name(ruling.ruled_by),
        at=moment(ruling.ruled_at),
    )


def _corrections(article: Article) -> list[PacketCorrection]:
    people = ["suggested_by", "answered_by", "moved_by", "revision", "applied_in"]
    rulings = _rulings(article)
    return [
        PacketCorrection(
            claim=correction.claim_id,
            revision=correction.revision.number,
            exact=correction.exact,
            words=correction.words,
            reason=correction.reason,
            state=correction.state,
            counter=correction.counter,
            answer=correction.answer,
            answered_by=name(correction.answered_by),
            suggested_by=name(correction.suggested_by),
            suggested_at=moment(correction.suggested_at),
            moved_by=name(correction.moved_by),
            moved_at=moment(correction.moved_at),
            applied_in=correction.applied_in.number if correction.applied_in else None,
            note=correction.note,
            rulings=[_ruled(r) for r in rulings if r.correction_id == correction.pk],
        )
        for correction in article.corrections.select_related(*people).order_by("pk")
    ]


def _revisions(article: Article) -> list[PacketRevision]:
    signed = {s.revision_id: name(s.signed_by) for s in sign_offs_of(article)}
    return [
        PacketRevision(
            number=revision.number,
            by=name(revision.created_by),
            at=moment(revision.created_at),
            sha256=digest_of(revision.text),
            signed_by=signed.get(revision.pk, ""),
            text=revision.text,
        )
        for revision in article.revisions.select_related("created_by").order_by("number")
    ]
