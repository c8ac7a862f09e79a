"""Gathers the fact-check file of an article, as one reader may see it."""

from collections import defaultdict

from django.db.models import Max, Q

from claims.choices import Decision, OpenItem, Stage, Verb
from claims.exporting.claims import packet_claims, quotation_check
from claims.exporting.formatting import describe, moment, plain_value
from claims.exporting.schema import (
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
from claims.exporting.sources import (
    last_copy,
    packet_snapshots,
    packet_source,
    snapshots_for,
    sources_of,
)
from claims.models import Article, Claim, Event, Passage, Ruling, SignOff, User
from claims.permissions import check_can_see
from claims.selectors.evidence import gone_at
from claims.selectors.quotations import SUMMARY, QuotationRow, quotations_of, summary_of
from claims.selectors.sign_off import publications_of, recorded_sign_offs, sign_offs_of
from claims.selectors.workbench import Workbench
from claims.text.marking import Run
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
    claims = packet_claims(_whole(bench.accepted), reader, passages, snapshots)
    former = packet_claims(_former(bench), reader, passages, snapshots)
    rows = quotations_of(article, reader)
    quotations = [_quotation(row, quotation_check(row.comparison, snapshots)) for row in rows]
    checks = [evidence.check for claim in [*claims, *former] for evidence in claim.evidence]
    checks += [quotation.check for quotation in quotations]
    signed, earlier = _sign_offs(bench)
    gone = gone_at(source.pk for source in sources)
    dated = max([_last_event(article), last_copy(reader, sources), *map(moment, gone.values())])
    rulings = list(article.rulings.select_related("ruled_by"))
    return Contents(
        format=FORMAT,
        article=_article(bench, dated),
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
                claim.pk, claim.statement, plain_value(event.actor), moment(event.at), event.note
            )
            for event in bench.dismissals
            if (claim := event.claim)
        ],
        quotations_summary=summary_of(rows),
        quotations=quotations,
        queries=_queries(article),
        corrections=_corrections(article, rulings),
        rulings=[_ruling(ruling) for ruling in rulings],
        earlier_sign_offs=earlier,
        publications=_publications(article),
        revisions=_revisions(article),
        sources=[packet_source(s, reader, names_confidential, gone.get(s.pk)) for s in sources],
        snapshots=packet_snapshots(snapshots, {check.snapshot for check in checks if check}),
    )


def _last_event(article: Article) -> str:
    """Of the article and of every claim that it made: those dismissed or proposed as well."""
    of_claims = Q(claim__in=Passage.objects.filter(article=article).values("claim"))
    events = Event.objects.filter(Q(article=article) | of_claims)
    return moment(events.aggregate(last=Max("at"))["last"])


def _passages(article: Article) -> dict[int, list[Passage]]:
    """Of each claim those in this article, in the order of the text."""
    found: defaultdict[int, list[Passage]] = defaultdict(list)
    passages = Passage.objects.filter(article=article).order_by("revision", "start", "pk")
    for passage in passages.select_related("article", "claim", "revision"):
        found[passage.claim_id].append(passage)
    return found


def _whole(claims: list[Claim]) -> list[Claim]:
    """With all that the workbench does not read of them."""
    whole = Claim.objects.select_related("claimant", "assignee").in_bulk([c.pk for c in claims])
    return [whole[claim.pk] for claim in claims]


def _former(bench: Workbench) -> list[Claim]:
    """Claims that earlier revisions made and this one does not."""
    unchecked = [Stage.PROPOSED, Stage.DISMISSED]
    here = [claim.pk for claim in bench.claims]
    passages = Passage.objects.filter(article=bench.article).exclude(claim__in=here)
    found = Claim.objects.filter(pk__in=passages.values("claim")).exclude(stage__in=unchecked)
    return list(found.select_related("claimant", "assignee"))


def _quotation(row: QuotationRow, check: QuotationCheck | None) -> PacketQuotation:
    return PacketQuotation(
        words=row.words,
        state=row.state,
        state_label=SUMMARY[row.state],
        claims=[claim.pk for claim in row.claims],
        check=check,
    )


def _article(bench: Workbench, dated: str) -> PacketArticle:
    article, revision = bench.article, bench.revision
    published = article.published_revision
    return describe(
        PacketArticle,
        article,
        number=article.pk,
        headline=revision.headline,
        dateline=plain_value(article.published_on),
        address=article.url,
        published_revision=published.number if published else None,
        revision=revision.number,
        revision_at=moment(revision.created_at),
        dated=dated,
    )


def _sign_offs(bench: Workbench) -> tuple[PacketSignOff | None, list[PacketSignOff]]:
    """That of the current revision, and those that no longer hold."""
    found = recorded_sign_offs(bench.article)
    current = bench.revision.sign_off
    earlier = [_sign_off(sign_off) for sign_off in found if sign_off != current]
    return _sign_off(current) if current else None, earlier


def _publications(article: Article) -> list[Publication]:
    return [
        Publication(
            event.verb == Verb.PUBLISH, plain_value(event.actor), moment(event.at), event.note
        )
        for event in reversed(publications_of(article))
    ]


def _sign_off(sign_off: SignOff) -> PacketSignOff:
    over = [
        item
        | {"item": OpenItem.label_of(item["item"]), "decision": Decision.label_of(item["decision"])}
        for item in sign_off.open_items
    ]
    return describe(
        PacketSignOff,
        sign_off,
        revision=sign_off.revision.number,
        by=plain_value(sign_off.signed_by),
        at=moment(sign_off.signed_at),
        over=over,
    )


def _lines(bench: Workbench) -> list[list[TextRun]]:
    return [
        [_run(bench, run, part.state == "unread") for part in line.parts for run in part.runs]
        for line in bench.drawn
    ]


def _run(bench: Workbench, run: Run, is_unread: bool) -> TextRun:
    claims = {mark: bench.shown[mark.passage].claim for mark in run.marks}
    marks = {mark: claim.pk for mark, claim in claims.items() if claim.stage != Stage.PROPOSED}
    return TextRun(
        words=run.text,
        claims=list(marks.values()),
        ends=[pk for mark, pk in marks.items() if mark in run.ends],
        is_unread=is_unread,
    )


def _coverage(bench: Workbench) -> Coverage:
    cleared = bench.revision.clearances.select_related("cleared_by")
    return Coverage(
        sentences=len(bench.sentences),
        unread=[words for _, words in bench.unread_rows],
        cleared=[
            PacketClearance(
                bench.text[c.start : c.end], plain_value(c.cleared_by), moment(c.cleared_at)
            )
            for c in cleared
        ],
    )


def _queries(article: Article) -> list[PacketQuery]:
    queries = article.queries.select_related("asked_by", "answered_by")
    return [describe(PacketQuery, query, claim=query.claim_id) for query in queries]


def _ruling(ruling: Ruling) -> PacketRuling:
    return describe(
        PacketRuling,
        ruling,
        item=OpenItem.label_of(ruling.item),
        claim=ruling.claim_id,
        decision=Decision.label_of(ruling.decision),
        by=plain_value(ruling.ruled_by),
        at=moment(ruling.ruled_at),
    )


def _corrections(article: Article, rulings: list[Ruling]) -> list[PacketCorrection]:
    people = ["suggested_by", "answered_by", "moved_by", "revision", "applied_in"]
    return [
        describe(
            PacketCorrection,
            correction,
            claim=correction.claim_id,
            revision=correction.revision.number,
            applied_in=correction.applied_in.number if correction.applied_in else None,
            rulings=[_ruling(r) for r in rulings if r.correction_id == correction.pk],
        )
        for correction in article.corrections.select_related(*people).order_by("pk")
    ]


def _revisions(article: Article) -> list[PacketRevision]:
    signed = {
        sign_off.revision_id: plain_value(sign_off.signed_by) for sign_off in sign_offs_of(article)
    }
    return [
        describe(
            PacketRevision,
            revision,
            by=plain_value(revision.created_by),
            at=moment(revision.created_at),
            sha256=digest_of(revision.text),
            signed_by=signed.get(revision.pk, ""),
        )
        for revision in article.revisions.select_related("created_by").order_by("number")
    ]
